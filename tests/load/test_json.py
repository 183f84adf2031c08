"""Strict JSON: refuses what readers disagree on, and knows where everything stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.load.json import locate, read_json
from gazette.load.source import JsonFile, TextFile
from gazette.problem import Problem


def file(text):
    """A JSON file with this text."""
    return TextFile("a.json", text.encode(), text)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "bad-json", 1, 1),
        ("[]", "bad-json", 1, 1),
        ('"a"', "bad-json", 1, 1),
        ('{"a": 1', "bad-json", 1, 8),
        ('{"a": 1,}', "bad-json", 1, 8),
        ('{\n"a": 1 "b": 2}', "bad-json", 2, 8),
        ('{"a" 1}', "bad-json", 1, 6),
        ("{'a': 1}", "bad-json", 1, 2),
        ('{"a": [1,,2]}', "bad-json", 1, 10),
        ('{"a": 01}', "bad-json", 1, 7),
        ('{"a": .5}', "bad-json", 1, 7),
        ('{"a": 1.}', "bad-json", 1, 7),
        ('{"a": +1}', "bad-json", 1, 7),
        ('{"a": １}', "bad-json", 1, 7),
        ('{"a": True}', "bad-json", 1, 7),
        ('{"a": "b\nc"}', "bad-json", 1, 7),
        ('{"a": "\\x"}', "bad-json", 1, 7),
        ('{"a": "\\ud800"}', "bad-json", 1, 7),
        ('{"a": 1} // no', "bad-json", 1, 10),
        ('{"a": 1}{}', "bad-json", 1, 9),
        ('{"é": "é", "a": nul}', "bad-json", 1, 17),
        ('{"a": 1,\n "a": 2}', "duplicate-json-key", 2, 2),
        ('{"a": 1, "\\u0061": 2}', "duplicate-json-key", 1, 10),
        ('{"a": NaN}', "json-number", 1, 7),
        ('{"a": -Infinity}', "json-number", 1, 7),
        ('{"a": 1e400}', "json-number", 1, 7),
        ('{"a": 12345678901234567890}', "json-number", 1, 7),
        ('{"a": "\\u202e"}', "bidi-control", 1, 7),
        ('{"a": "\\u0000"}', "control-character", 1, 7),
        ('{"a": ' + "[" * 64 + "]" * 64 + "}", "json-too-deep", 1, 70),
        ("[" * 100_000, "json-too-deep", 1, 65),
    ],
)
def test_refused(text, code, line, column):
    """A document that is not strict JSON is one problem at the place where reading stopped."""
    found = read_json(file(text))
    assert isinstance(found, Problem)
    assert (found.code, found.place.line, found.place.column) == (code, line, column)


TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abé\" ", max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def pointers(value, pointer=()):
    """Every pointer into a value, with what stands there."""
    yield pointer, value
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in members:
        yield from pointers(inner, (*pointer, key))


@given(st.dictionaries(st.text("ab", max_size=3), TREES, max_size=4), st.sampled_from([None, 0, 2]))
def test_read_and_located(value, indent):
    """What Python writes is read back equal, and every pointer leads to the place where its value stands."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    found = read_json(file(text))
    assert isinstance(found, JsonFile)
    assert found.value == value
    for pointer, inner in pointers(value):
        place = locate(found.file, pointer)
        start = text.split("\n")[place.line - 1][place.column - 1 :]
        if isinstance(inner, dict | list):
            assert start[0] in "{["
        else:
            assert start[: place.width] == json.dumps(inner, ensure_ascii=False)
        if pointer and isinstance(pointer[-1], str):
            key = locate(found.file, pointer, key=True)
            line = text.split("\n")[key.line - 1]
            assert line[key.column - 1 :][: key.width] == json.dumps(pointer[-1], ensure_ascii=False)


def test_deepest_part():
    """A pointer to what does not exist gives the key of the deepest part that does."""
    found = read_json(file('{"a": {"b": 1}}'))
    assert (found.place(("a", "c", 3)).column, found.place(("z",)).column) == (2, 1)


@given(st.text(max_size=200))
def test_never_raises(text):
    """Any text is a document or one problem."""
    found = read_json(file(text))
    assert isinstance(found, JsonFile | Problem)
    if isinstance(found, JsonFile):
        assert json.loads(text) == found.value
