"""Publications written by hand, in memory: what the right wing is tested with, none like the real one."""

import csv
import io
from collections.abc import Mapping, Sequence

from gazette.model import Article, Catalog, Field, Licence, Record, Table, Text, meaning
from gazette.model.cell import parse
from gazette.site.units import Unit

CODES = ("en", "fr", "ar")


def pages_of(kind, reader):
    """The pages of a kind, which gives them as they are or in parts."""
    if hasattr(kind, "parts"):
        return [page for name, make in kind.parts(reader) for page in Unit(name, make).pages()]
    return list(kind.pages(reader))


ROLES = {role: iri for iri, role in meaning.ROLE_OF_CLASS.items()}

HARBOUR = {
    "quays": (
        "record",
        "id,position,name_en,name_fr,name_ar\n"
        "north,1,North quay,Quai nord,الرصيف الشمالي\n"
        "south,2,South quay,,\n",
    ),
    "boats": (
        "record",
        "id,quay,position,name_en,name_fr,name_ar,kind,draught,built,fast,twin\n"
        "heron,north,1,Heron,Héron,مالك الحزين,sail,1.50,1999-02-28,true,\n"
        'otter,north,2,"Otter, the ""fat""",Loutre,,motor,0.10000000000000000000001,,false,heron\n'
        "lost,,1,Lost,,,,,,,\n",
    ),
    "words": ("term", "id,term_en,term_fr,term_ar,definition_en\nquay,Quay,Quai,رصيف,Where boats lie\n"),
    "books": ("source", "id,title,date,rights_en,rights_fr\nlog,The log,2020-01-31,Theirs,À eux\n"),
    "lines": ("passage", "id,book,line,verbatim\nlog-1,log,1,\"• Heron, North quay\"\nlog-3,log,3,  Otter\n"),
    "proofs": (
        "evidence",
        "table,record,passage,basis,note_en\n"
        "boats,heron,log-1,verbatim,\n"
        "boats,otter,log-3,inferred,It stands so\n",
    ),
    "tongues": ("language", "id,name,direction\nen,English,ltr\nfr,français,ltr\nar,العربية,rtl\n"),
}  # fmt: skip
"""Tables by name: role and CSV."""

