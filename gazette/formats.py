"""The formats a dataset is published in: one table that export, describe, site and docs read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

PACKAGE = "strategy"
"""The name of every file that holds a whole package: the same at each, so that addresses can be guessed."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. `scope` is `table` (one file each), `package` (one file) or `record` (one file each)."""

    name: str
    suffix: str
    media_type: str
    title: str
    scope: str

    def file(self, name: str = PACKAGE) -> str:
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


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: object, margin: str | None = None) -> str:
    """`value` as JSON (RFC 8259) on one line or, with a margin (`""` to begin), one member a line.

    Keys keep their order. A Decimal keeps every digit, which the standard library's writer cannot do; what
    JSON has no word for (NaN, a set, a date) raises ValueError or TypeError.
    """
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Decimal | float):
        if not Decimal(value).is_finite():
            raise ValueError(f"JSON has no number {value}")
        return str(value)
    inner = None if margin is None else margin + "  "
    if isinstance(value, Mapping):
        parts = [f"{_quoted(str(k))}: {json_text(v, inner)}" for k, v in value.items()]
        return _enclosed("{", parts, "}", margin)
    if isinstance(value, list | tuple):
        return _enclosed("[", [json_text(one, inner) for one in value], "]", margin)
    raise TypeError(f"JSON has no {type(value).__name__}")


def json_bytes(value: object) -> bytes:
    """`value` as a JSON file: UTF-8, one member a line, a line end at the end."""
    return (json_text(value, "") + "\n").encode()


def _enclosed(opening: str, parts: list[str], closing: str, margin: str | None) -> str:
    if margin is None or not parts:
        return opening + ", ".join(parts) + closing
    inside = f",\n{margin}  ".join(parts)
    return f"{opening}\n{margin}  {inside}\n{margin}{closing}"
