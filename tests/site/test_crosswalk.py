"""A crosswalk: the page, the picture and the pages of both sides, for any table whose rows are mappings."""

import csv
import io
from dataclasses import replace

import pytest

from gazette.model import meaning
from gazette.site import site_files
from gazette.site.crosswalk import crosswalks
from gazette.site.pages import crosswalk, records
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.catalogs import catalog, harbour, pages_of, table

PORTS = (
    "id,position,name_en,name_fr,name_ar,replaces\nold,1,Old port,Vieux port,الميناء القديم,\n"
    "new,2,New port,Port neuf,الميناء الجديد,old\n"
)
BERTHS = (
    "id,quay,position,name_en,name_fr,name_ar\nold-one,old,1,One,Un,واحد\nnew-one,new,1,First,Premier,أول\n"
    "new-two,new,2,<b>Second</b>,Second,ثان\n"
)
ROWS = (
    "id,ours,match,theirs,note_en\nfirst,north,exactMatch,old-one,The same\n"
    "second,north,closeMatch,new-one,Nearly\nthird,south,relatedMatch,old-one,Near\n"
)
MEANINGS = {
    "ours": meaning.MAPPED,
    "match": meaning.MAPPING_RELATION,
    "theirs": meaning.MAPPED_TO,
    "replaces": meaning.REPLACES,
    "quay": meaning.PART_OF,
}
TARGETS = {"ours": "quays", "theirs": "berths", "replaces": "ports", "quay": "ports"}


def declared(found):
    """A table whose columns mean and point at what stands above."""
    fields = tuple(
        replace(one, meaning=MEANINGS[one.name], reference=TARGETS.get(one.name))
        if one.name in MEANINGS
        else one
        for one in found.fields
    )
    return replace(found, fields=fields)


@pytest.fixture(scope="module")
def walked():
    """The harbour with its quays set beside the berths of two ports, of which the newer replaces the older."""
    added = (("ports", "record", PORTS), ("berths", "record", BERTHS), ("walk", "mapping", ROWS))
    return catalog([*harbour().tables, *(declared(table(*one)) for one in added)])


@pytest.fixture(scope="module")
def pages(walked):
    """Its pages by path."""
    return views(walked)


def views(publication):
    """What the pages of crosswalks and of records show, in English, by path."""
    files = {made.path: made for made in site_files(publication)}
    reader = Reader(publication, load_words("en"), files)
    return {page.path: page.view for kind in (crosswalk, records) for page in pages_of(kind, reader)}


def texts(links):
    """What links are called."""
    return [one["text"] for one in links]


def test_the_page_says_what_continues_what_ends_and_what_has_no_counterpart(pages):
    """North stands in both ports, south in the older only, and nothing of ours beside the second new berth."""
    view = pages["en/walk/index.html"]
    both, ended, begun = view["changes"][0]["groups"]
    assert texts(both["records"]) == ["North quay"]
    assert texts(ended["records"]) == ["South quay"]
    assert begun["records"] == []
    old, new = view["gaps"]
    assert (old["ours"], old["theirs"]) == ([], [])
    assert texts(new["ours"]) == ["South quay"]
    assert texts(new["theirs"]) == ["<b>Second</b>"]
    assert view["finding"] == ("Old port: 2 of 2 have a counterpart. New port: 1 of 2 has a counterpart.")


def test_every_row_has_an_anchor_and_stands_on_the_pages_of_both_sides(walked, pages):
    """The page holds all rows; our record's page leads to the target, and the target's back."""
    rows = [row for subject in pages["en/walk/index.html"]["subjects"] for row in subject["rows"]]
    assert {row["id"] for row in rows} == set(walked.by_name["walk"].by_id)
    north = pages["en/quays/north/index.html"]["beside"][0]
    assert texts(north["rows"]) == ["One", "First"]
    assert north["rows"][0]["note"]["text"] == "The same"
    berth = pages["en/berths/old-one/index.html"]["beside"][0]
    assert texts(berth["rows"]) == ["North quay", "South quay"]
    assert pages["en/berths/new-two/index.html"]["beside"] == []


def test_the_picture_and_its_data_hold_every_mapping(walked):
    """One row of the CSV for each mapping and for each empty cell, in every language; the picture escapes its texts."""
    made = {one.path: one.body.decode() for one in site_files(walked)}
    for language, none in (("en", "No counterpart"), ("fr", "Aucune correspondance"), ("ar", "لا مقابل")):
        rows = list(csv.reader(io.StringIO(made[f"charts/walk-{language}.csv"])))[1:]
        assert len(rows) == 4
        assert [row[2] for row in rows if not row[3]] == [none]
    drawn = made["charts/walk-en.svg"]
    assert drawn.count("<rect") >= 3
    assert "First" in drawn
    assert "<b>" not in drawn


def test_a_publication_without_mappings_has_no_crosswalk():
    """No page, no picture, and nothing on the pages of records."""
    assert crosswalks(harbour()) == []
    assert views(harbour())["en/quays/north/index.html"]["beside"] == []


def test_the_strategy_says_what_changed_from_one_cycle_to_the_next(read):
    """Two priorities that the cycle of 2022-2025 names have no counterpart in that of 2026-2029."""
    page = read("en/crosswalk/index.html")
    ended = page.css("#change-1 ~ dl > div")[1]
    assert [link.text() for link in ended.css("a")] == ["Document Fraud", "Organised Property Crime"]
    assert read("ar/priorities/drug-trafficking/index.html").css_first("#in-crosswalk") is not None
    places = read("en/data/index.html").css_first("#places")
    assert "Palestinian Authority" in places.parent.text()
    assert places.parent.css_first('a[href$="references/cepol-euromed-police/"]') is not None
