"""The quality page: every answer is computed, and each of them can be made to turn."""

import json
import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.artifact import Artifact
from gazette.assemble import assemble
from gazette.describe import describe_all, mqa, quality
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from gazette.site import correction
from gazette.site.pages import quality as page
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words
from tests.catalogs import HARBOUR, catalog, island, table
from tests.conftest import SITE
from tests.declared import DECLARED

WEB_PRACTICES, FAIR = 28, 14
"""What the real publication reaches without a release, a registered identifier and a contact: it may only rise."""
OF_RELEASES = {"BP8", "BP11", "BP26"}
"""Practices that only a publication with releases can meet."""
FROZEN = "data/1.1.0/datapackage.json", "data/1.2.0/datapackage.json"


def files_of(publication):
    """The data and metadata files by path, with the list of versions that every site has."""
    made = export_all(publication)
    found = {one.path: one for one in (*made, *describe_all(publication, made))}
    return {**found, "data/versions.json": Artifact("data/versions.json", "application/json", b"{}")}


def exemplary():
    """A publication that meets every line: declared, read from a source, translated, with a place for the dead."""
    tables = {
        **HARBOUR,
        "boats": ("record", HARBOUR["boats"][1].rsplit("lost,", 1)[0]),
        "proofs": (
            "evidence",
            "id,table,record,passage,basis,note_en\n"
            "p1,boats,heron,log-1,verbatim,\n"
            "p2,boats,otter,log-3,inferred,It stands so\n",
        ),
        "gone": ("tombstone", "id,table,record,version,reason_en\n"),
    }
    made = [table(name, role, text) for name, (role, text) in tables.items()]
    editorial = ("quays", "words")
    made = [
        replace(
            one, descriptor={**one.descriptor, "title": one.name, "description": one.name, "editorial": True}
        )
        if one.name in editorial
        else replace(one, descriptor={**one.descriptor, "title": one.name, "description": one.name})
        for one in made
    ]
    base = catalog(made)
    more = {
        "id": "https://doi.org/10.5281/zenodo.1",
        "sources": [{"title": "The log", "informed": "2024-02-01"}],
    }
    return replace(
        base, contact="https://office.example/write", descriptor={**base.descriptor, **DECLARED, **more}
    )


@pytest.fixture(scope="module")
def perfect():
    """That publication with its files, two frozen editions, and a type map as a server that negotiates has it."""
    publication = exemplary()
    files = files_of(publication)
    inside = files["data/latest/datapackage.json"].body
    for path in FROZEN:
        files[path] = Artifact(path, "application/json", inside)
    files["data/boats.var"] = Artifact("data/boats.var", "text/plain", b"URI: boats.csv\n")
    return publication, files


def without(*endings):
    """No file whose path ends so."""
    return lambda publication, files: (
        publication,
        {path: one for path, one in files.items() if not path.endswith(endings)},
    )


def rewritten(path, change):
    """A file whose text is changed."""

    def broken(publication, files):
        body = change(files[path].body.decode()).encode()
        return publication, {**files, path: replace(files[path], body=body)}

    return broken


def edited(path, change):
    """A JSON file whose value is changed in place."""

    def change_text(text):
        value = json.loads(text)
        change(value)
        return json.dumps(value)

    return rewritten(path, change_text)


def said(**changed):
    """The publication declares something else."""
    return lambda publication, files: (replace(publication, **changed), files)


def undeclared(name):
    """The descriptor lacks a property."""

    def broken(publication, files):
        kept = {key: value for key, value in publication.descriptor.items() if key != name}
        return replace(publication, descriptor=kept), files

    return broken


def tables(change, *names):
    """Some tables, or all of them, are others."""

    def broken(publication, files):
        changed = (change(one) if not names or one.name in names else one for one in publication.tables)
        return replace(publication, tables=tuple(changed)), files

    return broken


