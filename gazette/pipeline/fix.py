"""Mend what is safe in the files that people edit: how they are encoded, how cells are written, their spaces and signs.

Nothing here touches a meaning, a quoted text or a release. A file is left alone where a program would have to guess:
where a merge was not finished, where letters were lost, where an encoding is not certain.
"""

import csv
import io
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from json import dumps, loads
from pathlib import Path, PurePosixPath

from gazette.load.source import Source
from gazette.pipeline.sheets import Mended, Sheet, mentions, sheets_of, written
from gazette.project import CONTENT, DESCRIPTOR, Project

_SIGNS = (",", ";", "\t", "|")
_KINDS = (".csv", ".json", ".md", ".sql")


def fixes(project: Project, only: Sequence[str] = ()) -> list[Mended]:
    """Every file that can be mended, by path; with `only` those of these paths, or below them."""
    texts = dict(_texts(project.root))
    after = {path: _plain(path, text) for path, text in texts.items()}
    with tempfile.TemporaryDirectory(prefix="gazette-") as folder:
        copy = Project(Path(folder))
        _lay(copy, after)
        for mend in (_separated, _cells, partial(_typography, project)):
            changed = dict(mend(copy, after))
            after.update(changed)
            _lay(copy, changed)
    return [
        Mended(path, texts[path], after[path])
        for path in sorted(texts)
        if (after[path] != texts[path] or (project.root / path).read_bytes() != after[path].encode("utf-8"))
        and (not only or any(PurePosixPath(path).is_relative_to(wanted) for wanted in only))
    ]


