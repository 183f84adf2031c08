"""Where things lie in a project: the only file that knows the names of its folders."""

import os
from dataclasses import dataclass
from pathlib import Path

DESCRIPTOR = "datapackage.json"
YAML_DESCRIPTORS = ("datapackage.yaml", "datapackage.yml")
CONTENT = "content"
PAGES = "content/pages"
RULES = "content/rules"
QUESTIONS = "content/questions"
PACKAGE_SCHEMA = "schemas/package.json"
JSON_SCHEMAS = "schemas/json"
RELEASES = "releases"
THEME = "theme"
MANIFEST = "manifest.json"
SITE = "_site"


@dataclass(frozen=True, slots=True)
class Project:
    """A project on disk. `root` is absolute; every path in problems and descriptors is relative to it.

    `rules` says whether the publisher's stricter rules hold; where nobody says it, the package's own file does.
    `fetching` lets data come from addresses of the web, for packages without rules of their own.
    """

    root: Path
    rules: bool | None = None
    fetching: bool = False

    @property
    def strict(self) -> bool:
        """True if more than the standard is asked for: of packages that have rules of their own for the descriptor."""
        return (self.root / PACKAGE_SCHEMA).is_file() if self.rules is None else self.rules

    @property
    def descriptor(self) -> str:
        """The name of the descriptor: datapackage.json, or as YAML where there is no other."""
        names = (DESCRIPTOR, *([] if self.strict else YAML_DESCRIPTORS))
        return next((name for name in names if os.path.lexists(self.root / name)), DESCRIPTOR)

    @property
    def site(self) -> Path:
        """The default folder of the built site."""
        return self.root / SITE

    @property
    def preview(self) -> Path:
        """The folder of the preview, apart from the site that is going to be published."""
        return self.root / f"{SITE}.preview"

    @property
    def watched(self) -> tuple[Path, ...]:
        """What a preview watches: everything that people edit."""
        return (self.root / self.descriptor, *(self.root / name for name in (CONTENT, "schemas", THEME)))


def changelog(language: str, source_language: str) -> str:
    """The name of a language's changelog: CHANGELOG.md, and CHANGELOG.<language>.md for translations."""
    return "CHANGELOG.md" if language == source_language else f"CHANGELOG.{language}.md"
