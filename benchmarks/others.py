"""The same rows as ours, written by others: what `exports.py` holds our time and memory against.

Tables: the bare rows of the larger table, to memory, without a second table, dictionary, keys or proof against
a schema. SQLite twice: the bare rows, and the rows together with those of a full-text index like ours. Trees
(nested, record): the same JSON, shaped by the shortest code that knows this one publication, and written by
the library. A library that is not installed is passed over.
"""

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path


def rows(catalog, convert=lambda value: value):
    table = max(catalog.tables, key=lambda one: len(one.records))
    names = [field.name for field in table.fields]
    return names, [tuple(convert(record.values[name]) for name in names) for record in table.records]


def simple(value):
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def binary(value):
    return float(value) if type(value).__name__ == "Decimal" else value


def frame(catalog):
    import polars

    names, found = rows(catalog, binary)
    return polars.DataFrame(found, schema=names, orient="row")


def csv_standard(catalog):
    names, found = rows(catalog)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(found)
    return len(text.getvalue().encode())


def csv_polars(catalog):
    return len(frame(catalog).write_csv().encode())


def json_standard(catalog):
    names, found = rows(catalog, simple)
    return len(json.dumps([dict(zip(names, row, strict=True)) for row in found], ensure_ascii=False).encode())


def json_polars(catalog):
    return len(frame(catalog).write_json().encode())


def json_orjson(catalog):
    import orjson

    names, found = rows(catalog, simple)
    return len(orjson.dumps([dict(zip(names, row, strict=True)) for row in found]))


def lines_polars(catalog):
    return len(frame(catalog).write_ndjson().encode())


def lines_standard(catalog):
    names, found = rows(catalog, simple)
    text = "".join(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in found)
    return len(text.encode())


def xlsx_xlsxwriter(catalog):
    import xlsxwriter

    names, found = rows(catalog, binary)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet, date = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate([names, *found]):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(row, column, value)
                elif value is not None:
                    sheet.write_datetime(row, column, value, date)
    return len(buffer.getvalue())


def xlsx_openpyxl(catalog):
    import openpyxl

    names, found = rows(catalog, binary)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (names, *found):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return len(buffer.getvalue())


def xlsx_rust(catalog):
    import rustpy_xlsxwriter

    names, found = rows(catalog, binary)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        rustpy_xlsxwriter.write_worksheet([dict(zip(names, row, strict=True)) for row in found], str(path))
        return path.stat().st_size


def sqlite_bare(catalog):
    names, found = rows(catalog, simple)
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE TABLE t ({', '.join(names)})")
    database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", found)
    database.commit()
    return len(database.serialize())


def sqlite_searchable(catalog):
    """The rows of our tables and of our index, in one pass each, and the file left as compact as ours."""
    names, found = rows(catalog, simple)
    texts = [(place, name) for place, name in enumerate(names) if name.startswith("name_")]
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("BEGIN")
    database.execute(
        f"CREATE TABLE t ({', '.join(f'{name} TEXT' for name in names)}, PRIMARY KEY (id)) STRICT"
    )
    database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", found)
    database.execute("CREATE INDEX i ON t (quay)")
    database.execute(
        "CREATE VIRTUAL TABLE f USING fts5(t UNINDEXED, id UNINDEXED, c UNINDEXED, l UNINDEXED, text UNINDEXED, words)"
    )
    database.executemany(
        "INSERT INTO f VALUES ('boats', ?, 'name', ?, ?, ?)",
        ((row[0], name[-2:], row[place], row[place]) for row in found for place, name in texts),
    )
    database.execute("INSERT INTO f(f) VALUES ('optimize')")
    database.execute("COMMIT")
    database.execute("VACUUM")
    return len(database.serialize())


def parquet_polars(catalog):
    buffer = io.BytesIO()
    frame(catalog).write_parquet(buffer)
    return len(buffer.getvalue())


