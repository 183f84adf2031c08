"""A drafted section for the changelog, in each language: what a person then shortens and explains.

The words come from a catalogue; the wording of records is quoted in the section's own language where there is one.
"""

from collections.abc import Iterator, Mapping, Sequence

from gazette.release.changes import Change, Changes
from gazette.release.show.markdown import plain
from gazette.release.show.phrases import SECTIONS, Words, english
from gazette.release.show.sentences import sentence
from gazette.release.version import next_version, verdict

_SAMPLE = 12
"""Lines a part: a changelog is read by people; the whole difference is published beside it."""
_OF_RECORDS = "Changed records"


def draft(changes: Changes, version: str, language: str, words: Words = english) -> str:
    """The section of one language in Markdown, headed by version and date."""
    lines = [f"## {version} ({changes.new.created[:10]})", ""]
    for title, kinds in SECTIONS.items():
        told = changes.of(*kinds)
        said = list(
            _records(told, language, words) if title == _OF_RECORDS else _plain(told, language, words)
        )
        if said:
            lines += [f"### {words(title)}", "", *said, ""]
    return "\n".join(lines).rstrip() + "\n"


def drafts(changes: Changes, words: Mapping[str, Words], last: str | None = None) -> Mapping[str, str]:
    """The section in every language of the new edition; English words where `words` lacks a language.

    `last` is the version of the last release, if it is not the old edition's.
    """
    version = next_version(last or changes.old.version, verdict(changes))
    return {code: draft(changes, version, code, words.get(code, english)) for code in changes.languages}


def _plain(told: Sequence[Change], language: str, words: Words) -> Iterator[str]:
    for one in told[:_SAMPLE]:
        yield f"- {plain(sentence(one, words))}{_label(one, language)}"
    yield from _more(len(told), words)


def _records(told: Sequence[Change], language: str, words: Words) -> Iterator[str]:
    """Records with changes that this language's readers see: its own texts, and what is in no language."""
    seen: dict[tuple[str, str], Change] = {}
    for one in told:
        if one.kind != "translation-changed" or one.language == language:
            seen.setdefault((one.table, one.record), one)
    for (table, record), one in list(seen.items())[:_SAMPLE]:
        yield f"- `{table}/{record}`{_label(one, language)}: {plain(sentence(one, words))}"
    yield from _more(len(seen), words)


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
