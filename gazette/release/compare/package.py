"""What changed around the tables: the package's own facts, its languages and its pages."""

from collections.abc import Iterator, Mapping

from gazette.release.changes import Behind, Change, Kind
from gazette.release.content import Content, Facts
from gazette.release.order import before, moved
from gazette.release.spelling import is_spelling


def package_changes(old: Content, new: Content) -> Iterator[Change]:
    """Facts and languages of the package."""
    for name, one, other in differing(old.facts, new.facts):
        yield Change("package-described", name=name, old=one, new=other)
    for language in old.languages:
        if language not in new.languages:
            yield Change("language-removed", language=language, name=language)
    shifted, places = moved(old.languages, new.languages), before(new.languages)
    for language in new.languages:
        if language not in old.languages or language in shifted:
            kind: Kind = "language-moved" if language in shifted else "language-added"
            yield Change(kind, language=language, name=language, after=places[language])
    if old.languages[:1] != new.languages[:1]:
        yield Change("source-language-changed", old=old.languages[0], new=new.languages[0])


def article_changes(old: Content, new: Content) -> Iterator[Change]:
    """Pages that people write, by name and language."""
    for (name, language), facts in old.articles.items():
        if (name, language) not in new.articles:
            yield Change("article-removed", language=language, name=name, old=facts)
    for (name, language), facts in new.articles.items():
        before = old.articles.get((name, language))
        if before is None:
            yield Change("article-added", language=language, name=name, new=facts)
            continue
        for part, one, other in differing(before, facts):
            yield Change("article-changed", column=part, language=language, name=name, old=one, new=other)


def articles_behind(old: Content, new: Content) -> Iterator[Behind]:
    """Pages whose source changed in substance while a translation stayed as it was."""
    from gazette.model import Text

    source = new.languages[0]
    for (name, language), facts in new.articles.items():
        first, second = old.articles.get((name, source)), new.articles.get((name, source))
        if language == source or old.articles.get((name, language)) != facts or not first or not second:
            continue
        if any(
            first[part] != second[part] and not is_spelling(str(first[part]), str(second[part]))
            for part in ("title", "summary", "body")
        ):
            yield Behind("", name, "", language, Text(((source, str(second["title"])),)))


def differing(old: Facts, new: Facts) -> Iterator[tuple[str, object, object]]:
    """Properties that are not the same on both sides, with both values; None where there is none."""
    both: Mapping[str, None] = dict.fromkeys((*old, *new))
    for name in both:
        one, other = old.get(name), new.get(name)
        if one != other or type(one) is not type(other):
            yield name, one, other
