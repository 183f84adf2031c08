"""A JSON file of its own for every substantive record: the record, its neighbours and its addresses."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.contract import record_schema
from gazette.export.node import SUBSTANTIVE, Node, evidence, facts, substantive, words
from gazette.export.proof import Contract
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Record, Table

FORMAT = FORMATS["record"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a record, with links to the files and pages of the records around it."""
    links = _Links(catalog)
    for table in substantive(catalog):
        contract = Contract(record_schema(catalog, table))
        heads = _Heads(catalog, table, edition)
        for record in table.records:
            path = urls.record_data(record, edition)
            node = heads.of(record)
            node.update(facts(catalog, record))
            node.update(_surroundings(catalog, record, links))
            contract.prove(node, path, catalog, record)
            yield Artifact(path, FORMAT.media_type, json_bytes(node))


def _surroundings(catalog: Catalog, record: Record, links: "_Links") -> Node:
    """What the record belongs to, what belongs to it, what points at it, and where the source says it."""
    parent = catalog.parent(record)
    children: dict[str, list[Node]] = {}
    for child in catalog.children(record):
        children.setdefault(child.table, []).append(links.to(child, record))
    referrers = catalog.referrers(record)
    return {
        "parent": None if parent is None else links.to(parent, record),
        "children": children,
        "referrers": [{"column": column.name, **links.to(other, record)} for other, column in referrers],
        "evidence": evidence(catalog, record),
    }


class _Heads:
    """What every file of a table begins with: its schema, its own name, its pages. Addresses are relative."""

    def __init__(self, catalog: Catalog, table: Table, edition: str) -> None:
        folder = urls.records_data(table.name, edition)
        self.version = catalog.version
        self.schema = urls.reference(folder, urls.schema(catalog.version, f"record/{table.name}.json"))
        # People read a term at its place in the glossary, and any other record on a page of its own.
        self.end = "" if table.role == "term" else "/"
        self.pages = {
            code: urls.reference(folder, urls.glossary(code)) + "#"
            if table.role == "term"
            else urls.reference(folder, urls.table(code, table.name))
            for code in catalog.languages
        }

    def of(self, record: Record) -> Node:
        """The head of this record's file."""
        return {
            "$schema": self.schema,
            "self": FORMAT.file(record.id),
            "pages": {code: f"{start}{record.id}{self.end}" for code, start in self.pages.items()},
            "version": self.version,
        }


class _Links:
    """What a record's file says of another record. A label is put together once, however many point at it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.with_files = {table.name for table in catalog.tables if table.role in SUBSTANTIVE}
        self.labels: dict[str, dict[str, dict[str, str]]] = {table.name: {} for table in catalog.tables}

    def to(self, record: Record, beside: Record) -> Node:
        """Which record, what it is called, and where its file is, if it has one, seen from `beside`."""
        name, labels = record.table, self.labels[record.table]
        label = labels.get(record.id)
        if label is None:
            label = labels[record.id] = words(self.catalog, self.catalog.by_name[name].label(record))
        file = urls.record_beside(record, beside) if name in self.with_files else None
        return {"table": name, "id": record.id, "label": label, "file": file}
