"""How to cite a version: the package, a table or a record; as text, BibTeX, RIS and CSL-JSON.

A citation names who made the edition, its year, its title, its version and its address. No identifier is
made up: there is a DOI only where the descriptor's `id` is one. Text of the publication breaks out of no format.

CITATION.cff (Citation File Format 1.2.0) and .zenodo.json stand at the root of the repository. JSON is YAML:
strings are written as JSON writes them, so that no text can become another kind of value; only what YAML 1.1
takes for a line end, or refuses as unprintable, is escaped besides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.jsontext import filled, json_bytes, json_text
from gazette.model import Catalog, Record, Table
from gazette.model.text import one_line

_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
"""BibTeX counts a brace after a backslash as a brace: one alone would end the field, or never end it."""
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CLOSING = "»”’\"')\u00a0\u202f "
_ENDS = (".", "!", "?", "…", "؟", "۔")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited thing. `container` is the title of the package where the thing is a part of it."""

    key: str
    authors: tuple[str, ...]
    date: str
    title: str
    container: str
    version: str
    publisher: str
    address: str
    doi: str
    language: str
    licence: str

    @property
    def year(self) -> str:
        """The year of the version."""
        return self.date[:4]


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """The package's citation in three formats beside the data, and CITATION.cff at the root of the site."""
    cited = cite(names.without_host(catalog), edition=catalog.version)
    for form in FORMATS.values():
        path = urls.data(f"citation.{form.suffix}", files.edition)
        yield Artifact(path, form.media_type, form.write(cited))
    yield citation_cff(catalog)


def cite(
    catalog: Catalog,
    table: Table | None = None,
    record: Record | None = None,
    language: str | None = None,
    edition: str = urls.LATEST,
) -> Citation:
    """The citation of the package, of a table or of a record of it, in a language (else the source's).

    A frozen edition is cited by its own files, the newest by what people read: a record by its permanent address.
    The address is empty where nobody knows where the site stands.
    """
    language = language or catalog.source_language
    authors = (agent.name.words(language) for agent in catalog.about.creators)
    publisher, identifier = catalog.about.publisher, str(catalog.descriptor.get("id", ""))
    whole = catalog.title.words(language) or catalog.name
    own, path = whole, "" if edition == urls.LATEST else urls.data("", edition)
    key = [catalog.name, *([catalog.version] if catalog.version else [])]
    if table:
        own = table.title.words(language) or table.name
        page = urls.absolute("", urls.dataset(language, table.name))
        path = page if edition == urls.LATEST else urls.data(f"{table.name}.csv", edition)
        key.append(table.name)
    if table and record:
        own = table.label(record).words(language) or record.id
        page = urls.absolute("", urls.permanent(table.name, record.id))
        path = page if edition == urls.LATEST else urls.record_data(record, edition)
        key.append(record.id)
    return Citation(
        key="-".join(key),
        authors=tuple(filter(None, authors)),
        date=catalog.date,
        title=own,
        container=whole if table else "",
        version=catalog.version,
        publisher=publisher.name.words(language) if publisher else "",
        address=catalog.homepage and catalog.homepage + path,
        doi=identifier.removeprefix("https://doi.org/") if "doi.org/" in identifier else "",
        language=language,
        licence=catalog.licences[0].name if catalog.licences else "",
    )


def text(cited: Citation, *, inside: str = "In: %(container)s", version: str = "Version %(version)s") -> str:
    """One sentence a part, in the order authors, year, title, version, publisher, address (after DataCite).

    `inside` and `version` are the two parts whose words are not the publication's own.
    """

    def ended(part: str) -> str:
        """A part with the point that ends it, if no sign of any script ends it already."""
        return part if part.rstrip(_CLOSING).endswith(_ENDS) else f"{part}."

    year = f" ({cited.year})" if cited.year else ""
    within = f" {inside % {'container': cited.container}}" if cited.container else ""
    # Without an author the title comes first, and the year behind it (after APA).
    first = [f"{'; '.join(cited.authors)}{year}"] if cited.authors else []
    behind = "" if cited.authors else year
    title = f"{cited.title}{behind}" if behind or not within else cited.title
    parts = [*first, f"{ended(title)}{within}" if within else title]
    if cited.version:
        parts.append(version % {"version": cited.version})
    if cited.publisher and cited.publisher not in cited.authors:
        parts.append(cited.publisher)
    address = f"https://doi.org/{cited.doi}" if cited.doi else cited.address
    return " ".join([*(one_line(ended(part)) for part in parts), address]).rstrip()


def bibtex(cited: Citation) -> str:
    """An entry `@misc`, which every BibTeX style knows; `@dataset` is BibLaTeX's alone."""

    def tex(words: str) -> str:
        return one_line(words).translate(_TEX)

    fields = {
        "author": " and ".join("{" + tex(name) + "}" for name in cited.authors),
        "title": "{" + tex(cited.title) + "}",
        "howpublished": tex(f"In: {cited.container}") if cited.container else "Data set",
        "year": cited.year,
        "version": cited.version,
        "publisher": tex(cited.publisher),
        "doi": tex(cited.doi),
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
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]} if cited.date else None,
        "title": cited.title,
        "container-title": cited.container,
        "version": cited.version,
        "publisher": cited.publisher,
        "DOI": cited.doi,
        "language": cited.language,
        "URL": cited.address,
    }
    return filled(item)


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


def repository_files(catalog: Catalog) -> Iterator[Artifact]:
    """CITATION.cff and .zenodo.json, to be written at the repository's root at a release."""
    yield citation_cff(catalog)
    yield Artifact(".zenodo.json", "application/json", json_bytes(zenodo(catalog)))


def citation_cff(catalog: Catalog) -> Artifact:
    """How to cite this version, as GitHub and reference managers read it."""
    cited, language = cite(catalog), catalog.source_language
    whole: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": cited.title,
        "abstract": catalog.description.words(language),
        "authors": [{"name": name} for name in cited.authors or (catalog.name,)],
        "version": cited.version,
        "date-released": cited.date,
        "license": cited.licence,
        "doi": cited.doi,
        "url": cited.address,
        "repository": catalog.repository,
        "keywords": list(catalog.keywords.get(language, ())),
    }
    text = "".join(f"{name}: {json_text(value)}\n" for name, value in filled(whole).items())
    body = _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return Artifact("CITATION.cff", "application/yaml", body.encode())


def zenodo(catalog: Catalog) -> dict[str, object]:
    """The metadata that Zenodo takes from a repository. Its communities and grants are not ours to declare."""
    cited, language = cite(catalog), catalog.source_language
    same = {"identifier": catalog.homepage, "relation": "isIdenticalTo", "resource_type": "dataset"}
    whole: dict[str, object] = {
        "upload_type": "dataset",
        "title": cited.title,
        "description": catalog.description.words(language) or cited.title,
        "creators": [{"name": name} for name in cited.authors or (catalog.name,)],
        "version": cited.version,
        "publication_date": cited.date,
        "access_right": "open",
        "license": cited.licence,
        "keywords": list(catalog.keywords.get(language, ())),
        "related_identifiers": [same] if catalog.homepage else [],
    }
    return filled(whole)
