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
from collections.abc import Iterable, Iterator

from gazette.artifact import Artifact
from gazette.describe.files import Files
from gazette.describe.markup import element
from gazette.model import Catalog, Record, Table, Text, meaning
from gazette.model.catalog import in_order

_CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_PERFORMANCE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"


def describe(catalog: Catalog, _files: Files) -> Iterator[Artifact]:
    """A file for each part that has something to say; a plan without a goal is none."""
    plan = _Plan(catalog)
    if goals := [plan.goal(record, str(number)) for number, record in enumerate(plan.goals(), 1)]:
        yield plan.file("strategy.stratml.xml", f'StrategicPlan xmlns="{_CORE}"', goals)
    if tables := plan.tables("milestone"):
        written = [plan.milestones(table, number) for number, table in enumerate(tables, 1)]
        root = f'PerformancePlanOrReport xmlns="{_PERFORMANCE}" Type="Performance_Plan"'
        yield plan.file("roadmap.stratml.xml", root, written)


class _Plan:
    """Both parts, in the words of the source language."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def tables(self, kind: str) -> list[Table]:
        """The tables whose rows are declared to be this."""
        return [table for table in self.catalog.tables if table.descriptor.get("stratml") == kind]

    def words(self, text: Text) -> str:
        return text.words(self.catalog.source_language)

    def of_sources(self, wanted: str) -> list[str]:
        """What the source documents say in the columns with this meaning, each once."""
        texts = (
            self.words(table.text(record, column))
            for table in self.catalog.of_role("source")
            for column in table.columns_of(wanted)
            for record in table.records
        )
        return list(dict.fromkeys(filter(None, texts)))

    def file(self, path: str, root: str, goals: Iterable[str]) -> Artifact:
        """A whole file. The strategy is that of the publishers of the source documents, and as old as these."""
        catalog, about = self.catalog, self.catalog.about
        days = sorted(
            value
            for table in catalog.of_role("source")
            for column in table.columns_of(meaning.DATE)
            for record in table.records
            if isinstance(value := record.values[column.first.name], datetime.date)
        )
        organisations = [
            _group("Organization", _line("Name", name)) for name in self.of_sources(meaning.PUBLISHER)
        ]
        parts = [
            _line("Name", self.words(catalog.title)),
            _some("Description", self.words(catalog.description)),
            _some("OtherInformation", " ".join(self.of_sources(meaning.RIGHTS))),
            _group("StrategicPlanCore", *organisations, *goals),
            _group(
                "AdministrativeInformation",
                _some("StartDate", about.start if len(about.start) == 10 else ""),
                _some("EndDate", about.end if len(about.end) == 10 else ""),
                _some("PublicationDate", days[0].isoformat() if days else catalog.date),
                _some("Source", catalog.homepage),
            ),
        ]
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n{_group(root, *parts)}'
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

    def goal(self, record: Record, number: str) -> str:
        """A goal with what the publication calls such a record, and what it belongs to outside the plan's own order."""
        declared = {table.name for kind in ("goal", "objective") for table in self.tables(kind)}
        above = [self.label(item) for item in self.catalog.ancestors(record) if item.table not in declared]
        kind = self.words(self.catalog.by_name[record.table].singular)
        other = ": ".join(filter(None, (kind, ", ".join(above))))
        description = _line("Description", self.described(record))
        return self.numbered("Goal", record, number, description, other, *self.objectives(record, number))

    def objectives(self, above: Record, number: str) -> Iterator[str]:
        """The objectives that belong to a record, each followed by its own."""
        tables = {table.name: self.words(table.singular) for table in self.tables("objective")}
        children = [child for child in self.catalog.children(above) if child.table in tables]
        for position, record in enumerate(children, 1):
            place, description = f"{number}.{position}", _some("Description", self.described(record))
            yield self.numbered("Objective", record, place, description, tables[record.table])
            yield from self.objectives(record, place)

    def milestones(self, table: Table, number: int) -> str:
        """A table of milestones as a goal."""
        objectives = []
        for position, record in enumerate(in_order(table), 1):
            related = [
                f"{self.words(column.first.title)}: {self.label(target)}"
                for column in table.columns_of(meaning.RELATION)
                if (target := self.catalog.target(record, column)) is not None
            ]
            description, indicator = (
                _some("Description", self.described(record)),
                self.indicator(table, record),
            )
            place, other = f"{number}.{position}", "; ".join(related)
            objectives.append(self.numbered("Objective", record, place, description, other, indicator))
        return _group(
            "Goal",
            _line("Name", self.words(table.title)),
            _line("Description", ""),  # required by the form; a table's description speaks of rows
            _line("Identifier", table.name),
            _line("SequenceIndicator", str(number)),
            *objectives,
        )

    def indicator(self, table: Table, record: Record) -> str:
        """By when a milestone is due."""
        column = table.column(meaning.DATE)
        due = record.values[column.first.name] if column else None
        if column is None or due is None:
            return ""
        first = last = ""
        if isinstance(due, datetime.date):
            last = due.isoformat()  # a day is its own last, and has no first to be named
        elif isinstance(due, int):
            first, last = f"{due:04}-01-01", f"{due:04}-12-31"
        dates = (_some("StartDate", first), _line("EndDate", last), _line("Description", str(due)))
        return _group(
            "PerformanceIndicator",
            _line("MeasurementDimension", self.words(column.first.title)),
            _line("UnitOfMeasurement", self.words(table.singular)),
            _group("MeasurementInstance", _group("TargetResult", *dates)),
        )

    def numbered(
        self, element: str, record: Record, number: str, description: str, other: str, *more: str
    ) -> str:
        """A goal or an objective.

        The identifier is an `xsd:ID`, unique among all tables: a table's name begins with a letter and holds no point.
        """
        return _group(
            element,
            _line("Name", self.label(record)),
            description,
            _line("Identifier", f"{record.table}.{record.id}"),
            _line("SequenceIndicator", number),
            _some("OtherInformation", other),
            *more,
        )

    def label(self, record: Record) -> str:
        return self.words(self.catalog.by_name[record.table].label(record))

    def described(self, record: Record) -> str:
        """What a record says beyond its name."""
        table = self.catalog.by_name[record.table]
        column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
        return "" if column == table.label_column else self.words(table.text(record, column))


def _group(start: str, *parts: str) -> str:
    """An element that holds others; its attributes stand behind its name."""
    return f"<{start}>\n{''.join(parts)}</{start.partition(' ')[0]}>\n"


def _line(name: str, words: str) -> str:
    """An element that holds text, on a line of its own."""
    return element(name, words) + "\n"


def _some(name: str, words: str) -> str:
    """The same, and nothing at all where there is no text."""
    return _line(name, words) if words else ""
