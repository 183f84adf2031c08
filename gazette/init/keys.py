"""What tables have to do with each other and with their readers: keys, references, names of rows, languages.

Each is guessed from the values as they are: a key is filled and unique, and a reference leads to a row everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from babel import Locale, UnknownLocaleError

from gazette.init.types import Column, plain_word
from gazette.model import meaning

_KEY_NAMES = re.compile(r"(.*_)?(id|code|key|ref|nr|no|number|identifier)|.*[a-z](ID|Id|Code|Key)")
_GENERIC = {"id", "code", "key", "ref", "name", "nr", "no", "number", "identifier"}
_PARENTS = re.compile(r"(parent|part_of|belongs_to|broader|above)", re.IGNORECASE)
_KEY_TYPES = ("string", "integer", "date", "year", "yearmonth")
_LONGEST_KEY, _MOST_COMPOSED, _FEWEST = 64, 6, 3
_SUFFIXED = re.compile(r"(.+)_([a-z]{2,3})")
_MOST_WORDS = 20_000
_COMMON_WORDS = {
    "en": "the of and in for with that is are was by on from this which has not to",
    "fr": "le la les des du et une dans pour avec est sont sur par qui que au aux",
    "es": "el los las del una por con para que es son en se su como más y al",
    "pt": "o os as do da dos das uma por com para que é são em não e ao",
    "it": "il lo gli dei della delle un per con che è sono di alla nel e",
    "de": "der die das und ein eine für mit von ist sind den dem auf nicht zu",
}
"""Words that nearly every longer text of a language holds."""


@dataclass
class Guessed:
    """A table with what was guessed about it; `notes` pairs a place with a sentence."""

    name: str
    title: str
    source: str
    columns: list[Column]
    key: list[str] = field(default_factory=list)
    references: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.columns[0].values) if self.columns else 0


def guess_key(table: Guessed) -> None:
    """The column, or the fewest columns together, that name a row."""
    possible = [column for column in table.columns if _may_be_key(column)]
    single = [column for column in possible if "" not in column.values and len(column.distinct) == table.rows]
    if single and table.rows:
        named = [column for column in single if _KEY_NAMES.fullmatch(column.name)]
        key = (named or single)[0]
        table.key = [key.name]
        why = "its heading says so" if named else "it is the first such column"
        note = f"is the key: it is filled and different in each of the {table.rows:,} rows, and {why}."
        table.notes.append((key.name, f"{note} Addresses are made of it."))
        return
    filled = [column for column in possible if "" not in column.values][:_MOST_COMPOSED]
    for size in (2, 3):
        for columns in combinations(filled, size):
            if (
                table.rows > 1
                and len(set(zip(*(column.values for column in columns), strict=True))) == table.rows
            ):
                table.key = [column.name for column in columns]
                note = "are the key together: no column is filled and different in every row, and together they are."
                table.notes.append((" and ".join(table.key), note))
                return
    table.notes.append(
        ("", "has no key: no column, and no two or three together, are filled and different in every row.")
    )


def _may_be_key(column: Column) -> bool:
    typed = column.descriptor["type"] in _KEY_TYPES and "format" not in column.descriptor
    return typed and all(len(value) <= _LONGEST_KEY and "\n" not in value for value in column.distinct)


def guess_label(table: Guessed) -> None:
    """The column that says what a row is called, where its heading says that."""
    for wanted in meaning.NAMING_WORDS:
        for column in table.columns:
            base = _SUFFIXED.fullmatch(column.name)
            names = {(base[1] if base else column.name).lower(), column.heading.lower()}
            if wanted in names and [column.name] != table.key and column.descriptor["type"] == "string":
                column.descriptor["rdfType"] = meaning.LABEL
                if not any("what a row is called" in note for _, note in table.notes):
                    table.notes.append((column.name, "says what a row is called, by its heading."))
        if any("rdfType" in column.descriptor for column in table.columns):
            return


# ---- references


def guess_references(tables: Sequence[Guessed]) -> None:
    """Which columns name rows of which tables."""
    keyed = [(table, table.column(table.key[0])) for table in tables if len(table.key) == 1]
    for table in tables:
        for column in table.columns:
            if [column.name] != table.key and column.distinct:
                _refer(table, column, keyed)


def _refer(table: Guessed, column: Column, keyed: Sequence[tuple[Guessed, Column]]) -> None:
    for target, key in keyed:
        by_name = _names(column.name, target, own=target is table)
        missing = column.distinct - key.distinct
        typed = key.descriptor["type"] == "string" or key.descriptor["type"] == column.descriptor["type"]
        by_value = target is not table and _tell_by_value(column, key)
        if not missing and typed and (by_name or by_value):
            table.references.append((column.name, "" if target is table else target.name, key.name))
            column.descriptor["type"] = key.descriptor["type"]
            why = "by its name, and " if by_name else ""
            where = f"{target.name}.{key.name}"
            note = f"names rows of {target.name}: {why}each of its {len(column.distinct):,} values is in {where}."
            table.notes.append((column.name, note))
            return
        if by_name and typed and len(missing) < len(column.distinct):
            shown = ", ".join(f"“{value[:40]}”" for value in sorted(missing)[:3])
            note = f"seems to name rows of {target.name}, but {len(missing):,} of its values are not there ({shown})"
            table.notes.append((column.name, f"{note}: no reference was made."))


def _tell_by_value(column: Column, key: Column) -> bool:
    """True if values alone can show a reference: several, and either long enough or most of the keys there are."""
    values = column.distinct
    if key.descriptor["type"] != "string" or len(values) < _FEWEST:
        return False
    return min(map(len, values)) >= _FEWEST or 2 * len(values) >= len(key.distinct)


def _names(column: str, target: Guessed, *, own: bool) -> bool:
    """True if a column is called after a table or its key."""
    if own:
        return _PARENTS.search(column) is not None
    word = plain_word(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column), "")
    key = plain_word(target.key[0], "")
    stems = {plain_word(target.name, "")}
    stems |= {
        stem[: -len(end)] + new
        for stem in stems
        for end, new in (("ies", "y"), ("es", ""), ("s", ""))
        if stem.endswith(end)
    }
    wanted = {stem + end for stem in stems for end in ("", *_GENERIC)} | ({key} - _GENERIC)
    return word in wanted


# ---- languages


def guess_languages(tables: Sequence[Guessed]) -> tuple[list[str], str]:
    """The languages of the texts, the source first, and why. Endings of columns say it, or else their words."""
    endings: dict[str, set[str]] = {}
    for table in tables:
        for column in table.columns:
            match = _SUFFIXED.fullmatch(column.name)
            if match is not None and _is_language(match[2]):
                endings.setdefault(f"{table.name}.{match[1]}", set()).add(match[2])
    order = list(
        dict.fromkeys(match[2] for name in _column_names(tables) if (match := _SUFFIXED.fullmatch(name)))
    )
    several = set().union(*(codes for codes in endings.values() if len(codes) > 1))
    if several:
        codes = [code for code in order if code in several]
        return codes, f"columns come in these languages, by the endings of their names (_{', _'.join(codes)})"
    counts = _counted(tables)
    best = max(counts, key=lambda code: counts[code])
    if counts[best]:
        return (
            [best],
            f"{counts[best]:,} of the commonest words of this language stand in the texts, more than of any other",
        )
    return ["en"], "nothing in the data says which language they are in, so English was taken"


def _column_names(tables: Sequence[Guessed]) -> Iterator[str]:
    for table in tables:
        yield from (column.name for column in table.columns)


def _is_language(code: str) -> bool:
    try:
        return bool(Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return False


def _counted(tables: Sequence[Guessed]) -> dict[str, int]:
    words: list[str] = []
    for table in tables:
        for column in table.columns:
            words += re.split(r"[\W_]+", column.heading.lower())
            for value in column.distinct if column.descriptor["type"] == "string" else ():
                words += re.split(r"[\W_]+", value.lower())
                if len(words) > _MOST_WORDS:
                    break
    counts = dict.fromkeys(_COMMON_WORDS, 0)
    for code, common in _COMMON_WORDS.items():
        known = set(common.split())
        counts[code] = sum(word in known for word in words)
    counts["ar"] = sum(bool(re.fullmatch(r"[\u0600-\u06ff]+", word)) for word in words)
    return counts
