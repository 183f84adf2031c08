"""From checked raw cells to the model: the only module that knows both.

It is called on a source without errors and trusts it; what a file may hold is `check`'s business.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, cast

from gazette.address import fault
from gazette.load.question import column_titles
from gazette.load.source import RawFile, RawQuestion, RawTable, Source, mostly_distinct
from gazette.model import (
    Article,
    Catalog,
    Field,
    File,
    Kept,
    Licence,
    Question,
    Record,
    Table,
    Text,
    Value,
    meaning,
)
from gazette.model.catalog import PACKAGE, keywords_in
from gazette.model.naming import ID, LONGEST_ID, RESERVED, humanised, ids, slug
from gazette.model.question import base_of
from gazette.model.settings import Settings
from gazette.model.table import LONG, LongRecords
from gazette.model.written import NATIVE, canonical_field, csv_bytes, written

Descriptor = Mapping[str, object]
_BETWEEN = "\u001f"
"""Stands between the cells of a key, and in no text: the unit separator."""
MOST_PAGES = 1_000
"""Records of a table that get a page each where nobody has asked for pages."""
_OF_THE_SITE = ("homepage", "fileName")
"""Properties that say where and how things are published; the files of an edition do not repeat them."""
_NAMING = (meaning.LABEL, meaning.TITLE, meaning.DESCRIPTION, meaning.DEFINITION, meaning.VERBATIM)


def assemble(source: Source, homepage: str | None = None) -> Catalog:
    """The publication that a checked source describes. `homepage` stands in for the descriptor's.

    Raises ValueError if the source has no descriptor (a source with errors must not come this far).
    """
    if source.descriptor is None:
        raise ValueError("a source without a descriptor cannot be assembled")
    described = source.descriptor.value
    languages = source.languages
    home = (homepage or str(described.get("homepage", ""))).rstrip("/")
    asked = Settings.of(described).pages
    if source.strict:
        tables = tuple(_table(raw, languages) for raw in source.tables)
    else:
        described = _with_defaults(_without_false_addresses(described), languages)
        home = home if homepage or home.startswith(("http://", "https://")) else ""
        tables = tuple(open_table(raw, languages, asked) for raw in source.tables)
    return Catalog(
        name=str(described["name"]),
        title=Text.declared(described, "title", languages),
        description=Text.declared(described, "description", languages),
        version=str(described["version"]),
        created=str(described["created"]),
        homepage=home and f"{home}/",
        repository=str(described.get("repository", "")),
        contact=str(described.get("contact", "")),
        languages=languages,
        licences=Licence.all_of(described, languages),
        keywords=keywords_in(described, languages),
        tables=tables,
        articles=tuple(
            Article(
                name=raw.name,
                language=raw.language,
                title=raw.head["title"],
                summary=raw.head.get("summary", ""),
                order=int(raw.head.get("order", "0")),
                body=raw.body,
                path=raw.file.path,
            )
            for raw in source.articles
        ),
        descriptor={
            **{name: value for name, value in described.items() if name not in _OF_THE_SITE and value != ""},
            **({"name": written_name} if (written_name := source.descriptor.value.get("name")) else {}),
        },
        questions=_questions(source.questions, languages),
        files=tuple(_file(raw, languages) for raw in source.files),
        file_name=_file_name(source, described),
        logo=_logo(source.logo),
        theme=source.theme,
    )


def _file_name(source: Source, described: Descriptor) -> str:
    """What files of the whole package are called: as the descriptor says, if that may be and is no table's name."""
    wanted = described.get("fileName")
    usable = isinstance(wanted, str) and ID.fullmatch(wanted) and len(wanted) <= LONGEST_ID
    taken = RESERVED | {table.name for table in source.tables}
    return str(wanted) if usable and wanted not in taken else PACKAGE


_ADDRESSES = {"path", "homepage", "repository", "contact", "image", "url"}


def _without_false_addresses(described: Descriptor, apart: Sequence[str] = ("resources",)) -> Descriptor:
    """The descriptor without what should be an address and is none of the web: nothing else may become a link.

    What is `apart` is left as it is: paths of resources are files.
    """
    return {
        name: value if name in apart else _cleaned(value)
        for name, value in described.items()
        if name in apart or _may_stay(name, value)
    }


def _cleaned(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _cleaned(inner) for name, inner in value.items() if _may_stay(str(name), inner)}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def _may_stay(name: str, value: object) -> bool:
    return not (name in _ADDRESSES and isinstance(value, str) and not _is_address(value))


