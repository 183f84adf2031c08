"""Metadata read by clients and validators that the project did not write."""

import json
import warnings

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")


def valid_csvw(path) -> bool:
    """Whether the client finds the tables as described, links between them included."""
    from csvw import CSVW

    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the client tells its findings as warnings to itself
        try:
            return bool(CSVW(str(path), validate=True).is_valid)
        except ValueError:
            return False


def test_csvw_finds_all_tables_as_described(site):
    """The description of the folder is accepted together with the CSV files beside it."""
    assert valid_csvw(site / "data/latest/csv-metadata.json")


def test_csvw_finds_each_table_as_described(site, publication):
    """So is the description of each file alone."""
    for table in publication.tables:
        assert valid_csvw(site / f"data/latest/{table.name}.csv-metadata.json"), table.name


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("priorities", ",first-tier,", ",no-such-tier,"),
        ("actions", ",common,", ",uncommon,"),
        ("goals", "enhance-law-enforcement-cooperation,2", "enhance-law-enforcement-cooperation,two"),
        ("goals", "\nenhance-law-enforcement-cooperation,", "\nstrengthen-partnerships,"),
        ("goals", "id,position", "id,place"),
    ],
    ids=["foreign key", "allowed value", "type", "primary key", "header"],
)
def test_csvw_finds_a_broken_table(site, tmp_path, table, old, new):
    """The description is strict enough: a table that breaks a rule is refused."""
    folder = site / "data/latest"
    for path in (*folder.glob("*.csv"), folder / "csv-metadata.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / f"{table}.csv"
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not valid_csvw(tmp_path / "csv-metadata.json")


def openapi_faults(document, site) -> list[str]:
    """What the validator says of a description that stands at the root of the site."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    base = (site / "openapi.json").as_uri()
    return [str(error.message) for error in OpenAPIV31SpecValidator(document, base_uri=base).iter_errors()]


@pytest.mark.parametrize("built", ["site", "real_site"])
def test_openapi_is_valid_and_every_address_is_published(built, request):
    """The description is valid 3.1, and each address with each allowed value is a file, frozen editions included.

    An earlier edition has no files of a table or a record that came later: there is the 404 that is described.
    """
    site = request.getfixturevalue(built)
    document = json.loads((site / "openapi.json").read_text(encoding="utf-8"))
    assert openapi_faults(document, site) == []
    shared = document["components"]["parameters"]
    count = 0
    for path, item in document["paths"].items():
        addresses = [path]
        for parameter in item["parameters"]:
            named = shared[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter
            addresses = [
                address.replace(f"{{{named['name']}}}", value)
                for address in addresses
                for value in named["schema"]["enum"]
            ]
        for address in addresses:
            newest = address.replace(f"/data/{address.split('/')[2]}/", "/data/latest/")
            assert (site / newest.lstrip("/")).is_file(), address
            if newest != address and not (site / address.lstrip("/")).is_file():
                assert item["get"]["responses"]["404"]
                continue
            count += 1
    assert count > 100


def test_a_broken_openapi_is_found(site):
    """A parameter that is declared nowhere and a missing version are named."""
    document = json.loads((site / "openapi.json").read_text(encoding="utf-8"))
    del document["info"]["version"]
    assert openapi_faults(document, site)
    document["info"]["version"] = "1"
    next(iter(document["paths"].values()))["parameters"] = [{"name": "x", "in": "path"}]
    assert openapi_faults(document, site)
