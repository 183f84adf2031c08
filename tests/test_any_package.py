"""Any Data Package publishes: every package of tests/examples/any is valid, checked and built whole."""

import csv
import io
import json
from pathlib import Path

import pytest

from gazette.assemble import assemble
from gazette.check import check
from gazette.load import load
from gazette.pipeline import build_project
from gazette.project import Project
from tests import packages

ANY = packages.EXAMPLES / "any"
CASES = tuple(sorted(path.name for path in ANY.iterdir()))


@pytest.fixture(scope="module")
def catalogs():
    """Each package as it is published."""
    return {name: assemble(load(Project(ANY / name))) for name in CASES}


NOT_READ = {
    "composite": "it looks for the half of a key that is filled; a key with an empty part points nowhere, as in SQL",
    "delimited": "it wants small letters in the names of version 2, which has no such rule",
    "inline": "it reads no data that is one object, which the standard allows",
    "json": "it needs an extra for JSON, which it then reads by another grammar of the dialect",
    "sheet": "it takes an empty row at the end of a sheet, as spreadsheets leave them, for a fault",
}
"""Packages that the standard allows and frictionless refuses, each with the reason."""


@pytest.mark.parametrize("case", CASES)
@pytest.mark.filterwarnings("ignore")
def test_valid_for_the_reference_too(case, monkeypatch):
    """Each package is valid for frictionless but for reasons that are listed, and nothing in it is a fault for us."""
    from frictionless import Package, system

    monkeypatch.chdir(ANY / case)
    try:
        with system.use_context(trusted=False):
            theirs = Package(next(path.name for path in Path().glob("datapackage.*"))).validate().valid
    except Exception:  # noqa: BLE001 - a descriptor that it does not read ends in an exception: no verdict "valid"
        theirs = False
    assert theirs == (case not in NOT_READ)
    problems, examined = check(load(Project(ANY / case)))
    assert [one for one in problems if one.severity != "advice"] == []
    assert examined.counts["cells"] > 0


@pytest.mark.parametrize("case", CASES)
def test_builds(case, tmp_path):
    """Each is published whole, and only advice is given."""
    outcome = build_project(Project(ANY / case), tmp_path / "site", lambda what: None)
    assert outcome.status(strict=True) == 0
    assert {one.severity for one in outcome.problems} == {"advice"}
    assert (tmp_path / "site/en/index.html").is_file() or case == "delimited"


def column(catalog, table, name):
    """A column as it is published: the cells of the canonical CSV."""
    rows = csv.DictReader(io.StringIO(catalog.by_name[table].csv.decode(), newline=""))
    return [row[name] for row in rows]


def test_every_type_has_one_spelling(catalogs):
    """A value of any type is published in its default format; what stands for nothing is empty."""
    found = {
        name: column(catalogs["types"], "samples", name)
        for name in (item.name for item in catalogs["types"].tables[0].fields)
    }
    assert found["amount"] == ["1234.50", "", "0.5"]
    assert found["count"] == ["12", "", "7"]
    assert found["large"][0] == "12345678901234567"
    assert found["flag"] == ["true", "", "false"]
    assert found["day"] == ["2024-09-16", "", "2000-01-01"]
    assert found["anyday"] == ["2024-09-16", "", "2001-02-03"]
    assert found["zoned"] == ["2024-09-16T08:30:00+02:00", "", "2024-09-16T08:30:00+00:00"]
    assert found["spot"] == ["14.5, 35.9", "", "0, 0"]
    assert found["code"] == ["007", "1E5", "NA"]
    (table,) = catalogs["types"].tables
    schema = {one["name"]: one for one in table.schema["fields"]}
    assert schema["day"] == {"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}}
    assert "missingValues" not in table.schema


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", CASES)
def test_what_is_published_is_valid(case, catalogs, tmp_path, monkeypatch):
    """The canonical files with their schemas are a Data Package that frictionless holds for valid."""
    from frictionless import Package

    catalog = catalogs[case]
    resources = []
    for table in catalog.tables:
        (tmp_path / f"{table.name}.csv").write_bytes(table.csv)
        keys = {"foreignKeys": []} if case == "composite" else {}
        resources.append(
            {"name": table.name, "path": f"{table.name}.csv", "schema": {**table.schema, **keys}}
        )
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "made", "resources": resources}))
    monkeypatch.chdir(tmp_path)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_rows_come_from_wherever_they_are_kept(catalogs):
    """Parts, archives, sheets, JSON, other signs and encodings, and rows in the descriptor itself."""
    assert column(catalogs["parts"], "trips", "id") == ["t1", "t2", "t3"]
    assert column(catalogs["parts"], "packed", "n") == ["1", "2"]
    assert column(catalogs["parts"], "zipped", "id") == ["c"]
    assert column(catalogs["sheet"], "boats", "Built") == ["1999-05-04", "2005-01-01"]
    assert column(catalogs["sheet"], "boats", "In use") == ["true", "false"]
    assert column(catalogs["json"], "readings", "celsius") == ["12.5", ""]
    assert column(catalogs["json"], "stream", "v") == ["1", "2"]
    assert column(catalogs["delimited"], "haefen_2024", "Größe") == ["12.5", "3.25"]
    assert column(catalogs["delimited"], "schiffe", "Schiff Name") == ["Die 'Möwe'", "Krähe"]
    assert column(catalogs["delimited"], "kopflos", "b") == ["1", "2"]
    assert column(catalogs["inline"], "objects", "hex") == ["#f00", ""]
    assert column(catalogs["inline"], "arrays", "b") == ["1", "2.5"]


