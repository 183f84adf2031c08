"""One cause, one message: what a spreadsheet, an editor or git does is said once; `fix` mends what is safe."""

import csv
import io
import json
import re
import shutil
import unicodedata

import pytest

from gazette.pipeline.check import check_project
from gazette.pipeline.fix import fixes
from gazette.pipeline.sheets import write
from gazette.problem import Examined
from gazette.project import Project
from gazette.report import REPORTERS, Report
from tests.conftest import ROOT, run_gazette

TABLE = "content/tables/priorities.csv"
SCHEMA = "schemas/tables/priorities.json"
PAGE = "content/pages/about.fr.md"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d" * 32 + "\nsize 12345\n"


@pytest.fixture
def clone(tmp_path):
    """The real strategy with its releases, as a clone holds it."""
    root = tmp_path / "strategy"
    root.mkdir()
    for name in ("content", "schemas", "releases"):
        shutil.copytree(ROOT / name, root / name)
    for path in (*ROOT.glob("CHANGELOG*.md"), *(ROOT / name for name in ("CITATION.cff", ".zenodo.json"))):
        shutil.copy(path, root)
    shutil.copy(ROOT / "datapackage.json", root)
    return root


def faults(root):
    """Errors and warnings of a check."""
    outcome = check_project(Project(root), lambda _: None)
    return [problem for problem in outcome.problems if problem.severity != "advice"]


def text(change, path=TABLE):
    """Spoils the text of a file."""

    def spoil(root):
        before = (root / path).read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        (root / path).write_text(after, encoding="utf-8", newline="")

    return spoil


def put(old, new, path=TABLE):
    """Spoils the first place of a text."""
    return text(lambda before: before.replace(old, new, 1), path)


def bytes_of(change, path=TABLE):
    """Spoils the bytes of a file."""
    return lambda root: (root / path).write_bytes(change((root / path).read_bytes()))


def encoded(encoding, path=TABLE):
    """Saves a file in another encoding; letters that it does not have become question marks."""
    return bytes_of(lambda data: data.decode().encode(encoding, "replace"), path)


