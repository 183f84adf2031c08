"""Markdown of a project: which links a reader may follow, and what is code and no link."""

import pytest

from gazette.markdown import links, refused, render, tags
from tests.site.test_jsonld import faults


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://a.internal/", True),
        ("http://a.internal/", True),
        ("mailto:a@a.internal", True),
        ("../goals/", True),
        ("#goals", True),
        ("ftp://a.internal/", False),
        ("tel:112", False),
        ("geo:0,0", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_leads_to_a_page_or_to_a_person(target, kept):
    """Whatever a link's target is turned into, no other scheme reaches a browser; the words stay."""
    html = render("[words](page:method)", lambda _: target)
    assert (f'href="{target}"' in html) == kept
    assert "words" in html


@pytest.mark.parametrize(
    "text", ["`[x](page:gone)`", "``<javascript:alert(1)> <b>``", "    [x](javascript:a) <i>"]
)
def test_what_stands_in_code_is_no_link(text):
    """A link, a refused target or a tag that is shown as code is neither followed nor complained of."""
    assert [*links(text), *refused(text), *tags(text)] == []
    assert "<code>" in render(text, str)
    assert "href" not in render(text, str)


def test_a_style_of_its_own_is_refused_on_a_page():
    """The proof of a build names an element with a `style` or with a handler, and lets a class pass."""
    assert faults(body='<p class="x">a</p>') == []
    assert faults(body='<p style="color:red">a</p>') == ['the element "p" has the attribute "style"']
    assert faults(body='<p onclick="x()">a</p>') == ['the element "p" has the attribute "onclick"']
