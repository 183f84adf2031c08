"""What lies between a release and the one before it: old and new wording, a long difference on several pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from gazette import urls
from gazette.release.history import Step
from gazette.release.outline import Section, outline
from gazette.site import past
from gazette.site.frame import frame
from gazette.site.page import Page, View
from gazette.site.pages.changes import trail
from gazette.site.reader import Reader

MOST = 26
"""Wordings on a page: in every script they arrive in the first trip."""


def pages(reader: Reader) -> Iterator[Page]:
    """One page or more per pair of neighbouring releases."""
    for step in reader.past.steps:
        parts = in_parts(outline(step.changes, reader.words))
        for number in range(1, len(parts) + 1):
            yield _page(reader, step, parts, number)


def in_parts(sections: Sequence[Section]) -> list[list[Section]]:
    """The sections in parts of about `MOST` wordings; a section that goes on keeps its title, an entry stays whole."""
    parts: list[list[Section]] = [[]]
    held = 0
    for section in sections:
        for entry in section.entries:
            weight = max(1, len(entry.details))
            if held and held + weight > MOST:
                parts.append([])
                held = 0
            part = parts[-1]
            if part and part[-1].title == section.title:
                part[-1] = replace(part[-1], entries=(*part[-1].entries, entry))
            else:
                part.append(Section(section.title, (entry,)))
            held += weight
    return parts


def _page(reader: Reader, step: Step, parts: Sequence[Sequence[Section]], number: int) -> Page:
    words, language = reader.words, reader.language
    at = partial(_at, step=step, part=number)
    start = at(language)
    return frame(
        reader,
        "difference.html",
        at,
        reader.phrase(_title(reader, step, parts, number)),
        description=words("What differs between two releases, old and new wording side by side."),
        section=urls.changes(language),
        trail=trail(reader, start),
        release=past.release(reader, start, step.new),
        sections=past.in_sections(reader, start, parts[number - 1]),
        json=urls.relative(start, urls.data("changes.json", step.new.version)),
        neighbours={
            "before": _way(reader, start, step, parts, number - 1) if number > 1 else None,
            "after": _way(reader, start, step, parts, number + 1) if number < len(parts) else None,
        },
    )


def _title(reader: Reader, step: Step, parts: Sequence[Sequence[Section]], number: int) -> str:
    title = reader.words("From %(old)s to %(new)s") % {"old": step.old.version, "new": step.new.version}
    return f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title


def _way(reader: Reader, start: str, step: Step, parts: Sequence[Sequence[Section]], number: int) -> View:
    """A link to a part."""
    target = urls.relative(start, _at(reader.language, step, number))
    return {**reader.phrase(_title(reader, step, parts, number)), "href": target}


def _at(language: str, step: Step, part: int) -> str:
    return urls.difference(language, step.old.version, step.new.version, part)
