"""Colours of the theme: text is read at the contrast of WCAG 2.2 AAA, in the light and in the dark."""

import re
from importlib.resources import files

import pytest

from gazette.check.settings import contrast

SHEET = files("gazette").joinpath("theme/static/style.css").read_text("utf-8")
BEHIND = ("paper", "sheet", "sand", "mark")
TEXT, SIGNS = 7.0, 3.0
"""Success criteria 1.4.6 and 1.4.11."""


def colours(scheme):
    """The colours of a scheme by name, as sRGB in six digits."""
    light, dark = re.findall(r":root \{\n(.*?)\n\s*\}", SHEET, re.DOTALL)[:2]
    made = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light if scheme == "light" else light + dark))
    return {
        name: "#" + "".join(one * (2 if len(value) == 4 else 1) for one in value[1:])
        for name, value in made.items()
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "faint", "accent"])
def test_text_is_read_on_every_ground(scheme, name):
    """Text, quiet text and links stand out from paper, facts, quotations and what is marked."""
    made = colours(scheme)
    assert {
        ground: contrast(made[name], made[ground])
        for ground in BEHIND
        if contrast(made[name], made[ground]) < TEXT
    } == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_and_signs_are_seen(scheme):
    """The words of a filled button are read; the ring of what has the focus, and edges of fields, are seen."""
    made = colours(scheme)
    assert contrast(made["accent-ink"], made["accent"]) >= TEXT
    assert min(contrast(made[name], made["paper"]) for name in ("earth", "edge")) >= SIGNS
