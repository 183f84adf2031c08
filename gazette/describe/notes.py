"""What who opens the ZIP reads first: README.txt and LICENSE.txt, made of the publication's own facts."""

from collections.abc import Sequence

from gazette.describe import names
from gazette.describe.citation import cite, text
from gazette.model import Catalog, Text, meaning
from gazette.model.text import joined


def readme(catalog: Catalog, paths: Sequence[str]) -> str:
    """What this is, which version, where it comes from, which files there are and how to check them."""
    return _paragraphs(
        _lines(catalog.title),
        _lines(catalog.description),
        f"Version: {catalog.version}\nDate: {catalog.date}",
        _licences(catalog),
        "How to cite\n"
        + "\n".join(
            f"  {text(cite(names.without_host(catalog), language=code))}" for code in catalog.languages
        ),
        "Files\n" + "\n".join(f"  {path}" for path in sorted(paths)),
        "The folder is a Data Package (datapackage.json). CSV files are UTF-8, comma-separated, with a\n"
        "header line; an empty cell means that nothing is said. To check that all files are whole:\n"
        "  sha256sum -c SHA256SUMS",
    )


def licence(catalog: Catalog) -> str:
    """Under which licence the data may be used, and whose rights in the sources remain."""
    return _paragraphs(_lines(catalog.title), _licences(catalog), *_apart(catalog), *_rights(catalog))


def _licences(catalog: Catalog) -> str:
    named = (" ".join(filter(None, (one.title or one.name, one.path))) for one in catalog.licences)
    return "\n".join(f"Licence: {words}" for words in named)


def _apart(catalog: Catalog) -> list[str]:
    """The tables that are under another licence than the whole."""
    return [
        _paragraphs(
            f"Table {table.name}: " + " ".join(filter(None, (licence.title or licence.name, licence.path)))
        )
        + _lines(joined(catalog.rights_of(table)))
        for table in catalog.tables
        for licence in catalog.licences_of(table)
        if licence not in catalog.licences
    ]


def _rights(catalog: Catalog) -> list[str]:
    """Each source's rights statement under the source's title."""
    return [
        "Source: " + _lines(table.label(record)) + "\n" + _lines(table.text(record, column))
        for table in catalog.of_role("source")
        for column in table.columns_of(meaning.RIGHTS)
        for record in table.records
    ]


def _lines(text: Text) -> str:
    return "\n".join(words for _, words in text.entries)


def _paragraphs(*blocks: str) -> str:
    return "\n\n".join(block.strip() for block in blocks if block.strip()) + "\n"
