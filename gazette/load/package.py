"""Any Data Package, v1 or v2, as JSON or YAML: its resources as tables, and as files where they are none.

A package with rules of its own (`schemas/package.json`) does not come here: `load` reads it as it is written. Here a
table gets a name that may be a path, a schema whose fields stand in the order of the file, and types where nobody
has given any. What a reader of the data needs is kept as it was declared.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gazette.load.characters import character_problems
from gazette.load.gate import Gate
from gazette.load.json import read_json
from gazette.load.resource import SHEETS, Read, UnreadableError, form_of, read_files, read_inline
from gazette.load.source import JsonFile, PlainFile, RawFile, RawTable, TextFile
from gazette.load.table import MOST_CELL, read_table, rows_of
from gazette.load.yaml import is_yaml, read_yaml
from gazette.model.language import locale
from gazette.model.naming import table_names
from gazette.problem import Place, Problem

_MOST_RESOURCES = 1_000
_INFERRED = (
    ("integer", re.compile(r"-?(0|[1-9][0-9]{0,17})")),
    ("number", re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")),
    ("date", re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")),
    ("boolean", re.compile(r"true|false")),
)
"""Types that are guessed where a table has no schema; whatever fits none is text, so that 007 stays what it is."""
_TABULAR = ("csv", "tsv", *SHEETS)
_LEFT = {"bidi-control", "invisible-character"}
"""Characters that are told of and stay; others cannot stand in the files and pages that are made of a table."""


@dataclass
class Opened:
    """What a descriptor has led to. `descriptor` names the tables as `tables` do."""

    descriptor: JsonFile
    tables: list[RawTable] = field(default_factory=list)
    files: list[RawFile] = field(default_factory=list)
    languages: tuple[str, ...] = ()


def open_package(gate: Gate, descriptor: JsonFile, problems: list[Problem]) -> Opened:
    """Every resource, as far as it could be read, and what is wrong with the rest."""
    found = descriptor.value.get("resources")
    resources = found[:_MOST_RESOURCES] if isinstance(found, list) else []
    names = dict(
        zip(
            range(len(resources)),
            table_names(_name(one, at) for at, one in enumerate(resources)),
            strict=True,
        )
    )
    by_name = {_name(one, at): names[at] for at, one in enumerate(resources)}
    opened = Opened(descriptor)
    described: list[object] = []
    for at, resource in enumerate(resources):
        if not isinstance(resource, Mapping):
            described.append(resource)
            continue
        own = dict(resource)
        if resource.get("name") != names[at]:
            own |= {"name": names[at], **({"originalName": resource["name"]} if "name" in resource else {})}
        described.append(own)
        reader = _Reader(gate, descriptor, at, own, by_name, problems)
        try:
            made = reader.resource()
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        if isinstance(made, RawTable):
            opened.tables.append(made)
        elif made is not None:
            opened.files.append(made)
    opened.descriptor = replace(descriptor, value={**descriptor.value, "resources": described})
    opened.languages = _languages(descriptor.value, opened.tables)
    return opened


def _name(resource: object, at: int) -> str:
    """What a resource is called: declared, else by its file."""
    described = resource if isinstance(resource, Mapping) else {}
    path = described.get("path")
    first = path[0] if isinstance(path, list) and path else path
    stem = first.rpartition("/")[2].partition(".")[0] if isinstance(first, str) else ""
    return str(described.get("name") or stem or f"table {at + 1}")


class _Reader:
    """Reads one resource."""

    def __init__(
        self,
        gate: Gate,
        descriptor: JsonFile,
        at: int,
        resource: Mapping[str, object],
        names: Mapping[str, str],
        problems: list[Problem],
    ) -> None:
        self.gate, self.descriptor, self.at, self.described = gate, descriptor, at, resource
        self.names, self.problems = names, problems
        self.name = str(resource["name"])

    def place(self, *pointer: str | int) -> Place:
        return self.descriptor.place(("resources", self.at, *pointer))

    def resource(self) -> RawTable | RawFile | None:
        """The table, the file that is none, or None where it was refused."""
        declared = self.schema()
        if "data" in self.described and "path" not in self.described:
            if declared is None and not isinstance(self.described["data"], list):
                return RawFile(self.name, self.at, self.described, ())
            return self.table(read_inline(self.described, self.place("data")), declared)
        path = self.described.get("path")
        paths = [one for one in (path if isinstance(path, list) else [path]) if isinstance(one, str)]
        if not paths:
            return None
        form, packed = form_of(self.described, paths[0])
        kind, profile = self.described.get("type"), self.described.get("profile")
        if form == "csv" and not packed and len(paths) == 1 and self.is_usual():
            usual = self.usual(paths[0], declared)
            if usual is not None:
                return usual
        tabular = (
            form in _TABULAR or kind == "table" or profile == "tabular-data-resource" or declared is not None
        )
        tabular = tabular or form in ("jsonl", "ndjson")
        if not tabular:
            bodies = [(one, self.gate.bytes_of(one, self.place("path"))) for one in paths]
            kept = tuple((one, body) for one, body in bodies if body is not None)
            return RawFile(self.name, self.at, self.described, kept) if len(kept) == len(bodies) else None
        read = read_files(self.gate, self.described, paths, self.place("path"))
        return None if read is None else self.table(read, declared)

    def is_usual(self) -> bool:
        """True if nothing says that the file is anything but comma-separated UTF-8."""
        dialect = self.described.get("dialect")
        encoding = str(self.described.get("encoding") or "utf-8").lower().replace("_", "-")
        return encoding in ("utf-8", "utf8") and dialect in (None, {}, {"delimiter": ","})

    def usual(self, path: str, declared: JsonFile | None) -> RawTable | None:
        """A table as `load` reads those of a package with rules of its own; None where the file is not so."""
        data = self.gate.bytes_of(path, self.place("path"))
        if data is None or data.startswith(b"\xef\xbb\xbf") or b"\r" in data:
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None  # the general reader says what is wrong
        file, longest = PlainFile(path, data), max(len(data), MOST_CELL)
        made = read_table(self.name, self.at, self.described, file, None, longest=longest)
        if isinstance(made, Problem):
            raise UnreadableError(made)
        self.characters(path, text)
        schema, header = self.fitted(declared, made.header, made.rows.columns)
        return replace(made, header=header, schema=schema, declared=declared)

    def characters(self, path: str, text: str) -> None:
        """What is told of characters that stay, and what keeps others out."""
        self.problems += character_problems(path, text, table=False)

    def table(self, read: Read, declared: JsonFile | None) -> RawTable:
        """A table from rows of whatever kind."""
        header = read.header
        if not header:
            listed = [str(one.get("name")) for one in _fields(declared.value if declared else {})]
            width = max((len(row.cells) for row in read.rows), default=0)
            header = tuple(listed) if listed else tuple(f"field{number + 1}" for number in range(width))
        fields = {str(one.get("name")): one for one in _fields(declared.value if declared else {})}
        texts = tuple(
            tuple(
                as_text(cell, fields.get(header[at], {}) if at < len(header) else {})
                for at, cell in enumerate(row.cells)
            )
            for row in read.rows
        )
        lines = tuple(row.line for row in read.rows)
        path = read.parts[0][0] if read.parts else self.descriptor.file.path
        file = TextFile(path, read.parts[0][1] if read.parts else b"", read.text)
        self.characters(path, read.text or "\n".join("\n".join(row) for row in texts))
        rows = rows_of(len(header), texts)
        schema, header = self.fitted(declared, header, rows.columns)
        lines = tuple(row.line for row in read.rows)
        return RawTable(
            self.name, self.at, self.described, file, schema, header, rows, lines,
            plain=read.plain, declared=declared, originals=read.parts, absent_too=not read.text,
        )  # fmt: skip

    def schema(self) -> JsonFile | None:
        """The Table Schema as declared: in the descriptor, or in a file of its own."""
        schema = self.described.get("schema")
        if isinstance(schema, Mapping):
            return JsonFile(self.descriptor.file, schema, ("resources", self.at, "schema"))
        if not isinstance(schema, str):
            return None
        return read_document(self.gate, schema, self.place("schema"), self.problems)

    def fitted(
        self, declared: JsonFile | None, header: tuple[str, ...], columns: Sequence[Sequence[str]]
    ) -> tuple[JsonFile, tuple[str, ...]]:
        """The schema with a field for every column in the order of the file, and the header.

        Types are guessed where nobody has given any; a column without a name is called by its number.
        """
        described = dict(declared.value) if declared else {}
        header = tuple(name or f"field{at}" for at, name in enumerate(header, 1))
        if not _fields(described):
            described["fields"] = [
                {"name": name, "type": _guessed(cells)} for name, cells in zip(header, columns, strict=True)
            ]
        else:
            described["fields"] = list(_matched(described, header))
        keys = described.get("foreignKeys")
        if isinstance(keys, list):
            described["foreignKeys"] = [self.renamed(key) for key in keys]
        base = declared or JsonFile(self.descriptor.file, {}, ("resources", self.at))
        return replace(base, value=described), header

    def renamed(self, key: object) -> object:
        """A foreign key that names its table as the tables are called here."""
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(key, Mapping) or not isinstance(reference, Mapping):
            return key
        target = str(reference.get("resource") or "")
        return {**key, "reference": {**reference, "resource": self.names.get(target, target) or self.name}}


def read_document(gate: Gate, path: str, cited: Place | None, problems: list[Problem]) -> JsonFile | None:
    """A JSON or YAML document of the package."""
    data = gate.bytes_of(path, cited)
    if data is None:
        return None
    try:
        file = TextFile(path, data, data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        problems.append(
            Problem("not-utf8", f"{path} is not UTF-8: byte at offset {error.start:,}", Place(path))
        )
        return None
    wrong = [one for one in character_problems(path, file.text, table=False) if one.code not in _LEFT]
    found = wrong[0] if wrong else read_yaml(file) if is_yaml(path) else read_json(file)
    if isinstance(found, Problem):
        problems += [] if found in problems else [found]
        return None
    return found


def _fields(schema: Mapping[str, object]) -> list[Mapping[str, object]]:
    found = schema.get("fields")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _matched(schema: Mapping[str, object], header: Sequence[str]) -> Iterator[object]:
    """The fields as `fieldsMatch` relates them to the columns of the file; as listed where it says nothing."""
    declared = schema.get("fieldsMatch")
    how = declared[0] if isinstance(declared, list) and declared else declared
    fields = {str(one.get("name")): one for one in _fields(schema)}
    missing = [name for name in fields if name not in header]
    extra = [name for name in header if name not in fields]
    fits = {
        "equal": not missing and not extra,
        "subset": not missing,
        "superset": not extra,
        "partial": len(missing) < len(fields),
    }.get(str(how), False)
    if not fits:
        yield from schema["fields"] if isinstance(schema["fields"], list) else ()
        return
    for name in header:
        yield fields.get(name, {"name": name, "type": "any"})


def _guessed(cells: Sequence[str]) -> str:
    filled = {cell for cell in cells if cell}
    return next(
        (kind for kind, written in _INFERRED if filled and all(written.fullmatch(cell) for cell in filled)),
        "string",
    )


def _languages(described: Mapping[str, object], tables: Sequence[RawTable]) -> tuple[str, ...]:
    """The languages that are declared, else those of columns that differ in them alone, else that of the interface."""
    declared = described.get("languages")
    codes = (
        [code for code in declared if isinstance(code, str) and code] if isinstance(declared, list) else []
    )
    if not codes and isinstance(described.get("language"), str):
        codes = [str(described["language"])]
    if codes:
        return tuple(dict.fromkeys(codes))
    endings: dict[str, None] = {}
    for table in tables:
        groups: dict[str, list[str]] = {}
        for name in table.header:
            base, _, ending = name.rpartition("_")
            if base and len(ending) == 2 and ending.islower() and locale(ending) is not None:
                groups.setdefault(base, []).append(ending)
        for group in groups.values():
            endings |= dict.fromkeys(group if len(group) > 1 else ())
    return tuple(endings) or ("en",)


def as_text(cell: object, described: Mapping[str, object]) -> str:
    """A cell as the text that its column's schema reads."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    kind, form = str(described.get("type", "string")), str(described.get("format", "default"))
    if isinstance(cell, bool):
        words = described.get("trueValues" if cell else "falseValues")
        return str(words[0]) if isinstance(words, list) and words else str(cell).lower()
    if isinstance(cell, int | float | Decimal):
        return _number(cell).replace(".", str(described.get("decimalChar") or "."))
    if isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        return _moment(cell, kind, form)
    if isinstance(cell, datetime.timedelta):
        from isodate import duration_isoformat

        return str(duration_isoformat(cell))
    if isinstance(cell, list) and kind == "list":
        return str(described.get("delimiter") or ",").join(as_text(one, {}) for one in cell)
    if isinstance(cell, list) and kind == "geopoint" and form == "default":
        return ",".join(as_text(one, {}) for one in cell)
    return json.dumps(
        cell,
        ensure_ascii=False,
        default=lambda value: float(value) if isinstance(value, Decimal) else str(value),
    )


def _number(cell: float | Decimal) -> str:
    value = Decimal(str(cell))
    if value.is_finite() and value == value.to_integral_value():
        return str(int(value))
    return format(value, "f") if value.is_finite() else str(value)


def _moment(cell: datetime.datetime | datetime.date | datetime.time, kind: str, form: str) -> str:
    """A moment as the field's type and format have it; a spreadsheet keeps every day as a midnight."""
    midnight = isinstance(cell, datetime.datetime) and cell.time() == datetime.time()
    if kind in ("date", "time", "datetime") and form not in ("default", "any"):
        return cell.strftime(form)
    if isinstance(cell, datetime.datetime) and (
        kind == "date" or (kind not in ("datetime", "time") and midnight)
    ):
        cell = cell.date()
    if kind == "year" and isinstance(cell, datetime.date):
        return f"{cell.year:04}"
    if kind == "yearmonth" and isinstance(cell, datetime.date):
        return f"{cell.year:04}-{cell.month:02}"
    return cell.isoformat()
