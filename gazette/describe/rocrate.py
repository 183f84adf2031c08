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
from gazette.describe.holdings import holdings
from gazette.describe.made import Made
from gazette.describe.schemaorg.node import based_on
from gazette.jsontext import json_bytes
from gazette.model import Agent, Catalog, Licence, Table, Text
from gazette.model.text import joined

NAME = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
PROFILE = "https://w3id.org/ro/crate/1.2"
Node = dict[str, object]


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One crate in the edition's folder, one at the root of the site."""
    folder = urls.data("", made.edition)
    for path, base, said in ((folder + NAME, folder, names.without_host(catalog)), (NAME, "", catalog)):
        yield Artifact(path, "application/ld+json", json_bytes(crate(said, made, base)))


def crate(catalog: Catalog, made: Made, base: str) -> Node:
    """The crate whose files are named from the folder `base`."""
    folder = urls.data("", made.edition)
    files = sorted(
        (one for one in made.files if one.path.startswith(folder) and "/" not in one.path[len(folder) :]),
        key=lambda one: one.path,
    )
    held = {
        one.artifact.path: (table, one.format.title)
        for table in (None, *catalog.tables)
        for one in holdings(made, table)
    }
    parts = [
        _file(catalog, artifact, base, *held.get(artifact.path, (None, "")))
        for artifact in files
        if artifact.path != folder + NAME
    ]
    return {"@context": CONTEXT, "@graph": [*_entities(catalog, parts), *_apart(catalog), *parts]}


def _entities(catalog: Catalog, parts: list[Node]) -> Iterator[Node]:
    """The descriptor, the root, and what the root refers to."""
    about = catalog.about
    yield {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": PROFILE},
    }
    licence = next(iter(catalog.licences), None)
    identifier = str(catalog.descriptor.get("id") or catalog.homepage)
    authors = [{"@id": _agent_id(catalog, agent)} for agent in about.creators]
    root: Node = {
        "@id": "./",
        "@type": "Dataset",
        "name": _words(catalog, catalog.title),
        "description": _words(catalog, catalog.description) or _words(catalog, catalog.title),
        "datePublished": catalog.date,
        "version": catalog.version,
        "identifier": {"@id": "#identifier"} if identifier else None,
        "url": catalog.homepage,
        "keywords": ", ".join(catalog.keywords.get(catalog.source_language, ())),
        "inLanguage": list(catalog.languages),
        "license": {"@id": licence.path} if licence else None,
        "author": authors[0] if len(authors) == 1 else authors,
        "publisher": {"@id": _agent_id(catalog, about.publisher)} if about.publisher else None,
        "copyrightNotice": _words(catalog, joined(catalog.rights_of(None))),
        "isBasedOn": [{"@id": f"#source-{one.row.id}"} for one in catalog.documents],
        "creditText": text(cite(catalog, edition=catalog.version)),
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    yield {key: value for key, value in root.items() if value}
    if identifier:
        named: Node = {"@id": "#identifier", "@type": "PropertyValue", "name": "identifier"}
        yield named | {"propertyID": "URL", "value": identifier, "url": identifier}
    if licence:
        title = licence.title or licence.name
        yield {"@id": licence.path, "@type": "CreativeWork", "name": title, "description": title}
    for agent in dict.fromkeys([*about.creators, *([about.publisher] if about.publisher else [])]):
        yield from _agent(catalog, agent)


def _agent(catalog: Catalog, agent: Agent) -> Iterator[Node]:
    node: Node = {
        "@id": _agent_id(catalog, agent),
        "@type": "Organization",
        "name": _words(catalog, agent.name),
    }
    if agent.path:
        node["url"] = agent.path
    if agent == catalog.about.publisher and catalog.contact:
        node["contactPoint"] = {"@id": "#contact"}
        point: Node = {"@id": "#contact", "@type": "ContactPoint", "name": "Contact"}
        page = catalog.contact.startswith("http")
        yield point | (
            {"url": catalog.contact} if page else {"email": catalog.contact.removeprefix("mailto:")}
        )
    yield node


def _agent_id(catalog: Catalog, agent: Agent | None) -> str:
    return f"#agent-{catalog.about.agents.index(agent) + 1}" if agent else ""


def _apart(catalog: Catalog) -> Iterator[Node]:
    """The source documents, and the licences of tables that are not under the package's."""
    for node, document in zip(
        based_on(catalog, None, catalog.source_language), catalog.documents, strict=True
    ):
        yield {**node, "@id": f"#source-{document.row.id}", **_plain(node)}
    for table in catalog.tables:
        if (licence := _own_licence(catalog, table)) and not licence.path:
            title = licence.title or licence.name
            yield {
                "@id": f"#licence-{table.name}",
                "@type": "CreativeWork",
                "name": title,
                "description": title,
            }


def _plain(node: Node) -> Node:
    """Publisher and checksum as texts: a crate is flat, and these are no entities of it."""
    return {
        name: value["name"] if name == "publisher" else f"sha256:{value['value']}"
        for name, value in node.items()
        if isinstance(value, dict)
    }


def _own_licence(catalog: Catalog, table: Table | None) -> Licence | None:
    licences = catalog.licences_of(table)
    return licences[0] if licences and licences != catalog.licences else None


def _file(catalog: Catalog, artifact: Artifact, base: str, table: Table | None, form: str) -> Node:
    name = artifact.path.rpartition("/")[2]
    licence = _own_licence(catalog, table)
    apart: Node = {}
    if form and table:
        apart["inLanguage"] = list(catalog.languages_of(table))
    if licence and table:
        apart["license"] = {"@id": licence.path or f"#licence-{table.name}"}
        apart["copyrightNotice"] = _words(catalog, joined(catalog.rights_of(table)))
    return apart | {
        "@id": artifact.path.removeprefix(base),
        "@type": "File",
        "name": name,
        "description": f"{_words(catalog, catalog.title_of(table))} ({form})" if form else name,
        "encodingFormat": artifact.media_type,
        "contentSize": str(artifact.size),
        "sha256": artifact.sha256,
    }


def _words(catalog: Catalog, words: Text) -> str:
    phrase = words.best(catalog.source_language)
    return phrase.text if phrase else ""
