"""A citation as text, BibTeX, RIS and CSL-JSON. Text of the publication breaks out of none of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gazette.describe.citation.cited import Citation
from gazette.jsontext import json_bytes
from gazette.model.text import one_line

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""BibTeX counts a brace after a backslash as a brace: one alone would end the field, or never end it."""
_TEX_CHARACTER = re.compile(r"[\\{}&%$#_~^]")


def text(cited: Citation, *, inside: str = "In: %(container)s", version: str = "Version %(version)s") -> str:
    """One sentence a part, in the order authors, year, title, version, publisher, address (after DataCite).

    `inside` and `version` are the two parts whose words are not the publication's own.
    """
    container = " " + inside % {"container": cited.container} if cited.container else ""
    whole = [
        f"{'; '.join(cited.authors)} ({cited.year})" if cited.authors else f"({cited.year})",
        f"{_ended(cited.title)}{container}" if container else cited.title,
        version % {"version": cited.version},
    ]
    if cited.publisher and cited.publisher not in cited.authors:
        whole.append(cited.publisher)
    sentences = " ".join(one_line(_ended(part)) for part in whole)
    return f"{sentences} {_address(cited)}".rstrip()


def _ended(part: str) -> str:
    """A part with the point that ends it, if no sign of any script ends it already."""
    return (
        part if part.rstrip("»”’\"')\u00a0\u202f ").endswith((".", "!", "?", "…", "؟", "۔")) else f"{part}."
    )


def bibtex(cited: Citation) -> str:
    """An entry `@misc`, which every BibTeX style knows; `@dataset` is BibLaTeX's alone."""
    fields = {
        "author": " and ".join("{" + _tex(name) + "}" for name in cited.authors),
        "title": "{" + _tex(cited.title) + "}",
        "howpublished": _tex(f"In: {cited.container}") if cited.container else "Data set",
        "year": cited.year,
        "version": cited.version,
        "publisher": _tex(cited.publisher),
        "doi": _tex(cited.doi),
        "url": one_line(cited.address).replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(cited: Citation) -> str:
    """A record of the type DATA, one tag a line, lines ended as RIS ends them."""
    tags = [
        ("TY", "DATA"),
        *(("AU", name) for name in cited.authors),
        ("PY", cited.year),
        ("DA", cited.date.replace("-", "/")),
        ("TI", cited.title),
        ("T2", cited.container),
        ("ET", cited.version),
        ("PB", cited.publisher),
        ("DO", cited.doi),
        ("LA", cited.language),
        ("UR", cited.address),
    ]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(cited: Citation) -> dict[str, object]:
    """An item of the type `dataset` (CSL-JSON 1.0.2); names are whole, for they are bodies, not persons."""
    item: dict[str, object] = {
        "id": cited.key,
        "type": "dataset",
        "author": [{"literal": name} for name in cited.authors],
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]},
        "title": cited.title,
        "container-title": cited.container,
        "version": cited.version,
        "publisher": cited.publisher,
        "DOI": cited.doi,
        "language": cited.language,
        "URL": cited.address,
    }
    return {name: value for name, value in item.items() if value}


@dataclass(frozen=True, slots=True)
class Format:
    """A format that reference managers read: how its file ends, its media type, and how it is written."""

    suffix: str
    media_type: str
    write: Callable[[Citation], bytes]


FORMATS = {
    "BibTeX": Format("bib", "application/x-bibtex", lambda cited: bibtex(cited).encode()),
    "RIS": Format("ris", "application/x-research-info-systems", lambda cited: ris(cited).encode()),
    "CSL-JSON": Format(
        "json", "application/vnd.citationstyles.csl+json", lambda cited: json_bytes([csl(cited)])
    ),
}
"""Formats of citation files, by the name that readers know."""


def _address(cited: Citation) -> str:
    return f"https://doi.org/{cited.doi}" if cited.doi else cited.address


def _tex(words: str) -> str:
    return _TEX_CHARACTER.sub(lambda found: _TEX[found[0]], one_line(words))
