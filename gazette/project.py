"""Where things lie in a project: the only file that knows the names of its folders."""

from dataclasses import dataclass
from pathlib import Path

DESCRIPTOR = "datapackage.json"
CONTENT = "content"
TABLES = "content/tables"
PAGES = "content/pages"
RULES = "content/rules"
QUESTIONS = "content/questions"
TABLE_SCHEMAS = "schemas/tables"
PACKAGE_SCHEMA = "schemas/package.json"
JSON_SCHEMAS = "schemas/json"
RELEASES = "releases"
MANIFEST = "manifest.json"
SITE = "_site"


@dataclass(frozen=True, slots=True)
class Project:
    """A project on disk. `root` is absolute; every path in problems and descriptors is relative to it."""

    root: Path

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
        return (self.root / DESCRIPTOR, self.root / CONTENT, self.root / "schemas")


def changelog(language: str, source_language: str) -> str:
    """The name of a language's changelog: CHANGELOG.md, and CHANGELOG.<language>.md for translations."""
    return "CHANGELOG.md" if language == source_language else f"CHANGELOG.{language}.md"
