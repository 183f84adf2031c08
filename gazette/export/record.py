"""A JSON file of its own for every substantive record: the record, its neighbours and its addresses."""

from collections.abc import Iterator
from posixpath import dirname, relpath

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.contract import record_schema
from gazette.export.node import SUBSTANTIVE, Node, evidence, facts, substantive, words
from gazette.export.proof import Contract
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Record

FORMAT = FORMATS["record"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a record, with links to the files and pages of the records around it."""
    for table in substantive(catalog):
        contract = Contract(record_schema(catalog, table))
        for record in table.records:
            path = urls.record_data(record, edition)
            node = document(catalog, record, edition)
            contract.prove(node, path, catalog, record)
            yield Artifact(path, FORMAT.media_type, json_bytes(node))


def document(catalog: Catalog, record: Record, edition: str = urls.LATEST) -> Node:
    """What the record's file holds; its addresses are relative to it."""
    path = urls.record_data(record, edition)
    parent = catalog.parent(record)
    children: dict[str, list[Node]] = {}
    for child in catalog.children(record):
        children.setdefault(child.table, []).append(_link(catalog, child, path, edition))
    return {
        "$schema": urls.reference(path, urls.schema(catalog.version, f"record/{record.table}.json")),
        "self": FORMAT.file(record.id),
        "pages": {code: urls.reference(path, _page(catalog, record, code)) for code in catalog.languages},
        "version": catalog.version,
        **facts(catalog, record),
        "parent": None if parent is None else _link(catalog, parent, path, edition),
        "children": children,
        "referrers": [
            {"column": column.name, **_link(catalog, other, path, edition)}
            for other, column in catalog.referrers(record)
        ],
        "evidence": evidence(catalog, record),
    }


def _page(catalog: Catalog, record: Record, language: str) -> str:
    """Where people read this record: its own page, or for a term its place in the glossary."""
    if catalog.by_name[record.table].role == "term":
        return f"{urls.glossary(language)}#{record.id}"
    return urls.record(language, record)


def _link(catalog: Catalog, record: Record, start: str, edition: str) -> Node:
    """Another record: which one, what it is called, and where its file is, if it has one."""
    table = catalog.by_name[record.table]
    target = relpath(urls.record_data(record, edition), dirname(start))  # never out of the edition's folder
    return {
        "table": table.name,
        "id": record.id,
        "label": words(catalog, table.label(record)),
        "file": target if table.role in SUBSTANTIVE else None,
    }
