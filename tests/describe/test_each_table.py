"""Every description says of each table, and of each file, what is true of that one."""

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet as parquet_reader
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS

from gazette.describe import describe_all
from gazette.describe.citation import cite, text
from gazette.describe.schemaorg import dataset_jsonld
from gazette.export import export_all
from tests.declared import declared

pytestmark = pytest.mark.filterwarnings("ignore")
HOME = "https://harbour.internal/"
NONE_STATED = {"name": "notspecified", "title": "No licence is stated"}
ID = "urn:uuid:6f2b0f3e-6d9a-4d4b-9a51-0c7c6f1f2b10"


def quoting():
    """The harbour with everything declared, whose lines are under no licence of its own."""
    base = declared()
    tables = tuple(
        replace(table, descriptor={**table.descriptor, "licenses": [NONE_STATED], "keywords": ["verbatim"]})
        if table.name == "lines"
        else table
        for table in base.tables
    )
    return replace(base, tables=tables, descriptor={**base.descriptor, "id": ID})


@pytest.fixture(scope="module")
def catalog():
    """The publication that all tests here ask."""
    return quoting()


@pytest.fixture(scope="module")
def files(catalog):
    """Every data and metadata file of it by path."""
    made = export_all(catalog)
    return {one.path: one for one in (*made, *describe_all(catalog, made))}


@pytest.fixture(scope="module")
def graph(files):
    """The catalogue as a harvester has it."""
    return Graph().parse(data=files["catalog.ttl"].body, format="turtle")


def dataset(name=""):
    """The IRI of a table's dataset, or of the whole."""
    return URIRef(f"{HOME}#data" + (f"-{name}" if name else ""))


def distributions(graph, name):
    """A dataset's files by the ending of their names."""
    return {str(graph.value(one, DCAT.downloadURL)).rpartition(".")[2]: one
            for one in graph.objects(dataset(name), DCAT.distribution)}  # fmt: skip


def resources(files, path="datapackage.json"):
    """The resources of a descriptor by name."""
    return {one["name"]: one for one in json.loads(files[path].body)["resources"]}


def test_fact_9_data_package(files):
    """Licence and languages stand with the resource where they are not those of the package."""
    for path in ("datapackage.json", "data/latest/datapackage.json"):
        found = resources(files, path)
        assert found["lines"]["licenses"] == [NONE_STATED]
        assert found["lines"]["languages"] == ["en"]
        assert found["boats"]["languages"] == ["en", "fr", "ar"]
        assert "licenses" not in found["boats"]


def test_fact_9_parquet(files):
    """The file alone says under which licence and in which languages it is, and whose rights remain."""
    lines, boats = (
        parquet_reader.read_schema(io.BytesIO(files[f"data/latest/{name}.parquet"].body)).metadata
        for name in ("lines", "boats")
    )
    assert (lines[b"licences"], lines[b"languages"], lines[b"rights"]) == (b"notspecified", b"en", b"Theirs")
    assert (boats[b"licences"], boats[b"languages"]) == (b"https://licence.internal/", b"en fr ar")


def test_fact_9_dcat(graph):
    """A dataset of lines has no licence of this edition, the language of its lines and the rights of its source."""
    languages = set(graph.objects(dataset("lines"), DCTERMS.language))
    assert [str(one).rpartition("/")[2] for one in languages] == ["ENG"]
    assert len(set(graph.objects(dataset("boats"), DCTERMS.language))) == 2
    for file in distributions(graph, "lines").values():
        assert (file, DCTERMS.license, None) not in graph
        assert Literal("Theirs", lang="en") in set(
            graph.objects(graph.value(file, DCTERMS.rights), RDFS.label)
        )
    assert all((file, DCTERMS.license, None) in graph for file in distributions(graph, "boats").values())


def test_fact_9_schema_org(catalog, files):
    """The same in the head of the table's page."""
    lines, boats = (
        dataset_jsonld(catalog, catalog.by_name[name], list(files.values()), "en")
        for name in ("lines", "boats")
    )
    assert "license" not in lines
    assert (lines["inLanguage"], lines["copyrightNotice"]) == (["en"], "Theirs")
    assert (boats["inLanguage"], boats["license"]) == (["en", "fr", "ar"], "https://licence.internal/")


def test_fact_9_croissant(files):
    """The file of lines has a notice of its own; the others are under the licence of the whole."""
    found = {one["@id"]: one for one in json.loads(files["croissant.json"].body)["distribution"]}
    assert found["lines.csv"]["license"] == "No licence is stated"
    assert found["lines.csv"]["copyrightNotice"] == "Theirs"
    assert found["lines.csv"]["inLanguage"] == ["en"]
    assert "license" not in found["boats.csv"]


@pytest.mark.parametrize("folder", ["", "data/latest/"])
def test_fact_9_ro_crate(files, folder):
    """Each file of lines names its own licence, which the crate describes."""
    nodes = {one["@id"]: one for one in json.loads(files[folder + "ro-crate-metadata.json"].body)["@graph"]}
    names = {f"lines.{ending}" for ending in ("csv", "json", "jsonl", "parquet")}
    lines = [one for name, one in nodes.items() if name.rpartition("/")[2] in names]
    assert len(lines) == len(names)
    for file in lines:
        assert nodes[file["license"]["@id"]]["name"] == "No licence is stated"
        assert (file["inLanguage"], file["copyrightNotice"]) == (["en"], "Theirs")


