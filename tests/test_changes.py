"""docs/architecture.md says which files a change touches: the lists are held against the files."""

import re
from pathlib import Path

import pytest

import gazette
from tests.conftest import ROOT

GAZETTE = Path(gazette.__file__).parent
KINDS = {".py", ".html", ".toml", ".json", ".js", ".css"}
LINE = re.compile(
    r"^\| (?P<change>an? [^|]+|what [^|]+) \| (?P<words>[^|]+) \| (?P<files>[^|]+) \|$", re.MULTILINE
)
SECTION = (
    (ROOT / "docs/architecture.md")
    .read_text(encoding="utf-8")
    .partition("## What a change touches")[2]
    .partition("\n## ")[0]
)
CHANGES = [
    pytest.param(
        re.findall("`([^`]+)`", row["words"]),
        re.findall(r"`([^`]+\.[a-z]+)`", row["files"]),
        id=row["change"],
    )
    for row in LINE.finditer(SECTION)
]


def standing(words):
    """The files of the publisher in which one of these words stands by itself."""
    word = re.compile("|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in words))
    return {
        path.relative_to(GAZETTE).as_posix()
        for path in GAZETTE.rglob("*")
        if path.suffix in KINDS
        and not path.is_relative_to(GAZETTE / "init")
        and word.search(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize(("words", "files"), CHANGES)
def test_a_change_touches_these_files(words, files):
    """Every file that is named holds the example, and no other file does."""
    assert standing(words) == set(files)


def test_there_are_ten():
    """The table is read, and whole."""
    assert len(CHANGES) == 10