def _lay(copy: Project, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        place = copy.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """The files that people edit, as they stand; those that cannot be read for certain are left out."""
    from gazette.load.encoding import guess, merge_problem

    folders = (root / CONTENT, root / "schemas")
    for path in (root / DESCRIPTOR, *(file for folder in folders for file in sorted(folder.rglob("*")))):
        if path.suffix not in _KINDS or path.is_symlink() or not path.is_file():
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue
        other = guess(data)
        name = path.relative_to(root).as_posix()
        if other is not None and not other.safe:
            continue
        text = other.text if other else data.decode("utf-8")
        if merge_problem(name, text) is None:
            yield name, text


def _plain(path: str, text: str) -> str:
    """Without a byte-order mark or signs that nobody sees, with LF at the ends of lines, in Unicode's form NFC."""
    from gazette.load.characters import RULES, UNSEEN

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith(".csv"):
        head = text.partition("\n")[0]
        text = text if "\t" in head else text.replace("\t", " ")
    for rule in RULES:
        if rule.code == "invisible-character":
            text = rule.pattern.sub(lambda match: "" if match[0] in UNSEEN else match[0], text)
    return unicodedata.normalize("NFC", text)


def _separated(copy: Project, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Tables whose cells another sign separates, or which end in empty columns, with commas and without these."""
    try:
        resources = loads((copy.root / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
        schemas = {resource["path"]: resource["schema"] for resource in resources}
        schemas = {
            path: loads(texts[schema]) if isinstance(schema, str) else schema
            for path, schema in schemas.items()
        }
        headers = {path: [field["name"] for field in schema["fields"]] for path, schema in schemas.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return  # what is wrong with these files is told by `check`, and nothing is certain before
    for path, wanted in headers.items():
        for sign in _SIGNS if path in texts else ():
            try:
                rows = list(csv.reader(io.StringIO(texts[path], newline=""), delimiter=sign, strict=True))
            except csv.Error:
                continue
            if sign == "," and rows and rows[0] == wanted:
                break
            if not rows or [cell.strip() for cell in rows[0][: len(wanted)]] != wanted:
                continue
            if all(len(row) >= len(wanted) and not any(row[len(wanted) :]) for row in rows):
                yield path, "".join(written(row[: len(wanted)]) for row in [wanted, *rows[1:]])
                break


def _cells(copy: Project, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Tables without empty rows, with ids as ids are written, wherever they stand, and plain booleans and numbers."""
    from gazette.load import load
    from gazette.problem import Stop

    source = load(copy)
    sheets = sheets_of(source)
    for sheet in sheets.values():
        sheet.gone |= {at for at, cells in enumerate(sheet.rows) if not any(map(str.strip, cells))}
        _values(sheet)
    _ids(source, sheets)
    for sheet in sheets.values():
        try:
            if sheet.path in texts and (text := sheet.text()) != texts[sheet.path]:
                yield sheet.path, text
        except Stop:  # the file is written in another form, and is left as it is
            continue


def _values(sheet: Sheet) -> None:
    """Booleans and numbers as the schema reads them, where what was meant is certain."""
    for column in sheet.table.fields:
        kind, name = column.get("type"), str(column.get("name"))
        if name not in sheet.table.header or kind not in ("boolean", "integer", "number", "date", "year"):
            continue
        at = sheet.column(name)
        for cells in (cells for cells in sheet.rows if at < len(cells) and cells[at]):
            cells[at] = _boolean(column, cells[at]) if kind == "boolean" else _number(column, cells[at])


def _boolean(column: Mapping[str, object], text: str) -> str:
    """The word of the schema for what a spreadsheet has written."""
    from gazette.check.spreadsheet import boolean_of

    plain = boolean_of(text)
    declared = {truth: column.get(f"{truth}Values", [truth]) for truth in ("true", "false")}
    allowed = [word for words in declared.values() if isinstance(words, list) for word in words]
    words = declared.get(plain or "")
    return str(words[0]) if text not in allowed and isinstance(words, list) and words else text


def _number(column: Mapping[str, object], text: str) -> str:
    """The number in digits that every reader knows; a schema that spells numbers in its own way is left alone."""
    from gazette.check.spreadsheet import plain_digits

    own = {"decimalChar", "groupChar", "bareNumber", "format"} & column.keys()
    return text if own or not plain_digits(text).isascii() else plain_digits(text)


def _ids(source: Source, sheets: dict[str, Sheet]) -> None:
    """Ids without spaces and capitals, in their own tables and wherever they are named; none is given twice."""
    from gazette.check.keys import likely_id

    if not source.strict:
        return
    ids: dict[str, set[str]] = {}
    for name, sheet in sheets.items():
        ids[name] = set()
        if sheet.key is None:
            continue
        at = sheet.column(sheet.key)
        rows = [cells for cells in sheet.rows if at < len(cells)]
        ids[name] |= {cells[at] for cells in rows}
        for cells in rows:
            better = likely_id(cells[at])
            if better and better not in ids[name]:
                ids[name].add(better)
                cells[at] = better
    for sheet, row, column, target in mentions(sheets):
        named = sheet.rows[row][column]
        better = likely_id(named)
        if better and better in ids[target]:
            sheet.rows[row][column] = better


def _typography(project: Project, copy: Project, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The files whose texts are not as their language wants them, mended."""
    from gazette.check import CHECKS
    from gazette.check.run import Later, Run
    from gazette.check.typography import mend, passages
    from gazette.load import load
    from gazette.load.position import line_starts
    from gazette.load.releases import read_releases
    from gazette.problem import Examined

    run = Run(load(copy, read_releases(project.root)), Examined())
    for name in ("package", "schemas", "shape"):  # only what these find fit has texts that can be told apart
        list(CHECKS[name](run))
    lost = {
        finding.problem().place.file if isinstance(finding, Later) else finding.place.file
        for finding in CHECKS["losses"](run)
    }
    edits: dict[str, list[tuple[int, str, str]]] = {}
    for passage in passages(run):
        better = mend(passage.text, passage.language)
        if better == passage.text or passage.file in lost:
            continue
        place, text = passage.place(), texts[passage.file]
        starts = line_starts(text)
        at = starts[(place.line or 1) - 1]
        edit = _edit(text, at, at + (place.column or 1) - 1, passage.text, better)
        if edit is not None:
            edits.setdefault(passage.file, []).append(edit)
    for path, of_file in edits.items():
        text = texts[path]
        for at, old, new in sorted(set(of_file), reverse=True):
            text = text[:at] + new + text[at + len(old) :]
        yield path, text


def _edit(text: str, line: int, at: int, old: str, new: str) -> tuple[int, str, str] | None:
    """What to write in the place of a passage, and where; None where it does not stand there for certain.

    It may stand as a cell in quotation marks, as JSON, or inside a cell: each writes it in its own way.
    """
    before, after = (words.replace('"', '""') for words in (old, new))
    as_json = dumps(old, ensure_ascii=False), dumps(new, ensure_ascii=False)
    for pair in ((f'"{before}"', f'"{after}"'), as_json, (before, after)):
        if text.startswith(pair[0], at):
            return at, *pair
    end = text.find("\n", line)
    whole = text[line : end if end >= 0 else len(text)]
    return (line + whole.index(old), old, new) if whole.count(old) == 1 else None
