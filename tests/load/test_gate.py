"""The gate: every rule by itself, so that deleting any one of them turns a test red."""

import os
import unicodedata

import pytest

from gazette.load import load
from gazette.load.characters import RULES, character_problems
from gazette.load.gate import PAGE_BYTES, TABLE_BYTES, TEXT_BYTES, Gate
from gazette.problem import Place
from gazette.project import Project
from tests import packages


def refusal(root, path):
    """The codes under which the gate refuses a path."""
    gate = Gate(root)
    file = gate.read(path, Place("datapackage.json"))
    assert (file is None) == bool(gate.problems)
    return [problem.code for problem in gate.problems]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("https://example.org/a.csv", "remote-path"),
        ("file:///etc/passwd", "remote-path"),
        ("C:/a.csv", "remote-path"),
        ("s3://bucket/a.csv", "remote-path"),
        ("data:text/csv,a", "remote-path"),
        ("/etc/passwd", "absolute-path"),
        ("a\\b.csv", "backslash-path"),
        ("..", "parent-path"),
        ("a/../b.csv", "parent-path"),
        ("../b.csv", "parent-path"),
        (".git/config", "hidden-path"),
        ("a/.b/c.csv", "hidden-path"),
        ("", "unclean-path"),
        ("a//b.csv", "unclean-path"),
        ("./b.csv", "unclean-path"),
        ("a b.csv", "unclean-path"),
        ("%2e%2e/b.csv", "unclean-path"),
        ("a\x00b.csv", "unclean-path"),
        ("a\nb.csv", "unclean-path"),
        ("é.csv", "unclean-path"),
        ("a" * 201, "unclean-path"),
        ("-rf.csv", "unclean-path"),
    ],
)
def test_spelling(tmp_path, path, code):
    """A path that is not plain names below the project is refused before anything is touched."""
    assert refusal(tmp_path, path) == [code]


def planted(root, kind, at):
    """Plant something that is no regular file."""
    path = root / at
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "link":
            path.symlink_to("/etc/passwd")
        case "dangling":
            path.symlink_to(root / "nowhere")
        case "device":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()


@pytest.mark.parametrize("at", ["a.csv", "a/b.csv", "a/b/c.csv", "a/b/c/d.csv"])
@pytest.mark.parametrize("kind", ["link", "dangling", "device", "pipe", "folder"])
def test_kinds(tmp_path, kind, at):
    """What is no regular file is refused at every depth, at once."""
    planted(tmp_path, kind, at)
    assert refusal(tmp_path, at) == [
        "symbolic-link" if kind in ("link", "dangling", "device") else "not-a-file"
    ]


def test_linked_folder(tmp_path):
    """A file behind a folder that is a link is refused, and many files behind it are one problem."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.csv").write_text("id\n")
    (outside / "b.csv").write_text("id\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "content").symlink_to(outside)
    gate = Gate(root)
    assert gate.read("content/a.csv") is None
    assert gate.read("content/b.csv") is None
    assert [(one.code, one.place.file) for one in gate.problems] == [("symbolic-link", "content")]


def test_file_for_folder(tmp_path):
    """A file where a folder is expected is said to be that."""
    (tmp_path / "a").write_text("")
    assert refusal(tmp_path, "a/b.csv") == ["not-a-file"]


def test_hard_link(tmp_path):
    """A file with a second name is refused; a folder, which always has several links, is not."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.csv").write_text("id\n")
    assert refusal(tmp_path, "a/b.csv") == []
    os.link(tmp_path / "a/b.csv", tmp_path / "twin")
    assert refusal(tmp_path, "a/b.csv") == ["hard-link"]


def test_missing_near(tmp_path):
    """A name that is not there is answered with the nearest that is."""
    (tmp_path / "goals.csv").write_text("id\n")
    gate = Gate(tmp_path)
    gate.read("gaols.csv")
    assert gate.problems[0].hint == 'did you mean "goals.csv"?'


def test_unreadable(tmp_path, monkeypatch):
    """What the computer refuses to open is a problem that says what it said."""
    (tmp_path / "a.csv").write_text("id\n")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("gazette.load.gate.os.open", refuse)
    gate = Gate(tmp_path)
    assert gate.read("a.csv") is None
    assert [(one.code, one.message) for one in gate.problems] == [
        ("unreadable-file", "a.csv cannot be read: Permission denied")
    ]


