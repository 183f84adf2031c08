"""RO-Crate 1.2: the data files as a research object, for people who download the folder.

The same crate stands twice, so that a copy of either folder is a crate: in the edition's folder and at the
root of the site. Left out: records' own files (there are thousands, and `strategy.json` holds the same),
SHA256SUMS (it is made of this file, too), ORCIDs and RORs (nobody declares any).
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import cite, text
from gazette.describe.files import Download, Files
from gazette.describe.schemaorg import based_on
from gazette.jsontext import filled, json_bytes
from gazette.model import Agent, Catalog, Licence, Table
from gazette.model.text import joined

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.2"
Node = dict[str, object]


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """One crate in the edition's folder, one at the root of the site."""
    folder = urls.data("", files.edition)
    for base, seen in ((folder, names.without_host(catalog)), ("", catalog)):
        crate = {"@context": f"{PROFILE}/context", "@graph": _graph(seen, files, base)}
        yield Artifact(base + NAME, "application/ld+json", json_bytes(crate))


def _graph(catalog: Catalog, files: Files, base: str) -> list[Node]:
    """The crate whose files are named from the folder `base`: descriptor, root, what these refer to, files."""
    about, language, licences = catalog.about, catalog.source_language, catalog.licences
    downloads = {item.artifact.path: item for item in files.downloads(None, *catalog.tables)}
    parts = [
        _file(catalog, artifact, base, downloads.get(artifact.path))
        for name, artifact in files.in_folder.items()
        if "/" not in name and name != NAME
    ]
    identifier = str(catalog.descriptor.get("id") or catalog.homepage)
    authors = [_agent_id(catalog, agent) for agent in about.creators]
    root: Node = {
        "@id": "./",
        "@type": "Dataset",
        "name": catalog.title.words(language),
        "description": catalog.description.words(language) or catalog.title.words(language),
        "datePublished": catalog.date,
        "version": catalog.version,
        "identifier": {"@id": "#identifier"} if identifier else None,
        "url": catalog.homepage,
        "keywords": ", ".join(catalog.keywords.get(language, ())),
        "inLanguage": list(catalog.languages),
        "license": {"@id": licences[0].path} if licences else None,
        "author": authors[0] if len(authors) == 1 else authors,
        "publisher": _agent_id(catalog, about.publisher) if about.publisher else None,
        "copyrightNotice": joined(catalog.rights_of(None)).words(language),
        "isBasedOn": [{"@id": f"#source-{document.row.id}"} for document in catalog.documents],
        "creditText": text(cite(catalog, edition=catalog.version)),
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    descriptor: Node = {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": PROFILE},
    }
    return [descriptor, filled(root), *_entities(catalog, identifier), *parts]


def _entities(catalog: Catalog, identifier: str) -> Iterator[Node]:
    """What the root and the files refer to."""
    about = catalog.about
    if identifier:
        node: Node = {"@id": "#identifier", "@type": "PropertyValue", "name": "identifier"}
        yield node | {"propertyID": "URL", "value": identifier, "url": identifier}
    if catalog.licences:
        yield _licence(catalog.licences[0], catalog.licences[0].path)
    for agent in dict.fromkeys(filter(None, [*about.creators, about.publisher])):
        writes = bool(catalog.contact) and agent == about.publisher
        body: Node = {
            **_agent_id(catalog, agent),
            "@type": "Organization",
            "name": agent.name.words(catalog.source_language),
            **({"url": agent.path} if agent.path else {}),
            **({"contactPoint": {"@id": "#contact"}} if writes else {}),
        }
        if writes:
            address = catalog.contact.removeprefix("mailto:")
            how = "url" if address.startswith("http") else "email"
            yield {"@id": "#contact", "@type": "ContactPoint", "name": "Contact", how: address}
        yield body
    sources = based_on(catalog, None, catalog.source_language)
    for source, document in zip(sources, catalog.documents, strict=True):
        # Publisher and checksum as texts: a crate is flat, and these are no entities of it.
        plain: Node = {
            name: value["name"] if name == "publisher" else f"sha256:{value['value']}"
            for name, value in source.items()
            if isinstance(value, dict)
        }
        yield {**source, "@id": f"#source-{document.row.id}", **plain}
    for table in catalog.tables:
        if (licence := _own_licence(catalog, table)) and not licence.path:
            yield _licence(licence, f"#licence-{table.name}")


def _file(catalog: Catalog, artifact: Artifact, base: str, download: Download | None) -> Node:
    """A file; of a table, with its languages and the terms of use that are its own."""
    name, node = artifact.path.rpartition("/")[2], Node()
    table, form = (download.table, download.format.title) if download else (None, "")
    title = catalog.title_of(table).words(catalog.source_language)
    if table:
        node["inLanguage"] = list(catalog.languages_of(table))
        if licence := _own_licence(catalog, table):
            rights = joined(catalog.rights_of(table)).words(catalog.source_language)
            node["license"] = {"@id": licence.path or f"#licence-{table.name}"}
            node["copyrightNotice"] = rights
    return node | {
        "@id": artifact.path.removeprefix(base),
        "@type": "File",
        "name": name,
        "description": f"{title} ({form})" if form else name,
        "encodingFormat": artifact.media_type,
        "contentSize": str(artifact.size),
        "sha256": artifact.sha256,
    }


def _licence(licence: Licence, name: str) -> Node:
    return {"@id": name, "@type": "CreativeWork", "name": licence.label, "description": licence.label}


def _own_licence(catalog: Catalog, table: Table) -> Licence | None:
    """The licence of a table that is not under the package's."""
    licences = catalog.licences_of(table)
    return licences[0] if licences and licences != catalog.licences else None


def _agent_id(catalog: Catalog, agent: Agent) -> Node:
    return {"@id": f"#agent-{catalog.about.agents.index(agent) + 1}"}
