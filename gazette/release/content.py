"""What two editions are compared by: the content of a publication without the accidents of storage.

Where a file lies, its size, hash and media type follow from the content and from the folder, as a table's
identifier follows from the package's and its languages from its columns, and where the site stands is no content;
they differ between a working tree and a frozen release although nothing has changed, so they are left out here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gazette.model import Article, Catalog, Record, Table
from gazette.model.table import Value

Facts = Mapping[str, object]
Row = Mapping[str, Value]

EDITION = ("version", "created")
"""Facts that belong to the edition: they differ in every release and are no change by themselves."""
_PACKAGE_STORAGE = {"resources", "languages", "distributions", "homepage", *EDITION}
_TABLE_STORAGE = {
    "name", "id", "path", "schema", "bytes", "hash", "format", "mediatype", "encoding", "dialect", "languages",
}  # fmt: skip
_DROPPABLE = ("constraints", "labels")
_SCHEMA_APART = {"fields", "primaryKey", "uniqueKeys", "foreignKeys", "$id"}


@dataclass(frozen=True, slots=True, order=True)
class ForeignKey:
    """Columns whose values stand in columns of a table; `table` is empty where it is the same table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table: what its resource says, its schema in parts, and its rows by key in the order of the file."""

    name: str
    facts: Facts
    schema: Facts
    fields: Mapping[str, Facts]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    rows: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Content:
    """A publication. `articles` are by name and language, each as its head's facts and its body."""

    version: str
    created: str
    facts: Facts
    languages: tuple[str, ...]
    tables: Mapping[str, TableContent]
    articles: Mapping[tuple[str, str], Facts]


def content(catalog: Catalog) -> Content:
    """The content of a publication; its cells are shared with the catalogue, not copied."""
    facts = _filled(catalog.descriptor, _PACKAGE_STORAGE)
    return Content(
        catalog.version,
        catalog.created,
        facts,
        catalog.languages,
        {table.name: table_content(table) for table in catalog.tables},
        {(article.name, article.language): _article(article) for article in catalog.articles},
    )


def table_content(table: Table) -> TableContent:
    """The content of a table."""
    schema = table.schema
    return TableContent(
        name=table.name,
        facts=_filled(table.descriptor, _TABLE_STORAGE),
        schema=_filled(schema, _SCHEMA_APART),
        fields={str(field["name"]): _field(field) for field in _objects(schema.get("fields"))},
        primary_key=_names(schema.get("primaryKey")),
        unique_keys=tuple(sorted(_names(key) for key in _list(schema.get("uniqueKeys")))),
        foreign_keys=tuple(sorted(_foreign(key, table.name) for key in _objects(schema.get("foreignKeys")))),
        rows=dict(zip(row_keys(table), (record.values for record in table.records), strict=True)),
    )


def row_keys(table: Table) -> list[str]:
    """A key for every record, in file order: its id, else its primary key, made unique by counting."""
    names = [field.name for field in table.fields]
    columns = [] if "id" in names else [name for name in table.primary_key if name in names]
    seen: dict[str, int] = {}
    keys: list[str] = []
    for record in table.records:
        plain = _key(record, columns) or "#"
        key = plain
        while key in seen:
            seen[plain] += 1
            key = f"{plain}#{seen[plain]}"
        seen[key] = 1
        keys.append(key)
    return keys


def _key(record: Record, columns: Sequence[str]) -> str:
    return "/".join(str(record.values[name]) for name in columns) if columns else record.id


def _article(article: Article) -> Facts:
    return {"title": article.title, "summary": article.summary, "order": article.order, "body": article.body}


def _filled(facts: Facts, apart: set[str]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name not in apart and value is not None}


def _field(described: Facts) -> Facts:
    facts = _filled(described, set())
    rules = facts.get("constraints")
    if isinstance(rules, Mapping):
        # "required": false says what leaving it out says.
        facts["constraints"] = {
            name: rule for name, rule in rules.items() if rule is not None and rule is not False
        }
    return {name: value for name, value in facts.items() if name not in _DROPPABLE or value}


def _foreign(key: Facts, own: str) -> ForeignKey:
    target = key.get("reference")
    reference: Facts = target if isinstance(target, Mapping) else {}
    named = str(reference.get("resource") or "")
    return ForeignKey(
        _names(key.get("fields")), "" if named == own else named, _names(reference.get("fields"))
    )


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(name) for name in _list(value))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _objects(value: object) -> list[Facts]:
    return [item for item in _list(value) if isinstance(item, Mapping)]
