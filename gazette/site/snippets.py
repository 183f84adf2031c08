"""How a table is loaded: one line or a few for each program that people use, with its types said.

Texts stay texts (an id `001`, a code `NA`), numbers and truths are named. The tests run every snippet that can run
on a plain machine against the built site; `docs/snippets.py` writes with which versions.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Catalog, Table
from gazette.site.page import View
from gazette.site.reader import Reader

VERSIONS = "snippet_versions.json"
PANDAS_DATE = "datetime64"
"""Dates are no `dtype` of pandas' reader: it takes the names of their columns apart."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program, the format that it takes, and its code with the address and the types filled in.

    `tool` is the package or program whose version counts, `types` the name of each Table Schema type in it.
    `local` says that the tests run it on a file of the disk: over HTTP it loads an extension from its maker first.
    `opened` says that they open what is loaded with the tool, which stands in for the program.
    `first` says that it is one of those which a reader sees at once; the others are folded.
    """

    name: str
    language: str
    format: str
    code: Callable[[str, Mapping[str, str]], str]
    tool: str
    types: Mapping[str, str]
    local: bool = False
    opened: bool = False
    first: bool = False


def _types(**named: str) -> Mapping[str, str]:
    return named


def _pandas(address: str, types: Mapping[str, str]) -> str:
    pinned, imported, whole = "str", "", ""
    dates = [name for name, kind in types.items() if kind == PANDAS_DATE]
    others = {name: kind for name, kind in types.items() if kind != PANDAS_DATE}
    if others:
        pinned = f'defaultdict(lambda: "str", {json.dumps(others, ensure_ascii=False)})'
        imported = "from collections import defaultdict\n\n"
    if "Int64" in others.values():
        whole = "# Int64, with a capital, keeps whole numbers and years whole where cells are empty.\n"
    parsed = f" parse_dates={json.dumps(dates, ensure_ascii=False)}," if dates else ""
    return (
        f"{imported}import pandas as pd\n\n{whole}types = {pinned}\n"
        f'frame = pd.read_csv(\n    "{address}",\n'
        f'    dtype=types,{parsed} keep_default_na=False, na_values=[""],\n)'
    )


def _polars(address: str, types: Mapping[str, str]) -> str:
    pinned = ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {kind}" for name, kind in types.items())
    return (
        f"import polars as pl\n\ntypes = {{{pinned}}}\n"
        f'frame = pl.read_csv(\n    "{address}",\n    infer_schema=False, schema_overrides=types,\n)'
    )


def _duckdb(address: str, _: Mapping[str, str]) -> str:
    return f"SELECT * FROM '{address}';"  # noqa: S608 - for readers to run


def _parquet(address: str, _: Mapping[str, str]) -> str:
    return f'import pandas as pd\n\nframe = pd.read_parquet("{address}")'


def _python(address: str, _: Mapping[str, str]) -> str:
    return (
        "import csv, io, urllib.request\n\n"
        f'with urllib.request.urlopen("{address}") as answer:\n'
        '    text = io.TextIOWrapper(answer, encoding="utf-8", newline="")\n'
        "    rows = list(csv.DictReader(text))"
    )


def _frictionless(address: str, _: Mapping[str, str]) -> str:
    folder, _slash, file = address.rpartition("/")
    name = file.removesuffix(".csv")
    return (
        "from frictionless import Package\n\n"
        f'rows = Package("{folder}/datapackage.json").get_resource("{name}").read_rows()'
    )


def _r(address: str, types: Mapping[str, str]) -> str:
    pinned = "".join(f", {json.dumps(name, ensure_ascii=False)} = {kind}" for name, kind in types.items())
    return (
        "library(readr)\n\n"
        f'rows <- read_csv(\n  "{address}",\n  na = "", col_types = cols(.default = col_character(){pinned})\n)'
    )


def _javascript(address: str, _: Mapping[str, str]) -> str:
    return f'const answer = await fetch("{address}");\nconst rows = await answer.json();'


CLIENTS = (
    Client("pandas, Parquet", "python", "parquet", _parquet, "pandas", {}, first=True),
    Client("DuckDB", "sql", "parquet", _duckdb, "duckdb", {}, local=True, first=True),
    Client("Frictionless", "python", "csv", _frictionless, "frictionless", {}, first=True),
    Client("pandas", "python", "csv", _pandas, "pandas",
           _types(integer="Int64", year="Int64", number="float64", boolean="boolean", date=PANDAS_DATE)),
    Client("Polars", "python", "csv", _polars, "polars",
           _types(integer="pl.Int64", year="pl.Int64", number="pl.Float64", boolean="pl.Boolean", date="pl.Date")),
    Client("Python", "python", "csv", _python, "python", {}),
    Client("R", "r", "csv", _r, "R",
           _types(integer="col_integer()", year="col_integer()", number="col_double()", boolean="col_logical()",
                  date="col_date()")),
    Client("JavaScript", "javascript", "json", _javascript, "node", {}),
    Client("curl", "sh", "csv", lambda address, _: f'curl --fail --remote-name "{address}"', "curl", {}),
    Client("LibreOffice, Excel", "", "xlsx", lambda address, _: address, "openpyxl", {}, opened=True),
)  # fmt: skip
"""In the order in which the page shows them. A spreadsheet is given the workbook: its cells have types already."""


def snippets(reader: Reader, table: Table, start: str) -> list[View]:
    """The snippets for a table, as far as the files that they load are published.

    Each has `name`, `code`, `language` of the code, `tool` and `version` it was run with (None if it never was),
    `local` if that was on a file of the disk, `opened` if the tool only opens the file, `first`, and `file` and
    `href` of what it loads.
    """
    found = []
    for client in CLIENTS:
        path = path_of(reader.catalog, client, table)
        if path in reader.files:
            found.append(
                {
                    "name": client.name,
                    "code": code(client, reader.catalog, table),
                    "language": client.language,
                    "tool": client.tool,
                    "version": versions().get(client.tool),
                    "local": client.local,
                    "opened": client.opened,
                    "first": client.first,
                    "file": path.rpartition("/")[2],
                    "href": urls.relative(start, path),
                }
            )
    return found


def code(client: Client, catalog: Catalog, table: Table) -> str:
    """The snippet itself, with the address at which the site stands."""
    types = {field.name: client.types[field.type] for field in table.fields if field.type in client.types}
    return client.code(urls.absolute(catalog.homepage, path_of(catalog, client, table)), types)


def path_of(catalog: Catalog, client: Client, table: Table) -> str:
    """The file that a client loads."""
    format_ = FORMATS[client.format]
    return urls.data(
        format_.file(table.name) if format_.scope == "table" else format_.file(catalog.file_name)
    )


def tools() -> Sequence[str]:
    """The packages and programs whose versions are told."""
    return sorted({client.tool for client in CLIENTS})


@cache
def versions() -> Mapping[str, str]:
    """With which version each tool last ran here; one that never did is left out."""
    found: Mapping[str, str] = json.loads(files("gazette.site").joinpath(VERSIONS).read_text("utf-8"))
    return found
