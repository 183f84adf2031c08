"""A difference in Markdown: at most one screen for a review, and a drafted section for each language's changelog.

The review shows counts, and samples of each section, removals first. A draft is what a person then shortens and
explains; the wording of records is quoted in the section's own language where there is one. Every word of the
content is written so that no renderer takes it for markup, a link or a mention.
"""

import re
from collections.abc import Sequence

from gazette.release.changes import CHANGED, IN_SECTION, Change, Changes
from gazette.release.outline import (
    Entry,
    Words,
    fit_to_print,
    heading,
    outline,
    sentence,
)
from gazette.release.wording import Run

MOST_LINES = 60
_WIDEST = 240
_SAMPLE = 12
"""Lines a part of a draft: a changelog is read by people; the whole difference is published beside it."""
_HEAD = "## Data"
"""Where the sections of data releases stand in a changelog; the publisher's own stand under another head."""
_ACTIVE = re.compile(r"([\\`*_{}\[\]|<>~&$]|:(?=//)|(?<=www)\.|^[-+](?=\s))", re.IGNORECASE)
_CALLS = re.compile(r"([@#])(?=\w)")
"""What calls people or other pages also where it is escaped, unless something stands between."""


def markdown(changes: Changes, words: Words) -> str:
    """The short report."""
    head, *rest = heading(changes, words)
    points = [f"- {_plain(line[4:])}" if line.startswith("  - ") else f"{_plain(line)}  " for line in rest]
    lines = [f"### {_plain(head)}", "", *points]
    sections = outline(changes, words)
    # Title, blank lines and the line that says how many more: what each section costs beside its samples.
    room = MOST_LINES - len(lines) - 4 * len(sections)
    shares = _shares([len(section.entries) for section in sections], room)
    for section, share in zip(sections, shares, strict=True):
        number = len(section.entries)
        lines += ["", f"**{_plain(section.title)}** ({number:,})", ""]
        lines += [f"- {_entry(entry)}" for entry in section.entries[:share]]
        lines += _more(number - share, words)
    return "\n".join(lines) + "\n"


def _shares(sizes: list[int], room: int) -> list[int]:
    """How many entries each section may show: small ones all of theirs, and what they leave goes to the others."""
    shares = [0] * len(sizes)
    for done, at in enumerate(sorted(range(len(sizes)), key=lambda at: sizes[at])):
        shares[at] = min(sizes[at], max(1, room // (len(sizes) - done)))
        room -= shares[at]
    return shares


def _entry(entry: Entry) -> str:
    parts = [_plain(entry.sentence)] if entry.sentence else []
    if entry.record:
        parts.append(f"`{' '.join(entry.record.replace('`', '').split())}`")
    if entry.label:
        parts.append(f"“{_plain(entry.label)}”")
    details = [f"{_plain(detail.place)} {_marked(detail.runs)}".strip() for detail in entry.details]
    head = " ".join(parts)
    return f"{head}: {'; '.join(details)}" if details and (entry.record or not parts) else head


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


def draft(changes: Changes, version: str, language: str, words: Words) -> str:
    """The section of one language for its changelog, headed by version and date.

    It has the records with changes that this language's readers see: its own texts, and what is in no language.
    """
    lines = [f"## {version} ({changes.new.created[:10]})", ""]
    for title, kinds in IN_SECTION.items():
        listed: Sequence[Change] = changes.of(*kinds)
        if title == CHANGED:
            first: dict[tuple[str, str], Change] = {}
            for change in listed:
                if change.kind != "translation-changed" or change.language == language:
                    first.setdefault((change.table, change.record), change)
            listed = [*first.values()]
        if listed:
            lines += [f"### {words(title)}", ""]
            for change in listed[:_SAMPLE]:
                best, says = change.label.best(language), _plain(sentence(change, words))
                label = f" “{_plain(best.text)}”" if best else ""
                about = f"`{change.table}/{change.record}`{label}: {says}"
                lines.append(f"- {about}" if title == CHANGED else f"- {says}{label}")
            lines += [*_more(len(listed) - _SAMPLE, words), ""]
    return "\n".join(lines).rstrip() + "\n"


def with_section(changelog: str, section: str, version: str) -> str:
    """The changelog with the section of this version put first among those of the data; once and no more.

    A changelog that does not exist yet is begun.
    """
    text = changelog or f"# Changelog\n\n{_HEAD}\n"
    if f"\n### {version}" in text:
        return text
    deeper = "\n".join("#" + line if line.startswith("#") else line for line in section.splitlines())
    if f"\n{_HEAD}\n" not in text:
        text = f"{text.rstrip()}\n\n{_HEAD}\n"
    before, _, after = text.partition(f"\n{_HEAD}\n")
    rest = after.strip("\n")
    return f"{before}\n{_HEAD}\n\n{deeper.strip()}\n" + (f"\n{rest}\n" if rest else "")


def _more(number: int, words: Words) -> list[str]:
    return [f"- … {words('%(n)s more in the full report') % {'n': f'{number:,}'}}"] if number > 0 else []


def _plain(text: str) -> str:
    """Text of the content as words on one line, in which Markdown finds nothing to do."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Words as words, on one line; spaces at the ends stay, for they part a run from the next."""
    line = "".join(character if fit_to_print(character) else " " for character in text)
    return _CALLS.sub("\\\\\\1\u2060", _ACTIVE.sub(r"\\\1", line))
