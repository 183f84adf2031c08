"""The publication as it is read in one language: what a page shows of texts, values, dates and links."""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeVar, cast

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Catalog, Column, Field, Record, Table, Text, Value, meaning
from gazette.model.language import direction
from gazette.model.question import unbracketed
from gazette.model.reads import Read, answered
from gazette.release.history import History
from gazette.site.alphabet import folded
from gazette.site.crosswalk import Crosswalk
from gazette.site.lines import Key, Line, in_parts
from gazette.site.matching import ADDRESS, Names, pieces
from gazette.site.page import View
from gazette.site.paging import fit, in_pages, longest
from gazette.site.progress import Progress, progress_of
from gazette.site.words import Words

Made = TypeVar("Made")


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months, as keys into the catalogues of words."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A record, the theme it is counted under, and the reason."""

    record: Record
    theme: Record
    reason: Text


def tags_of(catalog: Catalog) -> tuple[Tag, ...]:
    """All tags, in the order of the file; empty where the package keeps none."""
    return tuple(_read(catalog))


def _read(catalog: Catalog) -> Iterator[Tag]:
    for table in catalog.of_role("tag"):
        named, identified = table.column(meaning.EVIDENCE_TABLE), table.column(meaning.EVIDENCE_RECORD)
        subject, note = table.column(meaning.SUBJECT), table.column(meaning.NOTE)
        if named is None or identified is None or subject is None:
            continue
        for row in table.records:
            record = catalog.record(str(row.values[named.first.name]), str(row.values[identified.first.name]))
            theme = catalog.target(row, subject)
            if record is not None and theme is not None:
                yield Tag(record, theme, table.text(row, note))


