"""Every format carries the same rows, as clients that the project did not write read them."""

import csv
import datetime
import io
import json
from decimal import Decimal
from types import MappingProxyType

import duckdb
import pandas
import polars
import pytest

from gazette.export import EXPORTERS, export_all
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes, json_lines, json_text
from tests.catalogs import HARBOUR, harbour, island, single

CATALOGS = [harbour(), island()]
HOSTILE = (
    "</script><script>alert(1)</script>",
    "quoted \"twice\", and 'once'",
    "two\nlines",
    "\u2028 line separator",
    "🙂 👩‍👩‍👧 é é",
    "\u202eright to left",
    "الرصيف الشمالي",
    "=HYPERLINK(1)",
    "\\u0041 \\n",
    "null",
    "NaN",
    "1e999",
    "  spaces  ",
)


@pytest.fixture
def folder(tmp_path):
    """The harbour's files on a disk."""
    for artifact in export_all(harbour()):
        target = tmp_path / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.body)
    return tmp_path / "data/latest"


def bodies(catalog):
    """Bodies by path."""
    return {artifact.path: artifact.body for artifact in export_all(catalog)}


def cells(rows):
    """Rows with each cell as the CSV writes it, so that formats can be laid side by side."""
    words = {None: "", True: "true", False: "false"}
    return [
        {k: words[v] if v is None or isinstance(v, bool) else str(v) for k, v in row.items()} for row in rows
    ]


def test_every_format_has_an_exporter_and_the_media_type_it_declares():
    """The table of formats and the table of exporters tell the same."""
    assert set(FORMATS) - {"bundle"} <= set(EXPORTERS)
    for name, fmt in FORMATS.items():
        if name == "bundle":
            continue  # made of what the others made, and of what describes it
        made = list(EXPORTERS[name](harbour(), "latest"))
        assert made
        assert {artifact.media_type for artifact in made} == {fmt.media_type}
        assert all(artifact.path.endswith("." + fmt.suffix) for artifact in made)


def test_csv_is_the_source_byte_for_byte():
    """What is edited is what is published."""
    made = bodies(harbour())
    for name, (_, text) in HARBOUR.items():
        assert made[f"data/latest/{name}.csv"] == text.encode()


@pytest.mark.parametrize("catalog", CATALOGS, ids=["harbour", "island"])
def test_json_and_json_lines_carry_the_rows_of_the_csv(catalog):
    """Read with the standard library, the three formats hold the same cells in the same order."""
    made = bodies(catalog)
    for table in catalog.tables:
        written = list(csv.DictReader(io.StringIO(table.csv.decode(), newline="")))
        array = json.loads(made[f"data/latest/{table.name}.json"], parse_float=Decimal)
        lines = made[f"data/latest/{table.name}.jsonl"].decode().split("\n")
        assert cells(array) == written
        assert lines.pop() == ""
        assert [json.loads(line, parse_float=Decimal) for line in lines] == array


def test_json_keeps_types():
    """A number is a number with every digit, a truth a truth, a date ISO 8601, an empty cell null."""
    body = bodies(harbour())["data/latest/boats.json"]
    heron, otter, lost = json.loads(body, parse_float=Decimal)
    assert heron["fast"] is True
    assert heron["built"] == "1999-02-28"
    assert str(heron["draught"]) == "1.50"
    assert str(otter["draught"]) == "0.10000000000000000000001"
    assert lost["draught"] is None


def test_pandas_reads_the_same_from_csv_and_json(folder):
    """A data frame has every row, and Arabic as it was written."""
    plain = pandas.read_csv(folder / "boats.csv", dtype=str, keep_default_na=False)
    typed = pandas.read_json(folder / "boats.json", dtype=False)
    lines = pandas.read_json(folder / "boats.jsonl", lines=True, dtype=False)
    assert plain["name_ar"].tolist() == ["مالك الحزين", "", ""]
    assert typed["name_ar"].fillna("").tolist() == plain["name_ar"].tolist()
    assert typed["name_en"].tolist() == lines["name_en"].tolist() == plain["name_en"].tolist()


