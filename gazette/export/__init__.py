"""From the catalogue to data files: one file a format, all of them listed here."""

from collections.abc import Callable, Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export import flat, parquet, schema, sqlite, tree, xlsx
from gazette.model import Catalog

EXPORTERS: dict[str, Callable[[Catalog, str], Iterator[Artifact]]] = {
    "csv": flat.export_csv,
    "json": flat.export_json,
    "jsonl": flat.export_lines,
    "parquet": parquet.export,
    "nested": tree.export_nested,
    "xlsx": xlsx.export,
    "sqlite": sqlite.export,
    "record": tree.export_records,
    "schema": schema.export,
    "files": flat.export_files,
}
"""Exporters by name: those of `gazette.formats.FORMATS` but the ZIP, and the schemas that the files keep.

The database comes with the answers of the worked questions."""


_AT_ONCE = ("nested", "xlsx", "sqlite")
"""Exporters that hold the whole package at once: left out where a table is long (`gazette.model.table.LONG`).

Such a table is published as CSV, JSON Lines and Parquet.
"""


def export_each(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """Every data file and every schema of an edition, one by one. Raises Stop for one that would break its schema."""
    left_out = _AT_ONCE if any(table.is_long for table in catalog.tables) else ()
    for name, export in EXPORTERS.items():
        if name not in left_out:
            yield from export(catalog, edition)


def export_all(catalog: Catalog, edition: str = urls.LATEST) -> list[Artifact]:
    """All of them (see `export_each`)."""
    return list(export_each(catalog, edition))
