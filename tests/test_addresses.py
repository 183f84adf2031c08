"""Addresses: no file names a host that nobody has said, and every own address leads somewhere (facts 13 to 18)."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from gazette.address import fault, placeholder
from gazette.describe import PageAddress, describe_pages
from gazette.site.proof import Seen, prove
from gazette.site.references import addresses, names_things
from tests.catalogs import harbour
from tests.conftest import SITE, run_gazette
from tests.packages import lay

PLACEHOLDERS = (b"euromed-police-strategy.example", b"github.com/example", b".example/")


def contents(site: Path):
    """Every byte of a site, inside archives, workbooks and databases too: a name and bytes."""
    for file in sorted(site.rglob("*")):
        if file.is_file():
            body = file.read_bytes()
            yield file.name, body
            if body[:4] == b"PK\x03\x04":
                with zipfile.ZipFile(io.BytesIO(body)) as archive:
                    for name in archive.namelist():
                        inner = archive.read(name)
                        yield name, inner
                        if inner[:4] == b"PK\x03\x04":
                            with zipfile.ZipFile(io.BytesIO(inner)) as book:
                                yield from ((part, book.read(part)) for part in book.namelist())
            if body[:15] == b"SQLite format 3":
                with sqlite3.connect(file) as database:
                    yield file.name, "\n".join(database.iterdump()).encode()


def test_fact_13_no_file_names_a_host_that_nobody_has_said(bare_site):
    """A build without an address holds no host of ours, in no format, frozen editions included."""
    named = {name for name, body in contents(bare_site) if any(word in body for word in PLACEHOLDERS)}
    assert named <= {"problems.md"}
    assert not (bare_site / "sitemap.xml").exists()


def test_fact_13_a_build_for_an_address_names_that_one_only(real_site):
    """Canonical links, feeds and metadata begin with the address; frozen files do not name it at all."""
    for name, body in contents(real_site):
        assert not any(word in body for word in PLACEHOLDERS), name
    frozen = [
        file for file in (real_site / "data").rglob("*") if file.is_file() and file.name != "index.html"
    ]
    assert not [file for file in frozen if b"agency.test" in file.read_bytes()]
    assert f'<link rel="canonical" href="{SITE}en/">' in (real_site / "en/index.html").read_text("utf-8")
    assert (real_site / "catalog.ttl").read_text("utf-8").count(SITE) > 100


def test_fact_13_frozen_files_are_the_same_wherever_the_site_stands(real_site, bare_site):
    """The files of every edition are byte for byte those of a build without an address."""
    for file in (bare_site / "data").rglob("*"):
        if file.is_file() and file.name != "index.html":
            assert (real_site / file.relative_to(bare_site)).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize(
    "table", ["evidence", "passages", "tags", "terms", "languages", "sources", "actions"]
)
def test_fact_14_every_row_has_its_address(bare_site, table):
    """What CSVW calls a row (`aboutUrl`) is a page, or an element of one."""
    described = json.loads((bare_site / f"data/latest/{table}.csv-metadata.json").read_text("utf-8"))
    template = described["tableSchema"]["aboutUrl"]
    with (bare_site / f"data/latest/{table}.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["id"] for row in csv.DictReader(stream)]
    assert ids
    for row in ids:
        place, _, fragment = template.replace("{id}", row).partition("#")
        page = (bare_site / "data/latest" / place / "index.html").resolve()
        assert page.is_file(), place
        assert not fragment or f'id="{fragment}"' in page.read_text("utf-8")


def test_fact_14_versions_are_pages_and_feed_entries_lead_somewhere(real_site):
    """`hasVersion` of the catalogue and the id of every entry are answered."""
    versions = set(re.findall(r"<([^>]*data/[0-9.]+/)>", (real_site / "catalog.ttl").read_text("utf-8")))
    assert versions
    for version in versions:
        assert (real_site / version.removeprefix(SITE) / "index.html").is_file()
    for feed in (real_site / "feeds").rglob("*.atom"):
        for name in re.findall("<id>(.*?)</id>", feed.read_text("utf-8")):
            path, _, fragment = name.removeprefix(SITE).partition("#")
            target = real_site / (path + "index.html" if path.endswith("/") else path)
            assert target.is_file(), name
            assert not fragment or f'id="{fragment}"' in target.read_text("utf-8"), name


@pytest.mark.parametrize("ending", ["bib", "ris"])
def test_fact_15_a_citation_gives_the_address_of_its_version(real_site, ending):
    """Of a table and of a record: the version that it names is in its address, and the file is there."""
    found = list((real_site / "en").rglob(f"citation.{ending}"))
    assert len(found) > 100
    for file in found:
        address = next(addresses(file.name, file.read_bytes()))
        assert re.fullmatch(rf"{SITE}data/[0-9.]+/[^ ]+", address)
        assert (real_site / address.removeprefix(SITE)).is_file()


def test_fact_16_pages_that_ask_to_be_left_out_are_not_in_the_sitemap(real_site):
    """The sitemap names every page but those that say `noindex`, and no other file."""
    listed = set(re.findall("<loc>(.*?)</loc>", (real_site / "sitemap.xml").read_text("utf-8")))
    pages = {
        SITE + str(page.relative_to(real_site)).removesuffix("index.html"): page.read_text("utf-8")
        for page in real_site.rglob("*.html")
    }
    assert listed == {address for address, text in pages.items() if '<meta name="robots"' not in text}


def test_fact_17_programs_of_other_sites_may_read_all_data():
    """The header file allows it for the data, for metadata and for schemas, and not for pages."""
    from gazette.site.files import site_files

    text = next(made.body.decode() for made in site_files(harbour()) if made.path == "_headers")
    blocks = dict(re.findall(r"^(/\S+)\n((?:  .*\n?)+)", text, re.MULTILINE))
    for path in (
        "/data/*",
        "/schema/*",
        "/catalog.*",
        "/datapackage.json",
        "/openapi.json",
        "/croissant.json",
    ):
        assert "Access-Control-Allow-Origin: *" in blocks[path]
    assert "/vocabularies.*" in blocks
    assert "Access-Control" not in blocks["/*"]


def test_fact_17b_earlier_addresses_of_side_by_side_lead_on():
    """The file of redirects names every choice of languages that once had pages, and leads to what there is."""
    from gazette.site.files import site_files

    text = next(made.body.decode() for made in site_files(harbour()) if made.path == "_redirects")
    rules = dict(line.split(" ")[:2] for line in text.splitlines())
    for code, choice in (("en", "en-fr"), ("fr", "en-fr"), ("en", "all")):
        assert rules[f"/{code}/parallel/{choice}/*"] == f"/{code}/parallel/"


def test_fact_18_every_description_is_linked_from_a_page(bare_site):
    """The page of all data links each file of metadata, and a table's page those that hold the table."""
    page = (bare_site / "en/data/index.html").read_text("utf-8")
    for name in (
        "strategy.stratml.xml",
        "roadmap.stratml.xml",
        "catalog.ttl",
        "croissant.json",
        "openapi.json",
    ):
        assert f'href="../../{name}"' in page
    table = (bare_site / "en/data/actions/index.html").read_text("utf-8")
    for name in ("catalog.ttl", "croissant.json", "openapi.json"):
        assert f'href="../../../{name}"' in table