def test_what_is_missing_is_said_by_table_and_by_field(catalogs):
    """Namibia keeps its code NA; a lighthouse of which nobody knows when it was lit has an empty cell."""
    assert set(column(catalogs["population"], "population", "Country Code")) == {"NA", "MT", "JO"}
    assert column(catalogs["yaml"], "lighthouses", "lit") == ["1868", "1907", "", "1853"]
    assert column(catalogs["yaml"], "lighthouses", "light") == ["F", "Fl", "Fl", ""]


def test_names_labels_and_pages_without_a_word_of_configuration(catalogs):
    """Titles from names, labels from columns called so, pages of records only where that is worth it."""
    (log,) = catalogs["bare"].tables
    assert [text for _, text in log.title.entries] == ["Event log"]
    assert (log.role, [item.type for item in log.fields]) == ("data", ["date", "string", "integer", "string"])
    lights, keepers = catalogs["yaml"].tables
    assert (lights.role, keepers.role) == ("record", "record")
    assert lights.label_column is not None
    assert lights.label_column.name == "name"
    assert [record.id for record in lights.records] == ["dz1", "dz2", "mt1", "mt2"]
    (first, *_) = keepers.records
    assert catalogs["yaml"].target(first, keepers.columns[2]) is lights.records[0]
    assert catalogs["population"].tables[0].role == "data"


def test_unknown_properties_are_passed_on(catalogs):
    """What the publisher does not know stays in the descriptor that is published."""
    assert catalogs["population"].descriptor["collection"] == "demographics"


@pytest.fixture(scope="module")
def population(tmp_path_factory):
    """The built site of the time series."""
    site = tmp_path_factory.mktemp("population") / "site"
    assert build_project(Project(ANY / "population"), site, lambda what: None).status() == 0
    return site


def test_a_table_without_record_pages_is_shown_as_a_table(population):
    """Its page has first rows, a line for each country, a line of figures for each column, and leads to all rows."""
    page = (population / "en/data/population/index.html").read_text("utf-8")
    assert "Value by Year" in page
    assert "From 1960 to 1999." in page
    assert [name in page for name in ("Jordan", "Malta", "Namibia")] == [True] * 3
    assert page.count('class="spread"') == 2
    rows = (population / "en/data/population/rows/index.html").read_text("utf-8")
    assert rows.count("<tr>") == 121
    assert not (population / "id").exists()
    assert not (population / "en/strategy").exists()


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_empty(case, tmp_path):
    """No heading, sentence, list or cell of a head is empty on any page, whatever the package leaves out."""
    from selectolax.lexbor import LexborHTMLParser

    build_project(Project(ANY / case), tmp_path / "site", lambda what: None)
    for path in (tmp_path / "site").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for item in tree.css(
            "h1, h2, h3, p, li, ul, ol, th, figcaption, section, title, a:not(.anchor), button, dt"
        ):
            named = (
                (item.text() or "").strip() or item.css_first("img, svg, input") or item.attributes.get("id")
            )
            assert named, (path, item.html)


