"""The whole publication as one value, with the questions that every view asks of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from gazette.model import meaning
from gazette.model.about import About
from gazette.model.naming import slug
from gazette.model.profile import ColumnProfile, Series, profile, series
from gazette.model.provenance import Document, Evidence, Mapped, Tombstone
from gazette.model.question import Question
from gazette.model.settings import Settings
from gazette.model.table import Column, Field, Record, Table
from gazette.model.text import Text

Key = TypeVar("Key")
Item = TypeVar("Item")


PACKAGE = "package"
"""The name of every file that holds a whole package: the same at each, so that addresses can be guessed.

A package may call them otherwise (`fileName` in its descriptor); see `Catalog.file_name`.
"""


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence (Data Package `licenses`): short name, address, title; and the title in every language it is in."""

    name: str
    path: str
    title: str
    titles: Text = field(default_factory=Text)

    @property
    def label(self) -> str:
        """Its title or, where it has none, its short name."""
        return self.title or self.name

    def __str__(self) -> str:
        """The label with the address behind it."""
        return " ".join(filter(None, (self.label, self.path)))

    @classmethod
    def all_of(cls, described: Mapping[str, object], languages: Sequence[str]) -> tuple["Licence", ...]:
        """The licences that a package or a resource declares."""
        declared = described.get("licenses")
        return tuple(
            cls(
                str(licence.get("name", "")),
                str(licence.get("path", "")),
                str(licence.get("title", "")),
                Text.declared(licence, "title", languages),
            )
            for licence in (declared if isinstance(declared, list | tuple) else ())
            if isinstance(licence, Mapping)
        )


