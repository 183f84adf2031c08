"""What a describer is given beside the catalogue: the files and pages that are already made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gazette import urls
from gazette.artifact import Artifact


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page of the site: its path, its language and, by language code, the paths of the same page.

    `alternates` holds the page itself too; the key `x-default` names the page for everybody else, where it is
    not the one in the source language. A page that is not `indexed` asks search engines to leave it out.
    """

    path: str
    language: str
    alternates: Mapping[str, str]
    indexed: bool = True


@dataclass(frozen=True)
class Made:
    """Everything made so far: data files (their sizes and hashes are quoted), pages, and which edition."""

    files: tuple[Artifact, ...] = ()
    pages: tuple[PageAddress, ...] = ()
    edition: str = urls.LATEST

    @cached_property
    def by_path(self) -> Mapping[str, Artifact]:
        """Files by path."""
        return {artifact.path: artifact for artifact in self.files}
