"""Feeds of what has changed and of what was reported: Atom (RFC 4287), and JSON Feed 1.1 for all.

Readers follow the records of the tables whose resource says `"feed": true`; a record's feed tells its own story and
that of everything that belongs to it. Dates are those of the releases, and of the updates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Record
from gazette.model.release import Release
from gazette.release.history import History
from gazette.release.outline import sentence
from gazette.site.pages.status import shown
from gazette.site.past import LEVELS, step_to
from gazette.site.progress import Update
from gazette.site.reader import Reader
from gazette.site.words import load_words

ATOM = "application/atom+xml"
_NEWEST = 100
"""Updates in the feed of all; the status page has the older ones."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: what happened in a release, or was reported, and the path where to read it.

    `updated` is RFC 3339. `name` is the path, perhaps with a fragment, that is this entry's alone.
    """

    name: str
    title: str
    link: str
    updated: str
    text: str


def feeds(catalog: Catalog, past: History) -> Iterator[Artifact]:
    """Every feed, in every language; none before the first release or update."""
    for language in catalog.languages:
        reader = Reader(catalog, load_words(language), {}, past=past)
        if past.releases:
            name = reader.phrase(catalog.title)["text"]
            yield from _both(reader, "changes", name, urls.changes(language), _all(reader))
        if reader.progress.updates:
            name = reader.words.labelled(reader.phrase(catalog.title)["text"], reader.words("Progress"))
            items = [_update(reader, update) for update in reader.progress.updates[:_NEWEST]]
            yield from _both(reader, "updates", name, urls.status(language), items)
        if past.releases or reader.progress.updates:
            yield from _of_records(reader)


def _both(reader: Reader, feed: str, name: str, page: str, items: Sequence[Item]) -> Iterator[Artifact]:
    path = urls.feed(reader.language, f"{feed}.atom")
    yield Artifact(path, ATOM, atom(reader, path, name, page, items))
    path = urls.feed(reader.language, f"{feed}.json")
    yield Artifact(path, "application/feed+json", json_feed(reader, path, name, page, items))


def _of_records(reader: Reader) -> Iterator[Artifact]:
    language = reader.language
    name = reader.phrase(reader.catalog.title)["text"]
    for table in reader.paged:
        for record in table.records if table.descriptor.get("feed") is True else ():
            path = urls.feed(language, f"{record.id}.atom", table.name)
            title = reader.words.labelled(name, reader.label(record)["text"])
            page = urls.record(language, record)
            yield Artifact(path, ATOM, atom(reader, path, title, page, _of_record(reader, record, path)))


def _all(reader: Reader) -> list[Item]:
    """One entry a release, the newest first."""
    return [_release(reader, edition) for edition in reversed(reader.past.releases)]


def _release(reader: Reader, edition: Release) -> Item:
    words, step = reader.words, step_to(reader, edition)
    lines = [words(LEVELS[step.changes.level])] if step else [words("First release")]
    lines += [sentence(change, words) for change in (step.changes.changes[:20] if step else ())]
    page = urls.release(reader.language, edition.version)
    return Item(
        page,
        words("Release %(version)s") % {"version": edition.version},
        page,
        edition.created,
        "\n".join(lines),
    )


def _of_record(reader: Reader, record: Record, feed: str) -> list[Item]:
    """One entry for every update of the record or what belongs to it, and for every release that touched them."""
    catalog, words = reader.catalog, reader.words
    family = [record, *_below(catalog, record)]
    updates = [update for member in family for update in reader.progress.of(member)]
    page = urls.record(reader.language, record)
    items = []
    for edition in reversed(reader.past.releases):
        lines = [
            words.labelled(reader.label(member)["text"], text)
            for member in family
            for event in reader.past.events(member.table, member.id)
            if event.version == edition.version
            for text in ([sentence(change, words) for change in event.changes] or [words("First published")])
        ]
        if lines:
            title = words("Release %(version)s") % {"version": edition.version}
            anchor = f"#release-{edition.version}"
            own = any(
                event.version == edition.version for event in reader.past.events(record.table, record.id)
            )
            place = page + anchor if own else page
            items.append(Item(feed + anchor, title, place, edition.created, "\n".join(lines)))
    items += [_update(reader, update) for update in updates]
    return sorted(items, key=lambda item: item.updated, reverse=True) if updates else items


def _update(reader: Reader, update: Update) -> Item:
    """What was reported of a record, under its permanent name; a date without a day is its first."""
    page = urls.status(reader.language)
    view, place = shown(reader, page, update), reader.address(update.row) or page
    texts = [view[name]["text"] for name in ("text", "source") if view[name]]
    return Item(
        urls.identifier(reader.catalog.by_name[update.row.table], update.row.id),
        reader.words.labelled(view["record"]["text"], view["state"]["text"]),
        place,
        (update.date + "-01-01"[len(update.date) - 4 :])[:10] + "T00:00:00Z",
        "\n".join(texts),
    )


def _below(catalog: Catalog, record: Record) -> Iterator[Record]:
    for child in catalog.children(record):
        yield child
        yield from _below(catalog, child)


def atom(reader: Reader, path: str, title: str, page: str, items: Sequence[Item]) -> bytes:
    """A feed as Atom."""
    home = urls.base(reader.catalog.homepage, path)
    publisher = reader.catalog.about.publisher
    author = publisher.name.best(reader.language) if publisher else None
    updated = items[0].updated if items else reader.catalog.created
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(reader.language)}>',
        f"<id>{escape(_identity(reader.catalog, path))}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{escape(updated)}</updated>",
        f"<author><name>{escape(author.text if author else title)}</name></author>",
        *(
            [f'<link rel="self" type="{ATOM}" href={quoteattr(home + path)}/>']
            if reader.catalog.homepage
            else []
        ),
        f'<link rel="alternate" type="text/html" href={quoteattr(urls.absolute(home, page))}/>',
    ]
    for item in items:
        lines += [
            f"<entry xml:id={quoteattr(item.name.partition('#')[2])}>" if "#" in item.name else "<entry>",
            f"<id>{escape(_identity(reader.catalog, item.name))}</id>",
            f"<title>{escape(item.title)}</title>",
            f"<updated>{escape(item.updated)}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(urls.absolute(home, item.link))}/>',
            f'<content type="text">{escape(item.text)}</content>',
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _identity(catalog: Catalog, path: str) -> str:
    """The permanent name of a feed or an entry (RFC 4287, 4.2.6): its address, else a name made of what it is."""
    if catalog.homepage:
        return urls.absolute(catalog.homepage, path)
    return uuid5(NAMESPACE_URL, f"{catalog.name}/{path}").urn


def json_feed(reader: Reader, path: str, title: str, page: str, items: Sequence[Item]) -> bytes:
    """A feed as JSON Feed."""
    home = urls.base(reader.catalog.homepage, path)
    places = {
        "home_page_url": urls.absolute(home, page),
        "feed_url": home + path,
    }
    return json_bytes(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "language": reader.language,
            **(places if reader.catalog.homepage else {}),
            "items": [
                {
                    "id": _identity(reader.catalog, item.name),
                    "url": urls.absolute(home, item.link),
                    "title": item.title,
                    "content_text": item.text,
                    "date_published": item.updated,
                }
                for item in items
            ],
        }
    )
