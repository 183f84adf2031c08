# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.60.1", "brotli==1.1.0"]
# ///
"""Make the site's fonts from the official files of IBM Plex: `uv run --script docs/fonts.py FOLDER`.

FOLDER holds the two npm packages, as `npm pack` brings them (the versions are below). Subsets are modified
versions, and the licence reserves the name "Plex": ours have a name of their own. The site gets WOFF2 files;
the drawing program reads no WOFF2, so it gets TrueType files with both scripts in one, and the widths of the
letters, by which texts are wrapped, stand in a table. No build needs any of this: the files are kept beside
the theme. The same packages give the same bytes; --check compares and writes nothing.
"""

import base64
import hashlib
import io
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from unicodedata import combining

from fontTools import subset
from fontTools.ttLib import TTFont

THEME = Path(__file__).resolve().parent.parent / "gazette/theme"
PACKAGES = {
    "ibm-plex-sans-1.1.0.tgz": "WPgvO6Yfj2w5YbhyAr1tv95RUz4LRJlqN+CmYvBglabXteufP1D1E9BABMde+ZIKdRbFJDoKF5eQzfhpnbgZcQ==",  # noqa: E501
    "ibm-plex-sans-arabic-1.1.0.tgz": "u8wIS6szLAOFvlBjCFZmtpKIqbhuIuniG2N0J+sio8vV6INH58hP0t0QNYrSl9SZtCv2Fwb4oQGuZJY3kJ4+QA==",  # noqa: E501
}
"""The packages and the SHA-512 that the registry gives for them."""
LATIN, ARABIC = PACKAGES
WEIGHTS = {"regular": "Regular", "semibold": "SemiBold"}
NAMES = {LATIN: ("gazette-sans", "IBMPlexSans"), ARABIC: ("gazette-sans-arabic", "IBMPlexSansArabic")}

WESTERN = subset.parse_unicodes(
    "20-7E,A0-FF,131,152-153,178,2C6,2DA,2DC,2010-2015,2018-201E,2020-2022,2026,202F,2030,2039-203A,20AC,"
    "2122,2190-2193,2212"
)
SCRIPT = subset.parse_unicodes("60C,61B,61F,621-63A,640-656,660-66C,670,671,200C-200F")
"""Arabic with its marks; digits, spaces and shared punctuation come from the Latin file, which is their twin."""
ISOLATES = (0x2066, 0x2067, 0x2068, 0x2069)
"""Signs that only steer the direction of a drawing's text: they have no width."""


def made(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the theme with its bytes."""
    widths: dict[str, dict[str, object]] = {}
    for weight, official in WEIGHTS.items():
        for package, letters in ((LATIN, WESTERN), (ARABIC, SCRIPT)):
            stem, original = NAMES[package]
            font = _cut(_official(folder, package, f"{original}-{official}"), letters, hinted=True)
            yield f"static/{stem}-{weight}.woff2", _saved(_named(font, stem, weight), "woff2")
        both = [*WESTERN, *SCRIPT]
        font = _cut(_official(folder, ARABIC, f"{NAMES[ARABIC][1]}-{official}"), both, hinted=False)
        widths[weight] = _widths(font)
        yield f"fonts/gazette-drawn-{weight}.ttf", _saved(_named(font, "gazette-drawn", weight), None)
    text = json.dumps(widths, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    yield "fonts/widths.json", text.encode() + b"\n"
    yield "static/gazette-sans.licence.txt", _member(folder, LATIN, "package/LICENSE.txt")


def _member(folder: Path, package: str, name: str) -> bytes:
    body = (folder / package).read_bytes()
    if base64.b64encode(hashlib.sha512(body).digest()).decode() != PACKAGES[package]:
        raise SystemExit(f"{package} is not the file that the registry gives")
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        found = archive.extractfile(name)
        if found is None:
            raise SystemExit(f"{package} has no {name}")
        return found.read()


def _official(folder: Path, package: str, name: str) -> TTFont:
    body = _member(folder, package, f"package/fonts/complete/woff2/{name}.woff2")
    return TTFont(io.BytesIO(body), recalcTimestamp=False)


def _cut(font: TTFont, letters: list[int], *, hinted: bool) -> TTFont:
    """The font with these letters only; every feature that shapes text is kept."""
    options = subset.Options(hinting=hinted, notdef_outline=True, recalc_timestamp=False, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    return font


def _named(font: TTFont, stem: str, weight: str) -> TTFont:
    """The font under our name; whose work it is stays written in it."""
    family, style = stem.replace("-", " ").title(), weight.title()
    original, table = font["name"].getDebugName(5), font["name"]
    kept = {number: table.getDebugName(number) for number in (0, 8, 9, 11, 13, 14)}
    table.names = []
    said = {
        **kept,
        1: family if weight == "regular" else f"{family} {style}",
        2: "Regular",
        3: f"{stem}-{weight}",
        4: f"{family} {style}",
        5: original,
        6: f"{family.replace(' ', '')}-{style}",
        10: "A subset, made for this site, of a font by IBM; it bears a name of its own.",
    }
    if weight != "regular":
        said |= {16: family, 17: style}
    for number, text in sorted(said.items()):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    return font


def _saved(font: TTFont, flavor: str | None) -> bytes:
    font.flavor, body = flavor, io.BytesIO()
    font.save(body, reorderTables=False)
    return body.getvalue()


def _widths(font: TTFont) -> dict[str, object]:
    """How far each letter moves on, in thousandths of an em: alone, or alone, first, within and last."""
    forms = _forms(font)
    wide = font["hmtx"].metrics
    found: dict[str, object] = {chr(code): 0 for code in ISOLATES}
    for code, name in font.getBestCmap().items():
        # Marks stand on their letter: whoever shapes text gives them no room.
        alone = 0 if combining(chr(code)) else wide[name][0]
        joined = [wide[forms[form].get(name, name)][0] for form in ("init", "medi", "fina")]
        if name in forms["fina"]:
            kinds = "dual" if name in forms["init"] else "right"
            found[chr(code)] = [alone, *joined] if kinds == "dual" else [alone, joined[2]]
        else:
            found[chr(code)] = alone
    return found


def _forms(font: TTFont) -> dict[str, dict[str, str]]:
    """Which glyph stands for which at the beginning, within and at the end of a word."""
    table = font["GSUB"].table
    found: dict[str, dict[str, str]] = {"init": {}, "medi": {}, "fina": {}}
    for record in table.FeatureList.FeatureRecord:
        for number in record.Feature.LookupListIndex if record.FeatureTag in found else ():
            for part in table.LookupList.Lookup[number].SubTable:
                inner = getattr(part, "ExtSubTable", part)
                found[record.FeatureTag].update(getattr(inner, "mapping", {}))
    return found


def main(folder: Path, *, check: bool) -> int:
    """Write what differs, or say it; 1 if --check finds a difference."""
    stale = 0
    for name, body in made(folder):
        path = THEME / name
        if not path.exists() or path.read_bytes() != body:
            stale = 1
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(body)
        sys.stdout.write(f"| {name} | {len(body)} | {hashlib.sha256(body).hexdigest()} |\n")
    return stale if check else 0


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--check"]
    sys.exit(main(Path(given[0] if given else "."), check="--check" in sys.argv))
