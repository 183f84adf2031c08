"""The rows of any resource of the standard: other dialects, encodings and formats, several parts, compressed, inline.

Comma-separated UTF-8 is read by `table`; this is the reader of everything else. Rows come out as the texts that the
field's own schema reads, so that whatever checks cells need not know how they were kept. Spreadsheets are read by
frictionless from bytes that have passed the gate: it opens no file and no address itself.
"""

import codecs
import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from gazette.load.gate import TABLE_BYTES, Gate
from gazette.problem import Place, Problem

DELIMITED = ("csv", "tsv")
SHEETS = ("xlsx", "xls", "ods")
JSONS = ("json", "jsonl", "ndjson")
_PACKED = {".gz": "gz", ".zip": "zip"}
_MOST_PARTS = 1_000
_MOST_UNPACKED = 200_000_000
_EXTRA = "install the extra `excel`, which reads spreadsheets"


class Cells(NamedTuple):
    """A row as it is kept: its line (or number) from 1, and its cells, which may be values and not yet texts."""

    line: int
    cells: Sequence[object]


@dataclass
class Read:
    """What was read of a resource.

    `text` is that of one delimited file, with LF alone; `plain` says that it is comma-separated in UTF-8 as it stands,
    so that places and bytes are those of the file. `parts` are the files.
    """

    header: tuple[str, ...]
    rows: list[Cells]
    parts: tuple[tuple[str, bytes], ...] = ()
    text: str = ""
    plain: bool = False


class UnreadableError(Exception):
    """Why a resource cannot be read, as the problem that says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class Dialect:
    """How a table is written (Table Dialect v2; v1's CSV dialect has the same names)."""

    described: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str, default: str | None) -> str | None:
        """A property that is a text."""
        value = self.described.get(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, *, default: bool) -> bool:
        """A property that is true or false."""
        value = self.described.get(name, default)
        return value if isinstance(value, bool) else default

    def numbers(self, name: str) -> list[int]:
        """A property that lists rows."""
        value = self.described.get(name)
        return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []


def form_of(resource: Mapping[str, object], path: str) -> tuple[str, str]:
    """The format of a resource and how it is packed: declared, else by the ending of its file."""
    name, packed = path.lower(), str(resource.get("compression") or "")
    for ending, kind in _PACKED.items():
        if name.endswith(ending):
            name, packed = name.removesuffix(ending), packed or kind
    declared = str(resource.get("format") or "").lower().lstrip(".")
    kinds = {"text/csv": "csv", "text/tab-separated-values": "tsv"}
    ending = name.rpartition(".")[2] if "." in name.rpartition("/")[2] else ""
    known = (*DELIMITED, *SHEETS, *JSONS)
    form = declared if declared in known else ending if ending in known else ""
    return form or kinds.get(
        str(resource.get("mediatype")), declared or ending
    ), "" if packed == "no" else packed


def read_files(gate: Gate, resource: Mapping[str, object], paths: Sequence[str], cited: Place) -> Read | None:
    """The rows of a resource in files; None where the gate refused one. Raises UnreadableError."""
    parts: list[tuple[str, bytes]] = []
    for path in paths[:_MOST_PARTS]:
        data = gate.bytes_of(path, cited)
        if data is None:
            return None
        parts.append((path, data))
    form, packed = form_of(resource, paths[0])
    bodies = [_unpacked(path, data, packed, resource) for path, data in parts]
    dialect = Dialect(_mapping(resource.get("dialect")))
    if form in SHEETS:
        sheet = _sheet(parts[0][0], bodies[0], form, dialect)
        header, rows = _headed(sheet, dialect)
        return Read(header, rows, tuple(parts))
    encoding = str(resource.get("encoding") or "utf-8")
    texts = [_decoded(path, body, encoding) for (path, _), body in zip(parts, bodies, strict=True)]
    if form in JSONS:
        values = [
            value for (path, _), text in zip(parts, texts, strict=True) for value in _json(path, text, form)
        ]
        header, rows = _objects(_inside(values, dialect), dialect)
        return Read(header, rows, tuple(parts))
    return _delimited(parts, texts, form, dialect, packed, encoding)