def of_role(role):
    """No table has this role."""
    return lambda publication, files: (
        replace(publication, tables=tuple(one for one in publication.tables if one.role != role)),
        files,
    )


def every_node(change):
    """Every node of the catalogue is changed."""
    return edited("catalog.jsonld", lambda value: [change(node) for node in value["@graph"]])


def meaningless(one):
    """A table whose columns mean nothing."""
    return replace(one, fields=tuple(replace(field, meaning="") for field in one.fields))


def rowless_basis(one):
    """Evidence that does not say on what basis it stands."""
    rows = (replace(row, values={**row.values, "basis": None}) for row in one.records)
    return replace(one, records=tuple(rows))


def not_editorial(one):
    """A table that is not declared editorial."""
    return replace(one, descriptor={**one.descriptor, "editorial": False})


def without_rights(one):
    """A source that does not say whose rights remain."""
    rows = (replace(row, values={**row.values, "rights_en": None, "rights_fr": None}) for row in one.records)
    return replace(one, records=tuple(rows))


def named_by_year(publication, files):
    """A table is called by a year, and so are its files."""
    boats = next(one for one in publication.tables if one.name == "boats")
    moved = [replace(one, path=one.path.replace("boats", "boats2024")) for one in files.values()]
    renamed = {one.path: one for one in moved}
    kept = tuple(replace(one, name="boats2024") if one is boats else one for one in publication.tables)
    return replace(publication, tables=kept), renamed


def drop_column(value):
    """A later edition lacks a column."""
    value["resources"][0]["schema"]["fields"].pop()


EXPLAINED = tables(lambda one: replace(one, description=type(one.description)()), "boats")
BREAK = {
    "BP1": edited("datapackage.json", lambda value: value["resources"].pop(1)),
    "BP2": said(keywords={}),
    "BP3": EXPLAINED,
    "BP4": every_node(lambda node: (node.pop("dct:license", None), node.pop("dct:rights", None))),
    "BP5": tables(not_editorial, "quays"),
    "BP6": tables(rowless_basis, "proofs"),
    "BP7": edited("datapackage.json", lambda value: value.pop("version")),
    "BP8": without(*FROZEN),
    "BP9": named_by_year,
    "BP10": edited(
        "data/latest/csv-metadata.json", lambda value: value["tables"][1]["tableSchema"].pop("aboutUrl")
    ),
    "BP11": without(*FROZEN),
    "BP12": without(".jsonl", ".parquet"),
    "BP13": rewritten("data/latest/boats.csv", lambda text: text.replace("1999-02-28", "28/02/1999")),
    "BP14": without(".jsonl", ".parquet"),
    "BP15": tables(meaningless, "boats"),
    "BP16": edited(
        "datapackage.json", lambda value: value["resources"][0]["schema"]["fields"][0].update(type="object")
    ),
    "BP17": without(".zip"),
    "BP18": without("records/boats/heron.json"),
    "BP19": without(".var"),
    "BP21": undeclared("frequency"),
    "BP22": edited("datapackage.json", lambda value: value["resources"][0]["schema"].pop("missingValues")),
    "BP23": edited(
        "openapi.json", lambda value: value["paths"].pop("/data/{edition}/records/boats/{id}.json")
    ),
    "BP24": edited("openapi.json", lambda value: value.update(openapi="2.0")),
    "BP25": edited(
        "openapi.json", lambda value: value["paths"]["/data/{edition}/{table}.csv"]["get"].pop("summary")
    ),
    "BP26": edited(FROZEN[1], drop_column),
    "BP27": of_role("tombstone"),
    "BP28": rewritten("data/latest/SHA256SUMS", lambda text: "0" + text[1:]),
    "BP29": said(contact=""),
    "BP30": said(contact="mailto:master@harbour.example"),
    "BP31": said(languages=("en",)),
    "BP32": without(".xlsx"),
    "BP33": edited("datapackage.json", lambda value: value["sources"][0].pop("informed")),
    "BP34": tables(without_rights, "books"),
    "BP35": every_node(lambda node: node.pop("dct:source", None)),
    "F1": edited("datapackage.json", lambda value: value.pop("id")),
    "F2": undeclared("themes"),
    "F3": rewritten("data/latest/boats.csv", lambda text: text + "\n"),
    "F4": without("croissant.json"),
    "A1": without("boats.jsonl"),
    "A1.1": rewritten("catalog.jsonld", lambda text: text.replace("https://harbour", "ftp://harbour")),
    "A1.2": edited("openapi.json", lambda value: value.update(security=[{"key": []}])),
    "A2": of_role("tombstone"),
    "I1": without("catalog.rdf"),
    "I2": without("vocabularies.ttl"),
    "I3": tables(meaningless, "boats"),
    "R1": EXPLAINED,
    "R1.1": undeclared("licenses"),
    "R1.2": of_role("evidence"),
    "R1.3": edited("croissant.json", lambda value: (value.pop("conformsTo"), value.pop("@context"))),
}
"""What makes each claim untrue."""
CODES = [one.code for one in (*quality.PRACTICES, *quality.PRINCIPLES)]


