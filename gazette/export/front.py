"""The first sheet of the workbook: what this is, in every language, how to cite it, and what each sheet holds.

The names of facts are those of the descriptor (datapackage.json), the same in every language.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gazette.export.dictionary import in_languages
from gazette.export.sheet import Style
from gazette.model import Catalog, Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_WIDTHS = (16, 60)


def write_front(sheet: "Worksheet", catalog: Catalog, names: Mapping[str, str], style: Style) -> None:
    """A column a language; then one line a sheet, its name a link."""
    if style.right_to_left:
        sheet.right_to_left()
    sheet.set_column(0, 0, _WIDTHS[0])
    sheet.set_column(1, len(catalog.languages), _WIDTHS[1])
    for row, (name, cells) in enumerate(_facts(catalog)):
        sheet.write_string(row, 0, name, style.head)
        for column, words in enumerate(cells, 1):
            sheet.write_string(row, column, words, style.prose)
    row = sheet.dim_rowmax + 2
    for column, words in enumerate(("sheet", *catalog.languages)):
        sheet.write_string(row, column, words, style.head)
    for number, table in enumerate(catalog.tables, row + 1):
        sheet.write_url(number, 0, f"internal:'{names[table.name]}'!A1", style.link, names[table.name])
        titles, said = in_languages(catalog, table.title), in_languages(catalog, table.description)
        for column, code in enumerate(catalog.languages, 1):
            words = ": ".join(texts[code] for texts in (titles, said) if code in texts)
            sheet.write_string(number, column, words, style.prose)


def citation(catalog: Catalog, language: str) -> str:
    """How to cite the whole publication: who made it, the year, its title in a language, version and date."""
    title = catalog.title.best(language)
    named = title.text if title else catalog.name
    authors = "; ".join(name.text for agent in catalog.about.creators if (name := agent.name.best(language)))
    by = f"{authors} ({catalog.date[:4]}). " if authors else ""
    return f"{by}{named}. {catalog.version}, {catalog.date}."


def _facts(catalog: Catalog) -> Iterator[tuple[str, Sequence[str]]]:
    yield "languages", catalog.languages
    yield "title", _words(catalog, catalog.title)
    yield "description", _words(catalog, catalog.description)
    yield "version", [catalog.version]
    yield "created", [catalog.date]
    for licence in catalog.licences:
        yield "license", [" ".join(filter(None, (licence.title or licence.name, licence.path)))]
    yield "cite", [citation(catalog, code) for code in catalog.languages]


def _words(catalog: Catalog, text: Text) -> list[str]:
    found = in_languages(catalog, text)
    return [found.get(code, "") for code in catalog.languages]
