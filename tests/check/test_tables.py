"""Tables against their schemas: each cell by itself, then keys, references and languages."""

import csv
import io
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.check import CHECKS, check
from gazette.check.cells import _Judge, check_cells
from gazette.check.keys import ID, RESERVED, id_fault
from gazette.check.run import Run
from gazette.load import load
from gazette.load.source import JsonFile, Source, TextFile
from gazette.load.table import read_table
from gazette.model.cell import parse
from gazette.problem import Examined
from gazette.project import Project
from gazette.report import REPORTERS, Report
from tests import packages


def checked(root):
    """The problems of a project, as code, line and column."""
    problems, _ = check(load(Project(root)))
    return [(one.code, one.place.line, one.place.column) for one in problems]


def one_column(tmp_path, cells, **described):
    """The codes for a table with an id and one more column, row by row."""
    root = packages.lay("minimal", tmp_path)
    fields = [{"name": "id", "type": "string"}, {"name": "value", **described}]
    schema = {"fields": fields, "primaryKey": "id"}
    (root / "schemas/tables/goals.json").write_text(json.dumps(schema), encoding="utf-8")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [["id", "value"], *([f"row-{n}", c] for n, c in enumerate(cells))]
    )
    (root / "content/tables/goals.csv").write_text(out.getvalue(), encoding="utf-8")
    source = load(Project(root))
    problems, _ = check(source)
    found = {one.place.record: one.code for one in problems}
    assert len(found) == len(problems), problems
    assert all(one.place.file == "content/tables/goals.csv" for one in problems), problems
    return [found.get(f"row-{n}") for n in range(len(cells))], source


GOOD = {
    "integer": ["0", "-1", "7", "123456789012345", ""],
    "number": ["0", "-1.50", "12.5", "0.1", ""],
    "date": ["2024-02-29", "1999-12-31", ""],
    "year": ["2024", "0001", ""],
    "boolean": ["true", "false", ""],
    "string": ["a", "-5", "-5,5%", "a=b", " =a", "12", "NA", "«a»", "é", "مياه", ""],
}
WRONG = {
    "integer": [
        "1_000",
        "１２",
        "٣",
        "+5",
        " 7",
        "7 ",
        "1.0",
        "01",
        "-0x1",
        "1e3",
        "1234567890123456",
        "NaN",
        "-",
    ],
    "number": ["1_0.5", "NaN", "INF", "-INF", "1e400", "1e3", "1,5", "+1", ".5", "5.", "１", "00.1", "0x1"],
    "date": [
        "2024-1-1",
        "２０２４-01-01",
        "2024-02-30",
        "2024/01/01",
        "01-01-2024",
        "2024-01-01T00:00",
        "20240101",
    ],
    "year": ["24", "02024", "２０２４", "-2024", "2024.0"],
    "boolean": ["True", "TRUE", "1", "0", "yes", "on", "FALSE"],
}
FORMULAS = ["=1+1", "+1", "@SUM(A1)", "＝1", "＋1", "＠a", "－1", "-a", "- a", "-1+2", "-", '=HYPERLINK("x")']


@pytest.mark.parametrize("kind", GOOD)
def test_good_cells(tmp_path, kind):
    """Cells in the one spelling of their type pass, and the model's reader can read each."""
    found, source = one_column(tmp_path, GOOD[kind], type=kind)
    assert found == [None] * len(GOOD[kind])
    for row in source.tables[0].rows:
        assert (parse(row[1], {"type": kind}) is None) == (row[1] == "")


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_cells(tmp_path, kind):
    """Every other spelling is one problem, though some readers take it; a spreadsheet's booleans are one together."""
    codes = [None if word in ("TRUE", "FALSE") else "cell-type" for word in WRONG[kind]]
    assert one_column(tmp_path, WRONG[kind], type=kind)[0] == codes


def test_formulas(tmp_path):
    """Text that a spreadsheet would run is refused in every form."""
    assert one_column(tmp_path, FORMULAS, type="string")[0] == ["formula-cell"] * len(FORMULAS)


def _with(change, document):
    value = json.loads(document.read_text("utf-8"))
    change(value)
    document.write_text(json.dumps(value), "utf-8")