def parquet_pyarrow(catalog):
    import pyarrow
    from pyarrow import parquet

    names, found = rows(catalog, binary)
    columns = dict(zip(names, map(list, zip(*found, strict=True)), strict=True))
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer, compression="zstd")
    return len(buffer.getvalue())


def facts(table, values):
    """A record as our trees have it, for boats and quays only."""
    names = {code: values[f"name_{code}"] for code in ("en", "fr", "ar")}
    plain = {
        name: simple(value)
        for name, value in values.items()
        if name not in ("id", "quay") and not name.startswith("name_")
    }
    if quay := values.get("quay"):
        plain["quay"] = {"table": "quays", "id": quay}
    return {"table": table, "id": values["id"], "texts": {"name": names}, "values": plain, "evidence": []}


def trees(catalog):
    """Every quay with its boats inside."""
    tables = {table.name: table for table in catalog.tables}
    found = {one.id: {**facts("quays", one.values), "children": {}} for one in tables["quays"].records}
    for boat in tables["boats"].records:
        node = {**facts("boats", boat.values), "children": {}}
        found[boat.values["quay"]]["children"].setdefault("boats", []).append(node)
    return {"name": catalog.name, "records": {"quays": list(found.values())}}


def nodes(catalog):
    """Every quay and every boat by itself, with links to its neighbours."""
    tables = {table.name: table for table in catalog.tables}
    moored = {}
    for boat in tables["boats"].records:
        moored.setdefault(boat.values["quay"], []).append(boat)
    quays = {one.id: link(one, "../quays/") for one in tables["quays"].records}
    for name, table in tables.items():
        for record in table.records:
            boats = [link(boat, "../boats/") for boat in moored.get(record.id, ())] if name == "quays" else []
            yield {
                "$schema": f"../../../../schema/1.2.0/record/{name}.json",
                "self": f"{record.id}.json",
                "pages": {code: f"../../../../{code}/{name}/{record.id}/" for code in ("en", "fr", "ar")},
                "version": catalog.version,
                **facts(name, record.values),
                "parent": quays.get(record.values.get("quay")),
                "children": {"boats": boats} if boats else {},
                "referrers": [{"column": "quay", **boat} for boat in boats],
            }


def link(record, folder):
    names = {code: record.values[f"name_{code}"] for code in ("en", "fr", "ar")}
    return {"table": record.table, "id": record.id, "label": names, "file": f"{folder}{record.id}.json"}


def nested_orjson(catalog):
    import orjson

    return len(orjson.dumps(trees(catalog), option=orjson.OPT_INDENT_2))


def nested_standard(catalog):
    return len(json.dumps(trees(catalog), ensure_ascii=False, indent=2).encode())


def record_orjson(catalog):
    import orjson

    return sum(len(orjson.dumps(node, option=orjson.OPT_INDENT_2)) for node in nodes(catalog))


def record_standard(catalog):
    return sum(len(json.dumps(node, ensure_ascii=False, indent=2).encode()) for node in nodes(catalog))


def zip_standard(files):
    """`files` are bytes by name: what our archive holds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return len(buffer.getvalue())


OTHERS = {
    "csv": {"csv": csv_standard, "polars": csv_polars},
    "json": {"json": json_standard, "polars": json_polars, "orjson": json_orjson},
    "jsonl": {"json": lines_standard, "polars": lines_polars},
    "parquet": {"polars": parquet_polars, "pyarrow": parquet_pyarrow},
    "xlsx": {"xlsxwriter": xlsx_xlsxwriter, "openpyxl": xlsx_openpyxl, "rustpy_xlsxwriter": xlsx_rust},
    "tables": {"sqlite3": sqlite_bare},
    "sqlite": {"sqlite3": sqlite_searchable},
    "nested": {"orjson": nested_orjson, "json": nested_standard},
    "record": {"orjson": record_orjson, "json": record_standard},
    "bundle": {"zipfile": zip_standard},
}
"""Who else writes a format; `tables` is SQLite without dictionary, views and full-text index."""
