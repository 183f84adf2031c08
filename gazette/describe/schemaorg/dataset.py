"""Dataset (schema.org), after Google's guide for datasets and ESIP's shapes.

Datasets inside one another are named, not described again: their own pages do that. Left out: funder (nobody
is declared as one) and measurement techniques (nothing is measured).
"""

from collections.abc import Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import cite, text
from gazette.describe.holdings import Holding, holdings
from gazette.describe.made import Made
from gazette.describe.schemaorg.node import CONTEXT, Node, based_on, cited_source, organisation, words
from gazette.model import Catalog, Table, Text
from gazette.model.text import joined


def dataset_jsonld(
    site: Catalog, table: Table | None, files: Sequence[Artifact], language: str, start: str = ""
) -> Node:
    """A table, or (None) the whole package, as a Dataset in a language, for the head of the page at `start`.

    Without one it is written for the root of the site, where all addresses begin that are not known to be whole.
    """
    made, catalog = Made(tuple(files)), names.seen_from(site, start)
    name = words(catalog.title_of(table), language) or catalog.name
    licence = next((one.path for one in catalog.licences_of(table) if one.path), None)
    keywords = catalog.keywords_of(table)
    page = urls.dataset(language, table.name) if table else urls.datasets(language)
    own = names.dataset(catalog, table) if table else names.package(catalog)
    said: Node = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": own,
        "name": name,
        "alternateName": _others(catalog.title_of(table), name) or [name],
        "description": _description(catalog, table, language),
        "url": urls.absolute(catalog.homepage, page),
        "identifier": own if site.homepage else site.descriptor.get("id"),
        "sameAs": site.repository or site.homepage,
        "version": catalog.version,
        "datePublished": catalog.about.issued or catalog.date,
        "dateModified": catalog.date,
        "inLanguage": list(catalog.languages_of(table)),
        "keywords": list(keywords.get(language) or keywords.get(catalog.source_language, ())),
        "license": licence,
        "copyrightNotice": words(joined(catalog.rights_of(table)), language),
        "isAccessibleForFree": True,
        "creator": [organisation(agent, language) for agent in catalog.about.creators],
        "publisher": organisation(catalog.about.publisher, language),
        "citation": [cited_source(document, language) for document in catalog.documents_of(table)],
        "isBasedOn": based_on(catalog, table, language),
        "creditText": text(cite(site, table, language=language)),
        "spatialCoverage": _places(catalog, language, each=table is None),
        "temporalCoverage": f"{catalog.about.start}/{catalog.about.end or '..'}"
        if catalog.about.start
        else None,
        "variableMeasured": _variables(table, language) if table else _tables(catalog, language),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": names.catalogue(catalog),
            "name": words(catalog.title, language),
            "url": urls.absolute(catalog.homepage, urls.datasets(language)),
        },
        "distribution": [_download(catalog, held) for held in holdings(made, table)],
    }
    if table:
        said["isPartOf"] = {"@id": names.package(catalog)}
    else:
        said["hasPart"] = [{"@id": names.dataset(catalog, one)} for one in catalog.tables]
    return {key: value for key, value in said.items() if value not in (None, [], "")}


def _download(catalog: Catalog, held: Holding) -> Node:
    return {
        "@type": "DataDownload",
        "name": held.format.title,
        "contentUrl": names.file(catalog, held.artifact),
        "encodingFormat": held.artifact.media_type,
        "contentSize": f"{held.artifact.size} B",
        "sha256": held.artifact.sha256,
    }


def _variables(table: Table, language: str) -> list[Node]:
    return [
        {
            key: value
            for key, value in {
                "@type": "PropertyValue",
                "name": item.name,
                "alternateName": words(item.title, language),
                "description": words(item.description, language),
                "propertyID": item.meaning,
            }.items()
            if value
        }
        for item in table.fields
    ]


def _tables(catalog: Catalog, language: str) -> list[str]:
    return [words(table.singular or table.title, language) for table in catalog.tables]


def _description(catalog: Catalog, table: Table | None, language: str) -> str:
    """50 to 5,000 characters: a table says first what a row is, then what the whole is about."""
    whole = words(catalog.description, language) or words(catalog.title, language)
    own = words(table.description, language) + " " if table and table.description else ""
    return (own + whole)[:5000]


def _places(catalog: Catalog, language: str, *, each: bool) -> Node | None:
    """One Place, as ESIP's shape wants it; of the whole it contains the declared ones, a table is part of the whole."""
    found: list[Node] = [
        {"@type": "Place", "@id": place.iri, "name": words(place.label, language)}
        for place in catalog.about.spatial
    ]
    if not found:
        return None
    whole: Node = {
        "@type": "Place",
        "name": ", ".join(str(one["name"]) for one in found),
    }
    if each:
        whole["containsPlace"] = found
    place: Node = found[0] if len(found) == 1 else whole
    said = words(catalog.about.coverage, language)
    return {**place, "description": said} if said else place


def _others(title: Text, name: str) -> list[str]:
    return [said for _, said in title.entries if said != name]