@dataclass(frozen=True)
class Reader:
    """A reader of `language`. Every method is a pure question; views are built from the answers.

    One that `outlives` what asks it is asked by many units, each of which depends on its answers (see `units`).
    """

    catalog: Catalog
    words: Words
    files: Mapping[str, Artifact]
    searchable: bool = False
    past: History = field(default_factory=History)
    drawable: bool = False
    outlives: bool = False
    _constants: dict[Read, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[..., Made], *names: str) -> Made:
        """What `make`, a function of a module, gives for this reader and these names: worked out once.

        Where the reader outlives what asks, that depends on the answer, and not on all that was read for it.
        """
        read = (READER, self.language, f"{make.__module__}:{make.__qualname__}", *names)
        if not self.outlives:
            return cast("Made", self._once(read, make, names))
        return cast("Made", answered(read, lambda: self._once(read, make, names)))

    def _once(self, read: Read, make: Callable[..., object], names: Sequence[str]) -> object:
        if read not in self._constants:
            self._constants[read] = make(self, *names)
        return self._constants[read]

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    def phrase(self, text: Text | str | None, *, missing: str = "") -> View:
        """A text to show: `text`, with `lang` and `dir` only where they differ from the page's.

        It also has the keys that other answers fill: `href` of a link, `iso` of a date, `code` of an allowed
        value, `plain` for what belongs to no language, `pieces` of a text in which addresses stand.
        """
        shown: View = dict.fromkeys(("lang", "dir", "href", "iso", "code", "plain", "pieces"))
        if text is None or isinstance(text, str):
            return {"text": text or missing, **shown}
        best = text.best(self.language)
        if best is None:
            return {"text": missing, **shown}
        language = best.language or self.catalog.source_language
        if language != self.language:
            shown.update(lang=language, dir=direction(language))
        return {"text": best.text, **shown}

    def source_phrase(self, text: str) -> View:
        """A text in the source language, marked where the page is in another."""
        return self.phrase(Text(((self.catalog.source_language, text),)))

    def spoken(self, item: Field, text: str) -> View:
        """A text as it stands in a file: in the language of its column, always marked; what has none is plain."""
        language = item.language or (self.catalog.source_language if item.meaning in _PROSE else None)
        return {"text": text, "lang": language, "dir": direction(language) if language else None}

    def label(self, record: Record) -> View:
        """What a record is called."""
        return self.phrase(self.catalog.by_name[record.table].label(record))

    def address(self, record: Record) -> str | None:
        """The path (with fragment) at which a record is shown; None for tables that are data only."""
        match self.catalog.by_name[record.table].role:
            case "record":
                return urls.record(self.language, record)
            case "term":
                part = self.once(_part_of_term, record.table, record.id)
                return f"{urls.glossary(self.language, part)}#{record.id}"
            case "passage":
                return f"{self.once(_page_of_line, record.table, record.id)}#{record.id}"
            case "mapping":
                return self.once(_place_of_mapping, record.table, record.id)
            case "source":
                return f"{urls.source(self.language)}#{record.id}"
            case "update":
                return self.once(_place_of_update, record.table, record.id)
        return None

    def link(self, start: str, record: Record) -> View:
        """A link from the page at `start` to a record: a phrase with `href` (None where it has no page)."""
        return {**self.label(record), "href": self.href(start, self.address(record))}

    def href(self, start: str, target: str | None) -> str | None:
        """The relative link from a page to a path, which may carry a fragment."""
        if target is None:
            return None
        path, mark, fragment = target.partition("#")
        if path == start and fragment:
            return mark + fragment
        return urls.relative(start, path) + mark + fragment

    def canonical(self, path: str) -> str | None:
        """The address under which a page wants to be known; None where nobody knows where the site stands."""
        return urls.absolute(self.catalog.homepage, path) if self.catalog.homepage else None

    def date(self, day: datetime.date | str) -> View:
        """A date to show: `text` in the page's words, `iso` for machines."""
        iso = str(day)[:10]
        if len(iso) < len("YYYY-MM-DD"):
            return {"text": iso, "iso": iso}
        year, month, number = (int(part) for part in iso.split("-"))
        named = {"day": number, "month": self.words(MONTHS[month - 1]), "year": year}
        # A language may name the first day of a month in a way of its own, as French does.
        form = self.words("1 %(month)s %(year)s") if number == 1 else self.words("%(day)s %(month)s %(year)s")
        return {"text": form % named, "iso": iso}

    def value(self, start: str, table: Table, record: Record, column: Column) -> View | None:
        """One cell to show: a phrase with `href`, `iso` or `code` where they apply; None if it is empty."""
        if column.translated:
            text = table.text(record, column)
            return self.quoting(text) if text else None
        item = column.first
        value = record.values[item.name]
        if value is None:
            return None
        if column.reference is not None:
            target = self.catalog.target(record, column)
            if target is not None:
                return self.link(start, target)
        if str(value) in item.labels or isinstance(value, bool):
            return {**self.allowed(item.labels, value), "code": str(value)}
        if isinstance(value, datetime.date):
            return {**self.phrase(None), **self.date(value)}
        if isinstance(value, str) and ADDRESS.fullmatch(value):
            return {**self.phrase(value), "href": value}
        if isinstance(value, str) and ADDRESS.search(value):
            words = self.source_phrase(value) if column.meaning in _PROSE else self.phrase(value)
            return {**words, "plain": True, "pieces": list(pieces(value))}
        if isinstance(value, str) and column.meaning in _PROSE:
            return self.source_phrase(value)
        return {**self.phrase(show(value)), "plain": True}

    def quoting(self, text: Text) -> View:
        """A text to show, with words of the source that it quotes in another language marked as such (`quoted`)."""
        phrase = self.phrase(text)
        if phrase["lang"] or self.language == self.catalog.source_language:
            return phrase
        pieces = [
            self.source_phrase(piece) if number % 2 else self.phrase(piece)
            for number, piece in enumerate(self._quotes(phrase["text"]))
        ]
        return {**phrase, "quoted": pieces} if len(pieces) > 1 else phrase

    def _quotes(self, text: str) -> list[str]:
        """The text in pieces: what stands between, then words in quotation marks that the source has, by turns."""
        pieces, end = [], 0
        for match in _QUOTATION.finditer(text):
            if self.once(_says, match[1]):
                pieces += [text[end : match.start(1)], match[1]]
                end = match.end(1)
        return [*pieces, text[end:]]

    def heading(self, column: Column) -> View:
        """What a column is called; a translated one without the language that its files' title names in brackets."""
        phrase = self.phrase(column.first.title)
        if column.translated:
            phrase["text"] = unbracketed(phrase["text"])
        return phrase

    def fact(self, start: str, table: Table, record: Record, column: Column) -> View | None:
        """A cell with its column's name; an empty date is said to be unknown, other empty cells are None."""
        value = self.value(start, table, record, column)
        if value is None and column.meaning != meaning.DATE:
            return None
        return {
            "name": self.heading(column),
            "value": value or self.phrase(self.words("The source does not say")),
            "unknown": value is None,
        }

    def facts(
        self, start: str, table: Table, record: Record, without: Collection[Column | None] = ()
    ) -> list[View]:
        """The record's facts: all its columns but the name, the key, the position and those left out."""
        hidden = {meaning.IDENTIFIER, meaning.POSITION, meaning.VARIANTS}
        return [
            fact
            for column in table.columns
            if column is not table.label_column
            and column not in without
            and column.meaning not in hidden
            and column.name not in table.primary_key
            and (fact := self.fact(start, table, record, column)) is not None
        ]

    def allowed(self, labels: Mapping[str, Text], value: Value) -> View:
        """An allowed value in words: its label, yes or no, or the value itself."""
        if isinstance(value, bool) and show(value) not in labels:
            return self.phrase(self.words("yes") if value else self.words("no"))
        return self.phrase(labels.get(show(value)), missing=show(value))

    def download(self, start: str, path: str, name: str) -> View:
        """A published file as a download: `name`, `href`, `size` in words, `bytes`, `sha256`."""
        made = self.files[path]
        return {
            "name": name,
            "href": urls.relative(start, path),
            "size": self.words.size(made.size),
            "sha256": made.sha256,
            "type": made.media_type,
        }

    @property
    def tags(self) -> Sequence[Tag]:
        """All tags, in the order of the file."""
        return self.once(_tags)

    @property
    def terms(self) -> Mapping[str, Names]:
        """The names of the terms in each language that has any; the key of a term is its table, `/` and its id."""
        return self.once(_terms)

    @property
    def lines(self) -> Mapping[Key, Sequence[Sequence[Line]]]:
        """The lines of every source, in parts of a page each."""
        return self.once(_lines)

    @property
    def glossary(self) -> Sequence[Sequence[Record]]:
        """The terms in the order of their names, in parts of a page each."""
        return self.once(_glossary)

    @property
    def progress(self) -> Progress:
        """What has been reported of the records."""
        return self.once(_progress)

    @property
    def plain(self) -> Sequence[Table]:
        """The tables that are shown as tables, since their rows have no pages."""
        return self.catalog.of_role("data")

    @property
    def paged(self) -> Sequence[Table]:
        """The substantive tables, in the descriptor's order."""
        return self.once(_paged)


