"""Long texts in parts: every line and every record has its page, and the old addresses lead on."""

import csv
import itertools
import json
import shutil

import pytest

from gazette.assemble import assemble
from gazette.load import load
from gazette.project import Project
from gazette.release.history import History
from gazette.site.pages import parallel
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.packages import EXAMPLES

LANGUAGES = ("en", "fr", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_found_from_its_old_place(real_site, read, language):
    """The index has each line under the id that it had on the one long page, and links to where it is read."""
    index = read(f"{language}/source/index.html")
    links = {node.attributes["id"]: node.attributes["href"] for node in index.css(".letters a[id]")}
    assert len(links) > 100
    found = {}
    for file in (real_site / language / "source").glob("*/*/index.html"):
        path = f"{file.parent.relative_to(real_site).as_posix()}/"
        for row in read(path).css("tbody tr"):
            assert row.attributes["id"] not in found
            found[row.attributes["id"]] = f"../../{path}#{row.attributes['id']}"
    assert links == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_stand_in_the_blocks_of_the_source_with_the_reasons_of_what_was_read(
    root, real_site, read, language
):
    """A block ends where a number is left out, and every note on a reading can be opened beside its line."""
    notes = 0
    for file in (real_site / language / "source").glob("*/*/index.html"):
        page = read(file.relative_to(real_site).as_posix())
        blocks = [
            [int(row.css_first("th").text()) for row in body.css("tr")] for body in page.css(".quoted tbody")
        ]
        assert len(blocks) > 1
        for block in blocks:
            assert block == list(range(block[0], block[0] + len(block)))
        assert all(above[-1] + 1 < below[0] for above, below in itertools.pairwise(blocks))
        notes += sum(bool(node.text().strip()) for node in page.css(".quoted li > details > p"))
    with (root / "content/tables/evidence.csv").open(encoding="utf-8", newline="") as stream:
        assert notes == sum(bool(row["note_en"]) for row in csv.DictReader(stream)) > 0


def test_every_record_stands_side_by_side_once(read):
    """The pages of all tables together hold each record of the whole text once, in all languages."""
    whole = read("en/strategy/index.html")
    wanted = {
        node.attributes["href"].rpartition("en/")[2]
        for node in whole.css(".document li > a, .document .entry a:not(.anchor, .margin *)")
        if "/glossary/" not in node.attributes["href"]
    }
    first = read("en/parallel/index.html")
    tables = [node.attributes["href"].rpartition("en/")[2] for node in first.css(".choices a")]
    assert len(tables) > 1
    rows = []
    while tables:
        page = read(f"en/{tables.pop()}")
        assert [node.attributes["lang"] for node in page.css(".sides thead th [lang]")] == list(LANGUAGES)
        rows += [node.attributes["href"].rpartition("en/")[2] for node in page.css(".sides tbody th a")]
        current = page.css_first(".sides ~ .choices [aria-current]")
        following = current.parent.next if current else None
        while following is not None and following.tag != "li":
            following = following.next
        tables += [following.css_first("a").attributes["href"].rpartition("en/")[2]] if following else []
    assert len(rows) == len(set(rows))
    assert wanted <= set(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_side_by_side_keeps_the_places_of_the_long_page(read, language):
    """Each table that the whole text begins with has its id there, on the way to its page."""
    whole, first = read(f"{language}/strategy/index.html"), read(f"{language}/parallel/index.html")
    places = {node.attributes["id"] for node in first.css("main [id]")}
    assert {node.attributes["id"] for node in whole.css(".document h2")} <= places


def test_two_long_tables_may_share_their_ids(tmp_path):
    """Ids differ within a table only: a root is called like one of another table, or like a table."""
    root = shutil.copytree(EXAMPLES / "unlike", tmp_path / "unlike")
    shutil.rmtree(root / "content/pages")
    said = json.loads((root / "datapackage.json").read_text(encoding="utf-8")) | {"languages": ["fr", "en"]}
    (root / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    schema = root / "schemas/tables/chantiers.json"
    schema.write_text(
        schema.read_text(encoding="utf-8").replace("dc/terms/isPartOf", "dc/terms/relation"), encoding="utf-8"
    )
    ids = ["axes", "relier", *(f"r{number}" for number in range(60))]
    axes = "".join(f"{one},{place},{one}\n" for place, one in enumerate(ids, 1))
    works = "".join(f"{one},relier,{place},{one},,,,,\n" for place, one in enumerate(ids, 1))
    for name, rows in (("axes", axes), ("chantiers", works)):
        table = root / f"content/tables/{name}.csv"
        head = table.read_text(encoding="utf-8").partition("\n")[0]
        table.write_text(f"{head}\n{rows}", encoding="utf-8")
    catalog = assemble(load(Project(root)))
    paths = [page.path for page in parallel.pages(Reader(catalog, load_words("fr"), {}, past=History()))]
    assert len(paths) == len(set(paths)) == 3