@pytest.mark.parametrize(
    ("document", "change"),
    [
        ("datapackage.json", lambda package: package.update(title="=1+1")),
        ("datapackage.json", lambda package: package.update(description="@SUM(A1)")),
        ("datapackage.json", lambda package: package.update(keywords=["harbours", "+1+1"])),
        ("datapackage.json", lambda package: package["resources"][0].update(title="=1+1")),
        ("schemas/tables/goals.json", lambda schema: schema["fields"][0].update(title="-1+1")),
        ("schemas/tables/goals.json", lambda schema: schema["fields"][0].update(description="\uff1d1")),
    ],
)
def test_formulas_in_words_of_the_descriptor_and_of_schemas(tmp_path, document, change):
    """Titles, descriptions and keywords stand in the CSV files of charts, and keep the rule of cells."""
    root = packages.lay("minimal", tmp_path)
    _with(change, root / document)
    problems, _ = check(load(Project(root)))
    assert [(one.code, one.place.file) for one in problems] == [("formula-cell", document)]


def test_what_says_how_cells_are_written_is_no_words(tmp_path):
    """A pattern may begin with `-`, and so may the mark of a missing value: neither is published as a row."""
    root = packages.lay("minimal", tmp_path)
    change = {"constraints": {"pattern": "-?[a-z ]+|.*"}}
    _with(lambda schema: schema["fields"][3].update(change), root / "schemas/tables/goals.json")
    assert "formula-cell" not in [code for code, _, _ in checked(root)]


@pytest.mark.parametrize("query", ["SELECT '=1+' || id AS id FROM goals", 'SELECT id AS "@id" FROM goals'])
def test_formulas_that_a_question_puts_together(tmp_path, query):
    """The answer to a question is a CSV: neither its columns nor its texts may begin as a formula."""
    root = packages.lay("broken-question", tmp_path)
    question = root / "content/questions/all-goals.sql"
    head = [line for line in question.read_text("utf-8").splitlines() if line.startswith("--")]
    question.write_text("\n".join([*head, query, ""]), "utf-8")
    assert "formula-cell" in [code for code, _, _ in checked(root)]


@pytest.mark.parametrize(
    ("described", "good", "wrong", "code"),
    [
        ({"type": "string", "constraints": {"required": True}}, "a", "", "empty-cell"),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, "b", "c", "value-not-allowed"),
        ({"type": "string", "constraints": {"pattern": "a|bc"}}, "bc", "abc", "constraint"),
        ({"type": "string", "constraints": {"minLength": 2}}, "ab", "a", "constraint"),
        ({"type": "string", "constraints": {"maxLength": 2}}, "ab", "abc", "constraint"),
        ({"type": "integer", "constraints": {"minimum": 2}}, "2", "1", "constraint"),
        ({"type": "integer", "constraints": {"exclusiveMaximum": 2}}, "1", "2", "constraint"),
        (
            {"type": "date", "constraints": {"minimum": "2024-01-01"}},
            "2024-01-01",
            "2023-12-31",
            "constraint",
        ),
        ({"type": "year", "constraints": {"maximum": 2030}}, "2030", "2031", "constraint"),
        ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "no", "true", "cell-type"),
        ({"type": "string", "format": "email"}, "a@example.org", "a", "cell-type"),
        ({"type": "string", "constraints": {"unique": True}}, "a", "row-again", None),
    ],
)
def test_constraints(tmp_path, described, good, wrong, code):
    """A constraint lets the good value pass and refuses the wrong one under its code."""
    assert one_column(tmp_path, [good, wrong], **described)[0] == [None, code]


@given(st.text(max_size=70))
def test_ids_are_safe_names(text):
    """Whatever may be an id is ASCII, its own fold, no reserved name and short: no two ids are one file anywhere."""
    if id_fault(text) is None:
        assert ID.fullmatch(text)
        assert text.isascii()
        assert text == text.casefold()
        assert text not in RESERVED
        assert len(text) <= 64


@pytest.mark.parametrize(
    "text",
    [
        "../x",
        "index",
        "CON",
        "con",
        "lpt9",
        "a/b",
        ".",
        "A",
        "a--b",
        "-a",
        "a-",
        "1a",
        "a_b",
        "cybеrcrime",
        "a" * 65,
        "a b",
        "a\n",
    ],
)
def test_refused_ids(text):
    """Names that would be a path, a device, another's twin or too long are no ids."""
    assert id_fault(text) is not None


def edited(tmp_path, case, name, *changes):
    """A good package with exact texts of one file replaced."""
    root = packages.lay(case, tmp_path)
    text = (root / name).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / name).write_text(text, encoding="utf-8")
    return root


AREAS, GOALS, ACTIONS = (f"content/tables/{name}.csv" for name in ("areas", "goals", "actions"))


