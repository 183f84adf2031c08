"""From the catalogue to data files: one small file a format, all of them listed here."""

from collections.abc import Callable, Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export import csv, json, jsonl, nested, parquet, question, record, schema, sqlite, xlsx
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
    "schema": schema.export,
}
"""Exporters by name: those of `gazette.formats.FORMATS` but the ZIP, and the schemas that the files keep."""


def export_all(catalog: Catalog, edition: str = urls.LATEST) -> list[Artifact]:
    """Every data file and every schema of an edition. Raises Stop for a file that would break its schema."""
    return [artifact for export in EXPORTERS.values() for artifact in export(catalog, edition)]
