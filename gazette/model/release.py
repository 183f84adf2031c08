"""A release: a frozen edition of the publication, with the bytes that people have cited."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gazette.model.catalog import Catalog


@dataclass(frozen=True)
class Release:
    """A released version: its date, its files by their path in the release, and the catalogue read from them."""

    version: str
    created: str
    files: Mapping[str, bytes] = field(repr=False)
    media_types: Mapping[str, str] = field(repr=False)
    catalog: Catalog = field(repr=False)

    @property
    def date(self) -> str:
        """The day of `created`, as YYYY-MM-DD."""
        return self.created[:10]
