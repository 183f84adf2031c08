"""Parquet: types, the dictionary inside, and what happens without the library."""

import io
import sys

import pyarrow
from pyarrow import parquet as reader

from gazette.export import parquet
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
