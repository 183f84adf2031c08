"""Text in XML 1.0: escaped, and without the characters that XML cannot hold at all."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CARRIAGE = {"\r": "&#13;"}
"""A reader of XML would make a plain line end of it (XML 1.0, 2.11)."""


def content(text: str) -> str:
    """Text between tags. What XML has no way to write becomes U+FFFD, the replacement character."""
    return escape(_IMPOSSIBLE.sub("\ufffd", text), _CARRIAGE)


def attribute(text: str) -> str:
    """An attribute's value with its quotation marks."""
    return quoteattr(_IMPOSSIBLE.sub("\ufffd", text), {**_CARRIAGE, "\n": "&#10;", "\t": "&#9;"})


def element(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element that holds text only."""
    start = name + "".join(f" {key}={attribute(value)}" for key, value in (attributes or {}).items())
    return f"<{start}>{content(text)}</{name}>" if text else f"<{start}/>"
