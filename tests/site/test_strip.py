"""The strip: the small front table as marks, the sign of the site; an initial where there is none."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.site.strip import icon
from tests.catalogs import harbour


def _strip(site, path):
    tree = LexborHTMLParser((site / path).read_text(encoding="utf-8"))
    return [list(group.css("a[title]")) for group in tree.css(".strip > div")]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_home_has_a_mark_for_each_record_of_the_front_table(real_site, language):
    """Home shows the records in their groups, each a link with its name."""
    groups = _strip(real_site, f"{language}/index.html")
    assert [len(group) for group in groups] == [4, 7]
    assert all(one.text().strip() == one.attributes["title"] for group in groups for one in group)


def test_a_record_lights_its_own_mark_and_a_group_all_of_its_marks(real_site):
    """Where a reader stands in the strip is marked for eyes and for programs."""
    own = [one for group in _strip(real_site, "en/priorities/cybercrime/index.html") for one in group]
    assert [one.attributes.get("aria-current") for one in own] == ["page"] + [None] * 10
    tier = _strip(real_site, "en/tiers/second-tier/index.html")
    assert [[one.attributes.get("class") for one in group] for group in tier] == [[None] * 4, ["on"] * 7]


def test_the_sign_is_the_strip_or_an_initial(real_site):
    """The picture of the site has a shape for every mark; a package without a front table has a letter."""
    drawn = (real_site / "static/icon.svg").read_text(encoding="utf-8")
    assert drawn.count("<path") == 1 + 4 + 2 * 7
    assert "<text" not in drawn
    letter = icon(harbour()).decode()
    assert letter.count("<text") == 1


def test_the_margin_gives_the_firmest_lines_with_their_basis(real_site):
    """What is quoted word for word shows the line of its words in the form of that basis, and says it to programs."""
    tree = LexborHTMLParser((real_site / "en/priorities/cybercrime/index.html").read_text(encoding="utf-8"))
    lines = {
        item.css_first("a").text(): [
            (one.text(), one.attributes["class"], one.attributes["aria-label"], one.attributes["title"])
            for one in item.css_first(".margin").css("a")
        ]
        for item in tree.css(".tree li")
    }
    assert lines["Emerging Threats"] == [("159", "form-0", "Line 159", "Verbatim")]
    whole = LexborHTMLParser((real_site / "en/strategy/index.html").read_text(encoding="utf-8"))
    assert len(whole.css(".document .margin")) > 80
    assert {one.attributes["class"] for one in whole.css(".margin a")} >= {"form-0", "form-1", "form-2"}
