"""What a table says for itself where it differs from its publication, and what is the editors'."""

from dataclasses import replace

import pytest

from gazette.assemble import assemble
from gazette.load import load
from gazette.model import Licence
from gazette.project import Project
from tests.catalogs import harbour, island


@pytest.fixture(scope="module")
def real(root):
    """The real publication."""
    return assemble(load(Project(root)))


def with_table(name, **declared):
    """The harbour with more declared for one of its tables."""
    tables = tuple(
        replace(table, descriptor={**table.descriptor, **declared}) if table.name == name else table
        for table in harbour().tables
    )
    found = replace(harbour(), tables=tables)
    return found, found.by_name[name]


def test_fact_9_a_licence_of_its_own_stands_in_place_of_the_packages():
    """A table that declares a licence has that one alone; the others have the package's."""
    catalog, lines = with_table("lines", licenses=[{"name": "notspecified", "title": "None stated"}])
    assert [one.name for one in catalog.licences_of(lines)] == ["notspecified"]
    assert catalog.licences_of(catalog.by_name["boats"]) == catalog.licences
    assert isinstance(catalog.licences_of(None)[0], Licence)


def test_fact_9_rights_are_those_of_the_sources_where_a_table_is_read_from_them():
    """Lines, sources and records with evidence have the rights of the source; quays, which nobody read, have none."""
    catalog = harbour()
    (said,) = catalog.rights_of(None)
    assert said.get("fr") == "À eux"
    for name in ("books", "lines", "boats"):
        assert catalog.rights_of(catalog.by_name[name]) == (said,)
    assert catalog.rights_of(catalog.by_name["quays"]) == ()
    own, lines = with_table("lines", rights="The pilots'")
    assert [text.get("en") for text in own.rights_of(lines)] == ["The pilots'"]


def test_fact_9_languages_are_those_of_the_columns():
    """A table in columns of languages is in these; another is in the source language, unless it says otherwise."""
    catalog = harbour()
    assert catalog.languages_of(catalog.by_name["boats"]) == ("en", "fr", "ar")
    assert catalog.languages_of(catalog.by_name["books"]) == ("en", "fr")
    assert catalog.languages_of(catalog.by_name["lines"]) == ("en",)
    assert island().languages_of(island().tables[0]) == ("mt",)
    own, tongues = with_table("tongues", languages=["en", "fr", "ar"])
    assert own.languages_of(tongues) == ("en", "fr", "ar")


def test_fact_9_the_lines_of_the_presentation_are_not_licensed_by_this_edition(real):
    """They are English, under no licence of ours, and say whose rights they are; the translations are ours."""
    lines = real.by_name["passages"]
    assert [(one.name, one.path) for one in real.licences_of(lines)] == [("notspecified", "")]
    assert real.languages_of(lines) == ("en",)
    assert "EUROMED Police" in (real.rights_of(lines)[0].get("en") or "")
    assert real.licences_of(real.by_name["actions"]) == real.licences


def test_fact_21_a_table_has_the_name_of_its_publication_and_words_of_its_own(real):
    """On a portal a dataset is called by table and publication, with keywords and a description of its own."""
    titles = [real.title_of(table) for table in real.tables]
    assert real.title_of(real.by_name["actions"]).get("en") == "Actions – EUROMED Police Strategy 2024+"
    for code in real.languages:
        named = [title.get(code) for title in titles]
        assert None not in named
        assert len(set(named)) == len(named)
    described = {table.description.get("en") for table in real.tables}
    assert len(described) == len(real.tables)
    lists = [real.keywords_of(real.by_name[name])["en"] for name in ("actions", "terms", "passages")]
    assert real.keywords["en"] not in lists
    assert len(set(lists)) == len(lists)


def test_fact_1_what_is_editorial_is_declared(real):
    """Themes, tags, evidence and withdrawals are ours as a whole; of other tables, the columns that we filled."""
    whole = {table.name for table in real.tables if table.editorial}
    assert {"themes", "tags", "evidence", "languages", "withdrawals"} <= whole
    columns = {(table.name, column.name) for table in real.tables for column in table.editorial_columns}
    assert {
        ("actions", "scope"),
        ("instruments", "kind"),
        ("terms", "definition"),
        ("terms", "expansion"),
        ("passages", "role"),
        ("goals", "id"),
        ("goals", "position"),
    } <= columns
    assert ("passages", "verbatim") not in columns
    assert not {name for name, _ in columns} & whole


def test_fact_1_every_other_record_leads_back_to_a_line(real):
    """A record of a table that is not editorial, and is no source of its own, has evidence."""
    for table in real.tables:
        if table.role in ("record", "term") and not table.editorial:
            assert not [one.id for one in table.records if not real.evidence_of(one)], table.name
