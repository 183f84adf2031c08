"""Clients that we did not write, on what we publish: the repository as it lies, and the built site on loopback."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette.serve import Editions
from gazette.serve.server import Server
from tests.javascript import javascript

__all__ = ["javascript"]


@pytest.fixture(scope="module")
def address(bare_site: Path) -> Iterator[str]:
    """The address of the real strategy's site, built by somebody who did not know it."""
    server = Server(0, bare_site, Editions())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    server.server_close()


def counted(folder: Path) -> dict[str, int]:
    """How many rows each table of a package has."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {
        one["name"]: len((folder / one["path"]).read_text(encoding="utf-8").splitlines()) - 1
        for one in described["resources"]
        if one["path"].endswith(".csv")
    }


@pytest.fixture(scope="module")
def own(root: Path) -> dict[str, int]:
    """How many rows each table of the repository has."""
    return counted(root)


@pytest.fixture(scope="module")
def tables(root: Path) -> dict[str, int]:
    """How many rows each table of the newest release has, which the site shows."""
    newest = max((root / "releases").iterdir(), key=lambda one: [int(part) for part in one.name.split(".")])
    return counted(newest)


def test_frictionless_accepts_the_repository_as_it_lies(root: Path, own, monkeypatch):
    """A clone is a valid Data Package, and as many tables are checked as are declared."""
    from frictionless import Package

    monkeypatch.chdir(root)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(own)


def test_frictionless_accepts_the_published_package(address, tables, monkeypatch):
    """So is what the site publishes, at its root and in the edition's folder, read over HTTP."""
    from frictionless import Package

    monkeypatch.setenv("NO_PROXY", "*")
    for path in ("datapackage.json", "data/latest/datapackage.json"):
        report = Package(address + path).validate()
        assert report.valid, report.flatten(["title", "message"])
        assert report.stats["tasks"] == len(tables)


@pytest.mark.node
def test_a_javascript_client_accepts_both(address, root: Path, own, tables, javascript):
    """A client of version 1 reads every row of both packages, foreign keys followed."""
    for place, rows in ((str(root / "datapackage.json"), own), (address + "datapackage.json", tables)):
        read = json.loads(javascript("read_package.cjs", place))
        assert read["valid"], read["errors"]
        assert {name: len(all_) for name, all_ in read["tables"].items()} == rows


def test_pandas_loads_every_table_from_the_site(address, tables, monkeypatch):
    """One line with pandas gives every row, ids as text, Arabic intact."""
    import pandas

    monkeypatch.setenv("NO_PROXY", "*")
    for name, rows in tables.items():
        frame = pandas.read_csv(f"{address}data/latest/{name}.csv", dtype=str, keep_default_na=False)
        assert len(frame) == rows
    named = pandas.read_csv(f"{address}data/latest/priorities.csv", dtype=str, keep_default_na=False)
    assert named.set_index("id").loc["cybercrime", "name_ar"] == "الجريمة السيبرانية"


def test_polars_loads_every_table_from_the_site(address, tables, monkeypatch):
    """So does polars, CSV and Parquet."""
    import polars

    monkeypatch.setenv("NO_PROXY", "*")
    for name, rows in tables.items():
        assert polars.read_csv(f"{address}data/latest/{name}.csv", infer_schema=False).height == rows
        assert polars.read_parquet(f"{address}data/latest/{name}.parquet").height == rows


def test_duckdb_loads_every_table_of_the_site(real_site: Path, tables):
    """DuckDB reads the files of the built site; over HTTP it needs an extension that is not shipped with it."""
    import duckdb

    folder = real_site / "data/latest"
    for name, rows in tables.items():
        for suffix in ("csv", "parquet"):
            counted = duckdb.sql(f"SELECT count(*) FROM '{folder}/{name}.{suffix}'").fetchall()
            assert counted == [(rows,)]
