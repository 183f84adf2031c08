"""llms.txt: a page of links in Markdown, for programs that read a site for somebody (llmstxt.org).

In the source language; it says nothing that the pages do not say, and names only files that exist.
"""

import re
from collections.abc import Iterable, Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.holdings import holdings
from gazette.describe.made import Made
from gazette.model import Catalog, Text
from gazette.model.text import one_line

PATH = "llms.txt"
_SYNTAX = re.compile(r"([\\`*_\[\]<>#|])")
_METADATA = {
    "datapackage.json": "Data Package",
    "catalog.ttl": "DCAT-AP",
    "croissant.json": "Croissant",
    "vocabularies.ttl": "SKOS",
    "openapi.json": "OpenAPI",
}


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file at the root of the site."""
    title = _words(catalog, catalog.title)
    table_lines = [
        _link(catalog, urls.dataset(catalog.source_language, table.name), table.title, table.description)
        for table in catalog.tables
    ]
    files = [
        f"- [{held.format.title}]({urls.absolute(catalog.homepage, held.artifact.path)})"
        for held in holdings(made, None)
    ]
    described = []
    for file, name in _METADATA.items():
        places = (path for path in (urls.data(file, made.edition), file) if path in made.by_path)
        described += [f"- [{name}]({urls.absolute(catalog.homepage, path)})" for path in [*places][:1]]
    licences = [f"- [{_plain(one.title or one.name)}]({one.path})" for one in catalog.licences]
    blocks = [
        f"# {title}",
        f"> {_words(catalog, catalog.description)}" if catalog.description else "",
        f"Version {_plain(catalog.version)}, {catalog.date}.",
        _section("Data", files),
        _section("Tables", table_lines),
        _section("Metadata", described),
        _section("Licence", licences),
    ]
    body = "\n\n".join(block for block in blocks if block) + "\n"
    yield Artifact(PATH, "text/plain", body.encode())


def _section(title: str, lines: Iterable[str]) -> str:
    listed = "\n".join(lines)
    return f"## {title}\n\n{listed}" if listed else ""


def _link(catalog: Catalog, path: str, title: Text, description: Text) -> str:
    said = _words(catalog, description)
    address = urls.absolute(catalog.homepage, path)
    return f"- [{_words(catalog, title)}]({address})" + (f": {said}" if said else "")


def _words(catalog: Catalog, text: Text) -> str:
    phrase = text.best(catalog.source_language)
    return _plain(phrase.text if phrase else "")


def _plain(words: str) -> str:
    """Text on one line that Markdown takes for text."""
    return _SYNTAX.sub(r"\\\1", one_line(words))
