"""The matrix of the real strategy: nothing is counted twice, nothing is lost, and its files say the same."""

import csv
import io

import pytest

from gazette.assemble import assemble
from gazette.load import load
from gazette.project import Project
from gazette.site import site_files
from gazette.site.reader import Reader
from gazette.site.themes import grid
from gazette.site.words import load_words


@pytest.fixture(scope="module")
def catalog(root):
    """The real strategy as it is being worked on."""
    return assemble(load(Project(root)))


def test_every_tag_stands_in_one_cell(catalog):
    """The cells hold as many tags as the table has rows: each record of a priority is counted where it belongs."""
    cells = grid(Reader(catalog, load_words("en"), {}))
    assert sum(len(tags) for tags in cells.cells.values()) == len(catalog.by_name["tags"].records)
    assert len(cells.rows) == len(catalog.by_name["priorities"].records)


def test_the_csv_holds_every_cell(catalog):
    """The matrix as CSV has one row per tag, in every language."""
    made = {one.path: one.body for one in site_files(catalog)}
    for language in catalog.languages:
        rows = list(csv.DictReader(io.StringIO(made[f"charts/matrix-{language}.csv"].decode())))
        assert len(rows) == len(catalog.by_name["tags"].records)
        assert all(row["row_name"] and row["theme_name"] and row["record_name"] for row in rows)


def test_the_same_publication_gives_the_same_files(catalog):
    """Pictures, calendars and tables do not depend on the run."""
    assert list(site_files(catalog)) == list(site_files(catalog))


def test_a_tag_quotes_the_record_it_stands_on(catalog):
    """The words that a reason quotes are words of the record, in every language."""
    for tag in Reader(catalog, load_words("en"), {}).tags:
        label = catalog.by_name[tag.record.table].label(tag.record)
        for language, reason in tag.reason.entries:
            quoted = reason.split('"' if language == "en" else "«")[1].split("»")[0].strip(" \u00a0\u202f")
            assert quoted in (label.get(language) or ""), (tag.record.id, language)
