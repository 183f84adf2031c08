"""StratML Part 2, PerformancePlanOrReport of the type Performance_Plan: the milestones and when they are due.

A table of milestones is a goal, a milestone an objective, and a due date the target of an indicator. A year is
the time from its first to its last day; a milestone without a date has no indicator.
"""

import datetime
from collections.abc import Iterator

from gazette.describe.stratml import document
from gazette.model import Catalog, Record, Table, meaning
from gazette.model.catalog import in_order

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"


def roadmap(catalog: Catalog) -> str | None:
    """The plan, or None where no table is declared to hold milestones."""
    tables = document.tables(catalog, "milestone")
    if not tables:
        return None
    goals = [_goal(catalog, table, number) for number, table in enumerate(tables, 1)]
    parts = [
        document.line("Name", document.words(catalog, catalog.title)),
        document.some("Description", document.words(catalog, catalog.description)),
        document.some("OtherInformation", document.rights(catalog)),
        document.group("StrategicPlanCore", [*document.organisations(catalog), *goals]),
        document.administrative(catalog),
    ]
    return document.document("PerformancePlanOrReport", NAMESPACE, parts, "Performance_Plan")


def _goal(catalog: Catalog, table: Table, number: int) -> str:
    parts = [
        document.line("Name", document.words(catalog, table.title)),
        document.line("Description", ""),  # required by the form; a table's description speaks of rows
        document.line("Identifier", table.name),
        document.line("SequenceIndicator", str(number)),
    ]
    records = enumerate(in_order(table), 1)
    return document.group(
        "Goal", [*parts, *(_objective(catalog, table, one, f"{number}.{at}") for at, one in records)]
    )


def _objective(catalog: Catalog, table: Table, record: Record, number: str) -> str:
    parts = [
        document.line("Name", document.words(catalog, table.label(record))),
        document.some("Description", document.described(catalog, record)),
        document.line("Identifier", document.identifier(record)),
        document.line("SequenceIndicator", number),
        document.some("OtherInformation", "; ".join(_related(catalog, table, record))),
        _indicator(catalog, table, record),
    ]
    return document.group("Objective", parts)


def _related(catalog: Catalog, table: Table, record: Record) -> Iterator[str]:
    for column in table.columns_of(meaning.RELATION):
        target = catalog.target(record, column)
        if target is not None:
            label = catalog.by_name[target.table].label(target)
            yield f"{document.words(catalog, column.first.title)}: {document.words(catalog, label)}"


def _indicator(catalog: Catalog, table: Table, record: Record) -> str:
    column = table.column(meaning.DATE)
    due = record.values[column.first.name] if column else None
    if column is None or due is None:
        return ""
    first, last = _span(due)
    target = [document.some("StartDate", first), document.line("EndDate", last)]
    return document.group(
        "PerformanceIndicator",
        [
            document.line("MeasurementDimension", document.words(catalog, column.first.title)),
            document.line("UnitOfMeasurement", document.words(catalog, table.singular)),
            document.group(
                "MeasurementInstance",
                [document.group("TargetResult", [*target, document.line("Description", str(due))])],
            ),
        ],
    )


def _span(due: object) -> tuple[str, str]:
    """The first and the last day of a year; a day is its own last, and has no first to be named."""
    if isinstance(due, datetime.date):
        return "", due.isoformat()
    return (f"{due:04}-01-01", f"{due:04}-12-31") if isinstance(due, int) else ("", "")
