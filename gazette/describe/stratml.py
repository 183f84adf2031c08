"""StratML: the strategy as a plan (Part 1, ISO 17469-1) and its roadmap (Part 2, ANSI/AIIM 22), in one language.

What is a goal, an objective or a milestone is declared by each resource (`stratml`), never guessed. Nothing is
made up to fill the form: there is no vision, mission or value, no stakeholder and no number where the tables
state none. StratML has no languages: the words are those of the source language.

In Part 1, below each goal stand the objectives that belong to it. An objective that belongs to no goal stands as a
goal of its own: the form has no other place for it, and `OtherInformation` says what it really is. Objectives inside
objectives follow one another, numbered 1, 1.1. In Part 2 (of the type Performance_Plan) a table of milestones is a
goal, a milestone an objective, and a due date the target of an indicator. A year is the time from its first to its
last day; a milestone without a date has no indicator.
"""

import datetime
from collections.abc import Iterator, Sequence

from gazette.artifact import Artifact
from gazette.describe.files import Files
from gazette.describe.markup import element
from gazette.model import Catalog, Record, Table, Text, meaning
from gazette.model.catalog import in_order

_CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_PERFORMANCE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
Element = tuple[str, "str | Sequence[Element] | None"]
"""A name (in the root with attributes) and what the element holds: text, others, or None where it is left out."""


def describe(catalog: Catalog, _files: Files) -> Iterator[Artifact]:
    """A file for each part that has something to say; a plan without a goal is none."""
    plan = _Plan(catalog)
    if goals := [plan.goal(record, str(number)) for number, record in enumerate(plan.goals(), 1)]:
        yield plan.file("strategy.stratml.xml", f'StrategicPlan xmlns="{_CORE}"', goals)
    if tables := plan.tables("milestone"):
        goals = [plan.milestones(table, number) for number, table in enumerate(tables, 1)]
        root = f'PerformancePlanOrReport xmlns="{_PERFORMANCE}" Type="Performance_Plan"'
        yield plan.file("roadmap.stratml.xml", root, goals)


