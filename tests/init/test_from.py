"""`init --from`: data as people have them become a canonical package, and every guess is told."""

import csv
import datetime
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette.check import check
from gazette.init import Wishes, read
from gazette.init.data import from_data
from gazette.init.package import from_package
from gazette.init.types import guess, names_of
from gazette.load import load
from gazette.problem import Stop
from gazette.project import Project
from gazette.publish import add_files
from tests.conftest import Run
from tests.packages import EXAMPLES


def written(folder: Path, **files: str | bytes) -> Path:
    """A folder with these files; `__` in a name is a point."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def made_of(folder: Path, **wishes: object) -> tuple[dict[str, bytes], str]:
    """The files that are made of a folder, and the guesses as one text."""
    made, guesses = from_data([folder], Wishes("new", **wishes))
    return made, "\n".join(guesses)


def fields(made: dict[str, bytes], table: str) -> dict[str, str]:
    """The type of each column of a table."""
    return {field["name"]: field["type"] for field in schema(made, table)["fields"]}


def schema(made: dict[str, bytes], table: str) -> dict:
    """The schema of a table."""
    return json.loads(made[f"schemas/tables/{table}.json"])


def rows(made: dict[str, bytes], table: str) -> list[list[str]]:
    """Header and rows of a table."""
    return list(csv.reader(io.StringIO(made[f"content/tables/{table}.csv"].decode())))


def valid_for_frictionless(made: dict[str, bytes], folder: Path) -> bool:
    """The verdict of frictionless on the whole package."""
    from frictionless import Package

    add_files(folder, made)
    package = Package("datapackage.json", basepath=str(folder))
    report = package.validate()
    assert report.stats["tasks"] == len(package.resources)
    return report.valid


TYPES = [
    (["true", "FALSE"], "boolean", ["true", "false"], ""),
    (["oui", "non", "oui"], "boolean", ["true", "false", "true"], "is true or false"),
    (["yes"], "string", ["yes"], ""),
    (["0", "1"], "integer", ["0", "1"], ""),
    (["007", "12"], "string", ["007", "12"], "begins with 0"),
    (["12345678901234567890"], "string", ["12345678901234567890"], "more digits"),
    (["1", "-2.50"], "number", ["1", "-2.50"], ""),
    (["1,5", "12,25"], "number", ["1.5", "12.25"], "decimal comma"),
    (["1.234,5", "7"], "number", ["1234.5", "7"], "decimal comma"),
    (["1,234", "5,678"], "string", ["1,234", "5,678"], "thousands or decimals"),
    (["1,234,567", "890"], "integer", ["1234567", "890"], "thousands are parted"),
    (["1 234", "56"], "integer", ["1234", "56"], "thousands are parted"),
    (["3", "NA", "–"], "integer", ["3", "", ""], "“NA”, “–”"),
    (["NA", "Namibia"], "string", ["NA", "Namibia"], ""),
    (["2024-02-29"], "date", ["2024-02-29"], ""),
    (["2023-02-29"], "string", ["2023-02-29"], ""),
    (["31/01/2024", "02/03/2024"], "date", ["2024-01-31", "2024-03-02"], "day first"),
    (["01/31/2024", "02/03/2024"], "date", ["2024-01-31", "2024-02-03"], "month first"),
    (["01/02/2024", "03/04/2024"], "string", ["01/02/2024", "03/04/2024"], "day or the month"),
    (["01.02.2024"], "date", ["2024-02-01"], "day first"),
    (["13/13/2024"], "string", ["13/13/2024"], ""),
    (["2024-03-01 10:30"], "datetime", ["2024-03-01T10:30:00"], ""),
    (["9:05", "23:59:59"], "time", ["09:05:00", "23:59:59"], ""),
    (["2024-03"], "yearmonth", ["2024-03"], ""),
    (["https://a.example/x"], "string", ["https://a.example/x"], ""),
    (["", ""], "string", ["", ""], "no value at all"),
    (["=1+1"], "string", ["=1+1"], ""),
]


@pytest.mark.parametrize(("values", "kind", "after", "told"), TYPES, ids=lambda value: str(value)[:30])
def test_a_type_is_what_every_value_is(values, kind, after, told):
    """The type, the values as Table Schema writes them, and the reason where something was decided."""
    column = guess("x", "x", values)
    assert (column.descriptor["type"], column.values) == (kind, after)
    assert told in " ".join(column.notes)
    assert bool(column.notes) == bool(told)


def test_a_year_is_known_by_its_heading():
    """Four digits under “Année” are years; under “Count” they are numbers."""
    assert guess("annee", "Année", ["1999", "2024"]).descriptor["type"] == "year"
    assert guess("count", "Count", ["1999", "2024"]).descriptor["type"] == "integer"


def test_addresses_get_a_format():
    """Addresses of the web and of e-mail stay text, with a format that says so."""
    assert guess("x", "x", ["https://a.example/"]).descriptor["format"] == "uri"
    assert guess("x", "x", ["a@b.example"]).descriptor["format"] == "email"


def test_names_of_columns_are_plain_and_differ():
    """A header for programs keeps its names; of one for people plain words are made, empty ones counted, none twice."""
    assert [name for name, _ in names_of(["eventID", "parent_id", "Year"])] == [
        "eventID",
        "parent_id",
        "Year",
    ]
    header = ["Event ID", "Année de début", "", "€", "event id", "2nd try", "Œuvre", "Date"]
    names = ["event_id", "annee_de_debut", "column_3", "column_4", "event_id_2", "nd_try", "oeuvre", "date"]
    assert [name for name, _ in names_of(header)] == names


def test_a_folder_of_two_tables(tmp_path):
    """Encodings and delimiters are evened out, keys and the reference are found, and each guess is told."""
    folder = written(
        tmp_path / "in",
        Stadtteile__csv="Code;Name;Fläche (km²)\r\nN;Nord und Süd;12,5\r\nS;Süden;9,1\r\nW;Westen;3,0\r\n".encode(
            "cp1252"
        ),
        trees__csv="\ufeffTree no,Stadtteil,planted\n1,N,31.12.1999\n2,S,01.01.2000\n\n3,W,\n",
    )
    made, told = made_of(folder)
    assert rows(made, "stadtteile") == [
        ["code", "name", "flache_km2"],
        ["N", "Nord und Süd", "12.5"],
        *rows(made, "stadtteile")[2:],
    ]
    assert schema(made, "stadtteile")["primaryKey"] == ["code"]
    assert schema(made, "stadtteile")["fields"][1]["rdfType"].endswith("prefLabel")
    assert schema(made, "stadtteile")["fields"][2]["title"] == "Fläche (km²)"
    assert schema(made, "trees")["primaryKey"] == ["tree_no"]
    assert schema(made, "trees")["foreignKeys"] == [
        {"fields": ["stadtteil"], "reference": {"resource": "stadtteile", "fields": ["code"]}}
    ]
    assert fields(made, "trees") == {"tree_no": "integer", "stadtteil": "string", "planted": "date"}
    for sentence in (
        "Windows-1252",
        "semicolons",
        "byte-order mark",
        "Empty rows were left out: 1.",
        "day first",
        "is the key",
        "names rows of stadtteile",
    ):
        assert sentence in told
    assert json.loads(made["datapackage.json"])["languages"] == ["de"]
    assert all(f"- [ ] {line}" in made["TODO.md"].decode() for line in told.splitlines())
    assert valid_for_frictionless(made, tmp_path / "out")


def test_a_reference_that_leads_nowhere_is_told_and_not_made(tmp_path):
    """A column called after a table, with a value that the table lacks, is no reference; the value is named."""
    folder = written(
        tmp_path / "in", species__csv="id,name\na,A\nb,B\n", trees__csv="id,species\n1,a\n2,zz\n"
    )
    made, told = made_of(folder)
    assert "foreignKeys" not in schema(made, "trees")
    assert "trees.species: seems to name rows of species" in told
    assert "“zz”" in told


def test_short_values_that_happen_to_be_keys_are_no_reference(tmp_path):
    """Grades A, B and C are not rows of a table of which a third is called so; as codes of three letters they are."""
    kinds = "code,label\n" + "".join(f"{code},x\n" for code in ("A", "B", "C", *(f"K{n}" for n in range(9))))
    folder = written(tmp_path / "in", kinds__csv=kinds, trees__csv="id,grade\n1,A\n2,B\n3,C\n4,A\n")
    assert "foreignKeys" not in schema(made_of(folder)[0], "trees")
    longer = {name: (folder / name).read_text() for name in ("kinds.csv", "trees.csv")}
    for name, text in longer.items():
        (folder / name).write_text(re.sub(r"\b([ABC])\b", r"\1\1\1", text))
    assert schema(made_of(folder)[0], "trees")["foreignKeys"][0]["fields"] == ["grade"]


def test_a_row_may_be_part_of_another(tmp_path):
    """A column called parent, whose values are keys of its own table, is a reference to it."""
    folder = written(tmp_path / "in", areas__csv="id,parent_id\na,\nb,a\nc,b\n")
    made, _ = made_of(folder)
    assert schema(made, "areas")["foreignKeys"] == [
        {"fields": ["parent_id"], "reference": {"fields": ["id"]}}
    ]


def test_columns_together_may_be_the_key(tmp_path):
    """Where no column is unique, the fewest columns that are so together are the key."""
    folder = written(
        tmp_path / "in", rain__csv="station,day,mm\na,2024-01-01,1.5\na,2024-01-02,0\nb,2024-01-01,1.5\n"
    )
    made, told = made_of(folder)
    assert schema(made, "rain")["primaryKey"] == ["station", "day"]
    assert "station and day: are the key together" in told
    folder = written(tmp_path / "none", rain__csv="station,mm\na,1.5\na,1.5\n")
    assert "rain: has no key" in made_of(folder)[1]


def test_languages_come_from_endings_or_words(tmp_path):
    """Endings of columns give several languages in their order; else the words of the texts give one."""
    folder = written(tmp_path / "a", x__csv="id,name_fr,name_en,note\na,Eau,Water,b\n")
    assert json.loads(made_of(folder)[0]["datapackage.json"])["languages"] == ["fr", "en"]
    folder = written(tmp_path / "b", x__csv="id,nota\na,El puente de la villa\nb,Los árboles del parque\n")
    made, told = made_of(folder)
    assert json.loads(made["datapackage.json"])["languages"] == ["es"]
    assert "content/pages/about.es.md" in made
    assert "the language is es" in told
    assert json.loads(made_of(folder, languages=("en", "es"))[0]["datapackage.json"])["languages"] == [
        "en",
        "es",
    ]


def test_a_spreadsheet(tmp_path):
    """Each filled and visible sheet is a table; days, numbers and truths come as such; a heading above is left out."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Arbres"
    for row in (
        ["Les arbres de la ville"],
        ["Numéro", "Planté", "Hauteur", "Protégé"],
        [1, datetime.date(1999, 12, 31), 3.5, True],
    ):
        sheet.append(row)
    sheet.append([2, datetime.date(2001, 2, 3), 4, False])
    book.create_sheet("Leer")
    hidden = book.create_sheet("Hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Espèces").append(["code", "nom"])
    book["Espèces"].append(["q", "Chêne"])
    book.save(tmp_path / "ville.xlsx")
    made, guesses = from_data([tmp_path / "ville.xlsx"], Wishes("new"))
    assert [name for name in made if name.endswith(".csv")] == [
        "content/tables/arbres.csv",
        "content/tables/especes.csv",
    ]
    assert rows(made, "arbres")[1:] == [["1", "1999-12-31", "3.5", "true"], ["2", "2001-02-03", "4", "false"]]
    assert fields(made, "arbres") == {
        "numero": "integer",
        "plante": "date",
        "hauteur": "number",
        "protege": "boolean",
    }
    assert "“Les arbres de la ville” above the header was left out" in "\n".join(guesses)
    assert b"secret" not in b"".join(made.values())
    assert valid_for_frictionless(made, tmp_path / "out")