READER = "reader"
"""The kind of the reads that a reader answers."""


def answer(readers: Mapping[str, Reader], language: str, make: str, *names: str) -> object:
    """What the reader of a language answers to a read: `make` is a function by its module and name."""
    module, _, name = make.partition(":")
    return readers[language].once(getattr(import_module(module), name), *names)


def _tags(reader: Reader) -> Sequence[Tag]:
    return tags_of(reader.catalog)


def _terms(reader: Reader) -> Mapping[str, Names]:
    catalog = reader.catalog
    return {code: Names(names, code) for code in catalog.languages if (names := _names(catalog, code))}


def _names(catalog: Catalog, language: str) -> dict[str, str]:
    """Every name of every term in a language; a name that two terms have is the first one's."""
    names: dict[str, str] = {}
    for table in catalog.of_role("term"):
        for record in table.records:
            key = f"{table.name}/{record.id}"
            texts = [table.label(record)]
            texts += [table.text(record, table.column(kind)) for kind in _NAMING]
            hidden = table.text(record, table.column(meaning.VARIANTS)).get(language) or ""
            for name in (*(text.get(language) for text in texts), *hidden.split(";")):
                if name and name.strip():
                    names.setdefault(name.strip(), key)
    return names


def _lines(reader: Reader) -> Mapping[Key, Sequence[Sequence[Line]]]:
    return in_parts(reader.catalog)


