"""The database as SQL sees it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from gazette.assemble import assemble
from gazette.export import sqlite
from gazette.export.sqlite import edition_number
from gazette.load import load
from gazette.project import Project
from tests.catalogs import harbour


def opened(publication):
    """The published file, read back into memory."""
    artifact, *_ = sqlite.export(publication)
    database = sqlite3.connect(":memory:")
    database.deserialize(artifact.body)
    return closing(database)


@pytest.fixture
def database():
    """The harbour's database."""
    with opened(harbour()) as found:
        yield found


def test_it_is_whole(root):
    """SQLite finds nothing amiss in the real publication, and every key points at a record."""
    with opened(assemble(load(Project(root)))) as real:
        assert real.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert real.execute("PRAGMA foreign_key_check").fetchall() == []
        names = {name for (name,) in real.execute("SELECT name FROM sqlite_master")}
        assert "sqlite_sequence" not in names
        for (view,) in real.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            seen = real.execute(f'SELECT count(*) FROM "{view}"').fetchone()[0]
            table = view.rpartition("_")[0]
            held = real.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] if table in names else seen
            assert seen == held


def test_tables_hold_what_their_schemas_say(database):
    """Types are strict, keys are keys, and allowed values, bounds, truths and dates are rules of the table."""
    strict = database.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    assert {name for name, is_strict in strict if is_strict} >= {"boats", "quays", "about_columns"}
    keys = database.execute("PRAGMA foreign_key_list(boats)").fetchall()
    assert {(key[2], key[3], key[4]) for key in keys} == {("quays", "quay", "id"), ("boats", "twin", "id")}
    indexes = {row[1] for row in database.execute("PRAGMA index_list(boats)")}
    assert {"boats_by_quay", "boats_by_twin"} <= indexes


@pytest.mark.parametrize(
    "change",
    ["kind = 'raft'", "position = 0", "fast = 2", "built = '2001-02-30'", "name_en = NULL", "position = 'x'"],
)
def test_what_breaks_a_rule_is_refused(database, change):
    """Who goes on working with the file is held to the same rules."""
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(f"UPDATE boats SET {change} WHERE id = 'heron'")


def test_views_join_labels_in_each_language(database):
    """A view has each text once, in its language or else in the source's, and the label of what a key names."""
    query = "SELECT id, name, quay, quay_label, twin_label FROM boats_{} WHERE id IN ('heron', 'otter') ORDER BY id"
    assert database.execute(query.format("ar")).fetchall() == [
        ("heron", "مالك الحزين", "north", "الرصيف الشمالي", None),
        ("otter", 'Otter, the "fat"', "north", "الرصيف الشمالي", "مالك الحزين"),
    ]
    listed = database.execute('SELECT "table", record, label FROM records_fr WHERE record = ?', ["quay"])
    assert listed.fetchall() == [("words", "quay", "Quai")]


def test_the_dictionary_is_inside(database):
    """Facts, titles, rules and allowed values can be asked for in SQL."""
    assert database.execute("SELECT value FROM about_package WHERE fact = 'version'").fetchall() == [
        ("1.2.0",)
    ]
    row = database.execute(
        "SELECT title, type, kept_as, refers_to FROM about_columns"
        " WHERE table_name = 'boats' AND name = 'draught' AND language = 'en'"
    ).fetchone()
    assert row == ("Draught", "number", "text", None)
    values = database.execute(
        "SELECT DISTINCT value FROM about_values WHERE column_name = 'kind' ORDER BY value"
    )
    assert values.fetchall() == [("motor",), ("sail",)]


@pytest.mark.parametrize(
    ("words", "found"),
    [("héron", {("boats", "fr"), ("boats", "en"), ("lines", "en")}), ("الشمالي", {("quays", "ar")})],
)
def test_texts_are_found_in_every_language(database, words, found):
    """Accents do not count, and Arabic is found as French and English are."""
    query = 'SELECT DISTINCT "table", language FROM search_text WHERE search_text MATCH ?'
    assert set(database.execute(query, [words])) == found


def test_vowel_signs_do_not_hide_a_word():
    """A word written with the signs is found by who types it without them, and is shown as written."""
    publication = harbour()
    quays = publication.by_name["quays"]
    first = replace(quays.records[0], values={**quays.records[0].values, "name_ar": "رَصِيفٌ"})
    changed = replace(quays, records=(first, *quays.records[1:]))
    tables = tuple(changed if one.name == "quays" else one for one in publication.tables)
    with opened(replace(publication, tables=tables)) as database:
        rows = database.execute("SELECT text FROM search_text WHERE search_text MATCH 'رصيف'").fetchall()
    assert ("رَصِيفٌ",) in rows


def test_bytes_are_the_same_from_run_to_run():
    """Two runs agree in every byte; the file says which program and which version it is of."""
    (one,), (two,) = sqlite.export(harbour()), sqlite.export(harbour())
    assert one == two
    assert one.body[68:72] == b"GAZ1"
    assert int.from_bytes(one.body[60:64], "big") == edition_number("1.2.0") == 1_002_000
    assert edition_number("1.2.0-rc.1") == 1_002_000
    assert edition_number("2024.1000.1") == 0
