"""Patterns in words."""

import pytest

from gazette.model.spelling import spelled


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (
            "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            "lower-case letters and digits in words joined by single hyphens, the first a letter",
        ),
        ("^[a-z][a-z0-9]*$", "lower-case letters (1), then lower-case letters or digits (0 or more)"),
        ("M-[0-9]{4}", "“M-”, then digits (4)"),
        (r"^\d+\.\d{1,2}$", "digits (1 or more), then “.”, then digits (1–2)"),
        ("^[0-9a-f]{64}$", "signs from 0-9 a-f (64)"),
        ("https?", "“http”, then “s” (0–1)"),
    ],
)  # fmt: skip
def test_a_pattern_is_told_in_words(pattern, words):
    """Letters, digits and signs one after the other, with how many of each."""
    assert spelled(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    ["", "(?=.*a)[a-z]+", "a|b", "[^a]", "a.", "(ab)+", "[a-z]+?", "[\\w]", "\\w+", "a{2}{3}", "^^a", "x$y"],
)
def test_what_is_not_sure_is_not_told(pattern):
    """Choices, any sign, groups and whatever else has no plain words stay a pattern."""
    assert spelled(pattern) is None


def test_the_words_are_those_of_the_page():
    """Every word comes from the one who says it; what is quoted does not."""
    french = {"digits": "chiffres", ", then": ", puis", "%(number)s or more": "%(number)s ou plus"}
    assert spelled("digits[0-9]+", french.__getitem__) == "“digits”, puis chiffres (1 ou plus)"