def test_polars_reads_the_same_from_csv_json_and_lines(folder):
    """A data frame has every row, and Arabic as it was written."""
    frames = (
        polars.read_csv(folder / "boats.csv"),
        polars.read_json(folder / "boats.json"),
        polars.read_ndjson(folder / "boats.jsonl"),
    )
    for frame in frames:
        assert frame["name_ar"].to_list() == ["مالك الحزين", None, None]
        assert frame["name_en"].to_list()[1] == 'Otter, the "fat"'
        assert frame["position"].to_list() == [1, 2, 1]


def test_duckdb_reads_the_same_from_csv_json_and_lines(folder):
    """A query over each file gives the same answer."""
    for name in ("boats.csv", "boats.json", "boats.jsonl"):
        query = f"SELECT name_ar, name_en, position, built FROM '{folder / name}' WHERE quay = 'north'"
        first, second = duckdb.sql(f"{query} ORDER BY position").fetchall()
        assert first == ("مالك الحزين", "Heron", 1, datetime.date(1999, 2, 28))
        assert second[:2] == (None, 'Otter, the "fat"')


def test_hostile_text_survives_every_format():
    """What a cell holds comes back as it was, whatever a reader might take it for."""
    made = bodies(single(*HOSTILE))
    array = json.loads(made["data/latest/boats.json"])
    lines = [json.loads(line) for line in made["data/latest/boats.jsonl"].split(b"\n") if line]
    tree = json.loads(made["data/latest/package.json"])["records"]["boats"]
    single_files = [
        json.loads(made[f"data/latest/records/boats/b{n}.json"]) for n in range(1, len(HOSTILE) + 1)
    ]
    assert tuple(row["name_en"] for row in array) == HOSTILE
    assert tuple(row["name_en"] for row in lines) == HOSTILE
    assert tuple(node["texts"]["name"]["en"] for node in tree) == HOSTILE
    assert tuple(node["texts"]["name"]["en"] for node in single_files) == HOSTILE


def test_an_edition_has_paths_of_its_own():
    """A frozen edition's files stand in its folder and point into it."""
    made = {artifact.path: artifact.body for artifact in export_all(harbour(), "1.2.0")}
    assert not [path for path in made if path.startswith("data/latest")]
    assert b"data/latest" not in made["data/1.2.0/records/boats/heron.json"]


def test_the_same_catalogue_gives_the_same_bytes():
    """Two runs agree in every byte, and no two exporters write one path."""
    once, again = export_all(harbour()), export_all(harbour())
    assert once == again
    assert len({artifact.path for artifact in once}) == len(once)


def test_an_empty_table_is_an_empty_array():
    """A table without rows is valid in every format."""
    made = bodies(single())
    assert json.loads(made["data/latest/boats.json"]) == []
    assert made["data/latest/boats.jsonl"] == b""


def test_json_text_writes_what_json_reads():
    """Every kind of value comes back, on one line and on many, every digit of a number with it."""
    value = {"a": [1, True, None, "é\n", Decimal("1.10"), 0.5, {}], "b": [], "c": {"d": {"e": []}}}
    for text in (json_text(value), json_bytes(value).decode()):
        back = json.loads(text, parse_float=Decimal)
        assert back == {**value, "a": [*value["a"][:5], Decimal("0.5"), {}]}
        assert str(back["a"][4]) == "1.10"
    assert "\n" not in json_text(value)
    small = {"a": [1, {"b": "c"}], "d": {}}
    assert json_bytes(small).decode() == json.dumps(small, indent=2) + "\n"


def test_a_number_of_any_length_keeps_its_digits():
    """Numbers larger than a machine's are written like others, also inside others and among small ones."""
    large = 2**70
    assert json.loads(json_text({"a": [large, -large, True, Decimal("1.0")]})) == {
        "a": [large, -large, True, 1]
    }
    assert [json.loads(line) for line in json_lines([{"a": 1}, {"a": large}])] == [{"a": 1}, {"a": large}]
    assert json_text(MappingProxyType({"a": MappingProxyType({})})) == '{"a":{}}'


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("-Infinity"), {1}, datetime.date(2020, 1, 1), "\ud800"]
)
def test_json_text_refuses_what_json_has_no_word_for(value):
    """Nothing is guessed: a value without a JSON counterpart is an error of ours."""
    for written in (value, [value], {"a": value}):
        with pytest.raises((TypeError, ValueError)):
            json_text(written)
