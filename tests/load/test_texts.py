"""Pages and rules: a head with known keys, and what follows it, with its line."""

import pytest

from gazette.load.article import read_article
from gazette.load.rule import read_rule
from gazette.load.source import TextFile

HEAD = "---\ntitle: A: b\nsummary: C\norder: 3\n---\n"
RULE = "-- title: T\n-- message: m {a}\n--   goes on\n-- hint: h\nSELECT 1\n-- free\n"


def article(name, text):
    """The page that a file would be."""
    return read_article(TextFile(f"content/pages/{name}", text.encode(), text))


def rule(name, text):
    """The rule that a file would be."""
    return read_rule(TextFile(f"content/rules/{name}", text.encode(), text))


def test_article():
    """A page has its name and language from the file name, its head, and a body whose first line is known."""
    found, problems = article("how-to.pt-BR.md", HEAD + "\nBody\n")
    assert problems == []
    assert (found.name, found.language, found.body, found.first_line) == ("how-to", "pt-BR", "\nBody\n", 6)
    assert found.head == {"title": "A: b", "summary": "C", "order": "3"}


@pytest.mark.parametrize(
    "name", ["method.md", "Method.en.md", "method.english.md", ".en.md", "a b.en.md", "a.b.en.md"]
)
def test_article_names(name):
    """A page whose name does not say id and language is not read."""
    found, problems = article(name, HEAD)
    assert found is None
    assert [one.code for one in problems] == ["article-name"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Body\n", 1),
        ("", 1),
        ("---\ntitle: A\n", 1),
        (HEAD.replace("title: A: b\n", ""), 1),
        (HEAD.replace("title: A: b", "title:"), 1),
        (HEAD.replace("summary", "sumary"), 3),
        (HEAD.replace("order: 3", "order: three"), 4),
        (HEAD.replace("order: 3", "order: -3"), 4),
        (HEAD.replace("order: 3", "order: 3\ntitle: again"), 5),
        (HEAD.replace("order: 3", "order 3"), 4),
    ],
)
def test_article_heads(text, line):
    """A head that is missing, incomplete or misspelt is one problem at its line."""
    _, problems = article("method.en.md", text)
    assert [(one.code, one.place.line) for one in problems] == [("article-head", line)]


def test_rule():
    """A rule has title, message and hint, a value goes on in a line that is set in, and the query's line is known."""
    found, problems = rule("all-well.sql", RULE)
    assert problems == []
    assert found.head == {"title": "T", "message": "m {a} goes on", "hint": "h"}
    assert (found.name, found.query, found.first_line) == ("all-well", "SELECT 1\n-- free\n", 5)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("All.sql", RULE, None),
        ("a.sql", "SELECT 1", 1),
        ("a.sql", RULE.replace("-- hint: h\n", ""), 1),
        ("a.sql", RULE.replace("hint", "hnt"), 4),
        ("a.sql", RULE.replace("-- hint: h", "-- severity: fatal\n-- hint: h"), 1),
        ("a.sql", RULE.replace("-- hint", "-- title: again\n-- hint"), 4),
        ("a.sql", "-- free\n" + RULE, 1),
    ],
)
def test_rule_heads(name, text, line):
    """A rule without a complete head is not read, and is one problem at its line."""
    found, problems = rule(name, text)
    assert found is None
    assert [(one.code, one.place.line) for one in problems] == [("rule-head", line)]