def test_fact_10_the_source_is_named(catalog, files, graph):
    """DCAT, schema.org and RO-Crate name the document; tables that nobody read from it do not."""
    log = URIRef(f"{HOME}id/books/#log")
    for name in ("", "boats", "lines"):
        for predicate in (DCTERMS.source, PROV.wasDerivedFrom):
            assert list(graph.objects(dataset(name), predicate)) == [log]
    assert (dataset("quays"), DCTERMS.source, None) not in graph
    assert graph.value(log, DCTERMS.title) == Literal("The log", lang="en")
    assert str(graph.value(log, DCTERMS.issued)) == "2020-01-31"
    assert graph.value(log, FOAF.page) is None
    found = dataset_jsonld(catalog, None, list(files.values()), "en")
    assert [one["name"] for one in found["isBasedOn"]] == ["The log"]
    assert "url" not in found["isBasedOn"][0]
    nodes = {one["@id"]: one for one in json.loads(files["ro-crate-metadata.json"].body)["@graph"]}
    (source,) = nodes["./"]["isBasedOn"]
    assert nodes[source["@id"]]["name"] == "The log"


def test_fact_10_what_is_known_of_the_real_source_is_said(root):
    """Title, publisher, event, date and checksum, and that the address is not known, in every language."""
    from gazette.assemble import assemble
    from gazette.load import load
    from gazette.project import Project

    real = assemble(load(Project(root)))
    (document,) = real.documents
    assert (document.date, document.address) == ("2024-09-16", "")
    assert len(document.checksum) == 64
    for code, words in (("en", "not known"), ("fr", "n’est pas connue"), ("ar", "غير معروف")):
        assert words in (document.note.get(code) or "")
        (based,) = dataset_jsonld(real, None, [], code)["isBasedOn"]
        assert words in based["description"]
        assert "Strategic Cooperation Forum" in based["description"] or code != "en"
        assert based["publisher"]["name"]
        assert based["identifier"]["value"] == document.checksum


def test_fact_11_every_file_names_the_schema_that_describes_it(files, graph):
    """CSV its Table Schema, JSON and each of the JSON Lines a JSON Schema; Parquet keeps its own inside."""
    schemas = {
        ending: None if (found := graph.value(file, DCTERMS.conformsTo)) is None else str(found)
        for ending, file in distributions(graph, "boats").items()
    }
    home = f"{HOME}schema/1.2.0/boats"
    assert schemas == {
        "csv": f"{home}.tableschema.json",
        "json": f"{home}.json",
        "jsonl": f"{home}.json#/$defs/row",
        "parquet": None,
    }
    whole = json.loads(files["schema/1.2.0/boats.json"].body)
    Draft202012Validator(whole).validate(json.loads(files["data/latest/boats.json"].body))
    row = {**whole["$defs"]["row"], "$defs": whole["$defs"]}
    for line in files["data/latest/boats.jsonl"].body.splitlines():
        Draft202012Validator(row).validate(json.loads(line))


def test_fact_11_the_own_citation_is_no_citation_of_others(catalog, files):
    """schema.org's `citation` is what a dataset cites, its source; how to cite it is its `creditText`."""
    for table in (None, catalog.by_name["boats"]):
        found = dataset_jsonld(catalog, table, list(files.values()), "en")
        assert found["citation"] == ["(2020). The log"]
        assert found["creditText"].startswith("The harbour office (2024)")


def test_fact_12_every_citation_names_its_author(catalog, files):
    """The workbook, the README in the archive and the citation of the web name the same author and year."""
    author = "The harbour office (2024)"
    assert text(cite(catalog)).startswith(author)
    book = openpyxl.load_workbook(io.BytesIO(files["data/latest/package.xlsx"].body), read_only=True)
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    book.close()
    assert [one for one in cells if one.startswith(author)]
    assert [one for one in cells if one.startswith("La capitainerie (2024)")]
    with zipfile.ZipFile(io.BytesIO(files["data/latest/package.zip"].body)) as archive:
        readme = archive.read("README.txt").decode()
        licence = archive.read("LICENSE.txt").decode()
    assert author in readme
    assert "Table lines: No licence is stated" in licence


def test_fact_21_datasets_have_names_keywords_and_identifiers_of_their_own(catalog, files, graph):
    """A title with the publication's, keywords where they are declared, an identifier that needs no host."""
    assert graph.value(dataset("boats"), DCTERMS.title) is not None
    titles = [str(one) for name in catalog.by_name for one in graph.objects(dataset(name), DCTERMS.title)]
    assert len(set(titles)) == len(titles)
    assert "Boats (en) – Harbour (en)" in titles
    assert [str(one) for one in graph.objects(dataset("lines"), DCAT.keyword)] == ["verbatim"]
    found = resources(files)
    ids = [json.loads(files["datapackage.json"].body)["id"], *(one["id"] for one in found.values())]
    assert ids[0] == ID
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert Literal(found["boats"]["id"]) in set(graph.objects(dataset("boats"), DCTERMS.identifier))


def test_fact_21_every_distribution_has_a_format_and_a_media_type(graph):
    """JSON Lines and SQLite too."""
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    endings = {str(graph.value(one, DCAT.downloadURL)).rpartition(".")[2] for one in files}
    assert {"jsonl", "sqlite", "parquet", "zip"} <= endings
    for file in files:
        assert graph.value(file, DCTERMS["format"]) is not None, file
        assert graph.value(file, DCAT.mediaType) is not None, file
