"""A crosswalk as data: our records by the schemes of others, what stands in each cell and what in none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gazette.model import Catalog, Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.model.provenance import Mapped
from gazette.site.paging import by_weight, longest, weight


@dataclass(frozen=True)
class Crosswalk:
    """A table of mappings. A scheme is what a target is part of; targets that are part of nothing are in none."""

    catalog: Catalog
    table: Table

    @cached_property
    def rows(self) -> Sequence[Mapped]:
        """Its mappings, in the order of the file."""
        return [one for one in self.catalog.mappings if one.row.table == self.table.name]

    @cached_property
    def subjects(self) -> Sequence[Record]:
        """Every record of the tables of ours that it maps, in the order of reading, mapped or not."""
        names = dict.fromkeys(one.subject.table for one in self.rows)
        found = [record for name in names for record in in_order(self.catalog.by_name[name])]
        return sorted(found, key=self._place)

    def _place(self, record: Record) -> tuple[int, int]:
        """By the place of what the record belongs to, then by its own (the order is stable)."""
        above = self.catalog.parent(record)
        if above is None:
            return 0, 0
        return 1, in_order(self.catalog.by_name[above.table]).index(above)

    @cached_property
    def schemes(self) -> Sequence[Record]:
        """The schemes of its targets, in their order."""
        found = {(one.table, one.id) for row in self.rows if (one := self.scheme(row.target))}
        tables = [self.catalog.by_name[name] for name in sorted({table for table, _ in found})]
        return [one for table in tables for one in in_order(table) if (one.table, one.id) in found]

    def scheme(self, target: Record) -> Record | None:
        """The scheme that a target is part of."""
        return self.catalog.parent(target)

    @cached_property
    def by_subject(self) -> Mapping[tuple[str, str], Sequence[Mapped]]:
        """The mappings of each record of ours, by its table and id."""
        found: dict[tuple[str, str], list[Mapped]] = {}
        for one in self.rows:
            found.setdefault((one.subject.table, one.subject.id), []).append(one)
        return found

    def of(self, subject: Record) -> Sequence[Mapped]:
        """The mappings of a record of ours."""
        return self.by_subject.get((subject.table, subject.id), ())

    @cached_property
    def parts(self) -> Sequence[Sequence[Record]]:
        """The records of ours in parts of a page each."""
        return by_weight(self.subjects, map(self._weight, self.subjects))

    def _weight(self, subject: Record) -> int:
        """Bytes of a record of ours with its counterparts, its texts taken where they are longest."""
        size = 60 + weight(self.catalog, subject)
        for one in self.of(subject):
            related = [one.target, *filter(None, (self.scheme(one.target), one.reference))]
            size += 250 + longest(one.note) + sum(weight(self.catalog, other) for other in related)
        return size

    def cell(self, subject: Record, scheme: Record) -> Sequence[Mapped]:
        """How a record of ours relates to a scheme."""
        return [one for one in self.of(subject) if self.scheme(one.target) == scheme]

    def matched(self, scheme: Record) -> Sequence[Record]:
        """Our records with a counterpart in a scheme."""
        return [one for one in self.subjects if self.cell(one, scheme)]

    def unmatched(self, scheme: Record) -> Sequence[Record]:
        """Our records without one."""
        return [one for one in self.subjects if not self.cell(one, scheme)]

    def unreached(self, scheme: Record) -> Sequence[Record]:
        """The targets of a scheme beside which nothing of ours stands."""
        reached = {(one.target.table, one.target.id) for one in self.rows}
        return [one for one in self.catalog.children(scheme) if (one.table, one.id) not in reached]

    def changes(self) -> Iterator[tuple[Record, Record]]:
        """Each scheme that replaces another, with the one that it replaces, the older first."""
        for new in self.schemes:
            column = self.catalog.by_name[new.table].column(meaning.REPLACES)
            old = self.catalog.target(new, column) if column else None
            if old in self.schemes and old is not None:
                yield old, new


def crosswalks(catalog: Catalog) -> Sequence[Crosswalk]:
    """Every crosswalk of a publication that maps anything, in the order of the tables."""
    found = [Crosswalk(catalog, table) for table in catalog.of_role("mapping")]
    return [one for one in found if one.schemes]
