"""Every format carries the same rows in every language, as programs that the project did not write read them."""

import asyncio
import csv
import datetime
import io
import json
import sqlite3
import zipfile
from decimal import Decimal

import duckdb
import openpyxl
import polars
import pytest
from pyarrow import parquet

from gazette.assemble import assemble
from gazette.describe import Files, datapackage
from gazette.export import export_all
from gazette.export.xlsx import sheet_names
from gazette.load import load
from gazette.project import Project
from tests.catalogs import catalog, harbour, island, table

NASTY = (
    '=HYPERLINK("https://evil.internal","x")',
    "+1+1",
    "@SUM(A1)",
    "-2",
    "1e5",
    "007",
    "TRUE",
    "2024-01-01",
    "NULL",
    "NaN",
    "https://example.org/?a=1&b=<2>",
    "  spaces before and after  ",
    "two\nlines",
    "\u2028",
    "quotes \" ' ` ;",
    "'); DROP TABLE boats; --",
    "</script><b>",
    'مرحبًا "بالعالم" 123',
    "é ﷺ 🙂 👩‍👩‍👧",
    "x" * 32_767,
)
NUMBERS = ("1.50", "0.1", "1.23456789012345678", "0", "1e-7", "", "3.0000000000000000000001")


def hostile():
    """A table whose cells look like something else, in all languages, with numbers that lose digits in others."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["id", "position", "name_en", "name_fr", "name_ar", "draught", "built", "fast"])
    for number, words in enumerate(NASTY, 1):
        kind = NUMBERS[number % len(NUMBERS)]
        built = ("1582-10-15", "1900-02-28", "", "2024-02-29")[number % 4]
        place = number if number != 5 else 2**70
        rows.writerow(
            [f"b{number}", place, words, words, words, kind, built, ("true", "false", "")[number % 3]]
        )
    return catalog([table("boats", "record", text.getvalue())])


@pytest.fixture(scope="module", params=["real", "harbour", "island", "hostile"])
def publication(request):
    """A catalogue and its files, written to a folder."""
    if request.param == "real":
        made = assemble(load(Project(request.getfixturevalue("root"))))
    else:
        made = {"harbour": harbour, "island": island, "hostile": hostile}[request.param]()
    folder = request.getfixturevalue("tmp_path_factory").mktemp(request.param)
    files = export_all(made)
    for artifact in (*files, *datapackage.bundle(made, Files(tuple(files), name=made.file_name))):
        if artifact.path.count("/") == 2 and artifact.path.startswith("data/latest/"):
            (folder / artifact.path.rpartition("/")[2]).write_bytes(artifact.body)
    return made, folder


def plain(field, value):
    """A cell as all formats can say it: numbers by value, dates in ISO 8601, an empty cell as None."""
    if value is None or value == "":
        return None
    if field.type == "boolean":
        return {"true": True, "false": False, "1": True, "0": False}[str(value).lower()]
    if field.type in ("integer", "year", "number"):
        return Decimal(str(value)).normalize()
    if field.type == "date":
        return value.isoformat()[:10] if isinstance(value, datetime.date) else value
    return value


def rows_of(one, found):
    """Rows of values in the order of the table's fields, made comparable."""
    return [[plain(field, value) for field, value in zip(one.fields, row, strict=True)] for row in found]


def written(one):
    """What the source file says, read with the standard library."""
    _, *rows = csv.reader(io.StringIO(one.csv.decode(), newline=""), strict=True)
    return rows_of(one, rows)


def by_name(one, found):
    """Rows of a reader that gives mappings."""
    return rows_of(one, [[row[field.name] for field in one.fields] for row in found])


def test_csv_and_json(publication):
    """The standard library reads the same from CSV, JSON and JSON Lines."""
    made, folder = publication
    for one in made.tables:
        with (folder / f"{one.name}.csv").open(encoding="utf-8", newline="") as stream:
            assert rows_of(one, list(csv.reader(stream))[1:]) == written(one)
        array = json.loads((folder / f"{one.name}.json").read_text("utf-8"), parse_float=Decimal)
        lines = (folder / f"{one.name}.jsonl").read_text("utf-8").split("\n")[:-1]
        assert by_name(one, array) == written(one)
        assert [json.loads(line, parse_float=Decimal) for line in lines] == array


def test_spreadsheet(publication):
    """Openpyxl reads the same from the workbook, and finds no formula and no link in any table."""
    made, folder = publication
    book = openpyxl.load_workbook(folder / f"{made.file_name}.xlsx")
    for one in made.tables:
        sheet = book[sheet_names(made.tables)[one.name]]
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == [field.name for field in one.fields]
        assert rows_of(one, rows) == written(one)
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
        assert not [cell for cell in cells if cell.data_type in ("f", "e") or cell.hyperlink]


def test_database(publication):
    """sqlite3 reads the same from the database."""
    made, folder = publication
    database = sqlite3.connect(folder / f"{made.file_name}.sqlite")
    for one in made.tables:
        names = ", ".join(f'"{field.name}"' for field in one.fields)
        assert rows_of(one, database.execute(f'SELECT {names} FROM "{one.name}"').fetchall()) == written(one)
    database.close()


@pytest.mark.filterwarnings("ignore")
def test_datasette(publication):
    """Datasette serves the same rows from the database; it sorts them by key."""
    from datasette.app import Datasette

    made, folder = publication

    async def ask():
        served = Datasette([str(folder / f"{made.file_name}.sqlite")], settings={"max_returned_rows": 5000})
        answers = {}
        for one in made.tables:
            path = served.urls.table(made.file_name, one.name, format="json")
            answer = await served.client.get(f"{path}?_shape=array&_size=max")
            assert answer.status_code == 200, answer.text
            answers[one.name] = answer.json()
        return answers

    answers = asyncio.run(ask())
    for one in made.tables:
        assert sorted(by_name(one, answers[one.name]), key=repr) == sorted(written(one), key=repr)


def test_parquet(publication):
    """DuckDB, polars and pyarrow read the same from Parquet."""
    made, folder = publication
    for one in made.tables:
        path = folder / f"{one.name}.parquet"
        assert rows_of(one, duckdb.read_parquet(str(path)).fetchall()) == written(one)
        assert rows_of(one, polars.read_parquet(path).rows()) == written(one)
        assert by_name(one, parquet.read_table(path).to_pylist()) == written(one)


def test_the_zip_holds_every_one_of_these_files(publication):
    """What can be had alone can be had in the ZIP, byte for byte."""
    made, folder = publication
    with zipfile.ZipFile(folder / f"{made.file_name}.zip") as whole:
        packed = {name: whole.read(name) for name in whole.namelist()}
    for path in folder.iterdir():
        if path.name != f"{made.file_name}.zip":
            assert packed[f"data/{path.name}"] == path.read_bytes(), path.name


def test_arabic_is_where_it_belongs(publication):
    """There is Arabic to compare wherever a publication says so: else the tests above agree on nothing."""
    made, _ = publication
    arabic = [
        str(record.values[field.name] or "")
        for one in made.tables
        for field in one.fields
        if field.language == "ar"
        for record in one.records
    ]
    assert any("\u0620" <= letter <= "\u064a" for letter in "".join(arabic)) == ("ar" in made.languages)
