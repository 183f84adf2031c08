"""The texts of tables as gettext catalogues (PO), for a translation office or a program of translators, and back.

One message is one text of one record: its context is the table, the record and the column without its language. A
message is fuzzy where the source text has changed since the last release and the translation has not.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from gazette.check.languages import KEPT, groups_of
from gazette.check.run import listed
from gazette.check.typography import mend
from gazette.check.vanished import released_rows
from gazette.load import load
from gazette.load.source import Source
from gazette.pipeline.amend import Amendment
from gazette.pipeline.sheets import Mended, Sheet, sheets_of
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project

_HOLDER = re.compile(r"\{\w+\}|%\(\w+\)[sd]|https?://\S+")
"""What a translation keeps as it is."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and its translation: where both stand in a sheet."""

    context: str
    sheet: Sheet
    row: int
    source: int
    target: int

    @property
    def original(self) -> str:
        return self.sheet.rows[self.row][self.source]

    @property
    def translation(self) -> str:
        return self.sheet.rows[self.row][self.target]


def export_texts(project: Project, language: str) -> bytes:
    """A catalogue of every text of the tables in a language. Raises Stop for a language that no table has."""
    source, sheets = _opened(project)
    released = _released(source)
    created = _created(source)
    catalog = Catalog(
        locale=language.replace("-", "_"),
        project=str(source.descriptor.value.get("name")) if source.descriptor else "",
        version=str(source.descriptor.value.get("version")) if source.descriptor else "",
        creation_date=created,
        revision_date=created,
        fuzzy=False,
        header_comment=f"# {language}: the texts of the tables, with the source text of each.",
    )
    for text in _texts(source, sheets, language):
        header = text.sheet.table.header
        before = released.get((text.sheet.table.name, _id(text)), {})
        was, translated = before.get(header[text.source], ""), before.get(header[text.target], "")
        behind = bool(was) and was != text.original and translated == text.translation != ""
        catalog.add(
            text.original,
            text.translation,
            locations=[(text.sheet.path, text.sheet.table.lines[text.row])],
            flags=["fuzzy"] if behind else [],
            auto_comments=[str(text.sheet.table.fields[text.target].get("title", header[text.target]))],
            previous_id=was if behind else "",
            context=text.context,
        )
    if not len(catalog):
        raise _stop(
            f'no text waits for a translation into "{language}"',
            DESCRIPTOR,
            "`language add` prepares columns",
        )
    body = io.BytesIO()
    write_po(body, catalog, width=0, include_previous=True)
    return body.getvalue()


def import_texts(project: Project, path: str, data: bytes) -> Amendment:
    """The tables with the translations of a catalogue; a fuzzy or empty message changes nothing.

    Spaces and signs are set as the language wants them. Raises Stop for what is no catalogue, for texts whose source
    has changed meanwhile, and for translations that lost a placeholder or an address; then nothing is changed.
    """
    try:
        catalog = read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError) as error:
        raise _stop(f"{path} is no gettext catalogue: {error}", path) from None
    if catalog.locale is None:
        raise _stop(f"{path} does not say its language", path, "its head wants a line Language")
    language = str(catalog.locale).replace("_", "-")
    source, sheets = _opened(project)
    texts = {text.context: text for text in _texts(source, sheets, language)}
    problems, mended = list[Problem](), 0
    for message in catalog:
        if not message.id or message.fuzzy or not isinstance(message.string, str) or not message.string:
            continue
        text, better = texts.get(str(message.context)), mend(message.string, language)
        fault = _fault(text, str(message.context), str(message.id), better)
        if fault:
            place = Place(path, message.lineno, record=str(message.context))
            problems.append(Problem("cannot-amend", fault[0], place, hint=fault[1]))
        elif text is not None and better != text.translation:
            mended += better != message.string
            text.sheet.rows[text.row][text.target] = better
    if problems:
        raise Stop(*problems)
    changed = [(sheet, sheet.text()) for sheet in sheets.values()]
    files = [
        Mended(sheet.path, sheet.table.file.text, text)
        for sheet, text in changed
        if text != sheet.table.file.text
    ]
    note = f"spaces and signs of {mended:,} translations were set as {language} wants them"
    return Amendment(files, [note] if mended else [])


def _fault(text: _Text | None, context: str, original: str, translation: str) -> tuple[str, str] | None:
    """Why a translation cannot be taken, and what to do."""
    if text is None:
        return f'there is no text "{context}" any more', "export again, and take the translation over"
    if text.original != original:
        return (
            f'the source text of "{context}" has changed since the export',
            "export again: the message is fuzzy then",
        )
    lost = sorted(set(_HOLDER.findall(original)) - set(_HOLDER.findall(translation)))
    if lost:
        return (
            f'the translation of "{context}" has lost {listed(lost)}',
            "keep it as it stands in the source text",
        )
    return None


def _opened(project: Project) -> tuple[Source, Mapping[str, Sheet]]:
    source = load(project)
    if source.problems:
        raise Stop(*source.problems)
    return source, sheets_of(source)


def _texts(source: Source, sheets: Mapping[str, Sheet], language: str) -> Iterator[_Text]:
    """Every filled text of the source language that has a column in another."""
    own: Sequence[str] = source.languages[:1]
    for name, sheet in sheets.items():
        if sheet.key is None:
            continue
        kept = {str(column["name"]) for column in sheet.table.fields if column.get("rdfType") in KEPT}
        for base, columns in groups_of(sheet.table, source.languages).items():
            if not own or own[0] not in columns or language not in columns or language == own[0]:
                continue
            if sheet.table.header[columns[language]] in kept:
                continue
            for row, cells in enumerate(sheet.rows):
                if len(cells) == len(sheet.table.header) and cells[columns[own[0]]]:
                    context = f"{name}/{cells[sheet.column(sheet.key)]}/{base}"
                    yield _Text(context, sheet, row, columns[own[0]], columns[language])


def _id(text: _Text) -> str:
    return text.sheet.rows[text.row][text.sheet.column(str(text.sheet.key))]


def _released(source: Source) -> dict[tuple[str, str], Mapping[str, str]]:
    """The rows of the newest release by table and id."""
    folders = source.releases.folders
    return {
        (table.name, row.get("id", "")): row
        for table in source.tables
        for row in (released_rows(folders[-1], table.name) if folders else ())
    }


def _created(source: Source) -> datetime:
    """The day that the descriptor says, so that the same tables give the same bytes."""
    stated = str(source.descriptor.value.get("created", "")) if source.descriptor else ""
    try:
        return datetime.fromisoformat(stated).astimezone(UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def _stop(message: str, path: str, hint: str = "") -> Stop:
    return Stop(Problem("cannot-amend", message, Place(path), hint=hint))
