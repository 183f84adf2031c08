"""Whatever a project holds, loading and checking end with problems: no exception, no request, no wait."""

import json
import socket
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette.check import check
from gazette.load import load
from gazette.project import Project
from tests import packages

FILES = (
    "datapackage.json",
    "schemas/tables/goals.json",
    "schemas/tables/actions.json",
    "schemas/package.json",
    "content/tables/goals.csv",
    "content/tables/actions.csv",
    "content/pages/about.en.md",
    "content/rules/goal-has-action.sql",
)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def root(tmp_path):
    """A whole package with tables, pages, a rule and a schema of its own."""
    return packages.lay("trilingual", tmp_path)


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """No network: a connection is a failure."""

    def refuse(*_):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@CALM
@given(name=st.sampled_from(FILES), data=st.binary(max_size=300))
def test_any_bytes(root, name, data):
    """Any bytes in any file are told about or read."""
    before = (root / name).read_bytes()
    (root / name).write_bytes(data)
    try:
        problems, _ = check(load(Project(root)))
        assert data.strip() == b"" or problems or name.endswith((".md", ".sql", "package.json"))
    finally:
        (root / name).write_bytes(before)


@CALM
@given(name=st.sampled_from(FILES), data=st.data())
def test_any_change(root, name, data):
    """A few characters changed anywhere in a good file never raise."""
    before = (root / name).read_text("utf-8")
    at = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(at, min(len(before), at + 30)))
    put = data.draw(st.text(st.sampled_from('{}[]":,-0aé=\n #|\\'), max_size=6))
    (root / name).write_text(before[:at] + put + before[end:], encoding="utf-8")
    try:
        check(load(Project(root)))
    finally:
        (root / name).write_text(before, encoding="utf-8")


def replaced(value, data):
    """The value with one part, chosen anywhere, in exchange for another JSON value."""
    members = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    if not members or data.draw(st.integers(0, 5)) == 0:
        return data.draw(JSON)
    key, inner = data.draw(st.sampled_from(members))
    changed = value.copy()
    changed[key] = replaced(inner, data)
    return changed


@CALM
@given(name=st.sampled_from([name for name in FILES if name.endswith(".json")]), data=st.data())
def test_any_json(root, name, data):
    """Any other JSON value at any place of a descriptor or a schema never raises."""
    before = (root / name).read_text("utf-8")
    (root / name).write_text(json.dumps(replaced(json.loads(before), data)), encoding="utf-8")
    try:
        check(load(Project(root)))
    finally:
        (root / name).write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/tables/goals.csv", "id,title_en,title_fr,title_ar\n" + "=1,,,\n" * 200_000),
        ("content/tables/goals.csv", "id" * 10_000_000),
        ("content/tables/goals.csv", '"' * 1_000_001),
        ("content/pages/about.en.md", "---\ntitle: a\nsummary: b\norder: 1\n---\n" + "[" * 20_000),
        ("content/pages/about.en.md", "---\ntitle: a\nsummary: b\norder: 1\n---\n" + "> " * 20_000),
        ("datapackage.json", '{"a":' * 100_000),
        (
            "schemas/package.json",
            json.dumps({"pattern": "(a+)+$", "properties": {"title": {"pattern": "(a|a)*b$"}}}),
        ),
        (
            "schemas/package.json",
            json.dumps(
                {
                    "$ref": "#/$defs/a0",
                    "$defs": {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(40)}
                    | {"a40": {}},
                }
            ),
        ),
        ("schemas/package.json", '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}'),
        ("schemas/package.json", '{"$ref": "https://example.org/schema.json"}'),
        ("schemas/package.json", '{"$schema": "https://example.org/schema.json"}'),
        (
            "content/rules/goal-has-action.sql",
            "-- title: t\n-- message: m\n-- hint: h\n"
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c\n",
        ),
    ],
    ids=lambda value: value[:12],
)
def test_no_wait(root, name, text):
    """Inputs made to take forever are read or refused within seconds."""
    (root / name).write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    check(load(Project(root)))
    assert time.perf_counter() - begun < 20


def test_pattern_never_hangs(root):
    """A pattern with nested repetitions is run in the time that its text takes."""
    path = root / "schemas/tables/goals.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["fields"][1]["constraints"] = {"pattern": "(a+)+$"}
    path.write_text(json.dumps(schema), encoding="utf-8")
    (root / "content/tables/goals.csv").write_text(
        "id,title_en,title_fr,title_ar\nx," + "a" * 30_000 + "b,,\n"
    )
    begun = time.perf_counter()
    problems, _ = check(load(Project(root)))
    assert "constraint" in {one.code for one in problems}
    assert time.perf_counter() - begun < 10


def test_nothing_at_all(tmp_path):
    """An empty folder has no descriptor, and says so once."""
    assert [one.code for one in check(load(Project(tmp_path)))[0]] == ["file-missing"]