UNREADABLE = {
    "a.csv": (b"id,x\n1,a,b\n", "3 cells, the header 2"),
    "b.csv": (b'id,x\n1,"a\n', "unexpected end"),
    "c.csv": (b"id,x\n\x00,1\n", "zero bytes"),
    "d.csv": (b"", "no filled table"),
    "e.csv": (b"id\n\x81\n", "neither in UTF-8 nor"),
    "f.xlsx": (b"id,x\n", "no XLSX file"),
    "g.pdf": (b"%PDF", "ends in none of"),
    "h.json": (b"{}", "no descriptor"),
    "i.json": (b"{", "bad-json"),
    "j.yaml": (b"a: [\n", "bad-json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_a_problem(name, gazette: Run, tmp_path):
    """One problem of its own code with the file and the reason, status 2, and nothing is written."""
    body, reason = UNREADABLE[name]
    (tmp_path / name).write_bytes(body)
    done = gazette("init", tmp_path / "site", "--from", tmp_path / name, project=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "error[" in done.stdout
    assert name in done.stdout
    assert reason in done.stdout
    assert not (tmp_path / "site").exists()


def test_a_data_package_is_taken_as_it_is(tmp_path):
    """Descriptor and files keep their bytes; a YAML descriptor becomes JSON with the same values."""
    source = EXAMPLES / "good/trilingual"
    made, _ = from_package(source / "datapackage.json", Wishes("new"))
    for name in ("datapackage.json", "content/tables/goals.csv", "schemas/tables/actions.json"):
        assert made[name] == (source / name).read_bytes()
    written(
        tmp_path / "y",
        datapackage__yaml="name: y\nresources:\n- {name: a, path: [a.csv, b.csv]}\n",
        a__csv="x\n1\n",
        b__csv="2\n",
    )
    made, _ = from_package(tmp_path / "y/datapackage.yaml", Wishes("new", title="Y"))
    assert json.loads(made["datapackage.json"]) == {
        "name": "y",
        "resources": [{"name": "a", "path": ["a.csv", "b.csv"]}],
        "title": "Y",
    }
    assert (made["a.csv"], made["b.csv"]) == (b"x\n1\n", b"2\n")


def test_a_spreadsheet_that_unpacks_into_too_much_is_refused(tmp_path, monkeypatch):
    """What it says of its unpacked size is looked at before anything is read."""
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    monkeypatch.setattr(read, "MOST_BYTES", (tmp_path / "x.xlsx").stat().st_size + 1)
    with pytest.raises(Stop, match="unpacked"):
        from_data([tmp_path / "x.xlsx"], Wishes("new"))


@pytest.mark.parametrize(
    "path", ["../secret.csv", "/etc/hostname", "link.csv", "a/../../secret.csv", ".git/x", "none.csv"]
)
def test_a_package_does_not_reach_outside(path, tmp_path):
    """A path that climbs, is absolute, hidden, a link or missing ends in a problem, and is not copied."""
    (tmp_path / "secret.csv").write_text("id\nsecret\n")
    folder = written(
        tmp_path / "p", datapackage__json=json.dumps({"resources": [{"name": "a", "path": path}]})
    )
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Stop) as stopped:
        from_package(folder / "datapackage.json", Wishes("new"))
    codes = {problem.code for problem in stopped.value.problems}
    assert codes <= {"parent-path", "absolute-path", "symbolic-link", "hidden-path", "file-missing"}


def test_a_data_package_stays_where_it_is(gazette: Run, tmp_path):
    """`init . --from datapackage.json` adds what is missing beside it, and leaves all that is there."""
    shutil.copytree(EXAMPLES / "any/yaml", tmp_path / "p")
    (tmp_path / "p/README.md").write_text("Mine.\n")
    before = {path: path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file()}
    done = gazette("init", tmp_path / "p", "--from", tmp_path / "p", project=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert (tmp_path / "p/.github/workflows/publish.yml").is_file()
    assert "README.md" not in done.stdout
    assert gazette("check", project=tmp_path / "p").returncode == 0


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    [
        "1",
        "007",
        "1,5",
        "2024-01-31",
        "31/01/2024",
        "NA",
        "yes",
        "no",
        "a;b",
        'say "x"',
        "1 000",
        "=A1",
        "ab\ncd",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=8)
    )
)
def test_whatever_the_cells_are_the_package_is_valid(table, tmp_path_factory):
    """Any table becomes a package that frictionless holds for valid, or a problem; the same bytes each time."""
    folder = tmp_path_factory.mktemp("any")
    out = io.StringIO()
    csv.writer(out).writerows(table)
    (folder / "x.csv").write_bytes(out.getvalue().encode())
    try:
        made, _ = from_data([folder / "x.csv"], Wishes("new"))
    except Stop:
        return
    assert made == from_data([folder / "x.csv"], Wishes("new"))[0]
    assert valid_for_frictionless(made, folder / "out") or len(rows(made, "x")) == 1
    problems, examined = check(load(Project(folder / "out")))
    assert {problem.code for problem in problems if problem.severity == "error"} <= {"nothing-examined"}
    assert examined.counts["tables"] == 1
