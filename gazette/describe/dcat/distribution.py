"""Distributions (DCAT-AP 3.0, Distribution and Checksum): the files that exist, sized and hashed."""

from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.dcat.shared import Shared
from gazette.describe.dcat.terms import file_type, media, moment
from gazette.describe.holdings import Holding
from gazette.describe.rdf import Graph, Literal
from gazette.model import Catalog, Text

_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
"""As the shapes of DCAT-AP's controlled vocabularies want it written; SPDX itself defines it under `http:`."""
_SHA256_OF_SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def add_distribution(
    graph: Graph, catalog: Catalog, shared: Shared, held: Holding, title: Text, contract: str | None = None
) -> str:
    """A dataset's rows in one format; gives the IRI of the distribution."""
    node = add_file(graph, catalog, shared, held.artifact, title, held.format.title)
    graph.add(node, "dct:conformsTo", contract)
    return node


def add_file(
    graph: Graph,
    catalog: Catalog,
    shared: Shared,
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
    graph.add(node, "spdx:checksum", _checksum(graph, address, artifact))
    graph.add(node, "dct:license", shared.licence)
    graph.add(node, "dct:rights", shared.rights)
    graph.add(node, "dct:language", *shared.languages)
    graph.add(node, "dct:issued", moment(made_on or catalog.about.issued or catalog.date))
    graph.add(node, "dct:modified", moment(made_on or catalog.created))
    graph.add(node, "dcatap:availability", shared.availability)
    return node


def _checksum(graph: Graph, address: str, artifact: Artifact) -> str:
    node = graph.node(f"{address}#checksum", "spdx:Checksum")
    algorithm = graph.node(_SHA256, "spdx:ChecksumAlgorithm")
    graph.add(algorithm, "owl:sameAs", _SHA256_OF_SPDX)
    graph.add(node, "spdx:algorithm", algorithm)
    graph.add(node, "spdx:checksumValue", Literal(artifact.sha256, datatype="xsd:hexBinary"))
    return node
