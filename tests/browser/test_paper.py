"""The printed edition: its first page, and headings that are as large as they rank."""

import pytest

RANKS = ("h1", ".document h2", ".document h3", ".document h4", ".document h5")
SIZES = "nodes => [...new Set(nodes.map(node => parseFloat(getComputedStyle(node).fontSize)))]"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_headings_on_paper_shrink_with_their_rank(page, address, language):
    """On paper no heading of the full text is as large as one above it, and none is smaller than the text."""
    page.goto(f"{address}{language}/strategy/")
    page.emulate_media(media="print")
    sizes = [page.eval_on_selector_all(rank, SIZES) for rank in RANKS]
    assert all(len(one) == 1 for one in sizes)
    flat = [one for (one,) in sizes]
    assert flat == sorted(set(flat), reverse=True)
    text = page.eval_on_selector(".document li", "one => parseFloat(getComputedStyle(one).fontSize)")
    assert flat[-1] >= text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_only_headings_with_text_hold_on_to_what_follows(page, address, language):
    """A heading stays with its text; one that has none lets the page end after it."""
    page.goto(f"{address}{language}/strategy/")
    page.emulate_media(media="print")
    held = page.eval_on_selector_all(
        ".document .entry",
        """nodes => nodes.map(node => [
            /^(P|UL|H[2-6])$/.test(node.nextElementSibling?.tagName ?? "")
                && (node.nextElementSibling.tagName[0] !== "H" || node.nextElementSibling.tagName > node.tagName),
            getComputedStyle(node).breakAfter === "avoid",
        ])""",
    )
    assert held
    assert all(avoid == followed for followed, avoid in held)
    assert {avoid for _, avoid in held} == {True, False}


def test_the_first_page_says_what_the_edition_is(page, address):
    """Under the title stand the notice, what the package says of itself and the citation, before the text."""
    page.goto(f"{address}en/strategy/")
    page.emulate_media(media="print")
    said = page.inner_text(".imprint")
    assert "Independent edition" in said
    assert "not an official publication" in said
    assert "/en/strategy/" in said
    title, imprint, text = (page.locator(one).bounding_box()["y"] for one in ("h1", ".imprint", ".document"))
    assert title < imprint < text


def test_links_of_the_full_text_are_seen(page, address):
    """On screen the name of every record in the full text is underlined."""
    page.goto(f"{address}en/strategy/")
    lines = page.eval_on_selector_all(
        ".document .entry > a:not(.anchor), .document li > a",
        "nodes => nodes.map(node => getComputedStyle(node).textDecorationLine)",
    )
    assert len(lines) > 50
    assert set(lines) == {"underline"}