class _Plan:
    """Both parts, in the words of the source language."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def tables(self, kind: str) -> list[Table]:
        """The tables whose rows are declared to be this."""
        return [table for table in self.catalog.tables if table.descriptor.get("stratml") == kind]

    def words(self, text: Text) -> str:
        return text.words(self.catalog.source_language)

    def label(self, record: Record) -> str:
        return self.words(self.catalog.by_name[record.table].label(record))

    def of_sources(self, wanted: str) -> list[str]:
        """What the source documents say in the columns with this meaning, each once."""
        texts = (
            self.words(table.text(record, column))
            for table in self.catalog.of_role("source")
            for column in table.columns_of(wanted)
            for record in table.records
        )
        return list(dict.fromkeys(filter(None, texts)))

    def file(self, path: str, root: str, goals: Sequence[Element]) -> Artifact:
        """A whole file. The strategy is that of the publishers of the source documents, and as old as these."""
        catalog, about = self.catalog, self.catalog.about
        days = sorted(
            value
            for table in catalog.of_role("source")
            for column in table.columns_of(meaning.DATE)
            for record in table.records
            if isinstance(value := record.values[column.first.name], datetime.date)
        )
        organisations = [("Organization", [("Name", name)]) for name in self.of_sources(meaning.PUBLISHER)]
        administrative = [
            ("StartDate", about.start if len(about.start) == 10 else None),
            ("EndDate", about.end if len(about.end) == 10 else None),
            ("PublicationDate", days[0].isoformat() if days else catalog.date),
            ("Source", catalog.homepage or None),
        ]
        parts: list[Element] = [
            ("Name", self.words(catalog.title)),
            ("Description", self.words(catalog.description) or None),
            ("OtherInformation", " ".join(self.of_sources(meaning.RIGHTS)) or None),
            ("StrategicPlanCore", [*organisations, *goals]),
            ("AdministrativeInformation", administrative),
        ]
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n{_xml(root, parts)}'
        return Artifact(path, "application/xml", body.encode())

    def goals(self) -> Iterator[Record]:
        """Goals, table by table, then the objectives that nothing declared stands above."""
        goals, objectives = self.tables("goal"), self.tables("objective")
        declared = {table.name for table in (*goals, *objectives)}
        for table in goals:
            yield from in_order(table)
        for table in objectives:
            for record in in_order(table):
                above = self.catalog.parent(record)
                if above is None or above.table not in declared:
                    yield record

    def goal(self, record: Record, number: str) -> Element:
        """A goal with what the publication calls such a record, and what it belongs to outside the plan's own order."""
        declared = {table.name for kind in ("goal", "objective") for table in self.tables(kind)}
        above = [self.label(item) for item in self.catalog.ancestors(record) if item.table not in declared]
        kind = self.words(self.catalog.by_name[record.table].singular)
        other = ": ".join(filter(None, (kind, ", ".join(above))))
        return "Goal", [*self.numbered(record, number, other, ""), *self.objectives(record, number)]

    def objectives(self, above: Record, number: str) -> Iterator[Element]:
        """The objectives that belong to a record, each followed by its own."""
        tables = {table.name: self.words(table.singular) for table in self.tables("objective")}
        children = [child for child in self.catalog.children(above) if child.table in tables]
        for position, record in enumerate(children, 1):
            place = f"{number}.{position}"
            yield "Objective", self.numbered(record, place, tables[record.table])
            yield from self.objectives(record, place)

    def milestones(self, table: Table, number: int) -> Element:
        """A table of milestones as a goal."""
        objectives: list[Element] = []
        for position, record in enumerate(in_order(table), 1):
            related = [
                f"{self.words(column.first.title)}: {self.label(target)}"
                for column in table.columns_of(meaning.RELATION)
                if (target := self.catalog.target(record, column)) is not None
            ]
            parts = self.numbered(record, f"{number}.{position}", "; ".join(related))
            objectives.append(("Objective", [*parts, *self.indicator(table, record)]))
        parts = [
            ("Name", self.words(table.title)),
            ("Description", ""),  # required by the form; a table's description speaks of rows
            ("Identifier", table.name),
            ("SequenceIndicator", str(number)),
        ]
        return "Goal", [*parts, *objectives]

    def indicator(self, table: Table, record: Record) -> Iterator[Element]:
        """By when a milestone is due."""
        column = table.column(meaning.DATE)
        due = record.values[column.first.name] if column else None
        if column is None or due is None:
            return
        first, last = None, ""
        if isinstance(due, datetime.date):
            last = due.isoformat()  # a day is its own last, and has no first to be named
        elif isinstance(due, int):
            first, last = f"{due:04}-01-01", f"{due:04}-12-31"
        target = [("StartDate", first), ("EndDate", last), ("Description", str(due))]
        yield (
            "PerformanceIndicator",
            [
                ("MeasurementDimension", self.words(column.first.title)),
                ("UnitOfMeasurement", self.words(table.singular)),
                ("MeasurementInstance", [("TargetResult", target)]),
            ],
        )

    def numbered(
        self, record: Record, number: str, other: str, undescribed: str | None = None
    ) -> list[Element]:
        """What goals and objectives have in common; a goal has a description, be it empty.

        The identifier is an `xsd:ID`, unique among all tables: a table's name begins with a letter and holds no point.
        """
        table = self.catalog.by_name[record.table]
        column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
        described = "" if column == table.label_column else self.words(table.text(record, column))
        return [
            ("Name", self.label(record)),
            ("Description", described or undescribed),
            ("Identifier", f"{record.table}.{record.id}"),
            ("SequenceIndicator", number),
            ("OtherInformation", other or None),
        ]


def _xml(start: str, content: "str | Sequence[Element] | None") -> str:
    """An element, each of its parts on a line of its own."""
    if content is None or isinstance(content, str):
        return "" if content is None else element(start, content) + "\n"
    inner = "".join(_xml(*part) for part in content)
    return f"<{start}>\n{inner}</{start.partition(' ')[0]}>\n"
