"""Words, numbers and signs of a page: in its language, and in the direction in which each is read."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

import gazette
from gazette.export import export_all
from gazette.model import Licence, Text
from gazette.model.language import direction, own_name
from gazette.site.matching import pieces
from gazette.site.pages import datasets, glossary, lists, quality
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words
from tests import packages
from tests.catalogs import harbour, pages_of

GAZETTE = Path(gazette.__file__).parent


def shown(catalog, kind, language):
    """The pages of a kind in a language by path, as a browser reads them."""
    made = {artifact.path: artifact for artifact in export_all(catalog)}
    bodies = {}
    render(pages_of(kind, Reader(catalog, load_words(language), made)), bodies.__setitem__)
    return {path: LexborHTMLParser(body.decode("utf-8")) for path, body in bodies.items()}


def written() -> tuple[set[str], str]:
    """Every text in the publisher's code, and all that its templates and tables say, on one line."""
    texts = {
        node.value
        for path in GAZETTE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    others = (path for kind in ("html", "js", "toml") for path in sorted(GAZETTE.rglob(f"*.{kind}")))
    return texts, " ".join(" ".join(path.read_text("utf-8").split()) for path in others)


@pytest.mark.parametrize("catalogue", sorted(GAZETTE.glob("theme/words/*.po")), ids=lambda path: path.stem)
def test_no_translation_is_dead(catalogue):
    """Every entry of a catalogue of words stands in the code, a template or a table: what is said no more is gone."""
    texts, others = written()
    with catalogue.open("rb") as stream:
        ids = [entry.id for entry in read_po(stream, locale=catalogue.stem) if entry.id]
    single = [text for entry in ids for text in ([entry] if isinstance(entry, str) else entry)]
    assert len(single) > 400
    assert [text for text in single if text not in texts and " ".join(text.split()) not in others] == []


@pytest.mark.parametrize(
    ("language", "sizes", "number"),
    [
        ("en", ["0.1 kB", "4.6 kB", "16 kB", "1.2 MB"], "12,345"),
        ("fr", ["0,1\u202fko", "4,6\u202fko", "16\u202fko", "1,2\u202fMo"], "12\u202f345"),
        ("ar", ["0.1 كيلوبايت", "4.6 كيلوبايت", "16 كيلوبايت", "1.2 ميغابايت"], "12,345"),
        ("mt", ["0.1 kB", "4.6 kB", "16 kB", "1.2 MB"], "12,345"),
        ("zz", ["0.1 kB", "4.6 kB", "16 kB", "1.2 MB"], "12,345"),
    ],
)
def test_sizes_and_numbers_are_in_the_words_of_the_page(language, sizes, number):
    """Units, decimals and groups of digits are the language's, or those of the words that it is shown in."""
    words = load_words(language)
    assert [words.size(one) for one in (12, 4_567, 15_960, 1_234_567)] == sizes
    assert words.number(12_345) == number
    assert words.count("%(n)s row", "%(n)s rows", 12_345).startswith(number)


def test_a_page_shows_sizes_in_its_language():
    """French counts in ko, Arabic writes the unit out; neither page has an English unit."""
    for language, unit in (("fr", "ko"), ("ar", "كيلوبايت")):
        page = shown(harbour(), datasets, language)[f"{language}/data/boats/index.html"]
        sizes = [cell.text() for cell in page.css("section.box td bdi") if not cell.css("code")]
        assert sizes
        assert all(unit in one and "B" not in one for one in sizes)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rules_of_a_column_are_words_and_patterns_are_code(language):
    """A pattern is read from left to right on every page; rules are parted by a sign that every language shares."""
    page = shown(harbour(), datasets, language)[f"{language}/data/boats/index.html"]
    rule = page.css_first("#column-id td:nth-of-type(3)")
    pattern = rule.css_first("code")
    assert pattern.text() == "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
    assert pattern.attributes["dir"] == "ltr"
    assert " · " in rule.text()
    assert ";" not in rule.text()


def test_the_foot_names_the_licence_in_the_language_of_the_page():
    """The title of the licence is in French where it has one, and marked as English where it has none."""
    titles = Text.of({"en": "By", "fr": "Paternité"})
    catalog = replace(harbour(), licences=(Licence("CC-BY-4.0", "https://licence.internal/", "By", titles),))
    for language, said, marked in (("fr", "Paternité", None), ("ar", "By", "en")):
        page = shown(catalog, glossary, language)[f"{language}/glossary/index.html"]
        link = page.css_first("a[rel=license]")
        assert link.text() == said
        assert (link.css_first("span").attributes["lang"] if marked else link.css_first("span")) == marked


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("The log, https://log.internal/a?b=1.", ["https://log.internal/a?b=1"]),
        ("(see http://log.internal/)", ["http://log.internal/"]),
        ("انظر https://log.internal/x، ثم", ["https://log.internal/x"]),
        ("javascript:alert(1) ftp://x.internal data:text/html,x", []),
        ('https://log.internal/"onclick="x', ["https://log.internal/"]),
        ("https://log.internal/<b>", ["https://log.internal/"]),
        ("https://", []),
    ],
)
def test_addresses_of_the_web_in_a_text_become_links(text, addresses):
    """The sign at the end of the sentence stays outside, and nothing of the text is lost."""
    found = list(pieces(text))
    assert [one["href"] for one in found if one["href"]] == addresses
    assert "".join(one["text"] for one in found) == text


