"""Parquet: types, the dictionary inside, and what happens without the library."""

import io
import json
import subprocess
import sys
from dataclasses import replace

import pandas
import pyarrow
from pyarrow import parquet as reader

from gazette.export import flat, parquet
from gazette.export.schema import rows_schema
from tests.catalogs import harbour


def opened(name):
    """The schema of one of the harbour's files."""
    bodies = {made.path.rpartition("/")[2]: made.body for made in parquet.export(harbour())}
    return reader.read_schema(io.BytesIO(bodies[f"{name}.parquet"]))


def test_columns_are_typed():
    """Each Table Schema type has its own; a number with more digits than a double holds is a decimal."""
    schema = opened("boats")
    assert schema.field("position").type == pyarrow.int64()
    assert schema.field("built").type == pyarrow.date32()
    assert schema.field("fast").type == pyarrow.bool_()
    assert schema.field("draught").type == pyarrow.decimal128(38, 23)
    assert schema.field("name_ar").type == pyarrow.string()
    assert not schema.field("id").nullable
    assert schema.field("kind").nullable


def test_the_dictionary_and_the_package_are_inside():
    """The file alone says what it is, of which version, and what each column means."""
    schema = opened("boats")
    assert schema.metadata[b"package"] == b"harbour"
    assert schema.metadata[b"version"] == b"1.2.0"
    assert schema.metadata[b"title_fr"] == b"Boats (fr)"
    field = schema.field("quay").metadata
    assert field[b"title"] == b"Quay"
    assert "→ quays" in field[b"rules"].decode()


def test_bytes_are_the_same_from_run_to_run():
    """Two runs agree in every byte."""
    assert list(parquet.export(harbour())) == list(parquet.export(harbour()))


def test_without_the_library_the_format_is_absent_and_says_so(monkeypatch, caplog):
    """The other formats do not suffer, and a sentence tells what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert list(parquet.export(harbour())) == []
    assert "pip install gazette[parquet]" in caplog.text


def test_fact_19_pandas_keeps_whole_numbers_and_truths_with_gaps():
    """A year with gaps is a year: a gap makes neither a fraction of a whole number nor an object of a truth."""
    boats = next(one for one in harbour().tables if one.name == "boats")
    gaps = [replace(one, values={**one.values, "position": None, "fast": None}) for one in boats.records[1:]]
    fields = [replace(one, constraints={}) if one.name == "position" else one for one in boats.fields]
    gappy = replace(boats, records=(boats.records[0], *gaps), fields=tuple(fields))
    catalog = replace(harbour(), tables=(gappy,))
    (made,) = parquet.export(catalog)
    frame = pandas.read_parquet(io.BytesIO(made.body))
    assert (str(frame["position"].dtype), str(frame["fast"].dtype)) == ("Int64", "boolean")
    assert frame["position"].iloc[0] == boats.records[0].values["position"]
    assert frame["position"].isna().sum() == len(gaps)
    assert list(frame.columns) == [one.name for one in boats.fields]
    assert len(frame) == len(boats.records)


def test_fact_19_the_columns_of_an_empty_table_are_known():
    """An empty Parquet file has them; an empty JSON array has no place for them, and its JSON Schema names them."""
    boats = next(one for one in harbour().tables if one.name == "boats")
    catalog = replace(harbour(), tables=(replace(boats, records=()),))
    (made,) = parquet.export(catalog)
    names = [one.name for one in boats.fields]
    assert list(pandas.read_parquet(io.BytesIO(made.body)).columns) == names
    (rows,) = flat.export_json(catalog)
    schema = rows_schema(catalog, catalog.tables[0])
    assert json.loads(rows.body) == []
    assert list(pandas.DataFrame([], columns=list(schema["$defs"]["row"]["properties"])).columns) == names


_WITHOUT_PANDAS = """
import io, sys
from gazette.export import parquet
from pyarrow.parquet import read_table
from tests.catalogs import harbour
files = list(parquet.export(harbour()))
assert "pandas" not in sys.modules
print(type(read_table(io.BytesIO(files[0].body)).to_pandas()).__name__)
"""


def test_writing_imports_no_pandas_and_leaves_it_to_be_had():
    """At the first array pyarrow would import it, which takes longer than writing the files."""
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_PANDAS], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("DataFrame", "")