def test_one_cause_one_message(tmp_path):
    """A row that is short, a key that is twice and a bad id that others name are one problem each."""
    root = edited(
        tmp_path, "self-reference", AREAS, ("north-quay,harbour,south-quay,North quay", "north-quay")
    )
    assert checked(root) == [("row-length", 3, 11)]
    root = edited(
        tmp_path / "b", "self-reference", AREAS, ("harbour,,,", "Harbour,,,"), (",harbour,", ",Harbour,")
    )
    assert [code for code, *_ in checked(root)] == ["bad-id"]
    root = edited(tmp_path / "c", "trilingual", GOALS, ("id,title_en", "id,titel_en"))
    assert [code for code, *_ in checked(root)] == ["wrong-header"]


def test_self_reference(tmp_path):
    """A row may point at itself unless the column says that it is part of what it points at."""
    root = edited(tmp_path, "self-reference", AREAS, (",harbour,south-quay,", ",harbour,north-quay,"))
    assert checked(root) == []
    root = edited(tmp_path / "b", "self-reference", AREAS, ("harbour,,,", "harbour,harbour,,"))
    assert checked(root) == [("reference-cycle", 2, 9)]


def test_unique_keys(tmp_path):
    """Columns of a unique key may repeat one by one, not together."""
    row = "slow-again,quiet-nights,Slow the cranes,x,x,,,false,12\n"
    root = edited(tmp_path, "trilingual", ACTIONS, ("slow-cranes", row + "slow-cranes"))
    assert [code for code, *_ in checked(root)] == ["not-unique"]


def test_languages(tmp_path):
    """Missing texts are one warning a table and language, with their share; an undeclared column is an error."""
    root = edited(
        tmp_path, "trilingual", GOALS, ("Eau propre", ""), ("Nuits calmes,", ","), ("Quiet nights", "")
    )
    problems, _ = check(load(Project(root)))
    assert [(one.code, one.severity) for one in problems] == [("missing-translation", "warning")] * 2
    assert {one.message for one in problems} == {
        "goals: 2 of 2 texts (100%) have no fr: clean-water, quiet-nights",
        "goals: 1 of 2 texts (50%) have no en: quiet-nights",
    }
    root = edited(
        tmp_path / "b", "trilingual", "datapackage.json", ('"en",\n    "fr",\n    "ar"', '"en",\n    "fr"')
    )
    assert {code for code, *_ in checked(root)} == {"undeclared-language"}


def test_many_alike(tmp_path):
    """Of a fault that a hundred thousand rows share a thousand are kept and the rest counted."""
    root = packages.lay("minimal", tmp_path)
    rows = "".join(f"row-{n},x,common,T,\n" for n in range(100_000))
    (root / "content/tables/goals.csv").write_text("id,position,kind,title,due\n" + rows, encoding="utf-8")
    problems, examined = check(load(Project(root)))
    assert len(problems) == 1_001
    assert problems[-1].message == "99,000 more of this kind in this file, up to here"
    assert examined.counts["cells"] == 500_000


def test_order(tmp_path):
    """Problems come in file order: the descriptor, tables as it lists them, then other files by name."""
    root = edited(tmp_path, "trilingual", "datapackage.json", ("1.0.0", "1"))
    (root / ACTIONS).write_text("id\n", encoding="utf-8")
    (root / GOALS).write_text("id\n", encoding="utf-8")
    (root / "content/a.txt").write_text("", encoding="utf-8")
    files = [one.place.file for one in check(load(Project(root)))[0]]
    assert files == ["datapackage.json", GOALS, ACTIONS, "content/a.txt"]


def test_checks_are_listed():
    """Every check stands in the table, and those that others build on come first."""
    assert list(CHECKS)[:5] == ["package", "settings", "theme", "schemas", "shape"]
    assert list(CHECKS).index("cells") < list(CHECKS).index("rules") < list(CHECKS).index("amount")


def test_a_hundred_thousand_problems_take_seconds(tmp_path):
    """Looking for the nearest word costs time: it is done for the first of many problems only."""
    root = packages.lay("trilingual", tmp_path)
    goals = "".join(f"goal-number-{n},G{n},g,g\n" for n in range(20_000))
    (root / "content/tables/goals.csv").write_text(
        f"id,title_en,title_fr,title_ar\n{goals}", encoding="utf-8"
    )
    path = root / "content/tables/actions.csv"
    head = path.read_text(encoding="utf-8").partition("\n")[0]
    rows = "".join(f"a{n},goal-namber-x{n},t{n},t,t,,,,\n" for n in range(20_000))
    path.write_text(f"{head}\n{rows}", encoding="utf-8")
    begun = time.process_time()
    problems, _ = check(load(Project(root)))
    assert time.process_time() - begun < 20
    assert problems[0].code == "unknown-reference"
    assert problems[0].hint.startswith("did you mean")
    assert not problems[900].hint.startswith("did you mean")


