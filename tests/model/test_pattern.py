"""Patterns: the same answers as Python's engine, in time that grows with the text alone."""

import hashlib
import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.model.pattern import PatternError, pattern

ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\d", r"\w", r"\.", "-"])
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0,}", "{,2}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}" if pair[1] != "{,2}" else f"(?:{pair[0]}){{0,2}}"
        ),
    ),
    max_leaves=6,
)


@given(TREES, st.text("ab-.1\n", max_size=8))
def test_same_answer_on_whole_texts(wanted, text):
    """A pattern matches a whole text if and only if Python says so."""
    assert pattern(wanted)(text) == bool(re.fullmatch(wanted, text))


@given(TREES, st.sampled_from(["", "^"]), st.sampled_from(["", r"$"]), st.text("ab-.1\n", max_size=8))
def test_same_answer_anywhere(wanted, start, end, text):
    """A pattern matches somewhere in a text if and only if Python says so."""
    theirs = re.search(f"{start}(?:{wanted})" + (r"\Z" if end else ""), text)
    assert pattern(f"{start}({wanted}){end}", whole=False)(text) == bool(theirs)


@pytest.mark.parametrize(
    "wanted", ["(a+)+$", "(a|a)*b", "(a*)*b", "([a-z]*)*[a-z]*!", ".*.*.*.*x", "(a|aa)+$"]
)
def test_no_pattern_takes_forever(wanted):
    """Patterns that make other engines take forever take the time of their text."""
    begun = time.perf_counter()
    assert not pattern(wanted)("a" * 30_000 + "?")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "wanted",
    [
        *(
            "(?=a)a",
            r"(a)\1",
            "(?P<n>a)",
            "(?i)a",
            "a**",
            "(a",
            "a)",
            "[a",
            "*a",
            "a{3,2}",
            "[z-a]",
            "\\",
            "{",
        ),
        *("((a{99}){99}){99}", "a" * 501, "(" * 400 + ")" * 400 + "x" * 101),
    ],
)
def test_refused(wanted):
    """What the linear engine cannot do, or other readers would not take, is refused and not half understood."""
    with pytest.raises(PatternError):
        pattern(wanted)


def test_bars_and_anchors():
    """Anchors belong to their branch, and a whole pattern speaks of the whole text in each of its branches."""
    assert pattern("^a$|^b$")("b")
    assert not pattern("a|b")("ab")
    assert pattern("^a|b$", whole=False)("xb")
    assert not pattern("^a|^b", whole=False)("xb")


@pytest.mark.parametrize("wanted", ["((((a{0}){1000}){1000}){1000}){1000}", "(" * 60 + "a" + ")" * 60])
def test_patterns_that_would_never_be_built(wanted):
    """Repetitions of nothing and towers of brackets are ready or refused at once."""
    begun = time.perf_counter()
    with suppress(PatternError):
        assert pattern(wanted)("a") == (wanted[-1] == ")")
    assert time.perf_counter() - begun < 2


def test_many_states_at_once():
    """A pattern whose sets of states grow with every character takes the time of its text."""
    letters = hashlib.shake_128(b"").hexdigest(15_000)
    text = "".join("ab"[letter > "7"] for letter in letters)
    begun = time.perf_counter()
    assert pattern("(a|b)*a(a|b){900}")(text) == (text[-901] == "a")
    assert time.perf_counter() - begun < 2
