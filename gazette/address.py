"""Addresses that a file carries: one judge for the descriptor, cells, articles and finished pages.

An address is one of the web (`http`, `https`), a mailbox (`mailto`), or a path below the file that names it. Whatever
else a browser would follow (`javascript:`, `data:`, `//host`, `../..`) is none.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

SCHEMES = ("http", "https", "mailto")
"""What links may begin with."""
NAMES = (*SCHEMES, "urn", "doi")
"""What identifiers, which nobody follows, may begin with too."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile('[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\\\\<>"]')
_RESERVED = re.compile(
    r"(?:.+\.)?(?:example|test|invalid|localhost)|(?:.+\.)?example\.(?:com|net|org)|127(?:\.[0-9]+){3}|\[?::1\]?"
)
"""Hosts that nobody can own (RFC 2606, RFC 6761), and the computer itself."""


def fault(address: str, schemes: Sequence[str] = SCHEMES) -> str | None:
    """Why an address may not stand in a file, in words that follow "it"; None where it may."""
    if _UNSEEN.search(address):
        return "holds a character that no address holds"
    scheme = _SCHEME.match(address)
    if scheme:
        return _fault_of(scheme[1].lower(), address, schemes)
    if not address or address.startswith("/") or ":" in address.partition("/")[0]:
        return "is neither an address of the web nor a path inside the package"
    if ".." in unquote(address).replace("\\", "/").split("/"):
        return "climbs out of the package"
    return None


def _fault_of(scheme: str, address: str, schemes: Sequence[str]) -> str | None:
    if scheme not in schemes:
        return f'has the scheme "{scheme}"; allowed are {", ".join(schemes)}'
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return "is no address of the web"
    if scheme in ("http", "https") and not host:
        return "names no host"
    return None


def placeholder(address: str) -> str | None:
    """What makes an address a placeholder, in words that follow "it"; None where it may be real."""
    if not _SCHEME.match(address) or fault(address):
        return None
    parts = urlsplit(address)
    host = parts.hostname or parts.path.rpartition("@")[2].lower()
    if _RESERVED.fullmatch(host):
        return f'names the host "{host}", which is nobody\'s'
    if "example" in parts.path.lower().split("/")[1:2]:
        return 'names an account called "example"'
    return None
