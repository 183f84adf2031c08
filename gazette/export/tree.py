"""Records as JSON objects that mean the same wherever they stand: in one nested file, and each in a file of its own.

    {"table", "id", "texts": {column: {language: words}}, "values": {column: value}, "evidence": [...]}

Text in languages is told apart from plain values, a reference names its table, and evidence goes along. In the nested
file every record stands inside the one it belongs to: a column that means "is part of" (`gazette.model.meaning`) says
so. Passages and the evidence table are not repeated there. A record's own file adds its neighbours and its addresses.
"""

from collections.abc import Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import plain
from gazette.export.schema import Validator, nested_schema, record_schema, refusal
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Column, Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.problem import Stop

Node = dict[str, object]
_DEEPEST = 32
"""So many records inside one another are a mistake, and more would exhaust the readers of the file."""


def export_nested(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file: facts of the package, its records as trees, its sources and its languages."""
    form = FORMATS["nested"]
    path, source = urls.data(form.file(catalog.file_name), edition), catalog.source_language
    roots = {table.name: _roots(catalog, table) for table in catalog.substantive}
    placed = sum(_size(catalog, record) for records in roots.values() for record in records)
    whole = sum(len(table.records) for table in catalog.substantive)
    if placed != whole:
        message = f"{path} would hold {placed} of {whole} records: some belong to each other in a circle"
        raise Stop(refusal(message))
    licences = catalog.licences
    tree: Node = {
        "$schema": urls.relative(path, urls.schema(catalog.version, f"{catalog.file_name}.json")),
        "name": catalog.name,
        **({"version": catalog.version} if catalog.version else {}),
        **({"created": catalog.created} if catalog.created else {}),
        "title": catalog.title.by_language(source),
        "description": catalog.description.by_language(source),
        "languages": list(catalog.languages),
        "licences": [{"name": item.name, "path": item.path, "title": item.title} for item in licences],
        "keywords": {code: list(words) for code, words in catalog.keywords.items()},
        "records": {name: [_tree(catalog, record) for record in records] for name, records in roots.items()},
        "sources": _lists(catalog, "source"),
        "translations": _lists(catalog, "language"),
    }
    Validator(nested_schema(catalog)).prove(tree, path)
    yield Artifact(path, form.media_type, json_bytes(tree))


def _roots(catalog: Catalog, table: Table) -> list[Record]:
    """The records that belong to no other substantive one."""
    above = ((record, catalog.parent(record)) for record in in_order(table))
    return [record for record, up in above if up is None or not catalog.by_name[up.table].substantive]


def _size(catalog: Catalog, record: Record, depth: int = 1) -> int:
    """How many records the tree below this one holds, itself counted."""
    if depth > _DEEPEST:
        raise Stop(refusal(f"more than {_DEEPEST} records stand inside one another", catalog, record))
    return 1 + sum(_size(catalog, child, depth + 1) for child in catalog.children(record))


def _tree(catalog: Catalog, record: Record) -> Node:
    children = {
        name: [_tree(catalog, child) for child in below] for name, below in _grouped(catalog, record).items()
    }
    return {**_facts(catalog, record), "evidence": _evidence(catalog, record), "children": children}


def _grouped(catalog: Catalog, record: Record) -> dict[str, list[Record]]:
    """The records that belong to this one, by their table."""
    tables: dict[str, list[Record]] = {}
    for child in catalog.children(record):
        tables.setdefault(child.table, []).append(child)
    return tables


def _lists(catalog: Catalog, role: str) -> dict[str, list[Node]]:
    tables = catalog.of_role(role)
    return {table.name: [_facts(catalog, record) for record in table.records] for table in tables}


def _facts(catalog: Catalog, record: Record) -> Node:
    """The record itself: its id, its texts and its values."""
    table, values = catalog.by_name[record.table], record.values
    return {
        "table": table.name,
        "id": record.id,
        "texts": {
            name: {code: str(text) for code, field in fields if (text := values[field]) is not None}
            for name, fields in table.text_fields
        },
        "values": {column.name: _value(catalog, record, column) for column in table.value_columns},
    }


def _value(catalog: Catalog, record: Record, column: Column) -> object:
    value = record.values[column.name]
    if column.reference is None or value is None:
        return plain(value)
    target = catalog.target(record, column)
    return {"table": column.reference, "id": target.id if target else str(value)}


def _evidence(catalog: Catalog, record: Record) -> list[Node]:
    """Where the source says it: the passage, its line and its words, on what basis, and the note."""
    nodes: list[Node] = []
    for item in catalog.evidence_of(record):
        passages = catalog.by_name[item.passage.table]
        line, quoted = passages.column(meaning.POSITION), passages.column(meaning.VERBATIM)
        node: Node = {
            "passage": item.passage.id,
            "line": plain(item.passage.values[line.first.name]) if line else None,
            "quote": plain(item.passage.values[quoted.first.name]) if quoted else None,
            "basis": item.basis or None,
            "note": item.note.by_language(catalog.source_language),
        }
        nodes.append(node)
    return nodes


def export_records(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a substantive record, with links to the files and pages of the records around it.

    Addresses are relative. People read a term at its place in the glossary, any other record on a page of its own.
    """
    form = FORMATS["record"]
    labels: dict[tuple[str, str], Mapping[str, str]] = {}

    def link(record: Record, beside: Record) -> Node:
        """Which record, what it is called, and where its file is, if it has one, seen from `beside`."""
        table, key = catalog.by_name[record.table], (record.table, record.id)
        if key not in labels:  # a label is put together once, however many point at it
            labels[key] = table.label(record).by_language(catalog.source_language)
        file = urls.record_beside(record, beside) if table.substantive else None
        return {"table": table.name, "id": record.id, "label": labels[key], "file": file}

    for table in catalog.substantive:
        validator = Validator(record_schema(catalog, table))
        folder, is_term = urls.records_data(table.name, edition), table.role == "term"
        schema = urls.relative(folder, urls.schema(catalog.version, f"record/{table.name}.json"))
        pages = {
            code: urls.relative(folder, urls.glossary(code) if is_term else urls.table(code, table.name))
            for code in catalog.languages
        }
        for record in table.records:
            parent, children = catalog.parent(record), _grouped(catalog, record)
            path, end = urls.record_data(record, edition), f"#{record.id}" if is_term else f"{record.id}/"
            node: Node = {
                "$schema": schema,
                "self": form.file(record.id),
                "pages": {code: page + end for code, page in pages.items()},
                "version": catalog.version,
                **_facts(catalog, record),
                "parent": link(parent, record) if parent else None,
                "children": {
                    name: [link(child, record) for child in below] for name, below in children.items()
                },
                "referrers": [
                    {"column": column.name, **link(other, record)}
                    for other, column in catalog.referrers(record)
                ],
                "evidence": _evidence(catalog, record),
            }
            validator.prove(node, path, catalog, record)
            yield Artifact(path, form.media_type, json_bytes(node))