def test_a_placeholder_stops_a_release_and_not_a_check(tmp_path):
    """An address that nobody can have is a warning of `check` and an error of `release`."""
    root = lay("placeholder-address", tmp_path)
    assert run_gazette("check", project=root).returncode == 0
    done = run_gazette("release", project=root)
    assert done.returncode == 1
    assert "error[placeholder-address]" in done.stdout
    assert not (root / "releases").exists()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.agency/x", "/etc/passwd", "../../etc/passwd",
        "a/%2e%2e/%2e%2e/b",
        "a\\..\\b", "https:", "https://", "ftp://a.b/c", "", "mailto:a b@c", "https://a.b/\u2028",
    ],
)  # fmt: skip
def test_what_a_browser_would_run_or_that_climbs_out_is_no_address(address):
    """Schemes that are not on the list, other hosts without a scheme, and paths out of the package are refused."""
    assert fault(address)


@pytest.mark.parametrize(
    "address",
    ["https://a.b/c?d=e#f", "http://a.b", "mailto:a@b.c", "licence.txt", "docs/licence.md", "a..b/c"],
)
def test_addresses_of_the_web_mailboxes_and_files_pass(address):
    """What people write every day is not refused."""
    assert fault(address) is None


@given(st.text())
def test_every_text_is_judged(text):
    """No text breaks the judge, and none that passes begins with a scheme outside of the list."""
    reason = fault(text)
    placeholder(text)
    if reason is None and ":" in text.split("/")[0]:
        assert text.split(":")[0].lower() in ("http", "https", "mailto")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/", "http://localhost:8000/", "https://x.test", "https://www.example.org/a",
        "https://github.com/example/x", "mailto:someone@example.com", "http://127.0.0.1/",
    ],
)  # fmt: skip
def test_a_host_that_nobody_can_own_is_a_placeholder(address):
    """RFC 2606 and 6761 name them; an account called `example` is one, too."""
    assert placeholder(address)


@pytest.mark.parametrize("address", ["https://europa.eu/", "https://exampleshop.int/a", "docs/example.md"])
def test_a_real_host_is_none(address):
    """Only hosts and accounts are looked at, and whole words of them."""
    assert placeholder(address) is None