def keywords_in(described: Mapping[str, object], languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`keywords` in the source language, which is the first, and `keywords_<language>` in the others."""
    keywords = {}
    for position, code in enumerate(languages):
        words = described.get("keywords" if position == 0 else f"keywords_{code}")
        keywords[code] = tuple(str(word) for word in words) if isinstance(words, list | tuple) else ()
    return keywords


@dataclass(frozen=True, slots=True)
class Article:
    """A page that people write in Markdown. `name` is its address, `order` its place in menus."""

    name: str
    language: str
    title: str
    summary: str
    order: int
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class File:
    """A resource that is no table, published as it is: its files by path, and its descriptor as written."""

    name: str
    title: Text
    description: Text
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    descriptor: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is published as it came: its name there, its path in the package, its bytes.

    A file that could run in a browser is named as a text.
    """

    name: str
    path: str
    body: bytes = field(repr=False)


_ACTIVE = ("htm", "html", "js", "mjs", "svg", "xht", "xhtml", "xml", "xsl", "xslt")


@dataclass(frozen=True)
class Catalog:
    """A publication: its own facts, its tables and its articles. The first language is the source language.

    `created` is an RFC 3339 date-time as written, the only date that the publisher knows; it and `version` are empty
    where the package says none.
    `homepage` is where the site stands and ends with `/`; it is empty where nobody knows. `descriptor` is
    datapackage.json as written, without `homepage`: the files of an edition hold no address of the site, so that
    they stay true wherever it stands. `file_name` is what the files that hold the whole package are called.
    `theme` are the package's own templates and static files, by path.
    """

    name: str
    title: Text
    description: Text
    version: str
    created: str
    homepage: str
    repository: str
    contact: str
    languages: tuple[str, ...]
    licences: tuple[Licence, ...]
    keywords: Mapping[str, tuple[str, ...]]
    tables: tuple[Table, ...]
    articles: tuple[Article, ...]
    descriptor: Mapping[str, object] = field(repr=False)
    questions: tuple[Question, ...] = ()
    files: tuple[File, ...] = ()
    file_name: str = PACKAGE
    logo: Kept | None = None
    theme: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def source_language(self) -> str:
        """The language in which the publication is written; the others are translations."""
        return self.languages[0]

    @property
    def date(self) -> str:
        """The day of `created`, as YYYY-MM-DD; empty where nobody says it."""
        return self.created[:10]

    @property
    def moment(self) -> str:
        """`created`, or the first moment that archives know, for formats in which the clock would stand otherwise."""
        return self.created or "1980-01-01T00:00:00Z"

    @cached_property
    def about(self) -> About:
        """What the descriptor declares for catalogues: coverage, themes, rights, who took part."""
        return About.of(self.descriptor, self.languages)

    def title_of(self, table: Table | None) -> Text:
        """What a catalogue of many publications calls a table (by its title and the publication's), or the package."""
        if table is None or not self.title:
            return table.title if table else self.title
        whole = {code: phrase.text for code in self.languages if (phrase := self.title.best(code))}
        return Text(
            tuple(
                (code, f"{own} – {whole[code or self.source_language]}") for code, own in table.title.entries
            )
        )

    def licences_of(self, table: Table | None) -> tuple[Licence, ...]:
        """The licences that a table declares for itself (Data Resource, `licenses`), else the package's."""
        own = Licence.all_of(table.descriptor, self.languages) if table else ()
        return own or self.licences

    def rights_of(self, table: Table | None) -> tuple[Text, ...]:
        """Whose rights remain: what a table declares; for the package and a table read from sources, what they say."""
        declared = Text.declared(table.descriptor, "rights", self.languages) if table else Text()
        if declared:
            return (declared,)
        if table is not None and not self.is_sourced(table):
            return ()
        stated = (
            source.text(record, column)
            for source in self.of_role("source")
            for column in source.columns_of(meaning.RIGHTS)
            for record in source.records
        )
        return tuple(dict.fromkeys(text for text in stated if text))

    def is_sourced(self, table: Table) -> bool:
        """True if the table holds sources, their lines, or records that were read from these."""
        return table.role in ("source", "passage") or table.name in self._read_tables

    @cached_property
    def _read_tables(self) -> frozenset[str]:
        return frozenset(item.record.table for item in self.evidence)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The source documents from which the publication was read, in the order of their tables."""
        return tuple(
            self._document(table, record) for table in self.of_role("source") for record in table.records
        )

    def _document(self, table: Table, record: Record) -> Document:
        known = (
            meaning.LABEL,
            meaning.PUBLISHER,
            meaning.DATE,
            meaning.ADDRESS,
            meaning.CHECKSUM,
            meaning.NOTE,
        )
        title, publisher, *plain, note = (table.text(record, table.column(wanted)) for wanted in known)
        date, address, checksum = (text.entries[0][1] if text else "" for text in plain)
        apart = (*known, meaning.RIGHTS, meaning.IDENTIFIER)
        facts = tuple(
            (column.first.title, text)
            for column in table.columns
            if column.meaning not in apart
            and (column.name,) != table.primary_key
            and (text := table.text(record, column))
        )
        return Document(record, title, publisher, date, address, checksum, note, facts)

    def documents_of(self, table: Table | None) -> tuple[Document, ...]:
        """The documents from which a table was read (none for the editors' own), or the whole publication."""
        return self.documents if table is None or self.is_sourced(table) else ()

    def languages_of(self, table: Table | None) -> tuple[str, ...]:
        """The languages that a table's texts are in: declared, else those of its columns, else the source language."""
        if table is None:
            return self.languages
        declared = table.descriptor.get("languages")
        if isinstance(declared, list | tuple):
            return tuple(str(code) for code in declared)
        written = {item.language for item in table.fields if item.language}
        return tuple(code for code in self.languages if code in written) or (self.source_language,)

    def keywords_of(self, table: Table | None) -> Mapping[str, tuple[str, ...]]:
        """The keywords that a table declares for itself, else the package's."""
        own = keywords_in(table.descriptor, self.languages) if table else {}
        return own if any(own.values()) else self.keywords

    @cached_property
    def by_name(self) -> Mapping[str, Table]:
        """Tables by name."""
        return {table.name: table for table in self.tables}

    @cached_property
    def substantive(self) -> tuple[Table, ...]:
        """The tables whose rows are what the publication says, in the descriptor's order."""
        return tuple(table for table in self.tables if table.substantive)

    def of_role(self, role: str) -> tuple[Table, ...]:
        """Tables with this role, in the descriptor's order."""
        return tuple(table for table in self.tables if table.role == role)

    def record(self, table: str, record_id: str) -> Record | None:
        """The record with this id, or None."""
        return self.by_name[table].by_id.get(record_id) if table in self.by_name else None

    def target(self, record: Record, column: Column) -> Record | None:
        """The record that a foreign key of this record points at, or None where the cell is empty."""
        value = record.values[column.first.name]
        if column.reference is None or value is None:
            return None
        if column.first.reference_column:
            return self.find(column.reference, column.first.reference_column, str(value))
        return self.record(column.reference, str(value))

    @cached_property
    def settings(self) -> Settings:
        """How the publication is shown."""
        return Settings.of(self.descriptor)

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """What is published as it came: resources that are no tables, and originals of tables that came otherwise."""
        bodies = dict(
            pair
            for pairs in (*(file.files for file in self.files), *(table.originals for table in self.tables))
            for pair in pairs
        )
        kept: list[Kept] = []
        for path, body in bodies.items():
            stem, _, ending = path.rpartition("/")[2].partition(".")
            ending = ".".join(filter(None, (slug(part) for part in ending.split("."))))
            ending += ".txt" if ending.rpartition(".")[2] in _ACTIVE else ""
            plain, number = slug(stem) or "file", 1
            name = f"{plain}.{ending}" if ending else plain
            while any(file.name == name for file in kept):
                number += 1
                name = f"{plain}-{number}.{ending}" if ending else f"{plain}-{number}"
            kept.append(Kept(name, path, body))
        return tuple(kept)

    def find(self, table: str, column: str, value: str) -> Record | None:
        """The first record of a table with this value, as a text, in a column."""
        return self._by_value(table, column).get(value)

    def _by_value(self, table: str, column: str) -> Mapping[str, Record]:
        held = self._values
        if (table, column) not in held:
            records = self.by_name[table].records if table in self.by_name else ()
            held[table, column] = {str(record.values.get(column)): record for record in reversed(records)}
        return held[table, column]

    @cached_property
    def _values(self) -> dict[tuple[str, str], Mapping[str, Record]]:
        return {}

    def profile(self, table: str) -> tuple[ColumnProfile, ...]:
        """What the columns of a table hold."""
        return self._profile_of(table)

    def series(self, table: str) -> Series | None:
        """The line that a table's numbers make along its dates."""
        return series(self.by_name[table])

    def _profile_of(self, table: str) -> tuple[ColumnProfile, ...]:
        held = self._profiles
        if table not in held:
            held[table] = profile(self.by_name[table])
        return held[table]

    @cached_property
    def _profiles(self) -> dict[str, tuple[ColumnProfile, ...]]:
        return {}

    def keyed(self, item: Field) -> Table | None:
        """The table at whose key a column points, where that key is one column."""
        target = self.by_name.get(item.reference or "")
        if target is None or len(target.primary_key) != 1:
            return None
        return target if item.reference_column in ("", *target.primary_key) else None

    def parent(self, record: Record) -> Record | None:
        """The record that this one belongs to: the first filled column that means "is part of"."""
        return self._parents.get((record.table, record.id))

    @cached_property
    def _parents(self) -> Mapping[tuple[str, str], Record]:
        # From the last column to the first, so that the first filled one has the last word.
        return {
            (record.table, record.id): above
            for table in self.tables
            for column in reversed(table.columns_of(meaning.PART_OF))
            for record in table.records
            if (above := self.target(record, column)) is not None
        }

    def ancestors(self, record: Record) -> tuple[Record, ...]:
        """The records above this one, the outermost first."""
        chain: list[Record] = []
        above = self.parent(record)
        while above is not None and above not in chain:
            chain.insert(0, above)
            above = self.parent(above)
        return tuple(chain)

    @cached_property
    def _children(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        return _grouped(
            ((above.table, above.id), record)
            for table in self.substantive
            for record in in_order(table)
            if (above := self.parent(record)) is not None
        )

    def children(self, record: Record) -> tuple[Record, ...]:
        """The records that belong to this one, table by table, in their positions."""
        return self._children.get((record.table, record.id), ())

    @cached_property
    def kinds_below(self) -> Mapping[str, tuple[Table, ...]]:
        """For each table, the tables whose records belong to any of its records, directly or not."""
        kinds: dict[str, dict[str, Table]] = {}
        for table in self.substantive:
            for record in table.records:
                for above in self.ancestors(record):
                    kinds.setdefault(above.table, {})[table.name] = table
        return {name: tuple(tables.values()) for name, tables in kinds.items()}

    @cached_property
    def _roots(self) -> Mapping[str, tuple[Record, ...]]:
        return {
            table.name: tuple(record for record in in_order(table) if self.parent(record) is None)
            for table in self.tables
            if not table.is_long
        }

    def roots(self, table: str) -> tuple[Record, ...]:
        """A table's records that belong to no other record, in their positions."""
        return self._roots[table]

    @cached_property
    def _referrers(self) -> Mapping[tuple[str, str], tuple[tuple[Record, Column], ...]]:
        return _grouped(
            ((target.table, target.id), (record, column))
            for table in self.substantive
            for column in table.columns
            for record in (in_order(table) if column.reference else ())
            if (target := self.target(record, column)) is not None
        )

    def referrers(self, record: Record) -> tuple[tuple[Record, Column], ...]:
        """The records that point at this one, each with the column by which it does."""
        return self._referrers.get((record.table, record.id), ())

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, in the order of the file; empty where the package keeps none."""
        return tuple(self._read_evidence())

    def _read_evidence(self) -> Iterator[Evidence]:
        for table in self.of_role("evidence"):
            columns = [
                table.column(wanted)
                for wanted in (meaning.EVIDENCE_TABLE, meaning.EVIDENCE_RECORD, meaning.EVIDENCE_PASSAGE)
            ]
            basis, note = table.column(meaning.KIND), table.column(meaning.NOTE)
            for row in table.records:
                named, identifier, passage = (str(row.values[c.first.name]) if c else "" for c in columns)
                record = self.record(named, identifier)
                quoted = next((t.by_id[passage] for t in self.of_role("passage") if passage in t.by_id), None)
                if record is not None and quoted is not None:
                    why = str(row.values[basis.first.name] or "") if basis else ""
                    yield Evidence(record, quoted, why, table.text(row, note), row)

    @cached_property
    def mappings(self) -> tuple[Mapped, ...]:
        """All mappings, in the order of their tables and files; empty where the package keeps none."""
        return tuple(item for table in self.of_role("mapping") for item in self._read_mappings(table))

    def _read_mappings(self, table: Table) -> Iterator[Mapped]:
        wanted = (meaning.MAPPED, meaning.MAPPED_TO, meaning.MAPPING_RELATION)
        ours, theirs, relation = map(table.column, wanted)
        source, note = table.column(meaning.SOURCE), table.column(meaning.NOTE)
        if ours is None or theirs is None or relation is None:
            return
        for row in table.records:
            subject, target = self.target(row, ours), self.target(row, theirs)
            if subject is not None and target is not None:
                match = str(row.values[relation.first.name])
                reference = self.target(row, source) if source else None
                yield Mapped(subject, match, target, table.text(row, note), reference, row)

    @cached_property
    def tombstones(self) -> tuple[Tombstone, ...]:
        """All withdrawn records, in the order of the file; empty where the package keeps no such table."""
        return tuple(self._read_tombstones())

    def _read_tombstones(self) -> Iterator[Tombstone]:
        for table in self.of_role("tombstone"):
            subject = (meaning.EVIDENCE_TABLE, meaning.EVIDENCE_RECORD)
            columns = [*map(table.column, (*subject, meaning.LAST_VERSION, meaning.REPLACED_BY))]
            for row in table.records:
                named, record, last, successor = (
                    str(row.values[c.first.name] or "") if c else "" for c in columns
                )
                reason = table.text(row, table.column(meaning.DESCRIPTION))
                yield Tombstone(named, record, last, reason, successor or None)

    @cached_property
    def _evidence_of_record(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        return _grouped(((item.record.table, item.record.id), item) for item in self.evidence)

    @cached_property
    def _evidence_of_passage(self) -> Mapping[str, tuple[Evidence, ...]]:
        return _grouped((item.passage.id, item) for item in self.evidence)

    def evidence_of(self, record: Record) -> tuple[Evidence, ...]:
        """Where the source says this record."""
        return self._evidence_of_record.get((record.table, record.id), ())

    def read_from(self, passage: Record) -> tuple[Evidence, ...]:
        """What was read from this passage."""
        return self._evidence_of_passage.get(passage.id, ())


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    """What stands behind each key, in the order of the pairs."""
    lists: dict[Key, list[Item]] = {}
    for key, item in pairs:
        lists.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in lists.items()}


def in_order(table: Table) -> list[Record]:
    """The table's records by their position within a parent; file order where no column says a position."""
    column = table.column(meaning.POSITION)
    if column is None:
        return list(table.records)
    name = column.first.name

    def position(record: Record) -> int:
        value = record.values[name]
        return value if isinstance(value, int) else 0

    return sorted(table.records, key=position)
