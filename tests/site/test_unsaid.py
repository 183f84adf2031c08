"""What a strategy leaves open: counted from its data, and nothing for a package that is none."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.assemble import assemble
from gazette.load import load
from gazette.project import Project
from gazette.site.pages import unsaid
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words


@pytest.fixture(scope="module")
def strategy(root):
    """The catalog of the strategy as it is worked on."""
    return assemble(load(Project(root)))


def sections(catalog, language="en"):
    """The sentences at the head, and by heading the count with the names below it."""
    bodies = {}
    render(list(unsaid.pages(Reader(catalog, load_words(language), {}))), bodies.__setitem__)
    (body,) = bodies.values()
    tree = LexborHTMLParser(body.decode())
    gaps = {}
    for heading in tree.css("main h2"):
        count = heading.next.next
        gaps[heading.text()] = count.text(), [link.text() for link in count.next.next.css("a")]
    return [item.text() for item in tree.css("main .lead + ul li")], gaps


def test_what_is_empty_is_counted_and_named(strategy):
    """Three of four milestones have no date; no first-tier priority has a training topic; nobody is named."""
    sentences, gaps = sections(strategy)
    assert "No table has a column for who is responsible." in sentences
    assert not any("dates" in sentence for sentence in sentences)
    due = next(title for title in gaps if title.startswith("Milestones") or "Due" in title)
    undated = [record for record in strategy.by_name["milestones"].records if record.values["due"] is None]
    assert gaps[due][0] == f"Empty: {len(undated)} of 4"
    assert len(gaps[due][1]) == len(undated) == 3
    count, names = gaps["Crime priorities – Training topics"]
    assert count == "Without: 4 of 11"
    assert names[0] == "Cybercrime"
    assert "Crime priorities – Measures" not in gaps, "measures of its actions are a priority's too"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_language_counts_the_same(strategy, language):
    """The same gaps stand in every language."""
    english, other = sections(strategy), sections(strategy, language)
    assert [len(names) for _, names in english[1].values()] == [len(names) for _, names in other[1].values()]
    assert len(english[0]) == len(other[0])


def test_only_a_strategy_has_the_page(strategy):
    """Data that says nothing of goals and measures leaves nothing open."""
    tables = tuple(
        replace(table, descriptor={key: value for key, value in table.descriptor.items() if key != "stratml"})
        for table in strategy.tables
    )
    assert list(unsaid.pages(Reader(replace(strategy, tables=tables), load_words("en"), {}))) == []