_MEANINGS = {
    "name": meaning.LABEL, "title": meaning.LABEL, "term": meaning.LABEL, "definition": meaning.DEFINITION,
    "position": meaning.POSITION, "line": meaning.POSITION, "kind": meaning.KIND, "basis": meaning.KIND,
    "built": meaning.DATE, "date": meaning.DATE, "quay": meaning.PART_OF, "book": meaning.PART_OF,
    "twin": meaning.RELATION, "rights": meaning.RIGHTS, "verbatim": meaning.VERBATIM, "note": meaning.NOTE,
    "table": meaning.EVIDENCE_TABLE, "record": meaning.EVIDENCE_RECORD, "passage": meaning.EVIDENCE_PASSAGE,
    "id": meaning.IDENTIFIER,
}  # fmt: skip
_TYPES = {"position": "integer", "line": "integer", "draught": "number", "built": "date", "fast": "boolean"}
_REFERENCES = {"quay": "quays", "book": "books", "twin": "boats", "passage": "lines"}
_RULES: Mapping[str, Mapping[str, object]] = {
    "id": {"required": True, "unique": True, "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 64},
    "position": {"required": True, "minimum": 1},
    "kind": {"enum": ["sail", "motor"]},
    "draught": {"minimum": "0", "exclusiveMaximum": "9.5"},
    "name_en": {"required": True, "minLength": 1},
    "basis": {"required": True, "pattern": "[a-z]+|none"},
}


def harbour(homepage: str = "https://harbour.internal/") -> Catalog:
    """Seven small tables, every role and type, three languages, one of them Arabic; some cells are empty."""
    return catalog([table(name, role, text) for name, (role, text) in HARBOUR.items()], homepage=homepage)


def island() -> Catalog:
    """One table in one language, with no ending on its columns: no evidence, no source, no term."""
    rocks = table("rocks", "record", "id,title\nbig,Il-kbira\nsmall,Iż-żgħira\n", languages=("mt",))
    return catalog([rocks], languages=("mt",))


def single(*names: str, languages: Sequence[str] = CODES) -> Catalog:
    """One table `boats` with these texts as names: `single("<b>")`."""
    rows = [["id", "position", "name_en"], *([f"b{n}", str(n), name] for n, name in enumerate(names, 1))]
    return catalog([table("boats", "record", _written(rows))], languages=languages)


def fleet(size: int) -> Catalog:
    """Two tables of `size` records in all, boats at quays: for measuring."""
    quays = max(1, size // 20)
    heads = ["id", "position", *(f"name_{code}" for code in CODES)]
    first = [[f"q{n}", str(n), f"Quay {n}", f"Quai {n}", f"رصيف {n}"] for n in range(1, quays + 1)]
    second = [
        [
            f"b{n}",
            str(n),
            f"Boat {n}",
            f"Bateau {n}",
            f"قارب {n}",
            f"q{n % quays + 1}",
            "sail",
            "1.5",
            "2001-01-01",
        ]
        for n in range(1, size - quays + 1)
    ]
    boats = _written([[*heads, "quay", "kind", "draught", "built"], *second])
    return catalog([table("quays", "record", _written([heads, *first])), table("boats", "record", boats)])


def catalog(
    tables: Sequence[Table],
    languages: Sequence[str] = CODES,
    homepage: str = "https://harbour.internal/",
    articles: Sequence[Article] = (),
) -> Catalog:
    """A publication of these tables, with a descriptor that agrees with them."""
    title = {code: f"Harbour ({code})" for code in languages}
    descriptor: dict[str, object] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "harbour",
        "title": title[languages[0]],
        "version": "1.2.0",
        "created": "2024-09-16T00:00:00Z",
        "homepage": "https://written.internal/",
        "languages": list(languages),
        "licenses": [{"name": "CC-BY-4.0", "path": "https://licence.internal/", "title": "By"}],
        "harbourmaster": "kept",
        "resources": [table.descriptor for table in tables],
    }
    return Catalog(
        name="harbour",
        title=Text.of(title),
        description=Text.of({languages[0]: "Boats & quays"}),
        version="1.2.0",
        created="2024-09-16T00:00:00Z",
        homepage=homepage,
        repository="https://repository.internal/harbour",
        contact="master@harbour.internal",
        languages=tuple(languages),
        licences=(Licence("CC-BY-4.0", "https://licence.internal/", "By"),),
        keywords={languages[0]: ("boats",)},
        tables=tuple(tables),
        articles=tuple(articles),
        descriptor=descriptor,
    )


def table(name: str, role: str, text: str, languages: Sequence[str] = CODES) -> Table:
    """A table from its CSV; what a column is follows from its name, by the lists above."""
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    key = ("id",) if "id" in head else ("table", "record", "passage")
    schema: dict[str, object] = {
        "fields": [_described(column, languages) for column in head],
        "primaryKey": list(key),
        "missingValues": [""],
    }
    if links := [column for column in head if column in _REFERENCES]:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": _REFERENCES[name], "fields": ["id"]}}
            for name in links
        ]
    if role in ROLES:
        schema["rdfType"] = ROLES[role]
    fields = tuple(_field(one, languages) for one in schema["fields"])
    path = f"content/tables/{name}.csv"
    described = {"name": name, "type": "table", "path": path, "schema": f"schemas/tables/{name}.json"}
    records = tuple(
        Record(
            table=name,
            id=row[0] if "id" in head else "-".join(row[:3]),
            values={f.name: parse(cell, {"type": f.type}) for cell, f in zip(row, fields, strict=True)},
            line=number,
        )
        for number, row in enumerate(rows, 2)
    )
    return Table(
        name=name,
        role=role,
        title=Text.of({code: f"{name.capitalize()} ({code})" for code in languages}),
        singular=Text.of({code: name.capitalize() for code in languages}),
        description=Text.of({languages[0]: f"All {name}"}),
        fields=fields,
        records=records,
        path=path,
        csv=text.encode(),
        schema=schema,
        descriptor=described,
        primary_key=key,
    )


def _described(column: str, languages: Sequence[str]) -> dict[str, object]:
    base = _split(column, languages)[0]
    found: dict[str, object] = {
        "name": column,
        "type": _TYPES.get(column, "string"),
        "title": base.capitalize(),
    }
    if base in _MEANINGS:
        found["rdfType"] = _MEANINGS[base]
    if column in _RULES:
        found["constraints"] = _RULES[column]
    return found


def _field(described: Mapping[str, object], languages: Sequence[str]) -> Field:
    name = str(described["name"])
    base, language = _split(name, languages)
    return Field(
        name=name,
        type=str(described["type"]),
        title=Text.of({languages[0]: str(described["title"])}),
        description=Text(),
        meaning=str(described.get("rdfType", "")),
        base=base,
        language=language,
        constraints=_RULES.get(name, {}),
        labels={},
        example=None,
        reference=_REFERENCES.get(name),
    )


def _split(column: str, languages: Sequence[str]) -> tuple[str, str | None]:
    base, _, ending = column.rpartition("_")
    return (base, ending) if base and ending in languages else (column, None)


def _written(rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
