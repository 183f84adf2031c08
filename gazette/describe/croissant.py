"""Croissant 1.0: the CSV files as record sets that machine-learning tools load and check by their hashes.

Every column is a field with its type and, where it points at another table, the field that it points at. Left
out: the other formats (the same rows), and RAI attributes (nothing here was collected to train a model).
"""

from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import bibtex, cite
from gazette.describe.holdings import holdings
from gazette.describe.made import Made
from gazette.describe.schemaorg.node import based_on
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Field, Table, Text
from gazette.model.text import joined

PATH = "croissant.json"
VERSION = "http://mlcommons.org/croissant/1.0"
Node = dict[str, object]

_TYPES = {
    "integer": "sc:Integer", "year": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean",
    "date": "sc:Date",
}  # fmt: skip
_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet",
    "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet",
    "references", "regex", "repeated", "replace", "separator", "source", "subField", "transform",
)  # fmt: skip


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file at the root of the site."""
    yield Artifact(PATH, "application/ld+json", json_bytes(document(catalog, made)))


def document(catalog: Catalog, made: Made) -> Node:
    """What the file holds."""
    about = catalog.about
    files = {table.name: _file(catalog, made, table) for table in catalog.tables}
    whole: Node = {
        "@context": _context(catalog),
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": catalog.name,
        "alternateName": _words(catalog, catalog.title),
        "description": _words(catalog, catalog.description) or _words(catalog, catalog.title),
        "url": names.home(catalog),
        "version": catalog.version,
        "datePublished": about.issued or catalog.date,
        "dateModified": catalog.date,
        "inLanguage": list(catalog.languages),
        "keywords": list(catalog.keywords.get(catalog.source_language, ())),
        "license": catalog.licences[0].path if catalog.licences else None,
        "creator": [_organisation(catalog, agent.name, agent.path) for agent in about.creators],
        "publisher": _organisation(catalog, about.publisher.name, about.publisher.path)
        if about.publisher
        else None,
        "isBasedOn": based_on(catalog, None, catalog.source_language),
        "citeAs": bibtex(cite(catalog)),
        "distribution": [node for node in files.values() if node],
        "recordSet": [_record_set(catalog, table) for table in catalog.tables if files[table.name]],
    }
    return {key: value for key, value in whole.items() if value}


def _context(catalog: Catalog) -> Node:
    """The context of the specification (Appendix 1), as far as we use its terms; consumers compare it."""
    return {
        "@language": catalog.source_language,
        "@vocab": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "dct": "http://purl.org/dc/terms/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "samplingRate": "cr:samplingRate",
        **{term: f"cr:{term}" for term in _TERMS},
    }


def _file(catalog: Catalog, made: Made, table: Table) -> Node | None:
    held = next((one for one in holdings(made, table) if one.format.name == "csv"), None)
    if held is None:
        return None
    name = held.artifact.path.rpartition("/")[2]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": _words(catalog, catalog.title_of(table)),
        "inLanguage": list(catalog.languages_of(table)),
        **_use(catalog, table),
        "contentUrl": names.file(catalog, held.artifact),
        "contentSize": f"{held.artifact.size} B",
        "encodingFormat": held.artifact.media_type,
        "sha256": held.artifact.sha256,
    }


def _use(catalog: Catalog, table: Table) -> Node:
    """Licence and rights of a table where they are not those of the whole."""
    licences = catalog.licences_of(table)
    rights = _words(catalog, joined(catalog.rights_of(table)))
    own = next((one.path or one.title or one.name for one in licences), None)
    found: Node = {
        "license": own if licences != catalog.licences else None,
        "copyrightNotice": rights if licences != catalog.licences else None,
    }
    return {key: value for key, value in found.items() if value}


def _record_set(catalog: Catalog, table: Table) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": _words(catalog, table.description) or _words(catalog, table.title),
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(catalog, table, item) for item in table.fields],
    }


def _field(catalog: Catalog, table: Table, item: Field) -> Node:
    node: Node = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{item.name}",
        "name": item.name,
        "description": _words(catalog, item.description) or _words(catalog, item.title),
        "dataType": _TYPES.get(item.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": item.name}},
    }
    if item.meaning:
        node["equivalentProperty"] = item.meaning
    target = _target(catalog, table, item)
    if target is not None:
        node["references"] = {
            "fileObject": {"@id": f"{target.name}.csv"},
            "extract": {"column": target.primary_key[0]},
        }
    return node


def _target(catalog: Catalog, table: Table, item: Field) -> Table | None:
    """The table that a column points at, if it stands earlier: consumers load in the order of references.

    A circle of references, even of a table to itself, makes the whole file unloadable.
    """
    earlier = [one for one in catalog.tables if one.name == item.reference]
    before = earlier and catalog.tables.index(earlier[0]) < catalog.tables.index(table)
    return earlier[0] if before else None


def _organisation(catalog: Catalog, name: Text, path: str) -> Node:
    node: Node = {"@type": "sc:Organization", "name": _words(catalog, name)}
    return node | {"url": path} if path else node


def _words(catalog: Catalog, text: Text) -> str:
    phrase = text.best(catalog.source_language)
    return phrase.text if phrase else ""
