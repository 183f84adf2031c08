"""SQL in the browser: the page explains itself, and loads a database engine only when a reader asks for it.

Its policy (`gazette.site.frame`) needs script-src 'self' 'wasm-unsafe-eval', worker-src 'self' and connect-src
'self': the engine is compiled from a file of this site, in a worker, and no text is evaluated.
"""

from collections.abc import Iterator
from importlib.resources import files

from gazette import urls
from gazette.database import quote
from gazette.formats import FORMATS
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader

FOLDER = "static/"
SCRIPT = FOLDER + "explore.js"
STYLE = FOLDER + "explore.css"
WORKER = FOLDER + "worker.sql-wasm.js"
ENGINE = (WORKER, FOLDER + "sql-wasm.wasm")


def pages(reader: Reader) -> Iterator[Page]:
    """One page, if the database is published."""
    database = urls.data(FORMATS["sqlite"].file(reader.catalog.file_name))
    if database not in reader.files:
        return
    words, start = reader.words, urls.explore(reader.language)
    yield frame(
        reader,
        "explore.html",
        urls.explore,
        reader.phrase(words("Explore with SQL")),
        description=words("Ask the published tables a question of your own, in SQL, in your browser."),
        section=urls.datasets(reader.language),
        trail=[
            step(reader, start, urls.home(reader.language), reader.phrase(words("Home"))),
            step(reader, start, urls.datasets(reader.language), reader.phrase(words("Data"))),
        ],
        questions=_starts(reader),
        answers=urls.relative(start, urls.questions(reader.language)) if reader.catalog.questions else None,
        tables=[
            {
                **reader.phrase(table.title),
                "name": table.name,
                "href": urls.relative(start, urls.dataset(reader.language, table.name)),
            }
            for table in reader.catalog.tables
        ],
        database=reader.download(start, database, "SQLite"),
        engine=reader.words.size(engine_size()),
        script=urls.relative(start, SCRIPT),
        sheet=urls.relative(start, STYLE),
        worker=urls.relative(start, WORKER),
    )


def engine_size() -> int:
    """Bytes that a click loads beside the database."""
    theme = files("gazette").joinpath("theme")
    return sum(len(theme.joinpath(path).read_bytes()) for path in ENGINE)


def _starts(reader: Reader) -> list[View]:
    """The worked questions as starting points; without any, the first table."""
    asked = [
        {"id": one.name, "title": reader.phrase(one.title), "sql": one.query}
        for one in reader.catalog.questions
    ]
    if asked or not reader.catalog.tables:
        return asked
    table = reader.catalog.tables[0]
    first = f"SELECT * FROM {quote(table.name)}"  # noqa: S608 - the name is quoted
    return [{"id": "first-rows", "title": reader.phrase(table.title), "sql": first}]
