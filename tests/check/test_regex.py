"""Patterns: the same answers as Python's engine, in time that grows with the text alone."""

import hashlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.check.regex import pattern
from gazette.check.regex_parser import PatternError

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
    assert pattern(wanted).matches(text) == bool(re.fullmatch(wanted, text, re.DOTALL))


@given(TREES, st.sampled_from(["", "^"]), st.sampled_from(["", r"$"]), st.text("ab-.1\n", max_size=8))
def test_same_answer_anywhere(wanted, start, end, text):
    """A pattern matches somewhere in a text if and only if Python says so."""
    theirs = re.search(f"{start}(?:{wanted})" + (r"\Z" if end else ""), text, re.DOTALL)
    assert pattern(f"{start}({wanted}){end}", whole=False).matches(text) == bool(theirs)


@pytest.mark.parametrize(
    "wanted", ["(a+)+$", "(a|a)*b", "(a*)*b", "([a-z]*)*[a-z]*!", ".*.*.*.*x", "(a|aa)+$"]
)
def test_no_pattern_takes_forever(wanted):
    """Patterns that make other engines take forever take the time of their text."""
    begun = time.perf_counter()
    assert not pattern(wanted).matches("a" * 30_000 + "?")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "wanted",
    [
        *("(?=a)a", r"(a)\1", "(?P<n>a)", "a**", "a+?", "(a", "a)", "[a", "*a", "a{3,2}", "a{5000}"),
        *(
            "((a{99}){99}){99}",
            "a$b",
            "[z-a]",
            "\\",
            "{",
            "a" * 501,
            r"\bfoo",
            "(" * 400 + ")" * 400 + "x" * 101,
        ),
    ],
)
def test_refused(wanted):
    """What an automaton cannot do, or is no pattern, is refused and not half understood."""
    with pytest.raises(PatternError):
        pattern(wanted)


def test_bars_and_anchors():
    """Anchors belong to their branch, and a whole pattern speaks of the whole text in each of its branches."""
    assert pattern("^a$|^b$").matches("b")
    assert not pattern("a|b").matches("ab")
    assert pattern("^a|b$", whole=False).matches("xb")
    assert not pattern("^a|^b", whole=False).matches("xb")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("((((a{0}){1000}){1000}){1000}){1000}", "too large"), ("(" * 60 + "a" + ")" * 60, "nested")],
)
def test_patterns_that_would_never_be_built(wanted, said):
    """Repetitions of nothing and towers of brackets are refused at once."""
    with pytest.raises(PatternError, match=said):
        pattern(wanted)


def test_too_much_work_is_an_error():
    """A pattern whose sets of states grow with every character is given up, not followed to the end."""
    found = pattern("(a|b)*a(a|b){900}")
    letters = hashlib.shake_128(b"").hexdigest(15_000)
    with pytest.raises(PatternError, match="too long"):
        found.matches("".join("ab"[letter > "7"] for letter in letters))
