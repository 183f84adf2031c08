"""A long difference on several pages: nothing is lost, nothing is torn apart."""

from gazette.release.outline import Detail, Entry, Section
from gazette.site.pages.difference import MOST, in_parts


def entry(name, wordings):
    """An entry with so many wordings."""
    return Entry("minor", name, details=(Detail("place", "en", "says", ()),) * wordings)


def test_parts_hold_every_entry_once_in_order():
    """However long a section is, its entries follow one another over the pages under its title."""
    sections = [
        Section("Added", tuple(entry(f"a{number}", 0) for number in range(90))),
        Section("Changed", tuple(entry(f"c{number}", number % 7) for number in range(50))),
    ]
    parts = in_parts(sections)
    flat = [(section.title, one) for part in parts for section in part for one in section.entries]
    assert flat == [(section.title, one) for section in sections for one in section.entries]
    weights = [sum(max(1, len(one.details)) for section in part for one in section.entries) for part in parts]
    assert max(weights) <= MOST
    assert len({section.title for section in parts[0]}) == len(parts[0])


def test_what_does_not_fit_on_a_page_is_not_torn():
    """An entry with more wordings than a page holds has a page of its own; no difference is one empty page."""
    parts = in_parts([Section("Changed", (entry("small", 1), entry("long", MOST + 1), entry("last", 1)))])
    assert [[one.sentence for one in section.entries] for (section,) in parts] == [
        ["small"],
        ["long"],
        ["last"],
    ]
    assert in_parts([]) == [[]]