def verdicts(publication, files):
    """Every answer of both lists by its code."""
    judged = (
        quality.web_practices(publication, files, "en"),
        quality.fair_principles(publication, files, "en"),
    )
    return {one.code: one.met for found in judged for one in found}


@pytest.fixture(scope="module")
def real(root):
    """The real publication and its files."""
    publication = assemble(load(Project(root)), SITE)
    sheets = correction.sheets(Reader(publication, load_words("en"), {}))
    return publication, files_of(publication) | {sheet.path: sheet for sheet in sheets}


def test_fact_8_every_claim_can_be_met(perfect):
    """A publication that does all that is asked meets every line but the one that does not apply."""
    found = verdicts(*perfect)
    assert {code for code, met in found.items() if met is not True} == {"BP20"}
    assert found["BP20"] is None


@pytest.mark.parametrize("code", [code for code in CODES if code != "BP20"])
def test_fact_8_every_claim_can_be_broken(perfect, code):
    """What each line is about is broken once, and its answer turns to `not met`."""
    assert verdicts(*BREAK[code](*perfect))[code] is False


def test_the_portals_points_are_those_of_the_published_catalogue(perfect):
    """No graph is built again for them: what is edited in the published file is what is counted."""
    publication, files = perfect
    points = {metric.name: metric.met for metric in quality.portal(publication, files)}
    publication, files = every_node(lambda node: node.pop("dcat:theme", None))(publication, files)
    fewer = {metric.name: metric.met for metric in quality.portal(publication, files)}
    assert {name for name in points if points[name] != fewer[name]} == {"dcat:theme"}


def test_the_lists_are_whole():
    """35 practices and 15 principles, each once and in the order of its list, and each has been broken above."""
    assert [one.code for one in quality.PRACTICES] == [f"BP{n}" for n in range(1, 36)]
    assert " ".join(one.code for one in quality.PRINCIPLES) == (
        "F1 F2 F3 F4 A1 A1.1 A1.2 A2 I1 I2 I3 R1 R1.1 R1.2 R1.3"
    )
    assert set(BREAK) == set(CODES) - {"BP20"}


def test_the_real_publication_does_not_get_worse(real):
    """The portal's points that are true of every table, and as many practices and principles as before."""
    metrics = quality.portal(*real)
    assert mqa.total(metrics) >= 340 - 20, [one.name for one in metrics if not one.met]
    for judged, least in ((quality.web_practices, WEB_PRACTICES), (quality.fair_principles, FAIR)):
        found = judged(*real, "en")
        assert quality.met(found)[0] >= least, [one.code for one in found if one.met is False]