def column(name, change, path=TABLE):
    """Spoils every cell of a column; the change is given the cell and its row."""

    def spoil(root):
        rows = list(csv.DictReader(io.StringIO((root / path).read_text(encoding="utf-8"), newline="")))
        for row in rows:
            row[name] = change(row[name], dict(row))
        body = io.StringIO()
        writer = csv.DictWriter(body, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (root / path).write_text(body.getvalue(), encoding="utf-8")

    return spoil


def conflict(path, line):
    """Leaves a merge unfinished."""

    def change(before):
        lines = before.splitlines(keepends=True)
        both = ["<<<<<<< HEAD\n", lines[line], "=======\n", lines[line], lines[line], ">>>>>>> other\n"]
        return "".join([*lines[:line], *both, *lines[line + 1 :]])

    return text(change, path)


def empty_rows(number, line=None):
    """Adds empty rows, at the end or before a line."""

    def change(before):
        lines = before.splitlines(keepends=True)
        place = len(lines) if line is None else line
        lines[place:place] = [("," * lines[0].count(",") + "\n")] * number
        return "".join(lines)

    return text(change)


def without(identifier):
    """Deletes a row."""
    return text(
        lambda before: "".join(
            row for row in before.splitlines(keepends=True) if not row.startswith(identifier)
        )
    )


def semicolons(before):
    """A table as a spreadsheet of a country writes it where the comma is the mark of decimals."""
    rows, body = csv.reader(io.StringIO(before, newline="")), io.StringIO()
    csv.writer(body, delimiter=";", lineterminator="\r\n").writerows(rows)
    return body.getvalue()


def bare(words):
    """Words without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))


RULE = "content/rules/action-scope-fits-its-priority.sql"
UNFINISHED, POINTERS = "unfinished-merge", "lfs-pointer"
BROKEN = {
    "a merge in a table": (conflict(TABLE, 3), UNFINISHED, "HEAD: "),
    "a merge in the descriptor": (conflict("datapackage.json", 20), UNFINISHED, "other: "),
    "a merge in a schema": (conflict(SCHEMA, 8), UNFINISHED, "delete the lines"),
    "a merge in a page": (conflict(PAGE, 6), UNFINISHED, "HEAD: "),
    "a merge in a rule": (conflict(RULE, 6), UNFINISHED, "and 1 more lines"),
    "a pointer for a table": (bytes_of(lambda _: POINTER.encode()), POINTERS, "git lfs pull"),
    "a pointer for a page": (bytes_of(lambda _: POINTER.encode(), PAGE), POINTERS, "git lfs pull"),
    "a pointer for a schema": (bytes_of(lambda _: POINTER.encode(), SCHEMA), POINTERS, "git lfs pull"),
    "letters saved as question marks": (encoded("cp1252"), "not-utf8", "restore it: git restore"),
    "Arabic of Windows": (encoded("cp1256"), "not-utf8", "in which it was saved"),
    "an id without a row": (
        without("cybercrime,"),
        "vanished-record",
        'withdraw priorities cybercrime --reason "…"',
    ),
    "an id emptied": (put("\ncybercrime,", "\n,"), "empty-key", "write cybercrime: release"),
    "another id emptied": (put("\ndrug-trafficking,", "\n,"), "empty-key", "write drug-trafficking"),
    "a released id renamed": (
        put("\ncybercrime,", "\ncyber-crime,"),
        "vanished-record",
        "let all that names it",
    ),
    "another id renamed": (
        put("\ndrug-trafficking,", "\ndrugs,"),
        "vanished-record",
        "let all that names it",
    ),
    "a misspelt property": (
        put('"primaryKey"', '"primarykey"', SCHEMA),
        "unknown-property",
        'mean "primaryKey"?',
    ),
    "a misspelt list": (
        put('"foreignKeys"', '"foreignKey"', "schemas/tables/actions.json"),
        "unknown-property",
        "did you mean",
    ),
    "a time of another zone": (
        text(
            lambda body: re.sub(r'("created": ")[^"]*', r"\g<1>2026-11-27T10:00:00+03:00", body),
            "datapackage.json",
        ),
        "bad-property",
        "The time of this version",
    ),
    "a comma before a bracket": (
        put('"ar"\n  ],', '"ar",\n  ],', "datapackage.json"),
        "bad-json",
        "delete the comma",
    ),
    "a comma before a brace": (
        text(lambda body: body.rstrip().removesuffix("}").rstrip() + ",\n}\n", SCHEMA),
        "bad-json",
        "delete the comma",
    ),
    "a day as a country writes it": (
        put("2024-09-16", "16/09/2024", "content/tables/references.csv"),
        "cell-type",
        "does: 2024-09-16",
    ),
    "a day as a number": (
        put("2024-09-16", "45551", "content/tables/references.csv"),
        "cell-type",
        "number for a day: 2024-09-16",
    ),
    "a month": (
        put("2024-09-16", "sept-24", "content/tables/references.csv"),
        "cell-type",
        "taken the cell for a date",
    ),
    "Arabic saved as question marks": (
        column("name_ar", lambda cell, _: "".join("?" if sign.isalpha() else sign for sign in cell)),
        "lost-text",
        "git restore",
    ),
    "Arabic emptied": (column("name_ar", lambda *_: ""), "lost-text", "git restore"),
    "English in the column of Arabic": (
        column("name_ar", lambda _, row: row["name_en"]),
        "lost-text",
        "git restore",
    ),
    "English in the column of French": (
        column("name_fr", lambda _, row: row["name_en"]),
        "lost-text",
        "git restore",
    ),
    "French without accents": (column("name_fr", lambda cell, _: bare(cell)), "lost-text", "git restore"),
    "question marks for accents": (
        column("name_fr", lambda cell, _: "".join(sign if sign.isascii() else "?" for sign in cell)),
        "lost-text",
        "git restore",
    ),
    "French cut off": (column("name_fr", lambda cell, _: cell[:19].strip()), "cut-text", "git restore"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_cause_is_one_message_that_says_what_to_do(clone, case):
    """However many rows name the thing, there is one problem, and its help names the likeliest way out."""
    spoil, code, help_ = BROKEN[case]
    spoil(clone)
    problems = faults(clone)
    assert [problem.code for problem in problems] == [code]
    assert help_ in problems[0].hint
    assert fixes(Project(clone)) == []  # a program would have to guess


MENDED = {
    "a mark and line ends of Windows": (
        bytes_of(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")),
        ["byte-order-mark", "carriage-return"],
    ),
    "a mark in a page": (bytes_of(lambda data: b"\xef\xbb\xbf" + data, PAGE), ["byte-order-mark"]),
    "line ends in the descriptor": (
        bytes_of(lambda data: data.replace(b"\n", b"\r\n"), "datapackage.json"),
        ["carriage-return"],
    ),
    "UTF-16": (encoded("utf-16"), ["not-utf8"]),
    "UTF-16 without a mark": (encoded("utf-16-le", "content/tables/goals.csv"), ["not-utf8"]),
    "UTF-16 in a page": (encoded("utf-16-be", PAGE), ["not-utf8"]),
    "Windows-1252 in a page": (
        bytes_of(lambda data: data.replace("é".encode(), b"\xe9"), PAGE),
        ["not-utf8"],
    ),
    "one byte of Windows-1252": (
        bytes_of(lambda data: data.replace(b"\ncybercrime,", b"\ncybercrime\xa0,")),
        ["not-utf8"],
    ),
    "empty rows at the end": (empty_rows(3), ["blank-row"]),
    "empty rows inside": (empty_rows(2, 3), ["blank-row"]),
    "one empty row": (empty_rows(1), ["blank-row"]),
    "semicolons": (text(lambda body: semicolons(body).replace("\r\n", "\n")), ["wrong-header"]),
    "tabs": (
        text(lambda body: semicolons(body).replace("\r\n", "\n").replace(";", "\t")),
        ["control-character"],
    ),
    "empty columns": (text(lambda body: body.replace("\n", ",,\n")), ["wrong-header"]),
    "a space behind an id": (put("\ncybercrime,", "\ncybercrime ,"), ["bad-id"]),
    "a no-break space behind an id": (put("\ncybercrime,", "\ncybercrime\u00a0,"), ["bad-id"]),
    "a capital in an id": (put("\ncybercrime,", "\nCybercrime,"), ["bad-id"]),
    "a tab behind an id": (put("\ncybercrime,", "\ncybercrime\t,"), ["control-character"]),
    "an unseen sign in an id": (put("\ncybercrime,", "\ncyber\u200bcrime,"), ["invisible-character"]),
    "booleans of a spreadsheet": (column("key_area", lambda cell, _: cell.upper()), ["cell-type"]),
    "booleans in French": (
        column("key_area", lambda cell, _: {"true": "VRAI", "false": "FAUX"}[cell]),
        ["cell-type"],
    ),
    "booleans in Spanish": (
        column("key_area", lambda cell, _: {"true": "VERDADERO", "false": "FALSO"}[cell]),
        ["cell-type"],
    ),
    "accents as signs of their own": (
        text(lambda body: unicodedata.normalize("NFD", body)),
        ["not-composed"],
    ),
    "a Cyrillic letter in French": (put("Cybercriminalité", "Cybеrcriminalité"), ["look-alike"]),
    "a ligature of print": (put("Trafic", "Tra\ufb01c"), ["look-alike"]),
    "a Greek letter in English": (put(" and ", " \u03b1nd ", "content/pages/about.en.md"), ["look-alike"]),
    "Persian letters in Arabic": (put("الجريمة السيبرانية", "الجر\u06ccمة السيبرانية"), ["look-alike"]),
    "a kaf of Persian": (column("name_ar", lambda cell, _: cell.replace("ك", "\u06a9")), ["look-alike"] * 3),
    "a doubled space": (put("é ", "é  "), ["loose-space"]),
}


@pytest.mark.parametrize("case", MENDED)
def test_what_a_fix_line_promises_is_done(clone, case):
    """Where a problem names `fix`, that command gives back the very bytes that were there, and then rests."""
    before = {path.relative_to(clone): path.read_bytes() for path in (clone / "content").rglob("*.*")}
    spoil, codes = MENDED[case]
    spoil(clone)
    problems = faults(clone)
    assert [problem.code for problem in problems] == codes
    assert {problem.fix for problem in problems} == {"fix"}
    write(Project(clone), fixes(Project(clone)))
    assert faults(clone) == []
    assert {path: (clone / path).read_bytes() for path in before} == before
    assert fixes(Project(clone)) == []


def test_a_rename_that_was_begun_by_hand_is_finished_by_the_command_of_the_message(clone):
    """The line `fix:` takes along what names the id, and leaves a tombstone; the check is clean then."""
    from gazette.pipeline.amend import rename

    put("\ncybercrime,", "\ncyber-crime,")(clone)
    (problem,) = faults(clone)
    assert problem.fix == "rename priorities cybercrime cyber-crime"
    write(Project(clone), rename(Project(clone), *problem.fix.split()[1:]).files)
    assert [problem.code for problem in faults(clone)] == []
    gone = (clone / "content/tables/withdrawals.csv").read_text(encoding="utf-8")
    assert "priorities-cybercrime" in gone


def test_a_row_added_and_a_text_rewritten_are_no_losses(clone):
    """What editors do every day is not told as a loss: another wording, a new row without evidence of its own."""
    put("Cybercriminalité", "Criminalité informatique")(clone)
    assert [problem.code for problem in faults(clone)] == []


def test_a_rule_is_explained_by_the_name_beside_its_caret():
    """`explain` knows the rules of the package here, and what a near name was meant to be."""
    done = run_gazette("explain", "record-has-evidence", project=ROOT)
    assert done.returncode == 0
    assert "Every record that was read from a source has evidence" in done.stdout
    assert "SELECT" in done.stdout
    assert (
        'Did you mean "record-has-evidence"?'
        in run_gazette("explain", "record-has-evidnce", project=ROOT).stderr
    )


def test_an_allowed_value_without_its_label_is_told(clone):
    """Where the other values of the column have labels, readers would be shown the value itself."""
    path = clone / "schemas/tables/crosswalk.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    column = next(field for field in schema["fields"] if "labels" in field)
    value = next(iter(column["labels"]))
    del column["labels"][value]
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert [(problem.code, problem.message) for problem in faults(clone)] == [
        ("missing-translation", f'crosswalk: "{value}" of {column["name"]} has no label')
    ]


def test_digits_of_another_script_are_mended(clone):
    """A position in Arabic digits is a number that was meant; the fix writes the digits that every reader knows."""
    put("first-tier,1,", "first-tier,١,")(clone)
    assert [(problem.code, problem.fix) for problem in faults(clone)] == [("cell-type", "fix")]
    write(Project(clone), fixes(Project(clone)))
    assert faults(clone) == []


def test_the_report_of_programs_has_the_command(clone):
    """The JSON report carries the command that mends."""
    empty_rows(3)(clone)
    report = json.loads(REPORTERS["json"](Report(faults(clone), Examined())))
    assert report["problems"][0]["fix"] == "fix"
