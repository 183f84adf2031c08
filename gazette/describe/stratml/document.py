"""What both parts of StratML share: elements, who it is about, and where it comes from."""

import datetime
from collections.abc import Iterable, Iterator

from gazette.describe.markup import attribute, element
from gazette.model import Catalog, Record, Table, Text, meaning


def tables(catalog: Catalog, what: str) -> list[Table]:
    """The tables whose rows are declared to be this."""
    return [table for table in catalog.tables if table.descriptor.get("stratml") == what]


def document(root: str, namespace: str, parts: Iterable[str], kind: str = "") -> str:
    """A whole file."""
    said = f" Type={attribute(kind)}" if kind else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns={attribute(namespace)}{said}>\n'
        f"{''.join(parts)}</{root}>\n"
    )


def group(name: str, parts: Iterable[str]) -> str:
    """An element that holds others."""
    return f"<{name}>\n{''.join(parts)}</{name}>\n"


def line(name: str, words: str) -> str:
    """An element that holds text, on a line of its own."""
    return element(name, words) + "\n"


def some(name: str, words: str) -> str:
    """The same, and nothing at all where there is no text."""
    return line(name, words) if words else ""


def words(catalog: Catalog, text: Text) -> str:
    """A text in the source language, or the empty string."""
    phrase = text.best(catalog.source_language)
    return phrase.text if phrase else ""


def described(catalog: Catalog, record: Record) -> str:
    """What a record says beyond its name."""
    table = catalog.by_name[record.table]
    column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    return "" if column == table.label_column else words(catalog, table.text(record, column))


def identifier(record: Record) -> str:
    """An `xsd:ID`, unique among all tables: a table's name begins with a letter and holds no point."""
    return f"{record.table}.{record.id}"


def organisations(catalog: Catalog) -> Iterator[str]:
    """Whose strategy it is: the publishers of the source documents, each once."""
    found = (
        words(catalog, table.text(record, column))
        for table in catalog.of_role("source")
        for column in table.columns_of(meaning.PUBLISHER)
        for record in table.records
    )
    for name in dict.fromkeys(name for name in found if name):
        yield group("Organization", [line("Name", name)])


def rights(catalog: Catalog) -> str:
    """The sources' own words on rights."""
    found = (
        words(catalog, table.text(record, column))
        for table in catalog.of_role("source")
        for column in table.columns_of(meaning.RIGHTS)
        for record in table.records
    )
    return " ".join(dict.fromkeys(said for said in found if said))


def administrative(catalog: Catalog) -> str:
    """Dates as far as they are days, and the address. The plan was published when its source was."""
    start, end = catalog.about.start, catalog.about.end
    days = sorted(
        value
        for table in catalog.of_role("source")
        for column in table.columns_of(meaning.DATE)
        for record in table.records
        if isinstance(value := record.values[column.first.name], datetime.date)
    )
    parts = [
        some("StartDate", start if len(start) == 10 else ""),
        some("EndDate", end if len(end) == 10 else ""),
        some("PublicationDate", days[0].isoformat() if days else catalog.date),
        some("Source", catalog.homepage),
    ]
    return group("AdministrativeInformation", parts)
