"""Distributions (DCAT-AP 3.0, Distribution and Checksum): the files that exist, sized and hashed."""

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.dcat.shared import Shared, Use
from gazette.describe.dcat.terms import file_type, labelled, media, moment
from gazette.describe.holdings import Holding, contract
from gazette.describe.rdf import Graph, Literal
from gazette.model import Catalog, Table, Text

_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
"""As the shapes of DCAT-AP's controlled vocabularies want it written; SPDX itself defines it under `http:`."""
_SHA256_OF_SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def add_distribution(
    graph: Graph, catalog: Catalog, shared: Shared, use: Use, held: Holding, table: Table | None
) -> str:
    """A dataset's rows in one format; gives the IRI of the distribution."""
    title = catalog.title_of(table)
    node = add_file(graph, catalog, shared, use, held.artifact, title, held.format.title)
    if schema := contract(held, table, catalog.version):
        graph.add(node, "dct:conformsTo", standard(graph, catalog, schema, title))
    return node


def standard(graph: Graph, catalog: Catalog, schema: str, title: Text) -> str | None:
    """The schema at a path, called like what it describes."""
    return labelled(graph, urls.absolute(catalog.homepage, schema), title, "dct:title", "dct:Standard")


def add_file(
    graph: Graph,
    catalog: Catalog,
    shared: Shared,
    use: Use,
    artifact: Artifact,
    title: Text,
    form: str = "",
    made_on: str = "",
) -> str:
    """A file to be downloaded. Its address serves both ways: nothing stands between it and its readers.

    `made_on` is the date of a file that never changes again.
    """
    address = names.file(catalog, artifact)
    node = graph.node(f"{address}#distribution", "dcat:Distribution")
    named = form or artifact.path.rpartition("/")[2]
    words = Text(tuple((code, f"{said} ({named})") for code, said in title.entries))
    graph.words(node, "dct:title", words)
    graph.words(node, "dct:description", words)
    graph.add(node, "dcat:accessURL", address)
    graph.add(node, "dcat:downloadURL", address)
    graph.add(node, "dct:format", file_type(graph, artifact.media_type))
    graph.add(node, "dcat:mediaType", media(graph, artifact.media_type))
    graph.add(node, "dcat:byteSize", Literal(str(artifact.size), datatype="xsd:nonNegativeInteger"))
    graph.add(node, "spdx:checksum", checksum(graph, address, artifact.sha256))
    graph.add(node, "dct:license", use.licence)
    graph.add(node, "dct:rights", use.rights)
    graph.add(node, "dct:language", *use.languages)
    graph.add(node, "dct:issued", moment(made_on or catalog.about.issued or catalog.date))
    graph.add(node, "dct:modified", moment(made_on or catalog.created))
    graph.add(node, "dcatap:availability", shared.availability)
    return node


def checksum(graph: Graph, address: str, sha256: str) -> str:
    """The SHA-256 of what stands at an address."""
    node = graph.node(f"{address}{'-' if '#' in address else '#'}checksum", "spdx:Checksum")
    algorithm = graph.node(_SHA256, "spdx:ChecksumAlgorithm")
    graph.add(algorithm, "owl:sameAs", _SHA256_OF_SPDX)
    graph.add(node, "spdx:algorithm", algorithm)
    graph.add(node, "spdx:checksumValue", Literal(sha256, datatype="xsd:hexBinary"))
    return node
