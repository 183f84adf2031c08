"""Croissant 1.0: the CSV files as record sets that machine-learning tools load and check by their hashes.

Every column is a field with its type and, where it points at another table, the field that it points at. Left
out: the other formats (the same rows), and RAI attributes (nothing here was collected to train a model).
"""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import bibtex, cite
from gazette.describe.files import Files
from gazette.describe.schemaorg import based_on, organisation
from gazette.jsontext import filled, json_bytes
from gazette.model import Catalog, Field, Table
from gazette.model.text import joined

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


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """One file at the root of the site."""
    about, language = catalog.about, catalog.source_language
    downloads = [held for held in files.downloads(*catalog.tables) if held.format.name == "csv"]
    whole: Node = {
        "@context": _context(language),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": catalog.name,
        "alternateName": catalog.title.words(language),
        "description": catalog.description.words(language) or catalog.title.words(language),
        "url": urls.absolute(catalog.homepage, urls.INDEX),
        "version": catalog.version,
        "datePublished": about.issued or catalog.date,
        "dateModified": catalog.date,
        "inLanguage": list(catalog.languages),
        "keywords": list(catalog.keywords.get(language, ())),
        "license": catalog.licences[0].path if catalog.licences else None,
        "creator": [organisation(agent, language, "sc:") for agent in about.creators],
        "publisher": organisation(about.publisher, language, "sc:"),
        "isBasedOn": based_on(catalog, None, language),
        "citeAs": bibtex(cite(catalog)),
        "distribution": [_file(catalog, held.table, held.artifact) for held in downloads if held.table],
        "recordSet": [_record_set(catalog, held.table) for held in downloads if held.table],
    }
    yield Artifact("croissant.json", "application/ld+json", json_bytes(filled(whole)))


def _context(language: str) -> Node:
    """The context of the specification (Appendix 1), as far as we use its terms; consumers compare it."""
    return {
        "@language": language,
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


def _file(catalog: Catalog, table: Table, artifact: Artifact) -> Node:
    """A CSV file. It has licence and rights of its own where they are not those of the whole."""
    name, language, licences = (
        artifact.path.rpartition("/")[2],
        catalog.source_language,
        catalog.licences_of(table),
    )
    use: Node = {
        "license": next((licence.path or licence.label for licence in licences), None),
        "copyrightNotice": joined(catalog.rights_of(table)).words(language),
    }
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": catalog.title_of(table).words(language),
        "inLanguage": list(catalog.languages_of(table)),
        **(filled(use) if licences != catalog.licences else {}),
        "contentUrl": names.file(catalog, artifact),
        "contentSize": f"{artifact.size} B",
        "encodingFormat": artifact.media_type,
        "sha256": artifact.sha256,
    }


def _record_set(catalog: Catalog, table: Table) -> Node:
    language, earlier = catalog.source_language, catalog.tables[: catalog.tables.index(table)]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description.words(language) or table.title.words(language),
        **filled({"key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key]}),
        "field": [_field(catalog, table, earlier, item) for item in table.fields],
    }


def _field(catalog: Catalog, table: Table, earlier: Sequence[Table], item: Field) -> Node:
    """A column. What it points at is named only if that stands earlier: consumers load in the order of references.

    A circle of references, even of a table to itself, makes the whole file unloadable.
    """
    language = catalog.source_language
    target = catalog.keyed(item)
    node: Node = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{item.name}",
        "name": item.name,
        "description": item.description.words(language) or item.title.words(language),
        "dataType": _TYPES.get(item.type, "sc:Text"),
        "source": _source(table, item.name),
    }
    if item.meaning:
        node["equivalentProperty"] = item.meaning
    if target and target in earlier:
        node["references"] = _source(target, target.primary_key[0])
    return node


def _source(table: Table, column: str) -> Node:
    return {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column}}
