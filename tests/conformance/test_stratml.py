"""The plan and the roadmap against the published XML Schemas of StratML."""

import pytest
from lxml import etree

PART_1 = "StrategicPlanISOVersion20140401.xsd"
PART_2 = "PerformancePlanOrReport20160216.xsd"
DRAFT = "PerformancePlanOrReportISODRAFTVersion20160506.xsd"
FILES = [("strategy.stratml.xml", PART_1), ("roadmap.stratml.xml", PART_2), ("roadmap.stratml.xml", DRAFT)]
pytestmark = pytest.mark.shared


def schema(standards, name):
    """A published schema, read without a network."""
    return etree.XMLSchema(etree.parse(standards / "stratml" / name, etree.XMLParser(no_network=True)))


@pytest.mark.parametrize(("file", "name"), FILES)
def test_the_file_is_valid(site, standards, file, name):
    """The published file keeps the schema, and no identifier stands twice (which lxml does not look at)."""
    xsd = schema(standards, name)
    tree = etree.parse(site / file)
    assert xsd.validate(tree), xsd.error_log
    identifiers = [element.text for element in tree.iter("{*}Identifier")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(("file", "name"), FILES)
def test_a_broken_file_is_found(site, standards, file, name):
    """An identifier that begins with a digit, and a goal without a name, are refused."""
    xsd, tree = schema(standards, name), etree.parse(site / file)
    identifier, goal = tree.find(".//{*}Identifier"), tree.find(".//{*}Goal")
    kept, identifier.text = identifier.text, "1"
    assert not xsd.validate(tree)
    identifier.text = kept
    assert xsd.validate(tree)
    goal.remove(goal.find("{*}Name"))
    assert not xsd.validate(tree)


def test_the_plan_holds_every_declared_record(site, publication):
    """No goal and no objective of the tables is lost, and each stands once."""
    tree = etree.parse(site / "strategy.stratml.xml")
    written = [element.text for element in tree.iter("{*}Identifier")]
    declared = [
        f"{table.name}.{record.id}"
        for table in publication.tables
        if table.descriptor.get("stratml") in ("goal", "objective")
        for record in table.records
    ]
    assert sorted(written) == sorted(declared)


def test_only_dated_milestones_have_a_target(site, publication):
    """A milestone has an indicator if and only if its table gives a year, and the target spans that year."""
    tree = etree.parse(site / "roadmap.stratml.xml")
    dated = {
        f"milestones.{record.id}": record.values["due"]
        for record in publication.by_name["milestones"].records
        if record.values["due"]
    }
    found = {
        objective.findtext("{*}Identifier"): objective.findtext(".//{*}TargetResult/{*}EndDate")
        for objective in tree.iter("{*}Objective")
        if objective.find("{*}PerformanceIndicator") is not None
    }
    assert found == {name: f"{year}-12-31" for name, year in dated.items()}
    assert dated