def _is_address(text: str) -> bool:
    return ":" in text and fault(text) is None


def _with_defaults(described: Descriptor, languages: Sequence[str]) -> Descriptor:
    """The descriptor of any package with what the model cannot do without."""
    title = described.get("title")
    name = str(described.get("name") or "") or slug(str(title or "")) or "data"
    spoken = any(described.get(f"title_{code}") for code in languages)
    texts = {key: str(described.get(key) or "") for key in ("description", "repository", "contact")}
    return {
        **described,
        **texts,
        "version": re.sub(r"[^A-Za-z0-9._+-]+", "-", str(described.get("version") or "")).strip(".-")[:64],
        "created": _moment(str(described.get("created") or "")),
        "name": slug(name) or "data",
        **({} if title or spoken else {"title": humanised(name)}),
    }


def _moment(text: str) -> str:
    """A date-time of RFC 3339 of what the descriptor says; empty where that is neither a day nor a moment."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return f"{moment.isoformat(timespec='seconds')}Z"
    return text if "T" in text else moment.isoformat(timespec="seconds")


def _logo(logo: tuple[str, bytes] | None) -> Kept | None:
    """The picture beside the title, under one name whatever it was called."""
    if logo is None:
        return None
    path, body = logo
    ending = path.rpartition(".")[2].lower().replace("jpeg", "jpg")
    return Kept(f"logo.{ending}", path, body)


def _file(raw: RawFile, languages: Sequence[str]) -> File:
    title = Text.declared(raw.resource, "title", languages)
    name = str(raw.resource.get("originalName") or raw.name)
    return File(
        raw.name,
        title or Text(((languages[0], humanised(name)),)),
        Text.declared(raw.resource, "description", languages),
        raw.files,
        raw.resource,
    )


def open_table(raw: RawTable, languages: Sequence[str], asked: Mapping[str, str]) -> Table:
    """A table of any package: canonical where it came otherwise, with names, labels and ids where none are given."""
    fields = [canonical_field(one, column.read) for one, column in zip(raw.fields, raw.columns, strict=True)]
    cells = [_cells(raw, at) for at in range(len(fields))]
    texts = [column.texts for column in cells]
    same = raw.plain and texts == list(raw.rows.columns)
    schema = _canonical_schema(raw, fields)
    keyed, identified, names_of_rows = _ids(raw, texts)
    role = meaning.role_of(schema)
    plain = {str(one["name"]): one for one in fields}
    label = _label(raw, list(plain), languages) if role == "record" else None
    described = [
        {**one, "rdfType": meaning.LABEL} if one["name"] == label and not one.get("rdfType") else one
        for one in fields
    ]
    named = str(raw.resource.get("originalName") or raw.name)
    title = Text.declared(raw.resource, "title", languages) or Text(((languages[0], humanised(named)),))
    table = Table(
        name=raw.name,
        role=role,
        title=title,
        singular=Text.declared(raw.resource, "singular", languages) or title,
        description=Text.declared(raw.resource, "description", languages),
        fields=tuple(
            _open_field(one, raw, languages, native=column.native)
            for one, column in zip(described, cells, strict=True)
        ),
        records=_records(raw, plain, [column.values for column in cells], names_of_rows),
        path=raw.file.path,
        csv=raw.file.data if same else csv_bytes(list(plain), list(zip(*texts, strict=True))),
        schema=schema,
        descriptor=_canonical_resource(raw.resource),
        primary_key=raw.key,
        identified=identified,
        originals=() if same else raw.originals,
    )
    wanted = asked.get(named) or asked.get(raw.name)
    return table if _has_pages(table, wanted, keyed=keyed) else replace(table, role="data")


def _records(
    raw: RawTable, names: Iterable[str], columns: Sequence[Sequence[Value]], ids: Sequence[str] | None
) -> Sequence[Record]:
    """The rows as records; those of a long table stay columns."""
    if len(raw.rows) > LONG:
        return LongRecords(raw.name, dict(zip(names, columns, strict=True)), ids, raw.lines)
    names = list(names)
    ids = ids or [f"row-{number}" for number in range(1, len(raw.rows) + 1)]
    rows = zip(*columns, strict=True)
    return tuple(
        Record(raw.name, name, dict(zip(names, row, strict=True)), line)
        for name, row, line in zip(ids, rows, raw.lines, strict=True)
    )


class _Cells(NamedTuple):
    """A column: its cells as canonical CSV has them and as the model does; `native` where all are of its type."""

    texts: list[str]
    values: list[Value]
    native: bool


def _cells(raw: RawTable, at: int) -> _Cells:
    column, described = raw.columns[at], raw.fields[at]
    cells = raw.rows.columns[at]
    kind = described.get("type", "string")
    if column.plain:
        given = [text or None for text in cells] if "" in cells else cells
        return _Cells(cells, cast("list[Value]", given), native=True)
    if kind in NATIVE and mostly_distinct(cells):
        values = column.values(cells)
        if all(not isinstance(value, Decimal) or value.is_finite() for value in values):
            texts = [written(value, text, described) for value, text in zip(values, cells, strict=True)]
            return _Cells(cells if texts == cells else texts, values, native=True)
    read = {text: column[text][0] for text in dict.fromkeys(raw.rows.columns[at])}
    # A number that is none (NaN, INF) makes texts of its column: no format has another word for it.
    odd = any(isinstance(value, Decimal) and not value.is_finite() for value in read.values())
    canonical = {text: written(value, text, described) for text, value in read.items()}
    native = described.get("type", "string") in NATIVE and not odd
    held: dict[str, Value] = {
        text: value if native or value is None else canonical[text] for text, value in read.items()
    }
    same = all(text == ours for text, ours in canonical.items())
    return _Cells(
        cells if same else [canonical[text] for text in cells], [held[text] for text in cells], native
    )


def _canonical_schema(raw: RawTable, fields: Sequence[Descriptor]) -> Descriptor:
    """The Table Schema of the canonical file."""
    schema = raw.schema.value if raw.schema else {}
    kept = {name: value for name, value in schema.items() if name not in ("missingValues", "fieldsMatch")}
    return {**kept, "fields": list(fields)}


def _canonical_resource(resource: Descriptor) -> Descriptor:
    """The resource of the canonical file: what was true of the original alone is left out."""
    gone = (
        "dialect",
        "encoding",
        "compression",
        "innerpath",
        "data",
        "format",
        "mediatype",
        "bytes",
        "hash",
        "extrapaths",
    )
    kept = {name: value for name, value in resource.items() if name not in gone}
    return _without_false_addresses(kept, ("path", "schema"))


def _ids(raw: RawTable, texts: Sequence[Sequence[str]]) -> tuple[bool, bool, list[str] | None]:
    """Whether rows have a key, whether its cells are the ids, and the ids, None where their numbers name them."""
    columns = [texts[raw.header.index(name)] for name in raw.key]
    if not columns:
        named = [
            at
            for at, name in enumerate(raw.header)
            if name.lower() in ("id", "key", "code", f"{raw.name}_id")
        ]
        unlike = [texts[at] for at in named if all(texts[at]) and len(set(texts[at])) == len(texts[at])]
        columns = unlike[:1]
    if not columns:
        return False, False, None
    keys = [_BETWEEN.join(cells) for cells in zip(*columns, strict=True)]
    made = ids(keys)
    kinds = {str(one.get("name")): str(one.get("type", "string")) for one in raw.fields}
    return True, [kinds[name] for name in raw.key] == ["string"] and made == keys, made


def _label(raw: RawTable, names: Sequence[str], languages: Sequence[str]) -> str | None:
    """The column that names a record where none says so: called name, nombre, title …, or ending in such a word."""
    if any(one.get("rdfType") in _NAMING for one in raw.fields):
        return None
    texts = [
        (base_of(name, languages, names)[0], name)
        for name, one in zip(names, raw.fields, strict=True)
        if one.get("type", "string") in ("string", "any") and name not in raw.key
    ]
    words = {name: (humanised(base).lower().split() or [""]) for base, name in texts}
    for wanted in meaning.NAMING_WORDS:
        for _, name in texts:
            if words[name] == [wanted]:
                return name
    return next((name for _, name in texts if words[name][-1] in meaning.NAMING_WORDS), None)


def _has_pages(table: Table, wanted: str | None, *, keyed: bool) -> bool:
    """True if each record gets a page: where it is asked for, or where a key and a name make it worth one."""
    if table.role != "record":
        return True
    if wanted:
        return wanted == "record" and keyed
    if not keyed or table.label_column is None or len(table.records) > MOST_PAGES:
        return False
    names = {table.label(record) for record in table.records}
    return len(names) * 2 > len(table.records)  # else the name is that of a group, as in a time series


def _open_field(described: Descriptor, raw: RawTable, languages: Sequence[str], *, native: bool) -> Field:
    schema = raw.schema.value if raw.schema else {}
    made = _field(described, _references(schema, raw.name), languages, raw.header)
    name = str(described["name"])
    labels = dict(made.labels)
    categories = described.get("categories")
    for one in categories if isinstance(categories, list | tuple) else ():
        if isinstance(one, Mapping) and one.get("label"):
            labels.setdefault(str(one.get("value")), Text(((languages[0], str(one["label"])),)))
    return replace(
        made,
        title=Text.declared(described, "title", languages) or Text(((languages[0], humanised(made.base)),)),
        type=made.type if native else "string",
        constraints=made.constraints if native else _of_any_text(made.constraints),
        labels=labels,
        reference_column=_reference_column(schema, name),
    )


def _reference_column(schema: Descriptor, column: str) -> str:
    """The column that a foreign key of this one points at."""
    for key in _descriptors(schema.get("foreignKeys")):
        target = key.get("reference")
        if _names(key.get("fields")) == (column,) and isinstance(target, Mapping):
            return next(iter(_names(target.get("fields"))), "")
    return ""


def _questions(raw: Sequence[RawQuestion], languages: Sequence[str]) -> tuple[Question, ...]:
    """The worked questions in the order that they ask for."""
    found = []
    for one in raw:
        title, answer = (Text.declared(one.head, key, languages) for key in ("title", "answer"))
        columns = column_titles(one.head, languages)
        found.append(Question(one.name, title, answer, int(one.head["order"]), one.query.strip(), columns))
    return tuple(sorted(found, key=lambda question: (question.order, question.name)))


def _role(raw: RawTable, schema: Descriptor) -> str:
    """What a row is; those of a long table are data, for nobody pages through hundreds of thousands of records."""
    role = meaning.role_of(schema)
    return "data" if role == "record" and len(raw.rows) > LONG else role


def _table(raw: RawTable, languages: Sequence[str]) -> Table:
    schema = raw.schema.value if raw.schema else {}
    described = _descriptors(schema.get("fields"))
    references = _references(schema, raw.name)
    names = [str(one["name"]) for one in described]
    key = names.index("id") if "id" in names else 0
    title = Text.declared(raw.resource, "title", languages)
    return Table(
        name=raw.name,
        role=_role(raw, schema),
        title=title or Text(((languages[0], raw.name),)),
        singular=Text.declared(raw.resource, "singular", languages) or title,
        description=Text.declared(raw.resource, "description", languages),
        fields=tuple(_field(one, references, languages, names) for one in described),
        records=_records(raw, names, raw.typed, raw.rows.columns[key]),
        path=raw.file.path,
        csv=raw.file.data,
        schema=schema,
        descriptor=raw.resource,
        primary_key=_names(schema.get("primaryKey")) or ("id",),
    )


def _field(
    described: Descriptor, references: Mapping[str, str], languages: Sequence[str], names: Sequence[str]
) -> Field:
    name = str(described["name"])
    base, language = base_of(name, languages, names)
    constraints = described.get("constraints")
    example = described.get("example")
    return Field(
        name=name,
        type=str(described.get("type", "string")),
        title=Text.declared(described, "title", languages) or Text(((languages[0], name),)),
        description=Text.declared(described, "description", languages),
        meaning=str(described.get("rdfType", "")),
        base=base,
        language=language,
        constraints=constraints if isinstance(constraints, Mapping) else {},
        labels=_of_values(described.get("labels"), languages),
        headings=_of_values(described.get("headings"), languages),
        example=None if example is None else str(example),
        reference=references.get(name),
        editorial=described.get("editorial") is True,
    )


def _of_any_text(constraints: Mapping[str, object]) -> dict[str, object]:
    """What holds of a value's text as well; lengths count items, and bounds have an order that texts have not."""
    return {name: limit for name, limit in constraints.items() if name in ("required", "unique", "enum")}


def _of_values(texts: object, languages: Sequence[str]) -> dict[str, Text]:
    """The texts of single values of a column: value to language to words."""
    return {
        str(value): Text.of({code: words.get(code) for code in languages})
        for value, words in (texts.items() if isinstance(texts, Mapping) else ())
    }


def _references(schema: Descriptor, own: str) -> dict[str, str]:
    """Column to table, for foreign keys of one column; a key without `resource` points at its own table."""
    found = {}
    for key in _descriptors(schema.get("foreignKeys")):
        columns, target = _names(key.get("fields")), key.get("reference")
        if len(columns) == 1 and isinstance(target, Mapping):
            found[columns[0]] = str(target.get("resource") or own)
    return found


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def _descriptors(value: object) -> list[Descriptor]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []
