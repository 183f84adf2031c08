"""The site's own fonts: what they are called, what they hold, and that no letter of any page was forgotten."""

import hashlib
import html
import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).resolve().parents[2] / "gazette/theme/static"
NOTE = STATIC / "gazette-sans.readme.md"
INVISIBLE = {"\n", "\u2067", "\u2069"}
"""Ends of lines and the isolates around Arabic in pictures: nothing is drawn for them."""
FAMILIES = {"gazette-sans": "Gazette Sans", "gazette-sans-arabic": "Gazette Sans Arabic"}


def ranges(sheet: str) -> dict[str, set[int]]:
    """For each file that the sheet loads, the characters for which it is asked."""
    found = {}
    for face in re.findall(r"@font-face ?\{[^}]*\}", sheet):
        file = re.search(r'url\("([^"]+)"\)', face)
        spans = re.search(r"unicode-range: ([^;]+);", face)
        if file and spans:
            letters: set[int] = set()
            for span in spans[1].split(","):
                first, _, last = span.strip().removeprefix("U+").partition("-")
                letters |= set(range(int(first, 16), int(last or first, 16) + 1))
            found[file[1]] = letters
    return found


def test_the_vendored_fonts_are_those_that_their_note_names():
    """The hashes in the note are those of the files, and every font file is in the note."""
    noted = dict(re.findall(r"\| (\S+) \| ([0-9a-f]{64}) \|", NOTE.read_text(encoding="utf-8")))
    for name, digest in noted.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
    there = {one.name for one in STATIC.glob("*.woff2")}
    there |= {f"../fonts/{one.name}" for one in (STATIC.parent / "fonts").iterdir()}
    assert there <= set(noted)


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.woff2")), ids=lambda one: one.stem)
def test_a_subset_bears_our_name_and_says_whose_work_it_is(file):
    """The licence keeps "Plex" for the originals; copyright and licence stay in the file."""
    names = TTFont(file)["name"]
    shown = [str(names.getDebugName(number)) for number in (1, 3, 4, 6, 16)]
    assert not [one for one in shown if "plex" in one.lower()]
    assert names.getBestFamilyName() in FAMILIES.values()
    assert "IBM Corp" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("weight", ["regular", "semibold"])
def test_every_letter_of_every_page_is_in_a_font(real_site, weight):
    """What occurs on any page is in a file that the sheet asks for it, or nothing is drawn for it."""
    asked = ranges((real_site / "static/style.css").read_text(encoding="utf-8"))
    held = set(INVISIBLE)
    for stem in FAMILIES:
        file = f"{stem}-{weight}.woff2"
        held |= {chr(code) for code in asked[file] & set(TTFont(real_site / "static" / file).getBestCmap())}
    missing: dict[str, str] = {}
    for page in real_site.rglob("*.html"):
        text = re.sub(r"<script\b.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for letter in set(html.unescape(re.sub(r"<[^>]*>", "", text))) - held:
            if unicodedata.category(letter) == "Cf":
                continue  # marks of direction, for which nothing is drawn
            missing[letter] = page.relative_to(real_site).as_posix()
    assert missing == {}


def test_arabic_keeps_what_shapes_it():
    """Letters join, lam and alef become one, marks stand on their letters."""
    for weight in ("regular", "semibold"):
        font = TTFont(STATIC / f"gazette-sans-arabic-{weight}.woff2")
        features = {one.FeatureTag for one in font["GSUB"].table.FeatureList.FeatureRecord}
        features |= {one.FeatureTag for one in font["GPOS"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina", "rlig", "mark", "mkmk", "ccmp"} <= features
