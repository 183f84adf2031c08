"""The formats a dataset is published in: one table that export, describe, site and docs read."""

from dataclasses import dataclass

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. `scope` is `table` (one file each), `package` (one file) or `record` (one file each)."""

    name: str
    suffix: str
    media_type: str
    title: str
    scope: str

    def file(self, name: str) -> str:
        """The file name under which `name` (a table, a record or the package) is published in this format."""
        return f"{name}.{self.suffix}"


FORMATS: dict[str, Format] = {
    fmt.name: fmt
    for fmt in (
        Format("csv", "csv", "text/csv", "CSV", "table"),
        Format("json", "json", "application/json", "JSON", "table"),
        Format("jsonl", "jsonl", "application/jsonl", "JSON Lines", "table"),
        Format("parquet", "parquet", "application/vnd.apache.parquet", "Parquet", "table"),
        Format("nested", "json", "application/json", "JSON, nested", "package"),
        Format("xlsx", "xlsx", XLSX, "XLSX, spreadsheet", "package"),
        Format("sqlite", "sqlite", "application/vnd.sqlite3", "SQLite, database", "package"),
        Format("record", "json", "application/json", "JSON, one record", "record"),
        Format("bundle", "zip", "application/zip", "ZIP, everything", "package"),
    )
}
