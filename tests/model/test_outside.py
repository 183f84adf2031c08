"""What stands around the strategy: outside references, and what may be said on their word alone."""

import pytest

from gazette.assemble import assemble
from gazette.load import load
from gazette.project import Project

LANGUAGES = ("en", "fr", "ar")

CITES = {"terms": "cites"}
"""The column that leads to a reference, where it is not called so: a term's `reference` is in words."""


@pytest.fixture(scope="module")
def real(root):
    """The real publication."""
    return assemble(load(Project(root)))


def said(catalog, term, column="definition"):
    """A term's text in every language."""
    values = catalog.by_name["terms"].by_id[term].values
    return [str(values[f"{column}_{code}"] or "") for code in LANGUAGES]


def test_fact_3_every_place_is_said_by_a_reference_in_its_own_words(real):
    """The places are editorial, each leads to the page that names it, and the glossary names the same ones."""
    places = real.about.spatial
    assert {real.record(*place.reference).values["address"] for place in places} == {
        "https://www.cepol.europa.eu/projects/euromed"
    }
    labels = [dict(place.label.entries) for place in places]
    assert not any("Palestine" in words for label in labels for words in label.values())
    for code, text in zip(LANGUAGES, said(real, "southern-partner-countries"), strict=True):
        missing = [label[code] for label in labels[1:] if label[code].lstrip("ال") not in text]
        assert not missing, missing
    assert set(dict(real.about.coverage.entries)) == set(LANGUAGES)


def test_fact_4_the_threat_assessment_is_of_the_fourth_phase_and_of_terrorism_too(real):
    """In every language: the fourth phase by its number, terrorist activities, and no "previous phase"."""
    english, french, arabic = said(real, "emta")
    assert "EUROMED Police IV" in english
    assert "terrorist" in english
    assert "EUROMED Police IV" in french
    assert "terroristes" in french
    assert "phase précédente" not in french
    assert "يوروميد للشرطة 4" in arabic
    assert "الإرهابية" in arabic
    assert "المرحلة السابقة" not in arabic


def test_fact_5_the_phase_of_the_project_has_its_dates(real):
    """Both terms give the years 2020 and 2024 in every language, and neither a side of the sea."""
    for term in ("euromed-police", "southern-partner-countries"):
        for text in said(real, term):
            assert "2020" in text
            assert "2024" in text
    assert not any("east" in text for text in said(real, "southern-partner-countries"))


def test_fact_6_terms_say_what_their_references_say(real):
    """OTNA is not of one crime alone, the Council sets the EMPACT priorities, and CSAE heads no entry."""
    english, french, arabic = said(real, "otna")
    assert "regional" in english
    assert "régional" in french
    assert "إقليمي" in arabic
    english, french, arabic = said(real, "empact")
    assert "the Council sets" in english
    assert "le Conseil fixe" in french
    assert "يحدد المجلس" in arabic
    assert "CSAE" not in said(real, "csae", "term")


def test_fact_10_what_is_cited_is_a_reference_and_the_source_is_one_without_an_address(real):
    """Every term, target, scheme and mapping leads to a reference; the presentation has no address and says so."""
    references = real.by_name["references"]
    for name in ("terms", "schemes", "targets", "crosswalk"):
        table = real.by_name[name]
        cited = [one.values[CITES.get(name, "reference")] for one in table.records]
        assert set(cited) <= set(references.by_id), name
    source = references.by_id["euromed-police-presentation"].values
    assert source["address"] is None
    assert "No public address" in str(source["note_en"])
    others = [one.values for one in references.records if one.values["address"] is None]
    assert all("address" in str(one["note_en"]) for one in others)


def test_every_reference_is_used(real):
    """No reference stands in the table without a statement that rests on it, but for the source itself."""
    used = {"euromed-police-presentation"} | {place.reference[1] for place in real.about.spatial}
    for name in ("terms", "schemes", "targets", "crosswalk"):
        used |= {str(one.values[CITES.get(name, "reference")]) for one in real.by_name[name].records}
    assert used == set(real.by_name["references"].by_id)


def test_the_crosswalk_sets_every_priority_beside_the_cycle_in_which_the_strategy_was_shown(real):
    """All eleven have a counterpart in 2022-2025; two have none in 2026-2029, and no target of either is left over."""
    schemes = {name: set() for name in real.by_name["schemes"].by_id}
    reached = set()
    for one in real.mappings:
        schemes[str(one.target.values["scheme"])].add(one.subject.id)
        reached.add(one.target.id)
    every = set(real.by_name["priorities"].by_id)
    assert schemes["empact-2022"] == every
    assert every - schemes["empact-2026"] == {"document-fraud", "organised-property-crime"}
    assert reached == set(real.by_name["targets"].by_id)
