"""Small editions written by hand, and ways to change one at a time."""

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gazette.model import Article, Catalog, Field, Record, Table, Text, meaning
from gazette.model.cell import parse

Spec = dict[str, Any]
"""A publication as plain lists: descriptor facts, languages, tables with fields and rows, and articles."""

LANGUAGES = ["en", "fr"]


def field(name: str, kind: str = "string", means: str = "", **more: object) -> Spec:
    """A field descriptor."""
    return {
        "name": name,
        "type": kind,
        "title": name.capitalize(),
        **({"rdfType": means} if means else {}),
        **more,
    }


def park() -> Spec:
    """A park: areas, and trees that stand in them, with their evidence and a table of tombstones."""
    return copy.deepcopy(
        {
            "facts": {"name": "park", "title": "The park", "homepage": "https://park.internal/"},
            "languages": LANGUAGES,
            "tables": {
                "areas": {
                    "facts": {"title": "Areas", "description": "Where trees stand."},
                    "schema": {"primaryKey": ["id"]},
                    "fields": [
                        field("id"),
                        field("name_en", means=meaning.LABEL),
                        field("name_fr", means=meaning.LABEL),
                    ],
                    "rows": [["north", "North field", "Champ nord"], ["south", "South field", "Champ sud"]],
                },
                "trees": {
                    "facts": {"title": "Trees"},
                    "schema": {
                        "primaryKey": ["id"],
                        "foreignKeys": [{"fields": ["area"], "reference": {"resource": "areas", "fields": ["id"]}}],
                    },
                    "fields": [
                        field("id", constraints={"required": True, "maxLength": 64}),
                        field("area", means=meaning.PART_OF),
                        field("position", "integer", means=meaning.POSITION, constraints={"minimum": 1}),
                        field("text_en", means=meaning.DESCRIPTION),
                        field("text_fr", means=meaning.DESCRIPTION),
                        field("kind", constraints={"enum": ["leaf", "needle"]}, labels={"leaf": {"en": "Leafy"}}),
                        field("height", "number"),
                    ],
                    "rows": [
                        ["oak", "north", "1", "Plant seedlings beside the strengthened fence", "Planter", "leaf",
                         "1.50"],
                        ["elm", "north", "2", "Water every 3 days, not at noon", "Arroser", "leaf", ""],
                        ["fir", "south", "1", "Strenghtened roots carry the crown", "Racines", "needle", "12"],
                    ],
                },
                "proofs": {
                    "facts": {},
                    "schema": {"primaryKey": ["id"], "rdfType": meaning.PROV + "Derivation"},
                    "fields": [
                        field("id"),
                        field("table", means=meaning.EVIDENCE_TABLE),
                        field("record", means=meaning.EVIDENCE_RECORD),
                        field("passage", means=meaning.EVIDENCE_PASSAGE),
                    ],
                    "rows": [["oak-1", "trees", "oak", "line-1"], ["fir-1", "trees", "fir", "line-2"]],
                },
                "withdrawn": {
                    "facts": {},
                    "schema": {"primaryKey": ["id"], "rdfType": meaning.PROV + "Invalidation"},
                    "fields": [
                        field("id"),
                        field("table", means=meaning.EVIDENCE_TABLE),
                        field("record", means=meaning.EVIDENCE_RECORD),
                        field("last", means=meaning.LAST_VERSION),
                        field("reason_en", means=meaning.DESCRIPTION),
                        field("successor", means=meaning.REPLACED_BY),
                    ],
                    "rows": [["trees-ash", "trees", "ash", "0.9.0", "It fell", ""]],
                },
            },
            "articles": {("about", "en"): "A park like any other", ("about", "fr"): "Un parc"},
        }
    )  # fmt: skip


def changed(*steps: Callable[[Spec], object]) -> Spec:
    """The park after these steps."""
    spec = park()
    for step in steps:
        step(spec)
    return spec


def edition(spec: Mapping[str, Any], version: str = "1.0.0") -> Catalog:
    """The publication that a specification describes, as `assemble` would give it."""
    languages = tuple(spec["languages"])
    tables = tuple(table(name, described, languages) for name, described in spec["tables"].items())
    facts = {
        **spec["facts"],
        "version": version,
        "created": "2024-01-01T00:00:00Z",
        "languages": list(languages),
    }
    return Catalog(
        name=facts["name"],
        title=Text.of({languages[0]: facts["title"]}),
        description=Text(),
        version=version,
        created=facts["created"],
        homepage=facts["homepage"],
        repository="",
        contact="",
        languages=languages,
        licences=(),
        keywords={},
        tables=tables,
        articles=tuple(
            Article(name, code, name.capitalize(), "", 1, body, f"content/pages/{name}.{code}.md")
            for (name, code), body in spec["articles"].items()
        ),
        descriptor={**facts, "resources": [table.descriptor for table in tables]},
    )


def table(name: str, spec: Mapping[str, Any], languages: Sequence[str]) -> Table:
    """One table of a specification."""
    schema = json.loads(json.dumps({"fields": spec["fields"], **spec["schema"]}))
    links = {
        key["fields"][0]: key["reference"].get("resource") or name
        for key in schema.get("foreignKeys", ())
        if len(key["fields"]) == 1
    }
    fields = tuple(_field(described, links, languages) for described in schema["fields"])
    names = [field.name for field in fields]
    key = names.index("id") if "id" in names else 0
    records = tuple(
        Record(
            name,
            row[key],
            {
                f: parse(cell, described)
                for f, cell, described in zip(names, row, schema["fields"], strict=True)
            },
            line,
        )
        for line, row in enumerate(spec["rows"], 2)
    )
    from gazette.model.meaning import ROLE_OF_CLASS

    return Table(
        name=name,
        role=ROLE_OF_CLASS.get(schema.get("rdfType", ""), "record"),
        title=Text.of({languages[0]: spec["facts"].get("title", name)}),
        singular=Text(),
        description=Text(),
        fields=fields,
        records=records,
        path=f"{name}.csv",
        csv=b"",
        schema=schema,
        descriptor={"name": name, "path": f"{name}.csv", **spec["facts"]},
        primary_key=tuple(schema.get("primaryKey", ("id",))),
    )


def _field(described: Mapping[str, Any], links: Mapping[str, str], languages: Sequence[str]) -> Field:
    base, _, ending = described["name"].rpartition("_")
    language = ending if base and ending in languages else None
    return Field(
        name=described["name"],
        type=described["type"],
        title=Text.of({languages[0]: described.get("title")}),
        description=Text(),
        meaning=described.get("rdfType", ""),
        base=base if language else described["name"],
        language=language,
        constraints=described.get("constraints", {}),
        labels={},
        example=None,
        reference=links.get(described["name"]),
    )
