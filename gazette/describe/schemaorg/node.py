"""What all schema.org descriptions share: the context, words in a language, bodies, and safe writing."""

import json
from collections.abc import Mapping

from gazette.describe import names
from gazette.model import Agent, Catalog, Document, Table, Text

CONTEXT = {"@vocab": "https://schema.org/"}
Node = dict[str, object]
_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script_text(node: Mapping[str, object]) -> str:
    """JSON for the inside of `<script type="application/ld+json">`: nothing in it ends the script."""
    body = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return body.translate(_UNSAFE)


def organisation(body: Agent | None, language: str) -> Node | None:
    """Somebody as an Organization, in a language."""
    if body is None:
        return None
    node: Node = {"@type": "Organization", "name": words(body.name, language)}
    return node | {"url": body.path} if body.path else node


def based_on(catalog: Catalog, table: Table | None, language: str) -> list[Node]:
    """The source documents of a table, or of the whole: what is known of each, its address only if that is."""
    found: list[Node] = []
    for document in catalog.documents_of(table):
        facts = [f"{words(title, language)}: {words(value, language)}." for title, value in document.facts]
        publisher = words(document.publisher, language)
        node: Node = {
            "@type": "CreativeWork",
            "@id": names.record(catalog, catalog.by_name[document.row.table], document.row.id),
            "name": words(document.title, language),
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "datePublished": document.date,
            "url": document.address,
            "description": " ".join([*facts, words(document.note, language)]).strip(),
            "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": document.checksum}
            if document.checksum
            else None,
        }
        found.append({key: value for key, value in node.items() if value})
    return found


def cited_source(document: Document, language: str) -> str:
    """A source document as a dataset cites it: publisher, year and title."""
    publisher, title = words(document.publisher, language), words(document.title, language)
    year = f"({document.date[:4]})" if document.date else ""
    by = " ".join(filter(None, (publisher, year)))
    return f"{by}. {title}" if by else title


def words(text: Text, language: str) -> str:
    """The words in a language, or in the source language, or the empty string."""
    phrase = text.best(language)
    return phrase.text if phrase else ""
