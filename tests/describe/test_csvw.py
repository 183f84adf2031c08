"""CSVW descriptions of made-up tables, by the client `csvw`."""

import json
import warnings

import pytest

from gazette.describe import Files, csvw
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import declared, hostile


def written(catalog, folder):
    """The edition's folder on a disk, data and descriptions."""
    made = Files(tuple(export_all(catalog)))
    for artifact in (*made.artifacts, *csvw.describe(catalog, made)):
        if artifact.path.startswith("data/latest/") and artifact.path.count("/") == 2:
            (folder / artifact.path.rpartition("/")[2]).write_bytes(artifact.body)
    return folder


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", [harbour, island, declared], ids=["harbour", "island", "declared"])
def test_the_client_accepts_every_description(tmp_path, make):
    """The folder's description and each file's own are valid with the data beside them."""
    from csvw import CSVW

    folder = written(make(), tmp_path)
    for path in sorted(folder.glob("*csv-metadata.json")):
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            client = CSVW(str(path), validate=True)
            assert client.is_valid, (path.name, [str(one.message) for one in client.warnings])


def test_types_rules_and_links_are_said(tmp_path):
    """A type, an allowed value, a bound and a reference of the schema stand in the description."""
    document = json.loads((written(harbour(), tmp_path) / "csv-metadata.json").read_text(encoding="utf-8"))
    (boats,) = [table for table in document["tables"] if table["url"] == "boats.csv"]
    columns = {column["name"]: column for column in boats["tableSchema"]["columns"]}
    assert columns["built"]["datatype"] == "date"
    assert columns["kind"]["datatype"] == {"base": "string", "format": "^(?:sail|motor)$"}
    assert columns["position"]["datatype"] == {"base": "integer", "minimum": 1}
    assert columns["name_ar"]["lang"] == "ar"
    assert columns["quay"]["valueUrl"] == "../../id/quays/{quay}/"
    assert "foreignKeys" not in boats["tableSchema"], "a boat may lie at no quay"


def test_a_file_alone_names_no_other_table(tmp_path):
    """Foreign keys need both tables in one group."""
    for path in written(declared(), tmp_path).glob("*.csv-metadata.json"):
        assert "foreignKeys" not in json.loads(path.read_text(encoding="utf-8"))["tableSchema"]


def test_hostile_texts_stay_texts(tmp_path):
    """Titles that look like markup come back letter by letter."""
    catalog = hostile()
    document = json.loads((written(catalog, tmp_path) / "csv-metadata.json").read_text(encoding="utf-8"))
    assert document["dc:title"][0] == {"@value": catalog.title.get("en"), "@language": "en"}
