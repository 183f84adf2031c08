"""Which reads of a publication decide a result, so that it need not be made again while all of them are the same.

`watched` gives a twin of a catalog that notes what is asked of it. While `recording` runs, the set that it gives fills
with reads: a record's values, the ids of a table's rows, its bytes, the answer to a question such as the children of a
record. A read is a tuple of texts that can be asked again of another catalog: `digest` gives the hash of its answer.

Everything that is not a row or an article (schemas, titles, the descriptor) is no read: `constants` is the hash of it
all, and where that differs nothing is taken over. What is worked out once and kept (`cached_property`) is a question of
its own, known by the hash of its answer: who asks second depends on it as much as who asked first.
"""

import hashlib
import io
import pickle
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar

from gazette.model.catalog import Catalog
from gazette.model.table import Column, LongRecords, Record, Table

Read = tuple[str, ...]
Made = TypeVar("Made")

_BY_RECORD = ("parent", "children", "referrers", "evidence_of", "read_from")
_BY_NAME = ("record", "roots", "find", "profile", "series")
_CONSTANT = ("about", "by_name", "settings", "_values", "_profiles", "kept")
"""What a catalog keeps that is made of no row, or that only its own answers look into."""


class _State(threading.local):
    reads: set[Read] | None = None


_STATE = _State()


@contextmanager
def recording() -> Iterator[set[Read]]:
    """Gives a set that fills with what this thread reads."""
    before, _STATE.reads = _STATE.reads, set()
    try:
        yield _STATE.reads
    finally:
        _STATE.reads = before


def note(read: Read) -> None:
    """Note a read, where any are recorded."""
    if _STATE.reads is not None:
        _STATE.reads.add(read)


def answered(read: Read, make: Callable[[], Made]) -> Made:
    """Note a question; what is read to answer it is behind its answer."""
    reads = _STATE.reads
    if reads is None:
        return make()
    reads.add(read)
    _STATE.reads = None
    try:
        return make()
    finally:
        _STATE.reads = reads


# ---- the twin of a catalog


class _Record(Record):
    """A record that notes when its values, or its line, are looked at."""

    __slots__ = ()

    @property
    def values(self) -> Mapping[str, Any]:
        reads = _STATE.reads
        if reads is not None:
            reads.add(("values", self.table, self.id))
        held: Mapping[str, Any] = _VALUES.__get__(self)
        return held

    @values.setter
    def values(self, values: Mapping[str, Any]) -> None:
        _VALUES.__set__(self, values)

    @property
    def line(self) -> int:
        note(("line", self.table, self.id))
        number: int = _LINE.__get__(self)
        return number

    @line.setter
    def line(self, line: int) -> None:
        _LINE.__set__(self, line)

    def __eq__(self, other: object) -> bool:
        return self is other  # a catalog holds a row once

    def __hash__(self) -> int:
        return id(self)


_VALUES: Any = Record.__dict__["values"]
_LINE: Any = Record.__dict__["line"]


def _noted(name: str, kind: str) -> property:
    """A property that notes its read; `kind` is what the read is called."""

    def get(self: Any) -> Any:  # noqa: ANN401 - of any type
        note((kind, self.__dict__["name"]) if isinstance(self, Table) else (kind,))
        return self.__dict__[name]

    def put(self: Any, value: Any) -> None:  # noqa: ANN401 - as above
        self.__dict__[name] = value

    return property(get, put)


class _Table(Table):
    """A table that notes when its rows, or its bytes, are looked at."""

    records: Any = _noted("records", "rows")
    csv: Any = _noted("csv", "csv")

    @property
    def by_id(self) -> Mapping[str, Record]:
        return answered(("rows", self.name), lambda: _kept(self, "_by_id", self._by_id))

    def _by_id(self) -> Mapping[str, Record]:
        return {record.id: record for record in self.__dict__["records"]}

    def __eq__(self, other: object) -> bool:
        return self is other  # a catalog holds a table once

    def __hash__(self) -> int:
        return id(self)