@pytest.mark.parametrize("case", ["bare", "json", "delimited", "parts", "sheet"])
def test_what_came_is_published_as_it_came(case, tmp_path):
    """Files that are no tables, and tables that came in another form, are there byte for byte; pages lead there."""
    site = tmp_path / "site"
    assert build_project(Project(ANY / case), site, lambda what: None).status(strict=True) == 0
    came = {path.read_bytes() for path in (ANY / case).iterdir() if not path.name.startswith("datapackage")}
    kept = {path.read_bytes(): path.name for path in (site / "data/latest/files").iterdir()}
    assert kept.keys() <= came
    assert kept.keys() | {path.read_bytes() for path in (site / "data/latest").glob("*.csv")} >= came
    pages = "".join(path.read_text("utf-8") for path in site.glob("*/data/**/index.html"))
    assert all(f"data/latest/files/{name}" in pages for name in kept.values())


def test_the_published_package_is_a_package(tmp_path):
    """What is published is itself checked without a fault, its files that are no tables included."""
    site = tmp_path / "site"
    build_project(Project(ANY / "json"), site, lambda what: None)
    problems, _ = check(load(Project(site / "data/latest")))
    assert [one for one in problems if one.severity != "advice"] == []
    assert [file.name for file in load(Project(site / "data/latest")).files] == ["outline"]


HOSTILE_PATHS = {
    "/etc/passwd": "absolute-path",
    "../secret.csv": "parent-path",
    "data/../../secret.csv": "parent-path",
    "https://127.0.0.1:9/x.csv": "remote-path",
    "file:///etc/passwd": "remote-path",
    ".git/config": "hidden-path",
    "a\\b.csv": "backslash-path",
    "no\nline.csv": "unclean-path",
    "missing.csv": "file-missing",
    "link.csv": "symbolic-link",
    "folder.csv": "not-a-file",
}


