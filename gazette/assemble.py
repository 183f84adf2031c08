"""From checked raw cells to the model: the only module that knows both.

It is called on a source without errors and trusts it; what a file may hold is `check`'s business.
"""

from collections.abc import Mapping, Sequence

from gazette.load.question import column_titles
from gazette.load.source import RawQuestion, RawTable, Source
from gazette.model import Article, Catalog, Field, Licence, Question, Record, Table, Text, meaning
from gazette.model.catalog import keywords_in
from gazette.model.columns import base_of

Descriptor = Mapping[str, object]


def assemble(source: Source, homepage: str | None = None) -> Catalog:
    """The publication that a checked source describes. `homepage` stands in for the descriptor's.

    Raises ValueError if the source has no descriptor (a source with errors must not come this far).
    """
    if source.descriptor is None:
        raise ValueError("a source without a descriptor cannot be assembled")
    described = source.descriptor.value
    languages = source.languages
    home = (homepage or str(described.get("homepage", ""))).rstrip("/")
    tables = tuple(_table(raw, languages) for raw in source.tables)
    return Catalog(
        name=str(described["name"]),
        title=Text.said(described, "title", languages),
        description=Text.said(described, "description", languages),
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
        descriptor={name: value for name, value in described.items() if name != "homepage"},
        questions=_questions(source.questions, languages),
    )


def _questions(raw: Sequence[RawQuestion], languages: Sequence[str]) -> tuple[Question, ...]:
    """The worked questions in the order that they ask for."""
    found = []
    for one in raw:
        title, answer = (Text.said(one.head, key, languages) for key in ("title", "answer"))
        columns = column_titles(one.head, languages)
        found.append(Question(one.name, title, answer, int(one.head["order"]), one.query.strip(), columns))
    return tuple(sorted(found, key=lambda question: (question.order, question.name)))


def _table(raw: RawTable, languages: Sequence[str]) -> Table:
    schema = raw.schema.value if raw.schema else {}
    described = _descriptors(schema.get("fields"))
    references = _references(schema, raw.name)
    names = [str(one["name"]) for one in described]
    key = names.index("id") if "id" in names else 0
    title = Text.said(raw.resource, "title", languages)
    return Table(
        name=raw.name,
        role=meaning.role_of(schema),
        title=title or Text(((languages[0], raw.name),)),
        singular=Text.said(raw.resource, "singular", languages) or title,
        description=Text.said(raw.resource, "description", languages),
        fields=tuple(_field(one, references, languages, names) for one in described),
        records=tuple(
            Record(
                table=raw.name,
                id=row[key],
                values=dict(zip(names, values, strict=True)),
                line=line,
            )
            for row, values, line in zip(raw.rows, raw.values, raw.lines, strict=True)
        ),
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
        title=Text.said(described, "title", languages) or Text(((languages[0], name),)),
        description=Text.said(described, "description", languages),
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
