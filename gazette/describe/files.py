"""What a describer is given beside the catalogue: the files that are made already, and which of them hold what."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gazette import urls
from gazette.artifact import Artifact
from gazette.formats import FORMATS, Format
from gazette.model import Table
from gazette.model.catalog import PACKAGE

_EDITION = re.compile(r"data/([0-9]+\.[0-9]+\.[0-9]+[^/]*)/datapackage\.json")


@dataclass(frozen=True, slots=True)
class Download:
    """A file that holds the rows of a table or, without one, of the whole package; and the format that it is in."""

    artifact: Artifact
    format: Format
    table: Table | None


@dataclass(frozen=True)
class Files:
    """The files made so far, whose sizes and hashes are quoted, and the folder of the edition in hand.

    `name` is what the files that hold the whole package are called.
    """

    artifacts: tuple[Artifact, ...] = ()
    edition: str = urls.LATEST
    name: str = PACKAGE

    @cached_property
    def by_path(self) -> Mapping[str, Artifact]:
        """Files by path."""
        return {artifact.path: artifact for artifact in self.artifacts}

    @cached_property
    def in_folder(self) -> Mapping[str, Artifact]:
        """The files in the edition's folder by their path in it, sorted."""
        folder = urls.data("", self.edition)
        paths = sorted(path for path in self.by_path if path.startswith(folder))
        return {path.removeprefix(folder): self.by_path[path] for path in paths}

    def downloads(self, *tables: Table | None) -> list[Download]:
        """The files of these tables, or (None) those that hold the whole package, in the order of `FORMATS`."""
        return [
            Download(self.in_folder[name], form, table)
            for table in tables
            for form in FORMATS.values()
            if form.scope == ("table" if table else "package")
            and (name := form.file(table.name if table else self.name)) in self.in_folder
        ]

    @cached_property
    def editions(self) -> Mapping[str, str]:
        """The frozen editions that are published, the oldest first: when each was made, as its descriptor says it."""
        descriptors = {
            match[1]: self.by_path[match[0]] for path in self.by_path if (match := _EDITION.fullmatch(path))
        }
        return {
            version: str(json.loads(descriptors[version].body).get("created", ""))
            for version in sorted(descriptors, key=_precedence)
        }


def _precedence(version: str) -> tuple[list[int], bool, str]:
    numbers, _, early = version.partition("-")
    return [int(number) for number in numbers.split(".")], not early, early