@pytest.mark.parametrize("path", HOSTILE_PATHS)
@pytest.mark.parametrize("where", ["path", "part", "schema"])
def test_nothing_outside_the_package_is_read(path, where, tmp_path):
    """A path that leaves the package, or is no plain file of it, is one fault, wherever a descriptor has paths."""
    root = tmp_path / "package"
    root.mkdir()
    (root / "a.csv").write_text("id\n1\n")
    (root / "folder.csv").mkdir()
    (tmp_path / "secret.csv").write_text("id\nsecret\n")
    (root / "link.csv").symlink_to(tmp_path / "secret.csv")
    resource = {
        "path": {"name": "a", "path": path},
        "part": {"name": "a", "path": ["a.csv", path]},
        "schema": {"name": "a", "path": "a.csv", "schema": path},
    }[where]
    (root / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    source = load(Project(root))
    codes = [one.code for one in check(source)[0] if one.severity == "error"]
    assert codes == [HOSTILE_PATHS[path]]
    assert all("secret" not in row for table in source.tables for row in table.rows)


DAMAGED = {
    "a.csv.gz": b"\x1f\x8b\x08\x00 no",
    "a.zip": b"PK\x03\x04 no",
    "a.xlsx": b"PK\x03\x04 no",
    "a.json": b"[{]",
    "a.jsonl": b"{\n",
    "a.csv": b"\xff\xfe\xfa",
    "b.csv": b'a,b\n"x,y\n',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_a_fault(name, tmp_path):
    """What cannot be unpacked, decoded or read ends in a problem at the file, not in a traceback."""
    (tmp_path / name).write_bytes(DAMAGED[name])
    resource = {
        "name": "a",
        "path": name,
        "type": "table",
        "schema": {"fields": [{"name": "a", "type": "string"}]},
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    problems, _ = check(load(Project(tmp_path)))
    assert [one.place.file for one in problems if one.severity == "error"] == [name]


def test_files_of_the_whole_are_called_as_the_package_wishes(gazette, tmp_path):
    """`package` by default; as `fileName` says, unless that is no name of a file or the name of a table."""
    for number, (wanted, called) in enumerate(
        ((None, "package"), ("census", "census"), ("../up", "package"), ("towns", "package"))
    ):
        root = tmp_path / str(number)
        root.mkdir()
        described = {"name": "census", "resources": [{"name": "towns", "path": "towns.csv"}]}
        described |= {} if wanted is None else {"fileName": wanted}
        (root / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        (root / "towns.csv").write_text("name,people\nValletta,5827\nMdina,250\n", encoding="utf-8")
        done = gazette("build", "--output", root / "_site", project=root)
        assert done.returncode == 0, done.stdout
        files = {path.name for path in (root / "_site/data/latest").iterdir()}
        assert {f"{called}.zip", f"{called}.sqlite", f"{called}.xlsx", f"{called}.json"} <= files


KEYS = {
    "integer": ("1", "2"),
    "number": ("1.50", "2.25"),
    "boolean": ("true", "false"),
    "date": ("2024-01-01", "2024-01-02"),
    "datetime": ("2024-01-01T10:00:00Z", "2024-01-01T11:00:00Z"),
    "time": ("10:00:00", "11:00:00"),
    "year": ("2023", "2024"),
    "yearmonth": ("2023-01", "2024-01"),
    "duration": ("P1D", "P2D"),
    "string": ("Éa/1", "con"),
    "any": ("x", "2"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_of_any_type_publishes_with_what_points_at_it(kind, gazette, tmp_path):
    """Each record has a page and a file, and the row of its own table that it points at is found by its id."""
    first, second = KEYS[kind]
    root = tmp_path / "keyed"
    root.mkdir()
    schema = {
        "fields": [
            {"name": "Key", "type": kind},
            {"name": "Name", "type": "string"},
            {"name": "Up", "type": kind},
        ],
        "primaryKey": "Key",
        "foreignKeys": [{"fields": "Up", "reference": {"resource": "", "fields": "Key"}}],
    }
    described = {"name": "keyed", "resources": [{"name": "Units", "path": "u.csv", "schema": schema}]}
    (root / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (root / "u.csv").write_text(f"Key,Name,Up\n{first},Head,\n{second},North,{first}\n", encoding="utf-8")
    done = gazette("build", "--output", root / "_site", project=root)
    assert done.returncode == 0, done.stdout
    nested = json.loads((root / "_site/data/latest/package.json").read_text("utf-8"))
    (records,) = nested["records"].values()
    points = [value for record in records for value in record["values"].values() if isinstance(value, dict)]
    assert [value["id"] for value in points if value.get("id")] == [records[0]["id"]]
    assert len(list((root / "_site/data/latest/records").rglob("*.json"))) == 2


def made(root, fields, rows, **more):
    """A package of one table in a folder."""
    with (root / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[item["name"] for item in fields], *rows])
    schema = {"fields": fields, "primaryKey": fields[0]["name"]}
    descriptor = {"resources": [{"name": "a", "path": "a.csv", "schema": schema}], **more}
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return Project(root)


def test_values_that_fit_nowhere(tmp_path):
    """A text longer than a spreadsheet holds, thirty digits, NaN and signs of HTML are published all the same."""
    import openpyxl

    kinds = {"Key": "string", "Name": "string", "big": "integer", "odd": "number", "long": "string"}
    long = "😀x" * 30_000
    rows = [
        ["CON", "<b>x</b>", "9" * 30, "NaN", long],
        ["../x", "{{ 7 * 7 }}", "-1", "INF", ""],
        ["مفتاح", "y", "", "1E5", "z"],
    ]
    project = made(tmp_path, [{"name": name, "type": kind} for name, kind in kinds.items()], rows)
    outcome = build_project(project, tmp_path / "site", lambda what: None)
    assert [one.message for one in outcome.problems if one.severity == "error"] == []
    values = [
        one["values"]
        for one in json.loads((tmp_path / "site/data/latest/package.json").read_text("utf-8"))["records"]["a"]
    ]
    assert [one["big"] for one in values] == [int("9" * 30), -1, None]
    assert [one["odd"] for one in values] == ["NaN", "Infinity", "100000"]
    sheet = openpyxl.load_workbook(tmp_path / "site/data/latest/package.xlsx")["a"]
    cell = sheet["E2"].value
    assert cell.endswith("The rest of this text stands in the CSV file.")
    assert long.startswith(cell.partition(" […]")[0])
    assert len(list((tmp_path / "site/en/a").glob("*/index.html"))) == 3


def test_odd_names_of_columns(tmp_path):
    """Names with spaces, signs, quotation marks and letters of any script are those of the published columns."""
    names = [
        "id",
        "a/b",
        "50 %",
        '"quoted"',
        "<b>x</b>",
        "العربية",
        "{id}",
        "select",
        "it's",
        "Größe (m²)",
        "None",
    ]
    project = made(tmp_path, [{"name": name, "type": "string"} for name in names], [list("abcdefghijk")])
    outcome = build_project(project, tmp_path / "site", lambda what: None)
    assert outcome.status(strict=True) == 0
    (row,) = json.loads((tmp_path / "site/data/latest/a.json").read_text("utf-8"))
    assert list(row) == names


def test_what_is_no_address_is_no_link(tmp_path):
    """Addresses that are none, or that would run, are left out of what is published and told as advice."""
    said = {
        "homepage": "www.harbour.org",
        "repository": "git@harbour.org:a/b",
        "contact": "javascript:alert(1)",
        "sources": [{"title": "S", "path": "javascript:alert(1)"}],
        "licenses": [{"name": "other", "path": "LICENSE.md"}],
        "contributors": [{"title": "C", "path": "c.harbour.org"}],
    }
    project = made(tmp_path, [{"name": "id", "type": "string"}], [["x"]], **said)
    outcome = build_project(project, tmp_path / "site", lambda what: None)
    assert outcome.status(strict=True) == 0
    assert "unsafe-address" in {one.code for one in outcome.problems}
    for path in (tmp_path / "site").rglob("*.*"):
        assert b"javascript:alert" not in path.read_bytes() or path.suffix == ".pf_fragment"


def test_a_number_in_a_column_of_texts_is_its_digits(tmp_path):
    """Codes that a sheet or JSON keeps as numbers are the texts that they look like."""
    schema = {
        "fields": [
            {"name": "code", "type": "string"},
            {"name": "share", "type": "number", "decimalChar": ","},
        ]
    }
    rows = [{"code": 5, "share": 1.5}, {"code": "007", "share": "2,5"}]
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [{"name": "a", "data": rows, "schema": schema}]})
    )
    source = load(Project(tmp_path))
    assert [one for one in check(source)[0] if one.severity != "advice"] == []
    assert column(assemble(source), "a", "code") == ["5", "007"]
    assert column(assemble(source), "a", "share") == ["1.5", "2.5"]


CONSTRAINED = {
    "whole": (
        {"type": "integer", "constraints": {"exclusiveMinimum": 0, "exclusiveMaximum": 10, "enum": [1, 2]}},
        "1",
    ),
    "object": (
        {
            "type": "object",
            "constraints": {"minLength": 1, "maxLength": 2, "jsonSchema": {"required": ["a"]}},
        },
        '{"a": 1}',
    ),
    "array": (
        {"type": "array", "constraints": {"minLength": 1, "maxLength": 2}},
        '["long enough", "to be over"]',
    ),
    "list": (
        {"type": "list", "delimiter": ";", "itemType": "integer", "constraints": {"maxLength": 2}},
        "1000;2000",
    ),
    "address": (
        {"type": "string", "format": "uri", "constraints": {"pattern": "h.*", "minLength": 2}},
        "https://a.internal/",
    ),
    "day": ({"type": "date", "format": "%d.%m.%Y", "constraints": {"minimum": "01.01.2020"}}, "02.03.2021"),
    "month": ({"type": "yearmonth", "constraints": {"minimum": "2020-01"}}, "2021-03"),
    "yes": ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}, "ja"),
    "clock": ({"type": "time", "constraints": {"maximum": "12:00:00"}}, "10:00:00"),
}


def test_every_constraint_publishes_in_every_format(gazette, tmp_path):
    """Constraints of each type bind its values, and none of them the text that a format writes in their place."""
    fields = [{"name": name, **field} for name, (field, _) in CONSTRAINED.items()]
    described = {
        "name": "bound",
        "resources": [{"name": "rows", "path": "rows.csv", "schema": {"fields": fields}}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([list(CONSTRAINED), [cell for _, cell in CONSTRAINED.values()]])
    done = gazette("build", "--output", tmp_path / "_site", project=tmp_path)
    assert done.returncode == 0, done.stdout
    assert len(list((tmp_path / "_site/data/latest").glob("rows.*"))) >= 4
