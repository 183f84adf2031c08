"""What all schema.org descriptions share: the context, words in a language, bodies, and safe writing."""

import json
from collections.abc import Mapping

from gazette.model import Agent, Text

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


def words(text: Text, language: str) -> str:
    """The words in a language, or in the source language, or the empty string."""
    phrase = text.best(language)
    return phrase.text if phrase else ""
