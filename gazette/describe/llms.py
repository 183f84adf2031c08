"""llms.txt: a page of links in Markdown, for programs that read a site for somebody (llmstxt.org).

In the source language; it says nothing that the pages do not say, and names only files that exist.
"""

import re
from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.files import Files
from gazette.model import Catalog
from gazette.model.text import one_line

_SYNTAX = re.compile(r"([\\`*_\[\]<>#|])")
_METADATA = {
    "datapackage.json": "Data Package",
    "catalog.ttl": "DCAT-AP",
    "croissant.json": "Croissant",
    "vocabularies.ttl": "SKOS",
    "openapi.json": "OpenAPI",
}


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """One file at the root of the site."""
    language = catalog.source_language

    def link(title: str, path: str) -> str:
        return f"- [{title}]({urls.absolute(catalog.homepage, path)})"

    tables = []
    for table in catalog.tables:
        line = link(_plain(table.title.words(language)), urls.dataset(language, table.name))
        description = _plain(table.description.words(language))
        tables.append(f"{line}: {description}" if description else line)
    described = []
    for file, name in _METADATA.items():
        paths = [path for path in (urls.data(file, files.edition), file) if path in files.by_path]
        described += [link(name, path) for path in paths[:1]]
    sections = {
        "Data": [link(held.format.title, held.artifact.path) for held in files.downloads(None)],
        "Tables": tables,
        "Metadata": described,
        "Licence": [
            f"- [{_plain(licence.label)}]({licence.path})" if licence.path else f"- {_plain(licence.label)}"
            for licence in catalog.licences
        ],
    }
    version = f"Version {_plain(catalog.version)}" if catalog.version else ""
    blocks = [
        f"# {_plain(catalog.title.words(language))}",
        *([f"> {_plain(catalog.description.words(language))}"] if catalog.description else []),
        *([f"{stated}."] if (stated := ", ".join(filter(None, (version, catalog.date)))) else []),
        *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items() if lines),
    ]
    yield Artifact("llms.txt", "text/plain", ("\n\n".join(blocks) + "\n").encode())


def _plain(words: str) -> str:
    """Text on one line that Markdown takes for text."""
    return _SYNTAX.sub(r"\\\1", one_line(words))
