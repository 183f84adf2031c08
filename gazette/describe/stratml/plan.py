"""StratML Part 1, StrategicPlan: goals, and below each the objectives that belong to it.

An objective that belongs to no goal stands as a goal of its own: the form has no other place for it, and
`OtherInformation` says what it really is. Objectives inside objectives follow one another, numbered 1, 1.1.
"""

from collections.abc import Iterator

from gazette.describe.stratml import document
from gazette.model import Catalog, Record
from gazette.model.catalog import in_order

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"


def plan(catalog: Catalog) -> str | None:
    """The plan, or None where no table is declared to hold goals or objectives."""
    goals = list(_goals(catalog))
    if not goals:
        return None
    written = [_goal(catalog, record, str(number)) for number, record in enumerate(goals, 1)]
    parts = [
        document.line("Name", document.words(catalog, catalog.title)),
        document.some("Description", document.words(catalog, catalog.description)),
        document.some("OtherInformation", document.rights(catalog)),
        document.group("StrategicPlanCore", [*document.organisations(catalog), *written]),
        document.administrative(catalog),
    ]
    return document.document("StrategicPlan", NAMESPACE, parts)


def _goals(catalog: Catalog) -> Iterator[Record]:
    """Goals, table by table, then the objectives that nothing declared stands above."""
    goals = {table.name for table in document.tables(catalog, "goal")}
    objectives = {table.name for table in document.tables(catalog, "objective")}
    for table in document.tables(catalog, "goal"):
        yield from in_order(table)
    for table in document.tables(catalog, "objective"):
        for record in in_order(table):
            above = catalog.parent(record)
            if above is None or above.table not in goals | objectives:
                yield record


def _goal(catalog: Catalog, record: Record, number: str) -> str:
    parts = [
        document.line("Name", document.words(catalog, catalog.by_name[record.table].label(record))),
        document.line("Description", document.described(catalog, record)),
        document.line("Identifier", document.identifier(record)),
        document.line("SequenceIndicator", number),
        document.some("OtherInformation", _kind(catalog, record)),
        *_objectives(catalog, record, number),
    ]
    return document.group("Goal", parts)


def _objectives(catalog: Catalog, above: Record, number: str) -> Iterator[str]:
    wanted = {table.name for table in document.tables(catalog, "objective")}
    children = [child for child in catalog.children(above) if child.table in wanted]
    for position, record in enumerate(children, 1):
        place = f"{number}.{position}"
        parts = [
            document.line("Name", document.words(catalog, catalog.by_name[record.table].label(record))),
            document.some("Description", document.described(catalog, record)),
            document.line("Identifier", document.identifier(record)),
            document.line("SequenceIndicator", place),
            document.some(
                "OtherInformation", document.words(catalog, catalog.by_name[record.table].singular)
            ),
        ]
        yield document.group("Objective", parts)
        yield from _objectives(catalog, record, place)


def _kind(catalog: Catalog, record: Record) -> str:
    """What the publication calls such a record, and what it belongs to outside the plan's own order."""
    singular = document.words(catalog, catalog.by_name[record.table].singular)
    declared = {table.name for what in ("goal", "objective") for table in document.tables(catalog, what)}
    above = [
        document.words(catalog, catalog.by_name[one.table].label(one))
        for one in catalog.ancestors(record)
        if one.table not in declared
    ]
    return ": ".join(part for part in (singular, ", ".join(above)) if part)
