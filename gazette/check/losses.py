"""Nothing is lost in silence: texts that lost their letters or accents, broke off, or stand in another's column.

A spreadsheet that saves a table in an encoding of its own does this to a whole language at once, and the file is
sound again. Told from the texts alone where that is certain, else from what the last release had.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazette.check.languages import groups_of
from gazette.check.run import Run
from gazette.check.typography import LANGUAGES
from gazette.check.vanished import released_rows
from gazette.load.encoding import lost_letters
from gazette.load.source import RawTable
from gazette.problem import Problem

_FEW = 3
"""Cells of a column that make a fault of the whole column."""
_LONG = 40
_RESTORE = (
    "restore the column from git ({path}) and change only what is meant; do not save the file again as it is"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of one language: where it stands, and the columns of the same text in other languages."""

    table: RawTable
    at: int
    language: str
    others: Mapping[str, int]

    def cells(self, run: Run) -> list[tuple[int, str]]:
        return [(row, text) for row, text in run.cells(self.table, self.at) if text]


def check_losses(run: Run) -> Iterator[Problem]:
    """Every column of a language, by itself and beside the last release."""
    if not run.source.strict:
        return
    folders = run.source.releases.folders
    for table in run.tables():
        groups = groups_of(table, run.source.languages)
        columns = [
            _Column(table, at, language, {code: other for code, other in by.items() if code != language})
            for by in groups.values()
            for language, at in by.items()
            if language in run.source.languages
        ]
        before = (
            {row["id"]: row for row in released_rows(folders[-1], table.name) if row.get("id")}
            if folders
            else {}
        )
        for column in columns:
            told = list(_alone(run, column))
            yield from told or (_since(run, column, before, folders[-1].version) if before else ())


def _alone(run: Run, column: _Column) -> Iterator[Problem]:
    """What the texts show by themselves: question marks for letters, and a column without its script."""
    cells = column.cells(run)
    broken = [row for row, text in cells if "\ufffd" in text or _only_marks(text)]
    if broken:
        yield _lost(run, column, broken, "are question marks where letters were")
        return
    letter = _script(column.language)
    words = [row for row, text in cells if " " in text.strip() and any(map(str.isalpha, text))]
    if letter is None or len(words) < _FEW or any(letter(sign) for _, text in cells for sign in text):
        return
    yield _lost(run, column, words, f"have no letter of the script in which {column.language} is written")


def _only_marks(text: str) -> bool:
    """True for a text whose letters became question marks."""
    return bool(lost_letters(text)) and not any(map(str.isalpha, text))


def _since(
    run: Run, column: _Column, before: Mapping[str, Mapping[str, str]], version: str
) -> Iterator[Problem]:
    """What the texts had in the last release and have no more. Each text is told of once, by the worst."""
    name, ids = column.table.header[column.at], column.table.rows.columns[column.table.header.index("id")]
    changed = [
        (row, text, before[ids[row]])
        for row, text in run.cells(column.table, column.at)
        if ids[row] in before and before[ids[row]].get(name) and before[ids[row]][name] != text
    ]
    if not changed:
        return
    left = {row for row, _, _ in changed}
    others = [column.table.header[at] for at in column.others.values()]
    kinds: list[tuple[str, str, Callable[[str, str, Mapping[str, str]], bool]]] = [
        (
            "lost-text",
            f"had a translation in release {version}, and are empty",
            lambda _old, new, _row: not new,
        ),
        (
            "lost-text",
            f"say what release {version} has in another language's column",
            lambda _, new, row: any(row.get(other) == new for other in others if row.get(other) != row[name]),
        ),
        (
            "lost-text",
            f"lost the letters of their script since release {version}",
            lambda old, new, _: _has_script(column.language, old) and not _has_script(column.language, new),
        ),
        (
            "lost-text",
            f"lost accents or letters since release {version}",
            lambda old, new, _: new in (_bare(old), _questioned(old), _bare(old).replace("’", "'")),
        ),
        (
            "cut-text",
            f"break off: release {version} goes on where they end",
            lambda old, new, _: (
                len(old) >= _LONG and len(new) < len(old) * 0.75 and old.startswith(new.rstrip(" .…"))
            ),
        ),
    ]
    for code, what, is_so in kinds:
        rows = [row for row, text, old in changed if row in left and is_so(old[name], text, old)]
        left -= set(rows)
        if rows:
            yield _lost(run, column, rows, what, code, few=True)


def _lost(
    run: Run, column: _Column, rows: Sequence[int], what: str, code: str = "lost-text", *, few: bool = False
) -> Problem:
    """The problem; a warning where `few` texts of a column may have been changed so on purpose."""
    number = max(len(column.cells(run)), len(rows))
    ids = [run.named(column.table, column.table.rows[row]) or "" for row in rows[:_FEW]]
    more = ", …" if len(rows) > _FEW else ""
    texts = f"{len(rows):,} of {number:,} texts"
    message = f"{texts} in {column.table.header[column.at]} {what}: {', '.join(ids)}{more}"
    hint = _RESTORE.format(path=f"git restore {column.table.file.path}")
    place = run.place(column.table, rows[0], column.at)
    if code == "cut-text" or (few and (len(rows) < _FEW or len(rows) * 2 < number)):
        return Problem(code, message, place, hint=hint, severity_override="warning")
    for row in rows:
        run.mark(column.table, row, column.at)
    return Problem(code, message, place, hint=hint)


def _script(language: str) -> Callable[[str], object] | None:
    """Tells the letters of a language that is not written in Latin; None where any Latin text could be of it."""
    rules = LANGUAGES.get(language)
    return None if rules is None or rules.letter.match("a") else rules.letter.match


def _has_script(language: str, text: str) -> bool:
    letter = _script(language)
    return letter is not None and any(letter(sign) for sign in text)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """The text without accents, as a program writes it that knows none; empty where it has none."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return "" if plain == text else plain


def _questioned(text: str) -> str:
    """The text with a question mark for every letter outside ASCII; empty where there is none."""
    plain = "".join(sign if sign.isascii() else "?" for sign in text)
    return "" if plain == text else plain