@pytest.mark.parametrize(
    ("name", "most"), [("a.csv", TABLE_BYTES), ("a.json", TEXT_BYTES), ("content/a.md", PAGE_BYTES)]
)
def test_size(tmp_path, name, most):
    """A file of the allowed size passes, one byte more does not, and is not read."""
    (tmp_path / "content").mkdir()
    if most < TABLE_BYTES:  # half a gigabyte is more than a test should read
        (tmp_path / name).write_bytes(b"a" * most)
        assert refusal(tmp_path, name) == []
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(most + 1)
    assert refusal(tmp_path, name) == ["file-too-large"]


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"\xef\xbb\xbfid\n", "byte-order-mark", 1, 1),
        ("id\n".encode("utf-16"), "not-utf8", 1, 1),
        (b"id\nn\xc3\xa9\xe9\n", "not-utf8", 2, 3),
        (b"id\n\xc0\xaf\n", "not-utf8", 2, 1),  # an overlong slash
        (b"id\n\xed\xa0\x80\n", "not-utf8", 2, 1),  # half a surrogate pair
        (b"id\r\na\r\n", "carriage-return", 1, 3),
        (b"id\na\rb\n", "carriage-return", 2, 2),
        (b"id\na\tb\n", "control-character", 2, 2),
        ("id\né\x1b[31m\n".encode(), "control-character", 2, 2),
        ("id\ne\u0301\n".encode(), "not-composed", 2, 1),
    ],
)
def test_bytes(tmp_path, data, code, line, column):
    """A file is refused under one code, at the line and column (in characters) of the first offence."""
    (tmp_path / "a.csv").write_bytes(data)
    gate = Gate(tmp_path)
    assert gate.read("a.csv") is None
    assert [(one.code, one.place.line, one.place.column) for one in gate.problems] == [(code, line, column)]


CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
BIDI = [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = [0x180E, 0x200B, 0x2028, 0x2029, *range(0x2060, 0x2065), 0xFEFF, 0xE0001, 0xE0041]
NOT_CHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)),
]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([13], "carriage-return"),
        (CONTROLS, "control-character"),
        (BIDI, "bidi-control"),
        (INVISIBLE, "invisible-character"),
        (NOT_CHARACTERS, "noncharacter"),
    ],
    ids=["return", "controls", "bidi", "invisible", "noncharacters"],
)
def test_every_forbidden_character(points, code):
    """Every code point of a forbidden kind is refused in every file, under the code of its kind."""
    for point in points:
        found = [one.code for one in character_problems("a.md", f"a{chr(point)}b", table=False)]
        assert found == [code], hex(point)


def test_every_other_character():
    """Everything else passes: letters, joiners, emoji, private use; so do line ends, and tabs outside tables."""
    forbidden = {13, *CONTROLS, *BIDI, *NOT_CHARACTERS}
    for point in range(0x110000):
        if (
            0xD800 <= point < 0xE000
            or point in forbidden
            or any(rule.pattern.match(chr(point)) for rule in RULES[4:5])
        ):
            continue
        assert point == 9 or not any(rule.pattern.match(chr(point)) for rule in RULES), hex(point)
    assert not list(character_problems("a.csv", "هـ\u200cا \u200d é 👩\u200d🌾\n", table=True))
    assert not list(character_problems("a.md", "\ta", table=False))


def test_count(tmp_path):
    """A thousand offences of one kind are one problem that says how many."""
    (tmp_path / "a.csv").write_bytes(b"a\r\n" * 1000)
    gate = Gate(tmp_path)
    gate.read("a.csv")
    assert "1,000 carriage returns" in gate.problems[0].message


def test_composed_only_in_tables(tmp_path):
    """Prose may hold decomposed letters; tables are searched and compared."""
    (tmp_path / "a.md").write_text(unicodedata.normalize("NFD", "é"), encoding="utf-8")
    assert refusal(tmp_path, "a.md") == []


@pytest.mark.parametrize("at", ["content/tables/x.csv", "content/x", "schemas/x.json", "content/news/x.md"])
@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
def test_planted_where_nothing_reads(tmp_path, kind, at):
    """A link or a pipe is found also where no descriptor names it."""
    root = packages.lay("minimal", tmp_path)
    planted(root, kind, at)
    found = [(one.code, one.place.file) for one in load(Project(root)).problems]
    assert found == [("not-a-file" if kind == "pipe" else "symbolic-link", at)]


def test_strange_names(tmp_path):
    """File names that are no UTF-8 or hold control characters are told, not tripped over."""
    root = packages.lay("minimal", tmp_path)
    (root / "content/a\x1b[31m.md").write_text("")
    (root / os.fsdecode(b"content/\xff.md")).write_bytes(b"")
    assert load(Project(root)).unclaimed == ("content/a\x1b[31m.md", "content/\\xff.md")


def test_hidden_files_are_unclaimed(tmp_path):
    """A hidden file is told like any other that nothing uses."""
    root = packages.lay("minimal", tmp_path)
    (root / "content/.DS_Store").write_bytes(b"\x00")
    assert load(Project(root)).unclaimed == ("content/.DS_Store",)


@pytest.mark.parametrize(
    "character",
    [*"\u00ad\u034f\u115f\u180b\u2065\u206a\u206f\u2800\u3164\uffa0\ue000\U000f0000"],
)
def test_nothing_invisible(character):
    """Whatever Unicode lets a program ignore, looks like nothing, or means what each reader likes is refused."""
    assert [p.code for p in character_problems("a", f"a{character}b", table=True)] == ["invisible-character"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", []),
        ("\u0915\u094d\u200c\u0937", []),
        ("go\u200cals", ["invisible-character"]),
        ("\u0645\u200c ", ["invisible-character"]),
    ],
)
def test_non_joiner(text, codes):
    """The zero-width non-joiner stands between letters of a script that joins them, and nowhere else."""
    assert [problem.code for problem in character_problems("a", text, table=True)] == codes