def test_one_long_line_is_kept_once(tmp_path):
    """Problems in one line of megabytes share its excerpt, and a JSON report leaves it out."""
    root = packages.lay("minimal", tmp_path)
    fields = [{"name": "id", "type": "string"}]
    fields += [{"name": f"c{n}", "type": "integer"} for n in range(100)]
    schema = {"fields": fields, "primaryKey": "id"}
    (root / "schemas/tables/goals.json").write_text(json.dumps(schema), encoding="utf-8")
    table = ",".join(one["name"] for one in fields) + "\na" + f",{'x' * 20_000}" * 100 + "\n"
    (root / "content/tables/goals.csv").write_text(table, encoding="utf-8")
    problems, examined = check(load(Project(root)))
    lines = {id(one.place.excerpt) for one in problems if one.code == "cell-type"}
    assert len(lines) == 1
    assert len(REPORTERS["json"](Report(problems, examined))) < 200_000


@pytest.mark.parametrize("name", ["data", "records", "strategy", "search"])
def test_names_of_pages_are_not_tables(tmp_path, name):
    """A table under the name of a page of the site, or of a file of an edition, is told before anything is built."""
    root = packages.lay("minimal", tmp_path)
    path = root / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace('"name": "goals"', f'"name": "{name}"')
    path.write_text(text, encoding="utf-8")
    assert "reserved-id" in [code for code, *_ in checked(root)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("id", ["error"]), ("zz", ["warning"]), ("id-ID", []), ("ary", []), ("az-Arab", [])],
)
def test_languages_that_cannot_be_published(tmp_path, code, expected):
    """A taken folder is told before anything is built; a language that nobody knows may be meant, and is a warning."""
    root = packages.lay("minimal", tmp_path)
    described = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    described["languages"] = [*described["languages"], code]
    (root / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    problems, _ = check(load(Project(root)))
    assert [(one.code, one.severity) for one in problems] == [("bad-language", one) for one in expected]


def test_a_page_or_descriptor_that_cannot_be_read_is_one_problem(tmp_path):
    """What points at a file that was refused is not told once more."""
    root = packages.lay("trilingual", tmp_path)
    (root / "content/pages/about.en.md").write_bytes(b"\xff")
    assert [code for code, *_ in checked(root)] == ["not-utf8"]
    (root / "content/pages/about.en.md").unlink()
    (root / "datapackage.json").write_text("{", encoding="utf-8")
    assert [code for code, *_ in checked(root)] == ["bad-json"]


@pytest.mark.parametrize(("sign", "said"), [(";", "semicolons"), ("|", "upright strokes")])
def test_a_table_saved_with_another_sign_is_told_so(tmp_path, sign, said):
    """What a spreadsheet of another region writes is one problem, which names the sign and what to do."""
    root = packages.lay("minimal", tmp_path)
    cells = "id,position,kind,title,due\nfight,1,common,Fight,\n".replace(",", sign)
    (root / "content/tables/goals.csv").write_text(cells, encoding="utf-8")
    (problem,), _ = check(load(Project(root)))
    assert (problem.code, problem.place.line, problem.place.column) == ("wrong-header", 1, 1)
    assert f"separated by {said}" in problem.message
    assert "Excel in French" in problem.hint


def test_a_header_that_holds_the_sign_by_chance_is_told_as_before(tmp_path):
    """A semicolon in a name that the schema does not know is a name too many."""
    root = packages.lay("minimal", tmp_path)
    path = root / "content/tables/goals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("position,", "po;sition,", 1), encoding="utf-8")
    (problem,), _ = check(load(Project(root)))
    assert 'misses "position", has "po;sition" too many' in problem.message


def test_a_quoted_cell_before_another_sign_is_told_so(tmp_path):
    """Where quotation marks are met before the header is compared, the hint names the sign as well."""
    root = packages.lay("minimal", tmp_path)
    path = root / "content/tables/goals.csv"
    path.write_text('"id";"title"\n"a";"b"\n', encoding="utf-8")
    (problem,), _ = check(load(Project(root)))
    assert problem.code == "bad-csv"
    assert "Excel in French" in problem.hint


def test_all_that_one_object_misses_is_one_problem(tmp_path):
    """A bare table is told once, with everything that the standard and the project ask for."""
    root = packages.lay("minimal", tmp_path)
    path = root / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"].append({"name": "bare"})
    path.write_text(json.dumps(described), encoding="utf-8")
    problems, _ = check(load(Project(root)))
    (found,) = [one for one in problems if one.code == "missing-property"]
    assert found.message.startswith("resources[2] has no ")
    assert all(f'"{name}"' in found.message for name in ("path", "schema", "encoding"))


@pytest.mark.parametrize("name", ["explore", "questions"])
def test_a_table_cannot_take_the_place_of_a_page(tmp_path, name):
    """The pages under data/ have names of their own: told at the descriptor, not when the site is written."""
    root = packages.lay("minimal", tmp_path)
    path = root / "datapackage.json"
    said = path.read_text(encoding="utf-8").replace('"name": "goals"', f'"name": "{name}"')
    path.write_text(said, encoding="utf-8")
    (told,) = [one for one in check(load(Project(root)))[0] if one.code == "reserved-id"]
    assert told.place.file == "datapackage.json"


COLUMNS = {
    "string": {
        "constraints": {"minLength": 2, "maxLength": 4, "pattern": "[a-z=]+", "enum": ["ab", "abc", "=b"]}
    },
    "word": {"type": "string", "constraints": {"pattern": "[a-z]{1,3}"}},
    "integer": {"type": "integer", "constraints": {"minimum": -2, "maximum": 30}},
    "number": {"type": "number", "constraints": {"minimum": 0.5, "maximum": 20}},
    "year": {"type": "year", "constraints": {"minimum": "1990"}},
    "date": {"type": "date"},
    "boolean": {"type": "boolean", "trueValues": ["ab"], "constraints": {"required": True}},
    "local": {"type": "number", "decimalChar": ","},
    "missing": {"type": "string", "missingValues": ["", "NA"], "constraints": {"required": True}},
}
CELLS = st.sampled_from(
    [
        "",
        "ab",
        "abc",
        "abcde",
        "=b",
        "-b",
        "-1",
        "-3",
        "7",
        "07",
        "30",
        "31",
        "0.4",
        "0.5",
        "20.01",
        "1,5",
        "NA",
        "1989",
        "1990",
        "2024-02-29",
        "2023-02-29",
        "é",
        "٣",
        "true",
    ]
)


@given(st.lists(st.tuples(*[CELLS] * len(COLUMNS)), min_size=1, max_size=12), st.integers(1, 3))
def test_a_column_at_once_is_judged_as_each_cell_by_itself(rows, at_once):
    """Rules asked of many texts at once break on the same cells, in the same order, as rules asked of each."""
    fields = [{"name": name, "type": "string", **described} for name, described in COLUMNS.items()]
    schema = JsonFile(TextFile("s.json", b"", ""), {"fields": fields})
    rows = [cells for cells in rows if any(cells)]  # a row without a word is a fault of its own
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(COLUMNS), *rows])
    table = read_table("t", 0, {}, TextFile("t.csv", out.getvalue().encode(), out.getvalue()), schema)
    source = Source(None, (), (table,), (), (), None, (), (), Examined())
    alone = Run(source, Examined(), shaped={"t"})
    judges = [_Judge(alone, *pair) for pair in zip(table.fields, table.columns, strict=True)]
    expected = [
        (row, column, judge.verdict(text))
        for row, cells in enumerate(rows)
        for column, (judge, text) in enumerate(zip(judges, cells, strict=True))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gazette.check.cells._AT_ONCE", at_once)
        patch.setattr(
            "gazette.check.cells.boolean_of", lambda _: None
        )  # those of a spreadsheet are told together
        found = [one.problem() for one in check_cells(Run(source, Examined(), shaped={"t"}))]
    assert [(one.code, one.message, one.hint) for one in found] == [
        verdict[:3] for _, _, verdict in expected if verdict
    ]
    assert [(one.place.line, one.place.field) for one in found] == [
        (table.lines[row], table.header[column]) for row, column, verdict in expected if verdict
    ]


def test_the_same_fault_in_every_row_is_counted(tmp_path):
    """A thousand problems of a kind are kept, and one says how many more there are; all of them count."""
    root = packages.lay("minimal", tmp_path)
    lines = (root / "content/tables/goals.csv").read_text(encoding="utf-8").splitlines()
    rows = [lines[1].replace(lines[1].split(",")[0], f"Bad {number}", 1) for number in range(5_000)]
    (root / "content/tables/goals.csv").write_text("\n".join([lines[0], *rows, ""]), encoding="utf-8")
    problems, _ = check(load(Project(root)))
    ids = [one for one in problems if one.code == "bad-id"]
    assert [one.place.line for one in ids] == [*range(2, 1_002), 5_001]
    assert ids[-1].message == "4,000 more of this kind in this file, up to here"
