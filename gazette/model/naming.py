"""Names: what a program calls a thing as readers would, and as a path may hold it on every disk."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from gazette.model.pattern import each

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""No two ids of this pattern differ in capitals or accents alone, so none is another's file elsewhere."""
LONGEST_ID = 64
RESERVED = {"con", "prn", "aux", "nul", "index"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, whatever their ending, and the name of every folder's page."""
PAGES = {
    "a-z",
    "briefing",
    "changes",
    "data",
    "glossary",
    "matrix",
    "not-said",
    "parallel",
    "quality",
    "roadmap",
    "search",
}
PAGES |= {"source", "status", "strategy"}
"""Names of pages that every site may have."""
TAKEN = PAGES | {"package", "citation", "datapackage", "explore", "manifest", "questions", "records"}
"""And those of files of every edition."""
_OF_PROGRAMS = {"all_records", "all_texts", "changes", "files", "package", "record", "schemas"}
"""Names that a table of a derived name does not get either: tables of rules, folders and schemas of an edition."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[^\W\d_]+")
_OF_A_FILE = re.compile(r"\.(csv|tsv|json|jsonl|xlsx|ods)$", re.IGNORECASE)
_MARK = 6
"""Characters of a hash that tell two names apart of which the same slug is made."""


def humanised(name: str) -> str:
    """A name as readers write it: `event_log` and `eventLog` are "Event log", `eventID` is "Event ID"."""
    name = _OF_A_FILE.sub("", name)
    words = _WORDS.findall(name.replace("’", "'"))
    if not words or not re.search(r"[_\-.]|[a-z][A-Z]", name):
        return name[:1].upper() + name[1:]
    plain = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    text = " ".join(plain)
    return text[:1].upper() + text[1:]


def slug(text: str, joined: str = "-") -> str:
    """The letters and digits of a text that every disk tells apart, in words; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return joined.join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_ID - _MARK - 1].strip(joined)


def ids(texts: Sequence[str]) -> list[str]:
    """An id for each text, no two alike: the text itself where it is an id, else its slug.

    Where a slug is empty or that of several texts, a part of the text's hash stands behind it: so the id of a row
    stays what it is, whatever rows are beside it. Of two texts that are the same the later has its number behind it.
    """
    if all_are_ids(texts) and len(set(texts)) == len(texts):
        return list(texts)
    plain = [text if _is_id(text) else slug(text) for text in texts]
    whose: dict[str, set[str]] = {}
    for made, text in zip(plain, texts, strict=True):
        whose.setdefault(made, set()).add(text)
    found: list[str] = []
    taken: set[str] = set()
    last: dict[str, int] = {}
    for made, text in zip(plain, texts, strict=True):
        name = made
        if not _is_id(text) and (not made or made in RESERVED or len(whose[made]) > 1):
            name = "-".join(filter(None, (made, hashlib.sha256(text.encode()).hexdigest()[:_MARK])))
        number = last.get(name, 1)
        free = name if number == 1 else f"{name}-{number}"
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        last[name] = number
        taken.add(free)
        found.append(free)
    return found


def table_names(names: Iterable[str]) -> list[str]:
    """A name for each table that may be a file, a page and an SQL table: lower-case words joined by `_`."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        made = slug(_OF_A_FILE.sub("", name), "_") or f"table_{number}"
        made = f"t_{made}" if made[0].isdigit() or made.startswith("sqlite") else made
        made = f"{made}_table" if made in RESERVED | TAKEN | _OF_PROGRAMS else made
        free, count = made, 1
        while free in found:
            count += 1
            free = f"{made}_{count}"
        found.append(free)
    return found


def all_are_ids(texts: Sequence[str]) -> bool:
    """True if every text is an id: one look at the whole column, which nearly always is all that it takes."""
    return (
        each(ID.pattern)(texts)
        and max(map(len, texts), default=0) <= LONGEST_ID
        and RESERVED.isdisjoint(texts)
    )


def _is_id(text: str) -> bool:
    return ID.fullmatch(text) is not None and len(text) <= LONGEST_ID and text not in RESERVED
