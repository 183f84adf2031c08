"""From the catalogue to data files: one small file a format, all of them listed here."""

from collections.abc import Callable, Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export import bundle, csv, json, jsonl, nested, parquet, question, record, schema, sqlite, xlsx
from gazette.model import Catalog

Exporter = Callable[[Catalog, str], Iterator[Artifact]]

EXPORTERS: dict[str, Exporter] = {
    "csv": csv.export,
    "json": json.export,
    "jsonl": jsonl.export,
    "parquet": parquet.export,
    "nested": nested.export,
    "xlsx": xlsx.export,
    "sqlite": sqlite.export,
    "question": question.export,
    "record": record.export,
    "bundle": bundle.export,
    "schema": schema.export,
}
"""Exporters by name: those of `gazette.formats.FORMATS`, and the schemas that the files keep."""


def export_all(catalog: Catalog, edition: str = urls.LATEST) -> list[Artifact]:
    """Every data file and every schema of an edition. Raises Stop for a file that would break its schema."""
    made: list[Artifact] = []
    for export in EXPORTERS.values():
        # The ZIP holds what the others have made.
        made += bundle.export(catalog, edition, made) if export is bundle.export else export(catalog, edition)
    return made
