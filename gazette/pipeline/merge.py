"""Merge three versions of a table by the keys of its rows: rows that two branches add never clash, nor do their cells.

Only where both change the same cell, or one deletes what the other changes, is there a conflict; it is told by key and
column. Rows that nobody changed keep their bytes.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazette.pipeline.sheets import written
from gazette.project import DESCRIPTOR, Project

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, with both versions of a row between marks where they clash, and the clashes in sentences."""

    text: str
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of the table: its columns, its rows by key, and how each row is written."""

    header: Sequence[str]
    rows: Mapping[str, Row]
    texts: Mapping[str, str]


def key_of(project: Project, path: str) -> tuple[str, ...]:
    """The columns of the primary key of the table that a path names; none where the package does not say it."""
    from gazette.load import load

    tables = load(project).tables if (project.root / DESCRIPTOR).is_file() else ()
    return next((table.key for table in tables if table.file.path == path), ())


def merge_tables(base: str, ours: str, theirs: str, key: Sequence[str] = ()) -> Merged | None:
    """The merge of two versions of a table and the one that both come from.

    None where it cannot be made by keys: a version is no canonical CSV, or has a key twice. Without a `key` the column
    `id` is it, or the first.
    """
    versions = [_read(text, key) for text in (base, ours, theirs)]
    old, mine, other = versions
    if old is None or mine is None or other is None:
        return None
    header = _columns(old.header, mine.header, other.header)
    lines, conflicts = [written(header) if list(header) != list(mine.header) else _head(ours)], list[str]()
    for name in _order(old, mine, other):
        before, left, right = (version.rows.get(name) for version in (old, mine, other))
        clashes = list(_clashes(name, before, left, right))
        conflicts += clashes
        if clashes:
            sides = (_line(header, row, name, version) for row, version in ((left, mine), (right, other)))
            lines.append("<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n".format(*sides))
        elif left is None or right is None:
            kept = (left or right) if before is None else None
            lines.append(_line(header, kept, name, mine if left else other))
        else:
            row = {column: _cell(column, before or {}, left, right) for column in header}
            lines.append(_line(header, row, name, mine if row == dict(left) else other))
    return Merged("".join(lines), tuple(conflicts))


def _read(text: str, key: Sequence[str]) -> _Version | None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = text.splitlines(keepends=True) if "\r" not in text else []
    rows: dict[str, Row] = {}
    texts: dict[str, str] = {}
    try:
        header = next(reader, [])
        columns = [name for name in key if name in header] or (["id"] if "id" in header else header[:1])
        begun = reader.line_num
        for cells in reader:
            row = dict(zip(header, cells, strict=True))
            name = ", ".join(row[column] for column in columns)
            if name in rows:
                return None
            rows[name] = row
            texts[name] = "".join(_lines(lines, begun, reader.line_num))
            begun = reader.line_num
    except (csv.Error, ValueError):
        return None
    return _Version(header, rows, texts) if header and lines else None


def _lines(lines: Sequence[str], begun: int, end: int) -> Sequence[str]:
    return lines[begun:end] if end <= len(lines) else ()


def _head(text: str) -> str:
    return text.partition("\n")[0] + "\n"


def _columns(old: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str]:
    """Our columns, without those that they took away, and with those that they added."""
    gone = [name for name in old if name not in other]
    return [name for name in mine if name not in gone] + [
        name for name in other if name not in old and name not in mine
    ]


def _order(old: _Version, mine: _Version, other: _Version) -> list[str]:
    """All keys: ours in our order, each that they added behind the row that it stands behind there."""
    order = list(mine.rows)
    order += [name for name in old.rows if name not in mine.rows]
    behind = ""
    for name in other.rows:
        if name not in mine.rows and name not in old.rows:
            at = order.index(behind) + 1 if behind in order else 0
            while at < len(order) and order[at] not in old.rows and order[at] not in other.rows:
                at += 1  # what we added in the same place stands first
            order.insert(at, name)
        behind = name
    return order


def _clashes(name: str, before: Row | None, left: Row | None, right: Row | None) -> Iterator[str]:
    """What both sides have done to the same cell or row, in sentences."""
    if left is None or right is None:
        kept = left if right is None else right
        if before is not None and kept is not None and dict(kept) != dict(before):
            side = "we" if left is None else "they"
            yield f"{name}: {side} deleted the row, and the other side changed it"
        return
    for column in left:
        ours, theirs, was = left[column], right.get(column), (before or {}).get(column)
        if theirs is not None and ours != theirs and was not in (ours, theirs):
            yield f'{name}, {column}: ours is "{ours}", theirs is "{theirs}", and it was "{was or ""}"'


def _cell(column: str, before: Row, left: Row, right: Row) -> str:
    ours, theirs = left.get(column), right.get(column)
    if ours is None or theirs is None:
        return ours or theirs or ""
    return theirs if ours == before.get(column) else ours


def _line(header: Sequence[str], row: Row | None, name: str, version: _Version) -> str:
    """A row as the file has it, if it says the same there; else written anew. Nothing for a row that is gone."""
    if row is None:
        return ""
    text = version.texts.get(name, "")
    same = list(header) == list(version.header) and dict(row) == dict(version.rows[name])
    if same and text:
        return text if text.endswith("\n") else text + "\n"
    return written([row.get(column, "") for column in header])