def _kept(self: object, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - of any type
    held = self.__dict__
    if name not in held:
        held[name] = make()
    return held[name]


class _Articles(Catalog):
    """A catalog that notes when its articles are looked at."""

    articles: Any = _noted("articles", "articles")


class _Catalog(_Articles):
    """A catalog that notes what is asked of it."""

    def is_sourced(self, table: Table) -> bool:
        return answered(("is_sourced", table.name), lambda: Catalog.is_sourced(self, table))


def _asked(name: str) -> Callable[..., Any]:
    plain = getattr(Catalog, name)

    def by_record(self: Catalog, record: Record) -> Any:  # noqa: ANN401 - of any type
        return answered((name, record.table, record.id), lambda: plain(self, record))

    def by_name(self: Catalog, *names: str) -> Any:  # noqa: ANN401 - as above
        return answered((name, *names), lambda: plain(self, *names))

    return by_record if name in _BY_RECORD else by_name


def _kept_answer(name: str, make: Callable[[Catalog], Any]) -> property:
    return property(lambda self: answered((name,), lambda: _kept(self, name, lambda: make(self))))


for _name in (*_BY_RECORD, *_BY_NAME):
    setattr(_Catalog, _name, _asked(_name))
for _name, _plain in vars(Catalog).items():
    if isinstance(_plain, cached_property) and _name not in _CONSTANT:
        setattr(_Catalog, _name, _kept_answer(_name, _plain.func))


def watched(catalog: Catalog, *, rows: bool = True) -> Catalog:
    """The same catalog, noting what is asked of it while `recording` runs; without `rows`, only of its articles."""
    if not rows:
        return _Articles(**_parts(catalog))
    tables = tuple(_Table(**{**_parts(table), "records": _records(table)}) for table in catalog.tables)
    return _Catalog(**{**_parts(catalog), "tables": tables})


def _records(table: Table) -> Sequence[Record]:
    """Twins of the records; those of a long table are none, for who looks at it reads the whole."""
    if isinstance(table.records, LongRecords):
        return table.records
    return tuple(_Record(**_parts(one)) for one in table.records)


def _parts(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return {item.name: getattr(value, item.name) for item in fields(value)}


# ---- the answers of another build


class Answers:
    """The hash of what a catalog, and what is `beside` it, answers to a read; each read is answered once.

    `beside` has a function a kind of read: it gets the rest of the read and gives the answer.
    """

    def __init__(self, catalog: Catalog, beside: Mapping[str, Callable[..., object]]) -> None:
        self._catalog, self._beside = catalog, beside
        self._digests: dict[Read, bytes] = {}
        self._rows: dict[str, dict[str, list[Record]]] = {}

    def digest(self, read: Read) -> bytes:
        """The hash of the answer; that of nothing where nobody can answer any more."""
        if read not in self._digests:
            try:
                answer = self._answer(*read)
            except (KeyError, AttributeError, ImportError, TypeError):
                self._digests[read] = b""
            else:
                self._digests[read] = digest(answer)
        return self._digests[read]

    def _answer(self, kind: str, *names: str) -> object:
        if kind in self._beside:
            return self._beside[kind](*names)
        catalog = self._catalog
        if kind in ("values", "line"):
            rows = self._rows_of(names[0]).get(names[1], ())
            return [list(row.values.items()) if kind == "values" else row.line for row in rows]
        if kind in ("rows", "csv"):
            table = catalog.by_name[names[0]]
            return table.csv if kind == "csv" or table.is_long else [record.id for record in table.records]
        if kind in _BY_RECORD:
            return getattr(catalog, kind)(catalog.by_name[names[0]].by_id[names[1]])
        if kind == "is_sourced":
            return catalog.is_sourced(catalog.by_name[names[0]])
        return getattr(catalog, kind)(*names) if names else getattr(catalog, kind)

    def _rows_of(self, table: str) -> dict[str, list[Record]]:
        """The rows by id; one that two rows have stands for both."""
        if table not in self._rows:
            found = self._rows[table] = {}
            for record in self._catalog.by_name[table].records:
                found.setdefault(record.id, []).append(record)
        return self._rows[table]


def digest(value: object) -> bytes:
    """The hash of an answer. A record or a table in it counts by its name: who looks into it notes that."""
    text = io.BytesIO()
    pickler = _Pickler(text, 5)
    pickler.fast = True  # equal answers give equal bytes, whether or not their parts are the same objects
    pickler.dump(sorted(value) if isinstance(value, frozenset | set) else value)
    return hashlib.blake2b(text.getbuffer(), digest_size=16).digest()


class _Pickler(pickle.Pickler):
    """Writes records, tables, columns and catalogs as their names; a record that notes no reads with its values."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle wants
        match value:
            case _Record():
                return str, ("record", value.table, value.id)
            case Record():
                return str, ("record", value.table, value.id, value.line, list(value.values.items()))
            case Table():
                return str, ("table", value.name)
            case Column():
                return str, ("column", value.name, *(item.name for item in value.fields))
            case Catalog():
                return str, ("catalog",)
        return NotImplemented


def constants(catalog: Catalog) -> bytes:
    """The hash of all that a catalog holds beside its rows and its articles."""
    tables = [{**_parts(table), "records": (), "csv": b""} for table in catalog.tables]
    return digest({**_parts(catalog), "tables": tables, "articles": ()})
