"""A drafted section for the changelog, in each language: what a person then shortens and explains.

The words come from a catalogue; the wording of records is quoted in the section's own language where there is one.
"""

from collections.abc import Iterator, Mapping, Sequence

from gazette.release.changes import Change, Changes
from gazette.release.kinds import CHANGED, IN_SECTION
from gazette.release.show.markdown import plain
from gazette.release.show.sentences import Words, english, sentence
from gazette.release.version import next_version, verdict

_SAMPLE = 12
"""Lines a part: a changelog is read by people; the whole difference is published beside it."""


def draft(changes: Changes, version: str, language: str, words: Words = english) -> str:
    """The section of one language in Markdown, headed by version and date."""
    lines = [f"## {version} ({changes.new.created[:10]})", ""]
    for title, kinds in IN_SECTION.items():
        write = _records if title == CHANGED else _plain
        items = list(write(changes.of(*kinds), language, words))
        if items:
            lines += [f"### {words(title)}", "", *items, ""]
    return "\n".join(lines).rstrip() + "\n"


def drafts(changes: Changes, words: Mapping[str, Words], last: str | None = None) -> Mapping[str, str]:
    """The section in every language of the new edition; English words where `words` lacks a language.

    `last` is the version of the last release, if it is not the old edition's.
    """
    version = next_version(last or changes.old.version, verdict(changes))
    return {code: draft(changes, version, code, words.get(code, english)) for code in changes.languages}


def _plain(changes: Sequence[Change], language: str, words: Words) -> Iterator[str]:
    for change in changes[:_SAMPLE]:
        yield f"- {plain(sentence(change, words))}{_label(change, language)}"
    yield from _more(len(changes), words)


def _records(changes: Sequence[Change], language: str, words: Words) -> Iterator[str]:
    """Records with changes that this language's readers see: its own texts, and what is in no language."""
    first: dict[tuple[str, str], Change] = {}
    for change in changes:
        if change.kind != "translation-changed" or change.language == language:
            first.setdefault((change.table, change.record), change)
    for (table, record), change in list(first.items())[:_SAMPLE]:
        yield f"- `{table}/{record}`{_label(change, language)}: {plain(sentence(change, words))}"
    yield from _more(len(first), words)


def _more(number: int, words: Words) -> Iterator[str]:
    if number > _SAMPLE:
        yield f"- … {words('%(n)s more in the full report') % {'n': f'{number - _SAMPLE:,}'}}"


def _label(change: Change, language: str) -> str:
    best = change.label.best(language)
    return f" “{plain(best.text)}”" if best else ""


_HEAD = "## Data"
"""Where the sections of data releases stand in a changelog; the publisher's own stand under another head."""


def inserted(changelog: str, section: str, version: str) -> str:
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