def read_inline(resource: Mapping[str, object], cited: Place) -> Read:
    """The rows that stand in the descriptor itself (`data`). Raises UnreadableError."""
    data, dialect = resource["data"], Dialect(_mapping(resource.get("dialect")))
    if isinstance(data, str):
        form, _ = form_of(resource, "")
        if form in JSONS:
            data = list(_json(cited.file, data, form))
        else:
            return _delimited([], [data], form, dialect, "inline", "")
    if not isinstance(data, list):
        raise UnreadableError(Problem("bad-property", "data must be a list of rows", cited))
    header, rows = _objects(data, dialect)
    return Read(header, rows)


def _delimited(
    parts: Sequence[tuple[str, bytes]],
    texts: Sequence[str],
    form: str,
    dialect: Dialect,
    packed: str,
    encoding: str,
) -> Read:
    """Rows of separated values; of several parts each has the header, as the standard's own reader takes it."""
    delimiter = dialect.text("delimiter", "\t" if form == "tsv" else ",") or ","
    rows: list[Cells] = []
    header: tuple[str, ...] = ()
    for number, text in enumerate(texts):
        path = parts[number][0] if parts else ""
        found = list(_separated(path, text, delimiter, dialect))
        if number and dialect.flag("header", default=True):
            found = found[1:]
        rows += found
    header, rows = _headed(rows, dialect)
    usual = (
        delimiter == ","
        and packed == ""
        and len(parts) == 1
        and not (dialect.described.keys() - {"delimiter", "$schema"})
    )
    plain = (
        usual
        and codecs.lookup(encoding).name == "utf-8"
        and parts[0][1] == texts[0].encode()
        and "\r" not in texts[0]
    )
    text = texts[0].replace("\r\n", "\n").replace("\r", "\n") if len(texts) == 1 and parts else ""
    return Read(header, rows, tuple(parts), text, plain)


def _separated(path: str, text: str, delimiter: str, dialect: Dialect) -> Iterator[Cells]:
    escape = dialect.text("escapeChar", None)
    quote = dialect.text("quoteChar", '"') or '"'
    try:
        reader = csv.reader(
            io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="\n"),
            delimiter=delimiter,
            quotechar=quote,
            doublequote=dialect.flag("doubleQuote", default=escape is None),
            escapechar=escape,
            skipinitialspace=dialect.flag("skipInitialSpace", default=False),
            strict=True,
        )
    except (TypeError, ValueError) as error:
        raise UnreadableError(
            Problem("bad-property", f"the dialect cannot be used: {error}", Place(path))
        ) from None
    first = 1
    null = dialect.text("nullSequence", None)
    csv.field_size_limit(max(csv.field_size_limit(), TABLE_BYTES))
    try:
        for cells in reader:
            yield Cells(
                first, [None if cell == null else cell for cell in cells] if null is not None else cells
            )
            first = reader.line_num + 1
    except csv.Error as error:
        message = f"this row cannot be read: {error}"
        raise UnreadableError(Problem("bad-csv", message, Place(path, first))) from None


def _headed(found: Sequence[Cells], dialect: Dialect) -> tuple[tuple[str, ...], list[Cells]]:
    """The header and the rows below it, without comments."""
    sign, comments = dialect.text("commentChar", None), set(dialect.numbers("commentRows"))
    kept = [
        (number, row)
        for number, row in enumerate(found, 1)
        if number not in comments and not (sign and row.cells and str(row.cells[0] or "").startswith(sign))
    ]
    if not dialect.flag("header", default=True):
        return (), [row for _, row in kept]
    heads = dialect.numbers("headerRows") or ([kept[0][0]] if kept else [])
    joined = dialect.text("headerJoin", " ") or " "
    lines = [row.cells for number, row in kept if number in heads]
    width = max(map(len, lines), default=0)
    header = tuple(
        joined.join(str(line[at]) for line in lines if at < len(line) and line[at] not in (None, ""))
        for at in range(width)
    )
    return header, [row for number, row in kept if number > max(heads, default=0)]


def _objects(values: Sequence[object], dialect: Dialect) -> tuple[tuple[str, ...], list[Cells]]:
    """Rows that are lists with a header, or objects whose keys are the columns."""
    keys = dialect.described.get("itemKeys")
    if values and isinstance(values[0], Mapping):
        names = [str(key) for key in keys] if isinstance(keys, list) else []
        names = names or list(
            dict.fromkeys(str(key) for one in values if isinstance(one, Mapping) for key in one)
        )
        return tuple(names), [
            Cells(number, [one.get(name) for name in names] if isinstance(one, Mapping) else [one])
            for number, one in enumerate(values, 1)
        ]
    rows = [Cells(number, one if isinstance(one, list) else [one]) for number, one in enumerate(values, 1)]
    return _headed(rows, dialect)