def test_the_references_of_the_glossary_are_links(root):
    """Every term of the real glossary leads to the outside reference on which it rests, in every language."""
    from gazette.assemble import assemble
    from gazette.load import load
    from gazette.project import Project

    real = assemble(load(Project(root)))
    for language in real.languages:
        page = shown(real, glossary, language)[f"{language}/glossary/index.html"]
        terms = page.css("section.term")
        assert len(terms) == len(real.by_name["terms"].records)
        assert all(len(one.css("dd a[href*='references/']")) == 1 for one in terms)


def test_a_list_says_what_it_is_for():
    """What one row is stands on the page of the dataset; the list leads with what a reader finds in it."""
    catalog = harbour()
    boats = catalog.by_name["boats"]
    said = Text.of({"en": "One row is a boat."})
    tables = tuple(replace(one, description=said) if one is boats else one for one in catalog.tables)
    catalog = replace(catalog, tables=tables)
    page = shown(catalog, lists, "en")["en/boats/index.html"]
    assert "One row" not in page.html
    assert page.css_first("p.lead").text().startswith("Each entry leads to its page")
    assert "One row is a boat." in shown(catalog, datasets, "en")["en/data/boats/index.html"].html


@pytest.mark.parametrize(
    ("language", "way", "name"),
    [
        ("en", "ltr", "English"),
        ("ar", "rtl", "العربية"),
        ("pt-BR", "ltr", "Português (Brasil)"),
        ("ary", "rtl", "ary"),
        ("arz-Latn", "ltr", "arz-Latn"),
        ("az-Arab", "rtl", "آذربایجان تۆرکجه‌سی (عربجه)"),
        ("zz", "ltr", "zz"),
    ],
)
def test_a_language_has_a_direction_and_a_name(language, way, name):
    """From CLDR; of its script where it has no locale; left to right and its code where nothing is known."""
    assert direction(language) == way
    assert own_name(language) == name


@pytest.mark.parametrize("language", ["ary", "zz"])
def test_a_publication_in_a_language_without_a_locale_is_built(gazette, tmp_path, language):
    """Nothing on the way, spreadsheets included, needs to know the language."""
    root = packages.lay("minimal", tmp_path)
    described = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    described["languages"] = [language]
    (root / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    done = gazette("build", "--output", tmp_path / "site", project=root)
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / f"site/{language}/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}" dir="{direction(language)}">' in home


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_metric_is_in_english(language):
    """What the portal asks is said in words of the page's language; only a bare RDF term stands as it is."""
    names = shown(harbour(), quality, language)[f"{language}/quality/index.html"].css("th[scope=row] bdi")
    english = [name.text() for name in names if name.attributes.get("lang") == "en"]
    assert "dcat:keyword" in english
    assert not [name for name in english if " " in name]
    assert len(names) > len(english)
