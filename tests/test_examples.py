"""The folder of examples is the suite: good packages have no problem, each bad one has exactly its own."""

import ast
import json
import os
from pathlib import Path

import pytest

import gazette
from gazette.check import check
from gazette.load import load
from gazette.load.gate import TABLE_BYTES
from gazette.problem import codes
from gazette.project import Project
from tests import packages

GAZETTE = Path(gazette.__file__).parent
FIRST_OF_OTHERS = "output-"
TABLE = "content/tables/goals.csv"


def _link(root: Path) -> None:
    outside = root.parent / "secret.csv"
    outside.write_text("id\nsecret\n", encoding="utf-8")
    (root / TABLE).unlink()
    (root / TABLE).symlink_to(outside)


def _hard_link(root: Path) -> None:
    os.link(root / TABLE, root.parent / "twin.csv")


def _pipe(root: Path) -> None:
    (root / TABLE).unlink()
    os.mkfifo(root / TABLE)


def _case(root: Path) -> None:
    (root / "content/news").mkdir()
    for name in ("quay.en.md", "Quay.en.md"):
        (root / "content/news" / name).write_text("News.\n", encoding="utf-8")


def _write(text: str):
    return lambda root: (root / TABLE).write_text(text, encoding="utf-8")


def _large(root: Path) -> None:
    with (root / TABLE).open("r+b") as stream:
        stream.truncate(TABLE_BYTES + 1)  # a hole in the file, which takes no room on the disk


HEADER = "id,position,kind,title,due\n"
MADE = {
    "symbolic-link": _link,
    "hard-link": _hard_link,
    "not-a-file": _pipe,
    "case-clash": _case,
    "file-too-large": _large,
    "too-many-rows": _write(HEADER + "\n" * 5_000_000),
    "too-many-columns": _write(HEADER + "," * 1_000 + "\n"),
}
"""Packages that git or a small repository cannot hold: made on the spot."""
BY_THE_MACHINE = {"unreadable-file"}
"""Codes that the computer causes and not the content; tested where the computer is made to."""


@pytest.mark.parametrize("case", packages.GOOD)
def test_good(case, tmp_path):
    """A good package has no problem, and something was examined."""
    problems, examined = check(load(packages.project(case, tmp_path)))
    assert problems == []
    assert examined.counts["rows"] > 0


@pytest.mark.parametrize("code", packages.BAD)
def test_bad(code, tmp_path):
    """A bad package has exactly the problems that its expected.json lists, and they are of its code alone."""
    problems, _ = check(load(packages.project(code, tmp_path)))
    found = [
        {
            "code": one.code,
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "message": one.message,
        }
        for one in problems
    ]
    assert found == packages.expected(code)
    assert {one.code for one in problems} == {code}


@pytest.mark.parametrize("code", MADE)
def test_made(code, tmp_path):
    """What git cannot hold is refused under its own code, once, and nothing waits or follows."""
    root = packages.lay("minimal", tmp_path)
    MADE[code](root)
    problems, _ = check(load(Project(root)))
    assert [one.code for one in problems] == [code]


def test_every_code_of_content_has_an_example():
    """Every code that content can cause has a package that trips it."""
    own = list(codes())[: next(at for at, name in enumerate(codes()) if name.startswith(FIRST_OF_OTHERS))]
    assert set(own) - BY_THE_MACHINE == set(packages.BAD) | set(MADE)


def test_codes_and_code_agree():
    """Every code in codes.toml is used by the publisher, and every code that the publisher uses is there."""
    words, called = set(), set()
    for path in GAZETTE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in ("Problem", "Later")
                and node.args
            ):
                called |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    for path in (GAZETTE / "check/profiles").glob("*.json"):
        words |= {word for word in codes() if f'"problem": "{word}"' in path.read_text("utf-8")}
    assert set(codes()) <= words
    assert called <= set(codes())


def test_codes_are_explained():
    """Every code has a title that begins like a sentence's middle, an explanation and an example."""
    for code in codes().values():
        assert code.title
        assert not code.title.endswith(".")
        assert len(code.explanation) > 40
        assert code.example


OUR_OWN = "a rule of this publisher, or of its rules, that Table Schema does not have"
GATE = "frictionless reads the file by guessing, or repairs it, without a word"
SPELLING = "frictionless takes several spellings for one value"
ADVICE = "advice is no fault"
PASSED_OVER = "frictionless passes over what it does not know"
DIFFERENCES = {
    **dict.fromkeys(("article-head", "article-name", "bad-id", "bad-language", "bad-property"), OUR_OWN),
    **dict.fromkeys(("bad-package-schema", "bad-table-name", "bad-version", "formula-cell"), OUR_OWN),
    **dict.fromkeys(("heading-level", "image", "missing-article", "missing-property"), OUR_OWN),
    **dict.fromkeys(("missing-translation", "nothing-examined", "reference-cycle", "reserved-id"), OUR_OWN),
    **dict.fromkeys(("rule", "rule-head", "rule-query", "unclaimed-file", "undeclared-language"), OUR_OWN),
    **dict.fromkeys(
        ("broken-question", "empty-question", "unknown-link", "unsafe-link", "untitled-column"), OUR_OWN
    ),
    **dict.fromkeys(("tombstone", "update", "unsafe-address", "placeholder-address"), OUR_OWN),
    **dict.fromkeys(("look-alike", "loose-space", "lost-text", "unpaired-bracket", "wrong-sign"), OUR_OWN),
    **dict.fromkeys(("bidi-control", "byte-order-mark", "carriage-return", "control-character"), GATE),
    **dict.fromkeys(("invisible-character", "noncharacter", "not-composed"), GATE),
    **dict.fromkeys(("bad-csv", "duplicate-json-key"), GATE),
    "cell-type": SPELLING,
    "low-contrast": OUR_OWN,
    **dict.fromkeys(("no-metadata", "no-key", "no-schema"), ADVICE),
    **dict.fromkeys(("unknown-property", "unsupported-property"), PASSED_OVER),
}
"""Packages that frictionless holds for valid and this publisher does not, with the reason."""


@pytest.mark.parametrize("case", [*packages.GOOD, *(code for code in packages.BAD if code != "remote-path")])
@pytest.mark.filterwarnings("ignore")
def test_same_verdict_as_frictionless(case, tmp_path, monkeypatch):
    """Both call a package valid or both invalid, but for the differences that are listed with their reasons."""
    from frictionless import Package

    root = packages.lay(case, tmp_path)
    monkeypatch.chdir(root)
    try:
        theirs = Package("datapackage.json").validate().valid
    except Exception:  # noqa: BLE001 - it ends in a TypeError for some packages: no verdict "valid"
        theirs = False
    assert theirs == (case in packages.GOOD or case in DIFFERENCES)


def test_expected_files_are_in_one_form():
    """The lists of expected problems are written the same way, so that a change shows as little as possible."""
    for code in packages.BAD:
        path = packages.EXAMPLES / "bad" / code / "expected.json"
        text = path.read_text("utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
