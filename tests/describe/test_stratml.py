"""Plans and roadmaps of made-up publications."""

import xml.etree.ElementTree as ElementTree

import pytest

from gazette.describe import Files, stratml
from tests.catalogs import harbour, island
from tests.conformance.conftest import STANDARDS
from tests.declared import HOSTILE, declared, hostile

PLAN = "{urn:ISO:std:iso:17469:tech:xsd:stratml_core}"
ROADMAP = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"
SCHEMAS = {
    "strategy.stratml.xml": "StrategicPlanISOVersion20140401.xsd",
    "roadmap.stratml.xml": "PerformancePlanOrReport20160216.xsd",
}


def files(catalog):
    """The files by path."""
    return {artifact.path: artifact.body for artifact in stratml.describe(catalog, Files())}


def test_nothing_is_written_where_nothing_is_declared():
    """Which table is a goal is never guessed."""
    assert files(harbour()) == {}
    assert files(island()) == {}


def test_objectives_stand_below_their_goals():
    """Records follow what they belong to; one that belongs to nothing stands for itself and says what it is."""
    root = ElementTree.fromstring(files(declared())["strategy.stratml.xml"])
    found = {
        goal.findtext(f"{PLAN}Identifier"): [
            objective.findtext(f"{PLAN}Identifier") for objective in goal.iter(f"{PLAN}Objective")
        ]
        for goal in root.iter(f"{PLAN}Goal")
    }
    assert found == {"quays.north": ["boats.heron", "boats.otter"], "quays.south": [], "boats.lost": []}
    lost = [goal for goal in root.iter(f"{PLAN}Goal") if goal.findtext(f"{PLAN}Name") == "Lost"]
    assert lost[0].findtext(f"{PLAN}OtherInformation") == "Boats"


def test_nothing_is_made_up():
    """No vision, no mission, no value, no stakeholder: the tables state none."""
    root = ElementTree.fromstring(files(declared())["strategy.stratml.xml"])
    for name in ("Vision", "Mission", "Value", "Stakeholder", "StartDate"):
        assert root.find(f".//{PLAN}{name}") is None


def test_a_milestone_is_due_when_its_table_says_so():
    """A day is its own last; a milestone without a date has no indicator."""
    root = ElementTree.fromstring(files(declared(boats="milestone"))["roadmap.stratml.xml"])
    due = {
        objective.findtext(f"{ROADMAP}Identifier"): objective.findtext(f".//{ROADMAP}EndDate")
        for objective in root.iter(f"{ROADMAP}Objective")
    }
    assert due == {"boats.heron": "1999-02-28", "boats.otter": None, "boats.lost": None}


@pytest.mark.shared
@pytest.mark.parametrize("make", [declared, hostile, lambda: declared(boats="milestone")])
def test_made_up_publications_are_valid_too(make):
    """The published schemas accept what is made of other tables, hostile texts included."""
    from lxml import etree

    if not STANDARDS.is_dir():
        pytest.skip("the standards folder does not stand beside the project")
    for path, body in files(make()).items():
        schema = etree.XMLSchema(etree.parse(STANDARDS / "stratml" / SCHEMAS[path]))
        assert schema.validate(etree.fromstring(body)), schema.error_log


def test_hostile_names_come_back():
    """A name that looks like markup is the name that is read."""
    root = ElementTree.fromstring(files(hostile())["strategy.stratml.xml"])
    assert root.findtext(f"{PLAN}Name") == f"{HOSTILE} en"
