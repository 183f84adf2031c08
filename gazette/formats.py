"""The formats a dataset is published in: one table that export, describe, site and docs read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. `scope` is `table` (one file a table), `package` (one file) or `record` (one a record)."""

    name: str
    suffix: str
    media_type: str
    title: str
    scope: str


FORMATS: dict[str, Format] = {
    fmt.name: fmt
    for fmt in (
        Format("csv", "csv", "text/csv", "CSV", "table"),
        Format("json", "json", "application/json", "JSON", "table"),
        Format("jsonl", "jsonl", "application/jsonl", "JSON Lines", "table"),
        Format("nested", "json", "application/json", "JSON, nested", "package"),
        Format("record", "json", "application/json", "JSON, one record", "record"),
        Format("bundle", "zip", "application/zip", "ZIP, everything", "package"),
    )
}
