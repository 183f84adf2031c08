"""schema.org for the heads of pages: pure functions to a dict, and its writing for a script element.

No file of its own. The context is inside, so that readers without a network understand it. Datasets keep Google's
guide and ESIP's shapes; those inside one another are named, not described again: their own pages do that. Left out:
funder (nobody is declared as one) and measurement techniques (nothing is measured).
"""

import json
from collections.abc import Mapping, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import cite, text
from gazette.describe.files import Download, Files
from gazette.jsontext import filled
from gazette.model import Agent, Catalog, Document, Table
from gazette.model.text import joined

Node = dict[str, object]
_CONTEXT = {"@vocab": "https://schema.org/"}
_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script_text(node: Mapping[str, object]) -> str:
    """JSON for the inside of `<script type="application/ld+json">`: nothing in it ends the script."""
    body = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return body.translate(_UNSAFE)


def dataset_jsonld(
    site: Catalog, table: Table | None, files: Sequence[Artifact], language: str, start: str = ""
) -> Node:
    """A table, or (None) the whole package, as a Dataset in a language, for the head of the page at `start`.

    Without one it is written for the root of the site, where all addresses begin that are not known to be whole.
    """
    catalog, about = names.seen_from(site, start), site.about
    own, whole = names.dataset(catalog, table), names.dataset(catalog, None)
    title, keywords = catalog.title_of(table), catalog.keywords_of(table)
    name = title.words(language) or catalog.name
    page = urls.dataset(language, table.name) if table else urls.datasets(language)
    # 50 to 5,000 characters: a table says first what a row is, then what the whole is about.
    description = catalog.description.words(language) or catalog.title.words(language)
    if table and table.description:
        description = f"{table.description.words(language)} {description}"
    node: Node = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": own,
        "name": name,
        "alternateName": [words for _, words in title.entries if words != name] or [name],
        "description": description[:5000],
        "url": urls.absolute(catalog.homepage, page),
        "identifier": own if site.homepage else site.descriptor.get("id"),
        "sameAs": site.repository or site.homepage,
        "version": catalog.version,
        "datePublished": about.issued or catalog.date,
        "dateModified": catalog.date,
        "inLanguage": list(catalog.languages_of(table)),
        "keywords": list(keywords.get(language) or keywords.get(catalog.source_language, ())),
        "license": next((licence.path for licence in catalog.licences_of(table) if licence.path), None),
        "copyrightNotice": joined(catalog.rights_of(table)).words(language),
        "isAccessibleForFree": True,
        "creator": [organisation(agent, language) for agent in about.creators],
        "publisher": organisation(about.publisher, language),
        "citation": [_cited(document, language) for document in catalog.documents_of(table)],
        "isBasedOn": based_on(catalog, table, language),
        "creditText": text(cite(site, table, language=language)),
        "spatialCoverage": _place(catalog, language, each=table is None),
        "temporalCoverage": f"{about.start}/{about.end or '..'}" if about.start else None,
        "variableMeasured": _variables(catalog, table, language),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": names.part(catalog, "catalog"),
            "name": catalog.title.words(language),
            "url": urls.absolute(catalog.homepage, urls.datasets(language)),
        },
        "distribution": [
            _download(catalog, item) for item in Files(tuple(files), name=catalog.file_name).downloads(table)
        ],
        "isPartOf": {"@id": whole} if table else None,
        "hasPart": None if table else [{"@id": names.dataset(catalog, part)} for part in catalog.tables],
    }
    return filled(node)


def breadcrumbs_jsonld(catalog: Catalog, steps: Sequence[tuple[str, str]]) -> Node:
    """The way to a page (BreadcrumbList): titles and paths, the page itself last."""
    site = urls.base(catalog.homepage, steps[-1][1])
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": urls.absolute(site, path)}
        for position, (title, path) in enumerate(steps, 1)
    ]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def report_jsonld(site: Catalog, path: str, language: str) -> Node:
    """The text as a whole on one page (Report), and the sources on which it rests."""
    catalog, about = names.seen_from(site, path), site.about
    node: Node = {
        "@context": _CONTEXT,
        "@type": "Report",
        "@id": urls.absolute(catalog.homepage, path),
        "name": catalog.title.words(language),
        "abstract": catalog.description.words(language),
        "url": urls.absolute(catalog.homepage, path),
        "inLanguage": language,
        "version": catalog.version,
        "datePublished": about.issued or catalog.date,
        "dateModified": catalog.date,
        "license": catalog.licences[0].path if catalog.licences else None,
        "publisher": organisation(about.publisher, language),
        "isBasedOn": based_on(catalog, None, language),
        "mainEntity": {"@id": names.dataset(catalog, None)},
    }
    return filled(node)


def organisation(agent: Agent | None, language: str, prefix: str = "") -> Node | None:
    """Somebody as an Organization, in a language."""
    if agent is None:
        return None
    node: Node = {"@type": f"{prefix}Organization", "name": agent.name.words(language)}
    return node | {"url": agent.path} if agent.path else node


def based_on(catalog: Catalog, table: Table | None, language: str) -> list[Node]:
    """The source documents of a table, or of the whole: what is known of each, its address only if that is."""
    nodes: list[Node] = []
    for document in catalog.documents_of(table):
        facts = [f"{title.words(language)}: {value.words(language)}." for title, value in document.facts]
        publisher = document.publisher.words(language)
        checksum = {"@type": "PropertyValue", "propertyID": "SHA-256", "value": document.checksum}
        node: Node = {
            "@type": "CreativeWork",
            "@id": names.record(catalog, document.row.table, document.row.id),
            "name": document.title.words(language),
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "datePublished": document.date,
            "url": document.address,
            "description": " ".join([*facts, document.note.words(language)]).strip(),
            "identifier": checksum if document.checksum else None,
        }
        nodes.append(filled(node))
    return nodes


def _cited(document: Document, language: str) -> str:
    """A source document as a dataset cites it: publisher, year and title."""
    year = f"({document.date[:4]})" if document.date else ""
    by = " ".join(filter(None, (document.publisher.words(language), year)))
    title = document.title.words(language)
    return f"{by}. {title}" if by else title


def _download(catalog: Catalog, download: Download) -> Node:
    return {
        "@type": "DataDownload",
        "name": download.format.title,
        "contentUrl": names.file(catalog, download.artifact),
        "encodingFormat": download.artifact.media_type,
        "contentSize": f"{download.artifact.size} B",
        "sha256": download.artifact.sha256,
    }


def _variables(catalog: Catalog, table: Table | None, language: str) -> list[Node] | list[str]:
    """The columns of a table, which the page describes itself; of the whole what its tables are about."""
    if table is None:
        return [(part.singular or part.title).words(language) for part in catalog.tables]
    nodes: list[Node] = [
        {
            "@type": "PropertyValue",
            "name": item.name,
            "propertyID": item.meaning,
        }
        for item in table.fields
    ]
    return [filled(node) for node in nodes]


def _place(catalog: Catalog, language: str, *, each: bool) -> Node | None:
    """One Place, as ESIP's shape wants it; of the whole it contains the declared ones, a table is part of the whole."""
    places: list[tuple[str, str]] = [
        (place.iri, place.label.words(language)) for place in catalog.about.spatial
    ]
    if not places:
        return None
    nodes: list[Node] = [{"@type": "Place", "@id": iri, "name": name} for iri, name in places]
    place: Node = {"@type": "Place", "name": ", ".join(name for _, name in places)}
    if each:
        place["containsPlace"] = nodes
    coverage = catalog.about.coverage.words(language)
    return (nodes[0] if len(nodes) == 1 else place) | ({"description": coverage} if coverage else {})