def _json(path: str, text: str, form: str) -> Iterator[object]:
    try:
        if form == "json":
            value = json.loads(text, parse_float=Decimal)
            yield from value if isinstance(value, list) else [value]
        else:
            yield from (json.loads(line, parse_float=Decimal) for line in text.split("\n") if line.strip())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            Problem("bad-json", f"this is no JSON: {str(error)[:200]}", Place(path))
        ) from None


def _inside(values: Sequence[object], dialect: Dialect) -> Sequence[object]:
    """The list at the path that the dialect names (`property`), of a document that is an object."""
    where = dialect.text("property", None)
    value: object = values[0] if len(values) == 1 and where else list(values)
    for name in where.split(".") if where else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, list) else []


def _sheet(path: str, body: bytes, form: str, dialect: Dialect) -> list[Cells]:
    """The rows of a sheet: named, numbered, or the first."""
    try:
        from frictionless import Resource, formats, system
    except ImportError as error:  # pragma: no cover - the suite has it
        raise UnreadableError(
            Problem("unreadable-file", f"{path} cannot be read: {error}", Place(path), hint=_EXTRA)
        ) from None
    number, name = dialect.described.get("sheetNumber"), dialect.text("sheetName", None)
    sheet: Any = name or (number if isinstance(number, int) else 1)
    control: Any = formats.OdsControl(sheet=sheet) if form == "ods" else formats.ExcelControl(sheet=sheet)
    try:
        with system.use_context(trusted=False), Resource(body, format=form, control=control) as resource:
            found = [Cells(at, list(cells)) for at, cells in enumerate(resource.cell_stream, 1)]
    except Exception as error:  # noqa: BLE001 - what its libraries raise for a damaged file is their own business
        message = f"{path} cannot be read as {form}: {str(error)[:200]}"
        raise UnreadableError(Problem("unreadable-file", message, Place(path), hint=_EXTRA)) from None
    while found and all(cell is None or cell == "" for cell in found[-1].cells):
        found.pop()
    return found


def _unpacked(path: str, data: bytes, packed: str, resource: Mapping[str, object]) -> bytes:
    """The file inside an archive, of no more bytes than a table may have."""
    try:
        if packed == "gz":
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                body = stream.read(_MOST_UNPACKED + 1)
        elif packed == "zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = [one for one in archive.namelist() if not one.endswith("/")]
                wanted = resource.get("innerpath")
                with archive.open(
                    wanted if isinstance(wanted, str) and wanted in names else names[0]
                ) as stream:
                    body = stream.read(_MOST_UNPACKED + 1)
        elif packed:
            raise UnreadableError(
                Problem(
                    "unsupported-property",
                    f'{path} is packed as "{packed}"; gz and zip are read',
                    Place(path),
                )
            )
        else:
            return data
    except (
        OSError,
        EOFError,
        zlib.error,
        zipfile.BadZipFile,
        IndexError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        message = f"{path} cannot be unpacked: {str(error)[:200]}"
        raise UnreadableError(Problem("unreadable-file", message, Place(path))) from None
    if len(body) > _MOST_UNPACKED:
        message = f"{path} is larger than {_MOST_UNPACKED:,} bytes once it is unpacked"
        raise UnreadableError(Problem("file-too-large", message, Place(path)))
    return body


def _decoded(path: str, body: bytes, encoding: str) -> str:
    """The text of a file in its encoding, without a byte-order mark."""
    try:
        known = codecs.lookup(encoding)
        if not getattr(known, "_is_text_encoding", True) or known.name in (
            "idna",
            "punycode",
            "unicode_escape",
        ):
            raise LookupError
        text = body.decode("utf-8-sig" if known.name == "utf-8" else known.name)
    except LookupError:
        message = f'{path} has the encoding "{encoding[:40]}", which nobody knows'
        raise UnreadableError(Problem("bad-property", message, Place(path))) from None
    except (UnicodeDecodeError, ValueError) as error:
        at = (
            f": byte {body[error.start]:#04x} at offset {error.start:,}"
            if isinstance(error, UnicodeDecodeError)
            else ""
        )
        line = body[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else None
        message, hint = (
            f"{path} is not {encoding.upper()}{at}",
            "say in `encoding` how the file is written, or save it as UTF-8",
        )
        raise UnreadableError(Problem("not-utf8", message, Place(path, line), hint=hint)) from None
    return text.removeprefix("\ufeff")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