def _page_of_line(reader: Reader, table: str, record: str) -> str:
    return reader.once(_pages_of_lines).get((table, record), urls.source(reader.language))


def _pages_of_lines(reader: Reader) -> Mapping[tuple[str, str], str]:
    """Table and id of a line to the page that shows it."""
    return {
        (line.record.table, line.record.id): urls.source_part(reader.language, source, number)
        for (_, source), parts in reader.lines.items()
        for number, part in enumerate(parts, 1)
        for line in part
    }


def _glossary(reader: Reader) -> Sequence[Sequence[Record]]:
    terms = [record for table in reader.catalog.of_role("term") for record in table.records]

    def place(record: Record) -> tuple[str, str]:
        name = reader.label(record)
        return folded(name["text"], name["lang"] or reader.language), record.id

    def weight(record: Record) -> int:
        """Bytes of a term in the language in which it is longest, with its lines of the source."""
        table = reader.catalog.by_name[record.table]
        texts = (80 + longest(table.text(record, column)) for column in table.columns)
        return 200 + sum(texts) + 100 * len(reader.catalog.evidence_of(record))

    return in_pages(sorted(terms, key=place), fit(map(weight, terms)))


def _part_of_term(reader: Reader, table: str, record: str) -> int:
    return reader.once(_parts_of_terms).get((table, record), 1)


def _parts_of_terms(reader: Reader) -> Mapping[tuple[str, str], int]:
    """Table and id of a term to the number of the glossary's page that shows it."""
    parts = enumerate(reader.glossary, 1)
    return {(record.table, record.id): number for number, part in parts for record in part}


def _place_of_mapping(reader: Reader, table: str, record: str) -> str:
    part = reader.once(_parts_of_mappings, table).get(record, 1)
    return f"{urls.crosswalk(reader.language, table, part)}#{record}"


def _parts_of_mappings(reader: Reader, table: str) -> Mapping[str, int]:
    """The id of a mapping to the number of the page that shows it."""
    found = Crosswalk(reader.catalog, reader.catalog.by_name[table])
    parts = enumerate(found.parts, 1)
    return {one.row.id: number for number, part in parts for record in part for one in found.of(record)}


def _progress(reader: Reader) -> Progress:
    return progress_of(reader.catalog)


def _place_of_update(reader: Reader, table: str, record: str) -> str | None:
    return reader.once(_places_of_updates).get((table, record))


def _places_of_updates(reader: Reader) -> Mapping[tuple[str, str], str]:
    """Table and id of an update to where it is shown."""
    return {
        (update.row.table, update.row.id): urls.update(reader.language, update.row, number)
        for number, part in enumerate(reader.progress.parts, 1)
        for update in part
    }


def _paged(reader: Reader) -> Sequence[Table]:
    return tuple(table for table in reader.catalog.tables if table.paged)


def _says(reader: Reader, words: str) -> bool:
    """True if the source says these words, or a record is called so in its language."""
    return words in reader.once(_source_words)


def _source_words(reader: Reader) -> str:
    """All that the passages of the source say, and all that records are called in its language."""
    language = reader.catalog.source_language
    return "\n".join(
        words
        for table in reader.catalog.tables
        if table.role == "passage" or table.paged
        for record in table.records
        if (words := table.label(record).get(language))
    )


_NAMING = (meaning.ABBREVIATION, meaning.EXPANSION)
"""Columns of a term that hold a name of it beside its label."""

_QUOTATION = re.compile(r"[«“]\s*([^«»“”]*\w{2}[^«»“”]*?)\s*[»”]")
"""Words in the quotation marks of French, Arabic or English."""

_PROSE = {
    meaning.LABEL,
    meaning.DESCRIPTION,
    meaning.DEFINITION,
    meaning.NOTE,
    meaning.VERBATIM,
    meaning.RIGHTS,
    meaning.PUBLISHER,
    meaning.SOURCE,
    meaning.CITATION,
    meaning.EVENT,
}
"""Columns of words: in the source language where they have no translation. Any other is in no language."""


def show(value: Value) -> str:
    """A plain value as it stands in the CSV: `true` and `false` for booleans, ISO for dates."""
    return str(value).lower() if isinstance(value, bool) else str(value)
