"""A difference for a terminal: plain lines, `[-old-]` and `{+new+}` in the wording; everything is told."""

from collections.abc import Iterator

from gazette.release.changes import Changes
from gazette.release.show.outline import Detail, Entry, outline
from gazette.release.show.sentences import Words, english, fit_to_print, heading
from gazette.release.wording import Run


def text(changes: Changes, words: Words = english) -> str:
    """The whole report."""
    lines = list(heading(changes, words))
    for section in outline(changes, words):
        lines += ["", f"{section.title} ({len(section.entries):,})"]
        for entry in section.entries:
            lines += _entry(entry)
    return _safe("\n".join(lines)) + "\n"


def marked(runs: tuple[Run, ...]) -> str:
    """A wording on one line, as `git diff --word-diff` writes it."""
    signs = {"equal": "%s", "deleted": "[-%s-]", "inserted": "{+%s+}"}
    return " ".join("".join(signs[run.kind] % run.text for run in runs).split("\n"))


def _entry(entry: Entry) -> Iterator[str]:
    named = f"{entry.record} “{entry.label}”" if entry.label else entry.record
    yield "  " + " ".join(
        part for part in (entry.sentence, f"({named})" if entry.sentence and named else named) if part
    )
    for detail in entry.details:
        yield f"      {_place(detail)}{marked(detail.runs)}"


def _place(detail: Detail) -> str:
    place = f"{detail.place}: " if detail.place else ""
    return f"{place}{detail.says} " if detail.says else place


def _safe(report: str) -> str:
    """Without control characters: a terminal obeys them, and texts come from anywhere."""
    return "".join(
        character if fit_to_print(character) or character == "\n" else f"\\x{ord(character):02x}"
        for character in report
    )
