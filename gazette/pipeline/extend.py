"""Add what is new with all that belongs to it: a record with its position and evidence, a source, a language.

Nothing is written here: the files are handed on as they are and as they would be (`gazette.pipeline.sheets.write`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gazette.check.keys import id_fault
from gazette.check.languages import KEPT, groups_of
from gazette.check.run import constraints_of, listed, meant
from gazette.load import load
from gazette.load.gate import Gate
from gazette.load.source import JsonFile, Source
from gazette.model import meaning
from gazette.pipeline.amend import Amendment
from gazette.pipeline.sheets import Mended, Sheet, sheets_of
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project

_LONGEST = 64


def new_record(project: Project, table: str, identifier: str, values: Mapping[str, str]) -> Amendment:
    """A new row at the end of a table; where no position is given, the one behind its siblings.

    `values` are cells by column, and of the evidence of the record by `evidence.` and its column.
    Raises Stop where a column that may not be empty is, and for what does not fit the table.
    """
    source, sheets = _opened(project)
    sheet = _sheet_called(sheets, table)
    _refuse_id(source, sheet, identifier)
    own = {name: value for name, value in values.items() if not name.startswith("evidence.")}
    cells = {str(sheet.key): identifier, **own}
    _set_position(sheet, cells)
    _append(sheet, cells)
    about = {name.removeprefix("evidence."): value for name, value in values.items() if name not in own}
    evidence = next((other for other in sheets.values() if other.role == "evidence"), None)
    notes = []
    if about:
        if evidence is None:
            raise _stop("this package has no table of evidence", DESCRIPTOR)
        _append(evidence, _evidence(evidence, table, identifier, about))
    elif evidence is not None and not sheet.table.resource.get("editorial"):
        notes.append(f"{table}/{identifier} has no evidence yet: `check` says whether it needs some")
    return Amendment(_changed(sheets.values()), notes)


def add_source(project: Project, path: str, identifier: str, values: Mapping[str, str]) -> Amendment:
    """A document as a source: its row with the checksum, and a passage for each line that is not empty.

    `path` is a text file in UTF-8; its lines are kept as they stand. Raises Stop.
    """
    source, sheets = _opened(project)
    kinds = {sheet.role: sheet for sheet in sheets.values()}
    if not {"source", "passage"} <= kinds.keys():
        raise _stop("this package has no table of sources, or none of passages", DESCRIPTOR)
    documents, passages = kinds["source"], kinds["passage"]
    _refuse_id(source, documents, identifier)
    folder, _, name = path.replace("\\", "/").rpartition("/")
    gate = Gate((project.root / folder) if folder else project.root)
    file = gate.read(name)
    if file is None:
        raise Stop(*gate.problems)
    lines = file.text.removesuffix("\n").split("\n")
    from gazette.database import checksum_of_lines

    places = dict(enumerate(lines, 1))
    checksum = documents.meaning(meaning.CHECKSUM)
    cells = {str(documents.key): identifier, **_first(documents, "file", name), **values}
    if checksum is not None:
        cells[documents.table.header[checksum]] = checksum_of_lines(places)
    _append(documents, cells)
    for number, line in places.items():
        if line:
            _append(passages, _passage(passages, identifier, number, line))
    filled = sum(map(bool, lines))
    note = f"{filled:,} lines of {identifier} wait for what is read from them: `check` names those that nothing uses"
    return Amendment(_changed(sheets.values()), [note])


def add_language(project: Project, code: str) -> Amendment:
    """A language: in the descriptor, in a last column for each text that has others, and in the table of languages.

    Raises Stop for a code that is none, or is there already.
    """
    from babel import Locale, UnknownLocaleError

    source, sheets = _opened(project)
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise _stop(
            f'"{code}" is no language that the Unicode CLDR knows', DESCRIPTOR, "like es or pt-BR"
        ) from None
    if code in source.languages or source.descriptor is None:
        raise _stop(f'the language "{code}" is declared already', DESCRIPTOR)
    files = [_with_item(source.descriptor, ("languages",), code)]
    notes = []
    for sheet in sheets.values():
        wanted = list(_texts(sheet, source.languages, code))
        schema = sheet.table.schema
        if not wanted or schema is None:
            continue
        if schema.at:
            names = listed([str(column["name"]) for column in wanted])
            notes.append(f"{sheet.table.name}: its schema stands in {DESCRIPTOR}; add {names} there")
            continue
        after = schema
        for column in wanted:
            mended = _with_item(after, ("fields",), column)
            after = JsonFile(
                type(after.file)(mended.path, mended.after.encode(), mended.after), json.loads(mended.after)
            )
        files.append(Mended(schema.file.path, schema.file.text, after.file.text))
        sheet.widen([str(column["name"]) for column in wanted])
    table = next((sheet for sheet in sheets.values() if sheet.role == "language"), None)
    if table is not None:
        _append(table, _language(table, code, locale, source.languages))
    from gazette.site.words import load_words

    if load_words(code).shown_in != code:
        notes.append(
            f"the publisher has no words in {code}: its pages speak {load_words(code).shown_in} around the texts"
        )
    notes.append(f"pages wait for their translation: NAME.{code}.md in content/pages")
    return Amendment(sorted([*files, *_changed(sheets.values())], key=lambda file: file.path), notes)


def _opened(project: Project) -> tuple[Source, dict[str, Sheet]]:
    source = load(project)
    if source.problems:
        raise Stop(*source.problems)
    return source, sheets_of(source)


def _sheet_called(sheets: Mapping[str, Sheet], name: str) -> Sheet:
    if name not in sheets:
        raise _stop(
            f'there is no table "{name}"', DESCRIPTOR, meant(name, sheets, f"there are {', '.join(sheets)}")
        )
    if sheets[name].key is None:
        raise _stop(f"the rows of {name} have no key of one column, and so no id", sheets[name].path)
    return sheets[name]


def _refuse_id(source: Source, sheet: Sheet, identifier: str) -> None:
    """Raises Stop for an id that is none, or that a record has or had."""
    from gazette.check.vanished import released_rows

    if fault := id_fault(identifier):
        raise _stop(fault[1], sheet.path, "lower-case letters and digits, words joined by hyphens")
    column = sheet.column(str(sheet.key))
    if any(cells[column] == identifier for cells in sheet.rows):
        raise _stop(f'"{identifier}" is the id of another record of {sheet.table.name}', sheet.path)
    for release in source.releases.folders:
        if any(row.get(str(sheet.key)) == identifier for row in released_rows(release, sheet.table.name)):
            message = f'"{identifier}" was given to a record of release {release.version}'
            raise _stop(message, sheet.path, "choose an id that was never used")


def _append(sheet: Sheet, values: Mapping[str, str]) -> None:
    """Add a row. Raises Stop for columns that are not there, and for empty ones that may not be."""
    unknown = [name for name in values if name not in sheet.table.header]
    if unknown:
        message = f"{sheet.table.name} has no column {listed(unknown)}"
        raise _stop(
            message,
            sheet.path,
            meant(unknown[0], sheet.table.header, f"there are {', '.join(sheet.table.header)}"),
        )
    missing = [name for name in required(sheet) if not values.get(name)]
    if missing:
        raise _stop(
            f"{listed(missing, 20)} of {sheet.table.name} may not be empty",
            sheet.path,
            "say it with --set COLUMN=VALUE",
        )
    sheet.rows.append([values.get(name, "") for name in sheet.table.header])


def required(sheet: Sheet) -> list[str]:
    """The columns of a table that may not be empty."""
    return [str(column["name"]) for column in sheet.table.fields if constraints_of(column).get("required")]


def _set_position(sheet: Sheet, cells: dict[str, str]) -> None:
    """The position behind the rows that belong to the same, where none is given."""
    place = sheet.meaning(meaning.POSITION)
    if place is None or cells.get(sheet.table.header[place]):
        return
    above = [
        sheet.column(str(column["name"]))
        for column in sheet.table.fields
        if column.get("rdfType") == meaning.PART_OF
    ]
    siblings = [
        int(row[place])
        for row in sheet.rows
        if row[place].isdecimal() and all(row[at] == cells.get(sheet.table.header[at], "") for at in above)
    ]
    cells[sheet.table.header[place]] = str(max(siblings, default=0) + 1)


def _evidence(sheet: Sheet, table: str, identifier: str, about: Mapping[str, str]) -> dict[str, str]:
    passage = sheet.meaning(meaning.EVIDENCE_PASSAGE)
    named = about.get(sheet.table.header[passage], "") if passage is not None else ""
    cells = {str(sheet.key): f"{table}-{identifier}-{named}"[:_LONGEST].rstrip("-"), **about}
    for wanted, value in ((meaning.EVIDENCE_TABLE, table), (meaning.EVIDENCE_RECORD, identifier)):
        column = sheet.meaning(wanted)
        if column is not None:
            cells[sheet.table.header[column]] = value
    return cells


def _first(sheet: Sheet, name: str, value: str) -> dict[str, str]:
    return {name: value} if name in sheet.table.header else {}


def _passage(sheet: Sheet, source: str, number: int, line: str) -> dict[str, str]:
    """A line as a passage; its kind is the first that the schema allows."""
    kind = next((column for column in sheet.table.fields if column.get("rdfType") == meaning.KIND), {})
    allowed = constraints_of(kind).get("enum")
    ending = f"-line-{number:03}"
    values = {
        meaning.IDENTIFIER: source[: _LONGEST - len(ending)].rstrip("-") + ending,
        meaning.PART_OF: source,
        meaning.POSITION: str(number),
        meaning.VERBATIM: line,
        meaning.KIND: str(allowed[0]) if isinstance(allowed, list) and allowed else "",
    }
    return {
        str(column["name"]): values[str(column.get("rdfType"))]
        for column in sheet.table.fields
        if column.get("rdfType") in values
    }


def _texts(sheet: Sheet, languages: Sequence[str], code: str) -> Iterator[dict[str, object]]:
    """The columns that a language needs: one for each text that has columns in several languages."""
    by_name = {str(column["name"]): column for column in sheet.table.fields}
    for base, columns in groups_of(sheet.table, languages).items():
        own = [sheet.table.header[at] for language, at in columns.items() if language in languages]
        if len(own) < 2 or code in columns or by_name[own[0]].get("rdfType") in KEPT:
            continue
        model = dict(by_name[own[-1]])
        constraints = {
            name: rule for name, rule in constraints_of(model).items() if name not in ("required", "unique")
        }
        model |= {"name": f"{base}_{code}", "constraints": constraints}
        model.pop("example", None)
        yield (
            model if constraints else {name: value for name, value in model.items() if name != "constraints"}
        )


def _language(sheet: Sheet, code: str, locale: object, languages: Sequence[str]) -> dict[str, str]:
    """The row of a language: what the other translations say of themselves, with its own name and direction."""
    key = sheet.column(str(sheet.key))
    others = [cells for cells in sheet.rows if cells[key] in languages[1:]] or sheet.rows
    kind = sheet.meaning(meaning.KIND)
    cells = {str(sheet.key): code}
    if kind is not None and others:
        cells[sheet.table.header[kind]] = others[-1][kind]
    label = sheet.meaning(meaning.LABEL)
    if label is not None:
        cells[sheet.table.header[label]] = str(getattr(locale, "display_name", code)).capitalize()
    left = getattr(locale, "character_order", "") != "right-to-left"
    for column in sheet.table.fields:
        if constraints_of(column).get("enum") == ["ltr", "rtl"]:
            cells[str(column["name"])] = "ltr" if left else "rtl"
    return cells


def _with_item(file: JsonFile, pointer: tuple[str, ...], item: object) -> Mended:
    """A JSON file with one more item at the end of a list that has some, written as the items before it are."""
    from gazette.load.json import span

    items = file.listed(pointer[-1])
    text, start, end = file.file.text, *span(file.file, (*pointer, len(items) - 1))
    begun = text.rfind("\n", 0, start) + 1
    indent = text[begun:start] if not text[begun:start].strip() else None
    body = json.dumps(
        item, ensure_ascii=False, indent=2 if indent is not None and isinstance(item, dict) else None
    )
    between = ", " if indent is None else f",\n{indent}"
    body = body if indent is None else body.replace("\n", f"\n{indent}")
    return Mended(file.file.path, text, text[:end] + between + body + text[end:])


def _changed(sheets: Iterable[Sheet]) -> list[Mended]:
    changed = [(sheet, sheet.text()) for sheet in sheets]
    return [
        Mended(sheet.path, sheet.table.file.text, text)
        for sheet, text in changed
        if text != sheet.table.file.text
    ]


def _stop(message: str, path: str, hint: str = "") -> Stop:
    return Stop(Problem("cannot-amend", message, Place(path), hint=hint))
