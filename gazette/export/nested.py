"""The whole publication as one JSON tree: every record inside the one it belongs to.

Which table nests in which is not written here: a column that means "is part of" (`gazette.model.meaning`)
says so. Passages and the evidence table are not repeated; each record carries its own evidence.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.contract import nested_schema
from gazette.export.node import SUBSTANTIVE, Node, evidence, facts, substantive, words
from gazette.export.proof import Contract, refusal
from gazette.formats import FORMATS, PACKAGE
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Record, Table
from gazette.model.catalog import in_order
from gazette.problem import Stop

FORMAT = FORMATS["nested"]
DEEPEST = 32
"""So many records inside one another are a mistake, and more would exhaust the readers of the file."""


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file: facts of the package, its records as trees, its sources and its languages."""
    path = urls.data(FORMAT.file(), edition)
    placed = sum(_size(catalog, root) for table in substantive(catalog) for root in _roots(catalog, table))
    whole = sum(len(table.records) for table in substantive(catalog))
    if placed != whole:
        message = f"{path} would hold {placed} of {whole} records: some belong to each other in a circle"
        raise Stop(refusal(message))
    tree = document(catalog, path)
    Contract(nested_schema(catalog)).prove(tree, path)
    yield Artifact(path, FORMAT.media_type, json_bytes(tree))


def document(catalog: Catalog, path: str) -> Node:
    """What the file at this path holds."""
    return {
        "$schema": urls.reference(path, urls.schema(catalog.version, f"{PACKAGE}.json")),
        "name": catalog.name,
        "version": catalog.version,
        "created": catalog.created,
        "title": words(catalog, catalog.title),
        "description": words(catalog, catalog.description),
        "languages": list(catalog.languages),
        "licences": [{"name": one.name, "path": one.path, "title": one.title} for one in catalog.licences],
        "keywords": {code: list(found) for code, found in catalog.keywords.items()},
        "records": {
            table.name: [_tree(catalog, root) for root in _roots(catalog, table)]
            for table in substantive(catalog)
        },
        "sources": _lists(catalog, "source"),
        "translations": _lists(catalog, "language"),
    }


def _roots(catalog: Catalog, table: Table) -> list[Record]:
    """The records that belong to no other substantive one."""
    parents = ((record, catalog.parent(record)) for record in in_order(table))
    return [
        record
        for record, parent in parents
        if parent is None or catalog.by_name[parent.table].role not in SUBSTANTIVE
    ]


def _size(catalog: Catalog, record: Record, depth: int = 1) -> int:
    """How many records the tree below this one holds, itself counted."""
    if depth > DEEPEST:
        raise Stop(refusal(f"more than {DEEPEST} records stand inside one another", catalog, record))
    return 1 + sum(_size(catalog, child, depth + 1) for child in catalog.children(record))


def _tree(catalog: Catalog, record: Record) -> Node:
    children: dict[str, list[Node]] = {}
    for child in catalog.children(record):
        children.setdefault(child.table, []).append(_tree(catalog, child))
    return {**facts(catalog, record), "evidence": evidence(catalog, record), "children": children}


def _lists(catalog: Catalog, role: str) -> dict[str, list[Node]]:
    return {table.name: [facts(catalog, one) for one in table.records] for table in catalog.of_role(role)}
