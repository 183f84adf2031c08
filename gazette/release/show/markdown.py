"""A difference in at most one screen of Markdown: counts, and samples of each section, removals first.

Every word of the content is written so that no renderer takes it for markup, a link or a mention.
"""

import re

from gazette.release.changes import Changes
from gazette.release.show.outline import Entry, Section, outline
from gazette.release.show.sentences import Words, english, fit_to_print, heading
from gazette.release.wording import Run

MOST_LINES = 60
_WIDEST = 240
_ACTIVE = re.compile(r"([\\`*_{}\[\]|<>~&$]|:(?=//)|(?<=www)\.|^[-+](?=\s))", re.IGNORECASE)
_CALLS = re.compile(r"([@#])(?=\w)")
"""What calls people or other pages also where it is escaped, unless something stands between."""


def markdown(changes: Changes, words: Words = english) -> str:
    """The short report."""
    head, *rest = heading(changes, words)
    lines = [f"### {plain(head)}", "", *(_item(line) for line in rest)]
    sections = outline(changes, words)
    # Title, blank lines and the line that says how many more: what each section costs beside its samples.
    room = MOST_LINES - len(lines) - 4 * len(sections)
    shares = _shares([len(section.entries) for section in sections], room)
    for section, share in zip(sections, shares, strict=True):
        lines += _section(section, section.entries[:share], words)
    return "\n".join(lines) + "\n"


def _shares(sizes: list[int], room: int) -> list[int]:
    """How many entries each section may show: small ones all of theirs, and what they leave goes to the others."""
    shares = [0] * len(sizes)
    for done, at in enumerate(sorted(range(len(sizes)), key=lambda at: sizes[at])):
        shares[at] = min(sizes[at], max(1, room // (len(sizes) - done)))
        room -= shares[at]
    return shares


def _section(section: Section, sample: tuple[Entry, ...], words: Words) -> list[str]:
    lines = ["", f"**{plain(section.title)}** ({len(section.entries):,})", ""]
    lines += [f"- {_entry(entry)}" for entry in sample]
    more = len(section.entries) - len(sample)
    if more:
        lines.append(f"- … {words('%(n)s more in the full report') % {'n': f'{more:,}'}}")
    return lines


def _entry(entry: Entry) -> str:
    parts = [plain(entry.sentence)] if entry.sentence else []
    if entry.record:
        parts.append(f"`{' '.join(entry.record.replace('`', '').split())}`")
    if entry.label:
        parts.append(f"“{plain(entry.label)}”")
    shown = [
        f"{plain(detail.place)} {_marked(detail.runs)}".strip()
        for detail in entry.details
        if entry.record or not parts
    ]
    head = " ".join(parts)
    return f"{head}: {'; '.join(shown)}" if shown else head


def _marked(runs: tuple[Run, ...]) -> str:
    signs = {"equal": "%s", "deleted": "<del>%s</del>", "inserted": "<ins>%s</ins>"}
    parts, spent = [], 0
    for run in runs:
        kept = run.text if spent + len(run.text) <= _WIDEST else run.text[: max(0, _WIDEST - spent)] + "…"
        parts.append(signs[run.kind] % _escaped(kept))
        spent += len(run.text)
        if spent > _WIDEST:
            break
    return "".join(parts)


def _item(line: str) -> str:
    text = line.strip()
    return f"- {plain(text[2:])}" if text.startswith("- ") else plain(text) + "  "


def plain(text: str) -> str:
    """Text of the content as words on one line, in which Markdown finds nothing to do."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Words as words, on one line; spaces at the ends stay, for they part a run from the next."""
    line = "".join(character if fit_to_print(character) else " " for character in text)
    return _CALLS.sub("\\\\\\1\u2060", _ACTIVE.sub(r"\\\1", line))
