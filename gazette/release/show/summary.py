"""How a report begins: which editions, what the difference calls for and which clauses of the rule say so."""

from collections import Counter
from collections.abc import Iterator

from gazette.release.changes import Changes, Edition
from gazette.release.show.phrases import LEVEL_WORDS, WORKING_TREE, Words
from gazette.release.version import CLAUSE_OF, next_version, verdict


def heading(changes: Changes, words: Words) -> Iterator[str]:
    """A few lines: the two editions, the level in words, the version, and each forcing clause with its count."""
    called = verdict(changes)
    yield f"{_named(changes.old, words)} → {_named(changes.new, words)}"
    yield words(LEVEL_WORDS[called.level])
    if changes:
        yield words("After %(old)s this makes it %(new)s, because:") % {
            "old": changes.old.version,
            "new": called_version(changes) or "?",
        }
    counted = Counter(CLAUSE_OF[one.kind].words for one in called.forcing)
    for clause in called.clauses:
        yield f"  - {words(clause.words)} ({counted[clause.words]:,}×)"
    if not changes.articles:
        yield words("Pages were not compared: one of the two editions holds none.")


def _named(edition: Edition, words: Words) -> str:
    facts = f"{edition.version}, {edition.created[:10]}"
    if edition.name and edition.name != edition.version:
        return f"{words(edition.name) if edition.name == WORKING_TREE else edition.name} ({facts})"
    return f"{edition.version} ({edition.created[:10]})"


def called_version(changes: Changes) -> str | None:
    """The version that follows the old edition's; None where that is no version of three numbers."""
    try:
        return next_version(changes.old.version, verdict(changes))
    except ValueError:
        return None