def test_an_address_for_a_trial_is_taken_with_a_note(tmp_path):
    """A reserved host that `--site-url` gives is used, and the build says what it is good for."""
    root = lay("minimal", tmp_path)
    done = run_gazette("build", "--site-url", "https://data.agency.test/x/", project=root)
    assert done.returncode == 0
    assert done.stdout.count('names the host "data.agency.test", which is nobody\'s') == 1
    real = run_gazette("build", "--site-url", "https://data.agency.int/x/", project=root)
    assert "nobody" not in real.stdout


@pytest.mark.parametrize(
    ("identifier", "refused"),
    [
        ("javascript:alert(1)", True), ("data:text/html,x", True), ("../../x", True),
        ("urn:uuid:6cc0e8db-3997-4f86-9b23-9f0ccb089972", False), ("10.5281/zenodo.1", False),
        ("doi:10.5281/zenodo.1", False), ("https://doi.org/10.5281/zenodo.1", False),
        ("6cc0e8db-3997-4f86-9b23-9f0ccb089972", False),
    ],
)  # fmt: skip
def test_what_names_the_package_is_judged_too(tmp_path, identifier, refused):
    """The `id` of a package stands in its catalogue as a name: a UUID, a DOI or an address, nothing that runs."""
    root = lay("minimal", tmp_path)
    descriptor = json.loads((root / "datapackage.json").read_text("utf-8"))
    (root / "datapackage.json").write_text(json.dumps({**descriptor, "id": identifier}), "utf-8")
    assert ("error[unsafe-address]" in run_gazette("check", project=root).stdout) == refused


def test_relative_pages_make_no_sitemap():
    """Where nobody knows the site's address there is none: a sitemap holds whole addresses."""
    from dataclasses import replace

    catalog = replace(harbour(), homepage="")
    assert describe_pages(catalog, [PageAddress("en/index.html", "en", {})]) == []


def test_names_are_read_from_every_kind_of_file():
    """Files of rows are left out; each other format gives what it names."""
    assert not names_things("data/latest/goals.json")
    assert names_things("data/latest/datapackage.json")
    assert names_things("data/latest/records/goals/a.json")
    assert list(addresses("a.ttl", b'<a> <b> "<c>" .')) == ["a", "b"]
    assert list(addresses("a.bib", b"@misc{x,\n  url = {https://a/}\n}\n")) == ["https://a/"]
    assert list(addresses("a.jsonld", b'{"@id": "./#x", "name": "a/b", "y": "https://a/"}')) == [
        "./#x",
        "https://a/",
    ]


HOLDING = {
    "catalog.ttl": '@prefix dct: <http://purl.org/dc/terms/> .\n<{}> dct:title "a" .\n',
    "catalog.rdf": '<rdf:RDF><rdf:Description rdf:about="{}"/></rdf:RDF>',
    "catalog.jsonld": '{{"@id": "{}"}}',
    "datapackage.json": '{{"resources": [{{"path": "{}"}}]}}',
    "data/latest/goals.csv-metadata.json": '{{"tableSchema": {{"aboutUrl": "{}"}}}}',
    "feeds/en/changes.atom": '<feed><entry><link href="{}"/></entry></feed>',
    "sitemap.xml": "<urlset><url><loc>{}</loc></url></urlset>",
    "data/latest/citation.bib": "@misc{{x,\n  url = {{{}}}\n}}\n",
    "data/latest/citation.ris": "TY  - DATA\nUR  - {}\nER  - \n",
}
WHOLE = {"sitemap.xml", "data/latest/citation.bib", "data/latest/citation.ris"}
"""Files that hold whole addresses only."""


@pytest.mark.parametrize("path", HOLDING)
@pytest.mark.parametrize("whole", [True, False])
def test_fact_14_an_own_address_without_a_file_is_refused(path, whole):
    """In every kind of file that names things, whole or relative; one that has a file is not."""
    if path in WHOLE and not whole:
        return
    start = "https://a.agency.int/x/" if whole else "../" * path.count("/")
    published = [path, "id/goals/index.html"]
    for target, refused in (("id/goals/", False), ("id/gaols/", True)):
        body = HOLDING[path].format(start + target).encode()
        problems = prove(
            Seen(),
            published,
            lambda path, body=body: addresses(path, body),
            "https://a.agency.int/x/" if whole else "",
        )
        assert [one.code for one in problems] == ["dead-link"] * refused, target


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(("name", "form"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_a_catalogue_without_an_address_is_read_with_that_of_its_file(bare_site, name, form):
    """Relative names are resolved against the document: each says the same, and what it names of ours is there."""
    base = "https://wherever.test/a/"
    body = (bare_site / f"catalog.{name}").read_text("utf-8")
    graph = Graph().parse(data=body, format=form, publicID=f"{base}catalog.{name}")
    own = {str(term) for triple in graph for term in triple if str(term).startswith(base)}
    assert len(own) > 100
    for iri in own:
        file = bare_site / iri.removeprefix(base).partition("#")[0]
        assert (file / "index.html" if iri.partition("#")[0].endswith("/") else file).is_file(), iri