def test_the_real_publication_names_what_it_lacks(real):
    """No server negotiates, nobody has told the publisher of the source, and no one else keeps the identifier."""
    found = verdicts(*real)
    assert {code for code in ("BP19", "BP33", "F1") if found[code] is False} == {"BP19", "BP33", "F1"}
    missed = {code for code, met in found.items() if met is False}
    assert missed <= {"BP19", "BP29", "BP30", "BP33", "F1"} | OF_RELEASES


def test_the_published_page_says_what_was_computed(real_site):
    """The page of the built site has the totals of all three lists."""
    tree = LexborHTMLParser((real_site / "en/quality/index.html").read_text(encoding="utf-8"))
    totals = re.findall(r"(\d+) / (\d+)", tree.css_first("main").text())
    reached = {int(most): int(points) for points, most in totals}
    assert reached[375] >= 340 - 20
    assert reached[34] >= WEB_PRACTICES
    assert reached[15] >= FAIR


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_shows_every_line_in_every_language(real, language):
    """Each line has its answer and sentence; each link to a file of the edition leads to one."""
    publication, files = real
    bodies = {}
    render(list(page.pages(Reader(publication, load_words(language), files))), bodies.__setitem__)
    tree = LexborHTMLParser(bodies[f"{language}/quality/index.html"].decode())
    assert len(tree.css("tbody tr")) == 22 + 35 + 15
    assert all(row.css("td")[-2].text(strip=True) for row in tree.css("tbody tr[id]"))
    data = [a.attributes["href"] for a in tree.css("tbody a") if "data/latest/" in a.attributes["href"]]
    assert {href.removeprefix("../../") for href in data} <= set(files)
    assert tree.css("tbody a")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_fact_1_the_page_lists_what_is_editorial(real, language):
    """Every table and every column that is declared editorial stands there, and every language of translation."""
    publication, files = real
    bodies = {}
    render(list(page.pages(Reader(publication, load_words(language), files))), bodies.__setitem__)
    tree = LexborHTMLParser(bodies[f"{language}/quality/index.html"].decode())
    lists = tree.css("#editorial ~ ul")
    assert len(lists) == 3
    whole = {link.attributes["href"].rsplit("/", 2)[1] for link in lists[0].css("a")}
    assert whole == {one.name for one in publication.tables if one.editorial}
    columns = {
        (link.attributes["href"].rsplit("/", 2)[1], item.css_first("code").text())
        for item in lists[1].css("li")
        for link in item.css("a")
    }
    assert columns == {
        (one.name, column.name) for one in publication.tables for column in one.editorial_columns
    }
    assert len(lists[2].css("li")) == len(publication.languages) - 1


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_fact_1_the_pages_promise_lines_for_what_is_not_editorial(real, language):
    """Where `about` and `method` speak of the source, they except what is editorial and lead to its list."""
    pages = {one.name: one.body for one in real[0].articles if one.language == language}
    (promise,) = (
        line for line in pages["about"].splitlines() if line.startswith("- **") and "page:quality" in line
    )
    assert promise == next(line for line in pages["about"].splitlines() if line.startswith("- **"))
    assert "page:quality" in pages["method"]


def test_a_publication_of_one_table_has_the_page_too():
    """Nothing of any one publication is needed, and a language without interface words is no obstacle."""
    bodies = {}
    render(list(page.pages(Reader(island(), load_words("mt"), files_of(island())))), bodies.__setitem__)
    assert "mt/quality/index.html" in bodies


def test_places_are_named_in_the_language_of_the_page(read):
    """What proves an answer is called as the menus and the tables call it, not by its folder."""
    french = read("fr/quality/index.html")
    named = {link.attributes["href"]: link.text() for link in french.css("nav a")}
    pages = [
        link
        for link in french.css("td[data-label] a")
        if link.attributes["href"].partition("#")[0].endswith("/")
    ]
    texts = {link.attributes["href"].partition("#")[0]: link.text() for link in pages}
    assert {"Données", "Source", "Texte intégral", "Objectifs clés"} <= set(texts.values())
    assert all(named.get(href, text) == text for href, text in texts.items())
