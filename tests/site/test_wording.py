"""What pages say in a language: whole messages, dates and headings of the language, texts cut between words."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import gazette
from gazette.describe.citation import cite, text
from gazette.export import export_all
from gazette.model import Text
from gazette.model.text import cut
from gazette.site.pages import datasets, lists
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words
from tests.catalogs import harbour, pages_of

HOME = Path(gazette.__file__).parent
CATALOGUES = sorted((HOME / "theme" / "words").glob("*.po"))
_MESSAGE = re.compile(r"""_(?:\.html)?\(\s*'((?:[^'\\]|\\.)*)'""")


def shown(catalog, kind, language):
    """The pages of a kind in a language by path, as a browser reads them."""
    made = {artifact.path: artifact for artifact in export_all(catalog)}
    bodies = {}
    render(pages_of(kind, Reader(catalog, load_words(language), made)), bodies.__setitem__)
    return {path: LexborHTMLParser(body.decode("utf-8")) for path, body in bodies.items()}


def squeezed(node):
    """The text of an element with single spaces."""
    return re.sub(r"[ \n]+", " ", node.text()).strip()


def test_fact_23_a_list_by_a_value_is_headed_by_what_its_rows_are(read):
    """Not by a column and its value: the schema says what the rows are called; without that, both are named."""
    heads = {
        "en/priorities/by/key_area/true": "Key priority areas",
        "fr/priorities/by/key_area/true": "Domaines prioritaires clés",
        "fr/actions/by/scope/common": "Actions communes à toutes les priorités",
        "ar/actions/by/scope/common": "الإجراءات المشتركة بين جميع الأولويات",
    }
    for path, heading in heads.items():
        page = read(f"{path}/index.html")
        assert squeezed(page.css_first("h1")) == heading
        assert page.css_first("title").text().startswith(heading)


def test_fact_23_a_list_without_a_declared_heading_names_column_and_value():
    """In one message, in which the value agrees with the column and not with the table."""
    pages = shown(harbour(), lists, "fr")
    heads = {path: squeezed(page.css_first("h1")) for path, page in pages.items() if "/by/kind/" in path}
    assert heads
    assert all(re.fullmatch(r"[^:(]+ \([^:]+\u00a0: [^:]+\)", one) for one in heads.values()), heads


@pytest.mark.parametrize(
    ("whole", "most", "kept"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two, three", 10, "one two…"),
        ("un\u00a0: deux\u202f! trois", 12, "un\u00a0: deux\u202f!…"),
        ("un\u00a0: deux\u202f! trois", 9, "un…"),
        ("a  b\n c", 9, "a b c"),
        ("dit «\u00a0mot\u00a0» ici", 6, "dit…"),
        ("abcdefgh", 4, "abc…"),
    ],
)
def test_fact_24_a_text_is_cut_between_words(whole, most, kept):
    """At a space at which a line may break, and with no sign of punctuation left hanging."""
    assert cut(whole, most) == kept


@given(st.text("aé،ب \u00a0\u202f,.«»\n"), st.integers(2, 40))
def test_fact_24_what_is_kept_is_the_beginning_and_ends_with_a_whole_word(whole, most):
    """Whatever the text: it is no longer than asked for, and its no-break spaces stay what they are."""
    line = re.sub(r"[ \n]+", " ", whole).strip(" ")
    kept = cut(whole, most)
    assert len(kept) <= most
    if len(line) <= most:
        assert kept == line
        return
    body = kept.removesuffix("…")
    assert line.startswith(body)
    if " " in line[:most].lstrip():
        rest = line[len(body) :]
        assert re.match(r"[^aéب]* |[^aéب]*$", rest), (body, rest)


def test_fact_24_descriptions_of_the_real_pages_end_with_a_word(real_site):
    """No description of a page is longer than engines show, and none loses a no-break space of its page."""
    cuts = 0
    for path in sorted((real_site / "fr").rglob("index.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        meta = page.css_first("meta[name=description]")
        if meta is None:
            continue
        said = meta.attributes["content"]
        assert len(said) <= 300
        assert not re.search(r"\w [:;!?»]", said), said
        cuts += said.endswith("…")
    assert cuts


def test_fact_25_dates_follow_the_language():
    """French counts the first of a month, and no other day; Arabic gives both names of the month."""
    first, second = datetime.date(2026, 12, 1), datetime.date(2026, 12, 2)
    says = {
        code: [Reader(harbour(), load_words(code), {}).date(day)["text"] for day in (first, second)]
        for code in ("en", "fr", "ar")
    }
    assert says["en"] == ["1 December 2026", "2 December 2026"]
    assert [one.replace("\u00a0", " ") for one in says["fr"]] == ["1er décembre 2026", "2 décembre 2026"]
    assert says["ar"] == ["1 كانون الأول/ديسمبر 2026", "2 كانون الأول/ديسمبر 2026"]


@pytest.mark.parametrize("mark", ["?", "؟", "!", "…", "?\u00a0»", "."])
def test_fact_26_a_citation_ends_a_title_once(mark):
    """A title that ends with a sign of its own gets no point after it."""
    whole = replace(cite(harbour()), authors=("A",), title=f"Who{mark}", container="B", version="1.0.0")
    assert f"A (2024). Who{mark} In: B. Version 1.0.0." in text(whole)
    assert f"Who{mark} Version" in text(replace(whole, container=""))


def test_fact_27_a_caption_has_its_own_direction():
    """In the preview, which reads as its file does, the caption and every text have the direction of their language."""
    page = shown(harbour(), datasets, "ar")["ar/data/boats/index.html"]
    table = page.css_first("table.preview")
    assert table.attributes["dir"] == "ltr"
    assert table.css_first("caption").attributes["dir"] == "rtl"
    names = [code.text() for code in table.css("thead code")]
    cells = [row.css("td")[names.index("name_ar")] for row in table.css("tbody tr")]
    spoken = [cell.css_first("[lang]") for cell in cells if cell.text().strip()]
    assert spoken
    assert all((one.attributes["lang"], one.attributes["dir"]) == ("ar", "rtl") for one in spoken)


def test_fact_28_words_left_in_the_language_of_the_source_are_marked(read):
    """Publisher and event are translated; a source's title and words that a note quotes from it have their `lang`."""
    for language in ("fr", "ar"):
        main = read(f"{language}/source/index.html").css_first("main").text()
        assert not [
            words for words in ("EUROMED Police Project", "Cooperation Forum, online") if words in main
        ]
        for path, words in (
            ("source", "EUROMED Police Strategy 2024 +"),
            ("actions/encourage-joint-capacity-building", "Common Actions"),
        ):
            page = read(f"{language}/{path}/index.html")
            marked = [one for one in page.css("[lang=en]") if words in one.text()]
            assert marked, (language, path, words)
    assert not read("en/source/index.html").css("main [lang=en]")


def test_fact_28_types_of_columns_are_said_in_words():
    """The name that programs know a type by stands behind a word of the page's language."""
    for language, word in (("en", "text"), ("fr", "texte"), ("ar", "نص")):
        page = shown(harbour(), datasets, language)[f"{language}/data/boats/index.html"]
        cell = page.css_first("#column-id td[data-label]:nth-of-type(2)")
        assert squeezed(cell) == f"{word} string"


def test_fact_29_no_message_is_a_fragment():
    """No key of a catalogue is a sign alone or begins with a space, and no page asks for such a key."""
    for path in CATALOGUES:
        with path.open("rb") as stream:
            keys = [
                str(one.id[0] if isinstance(one.id, tuple) else one.id) for one in read_po(stream) if one.id
            ]
        assert [key for key in keys if not re.search(r"\w", key) or key != key.strip()] == []
    sources = [*HOME.glob("theme/templates/*.html"), *HOME.glob("site/**/*.py")]
    for path in sources:
        source = path.read_text(encoding="utf-8")
        for message in (*_MESSAGE.findall(source), *re.findall(r"""words\(\s*["']([^"']*)["']""", source)):
            assert re.search(r"\w", message), (path.name, message)
            assert message == message.strip(), (path.name, message)


def test_fact_29_counts_are_said_in_one_message(read):
    """The home page and the roadmap say how many are shown or dated in the words and the plural of the language."""
    says = {
        "en": ("Actions: 8 of 23", "Milestones: the source gives a date for 1 of 4."),
        "fr": ("Actions\u00a0: 8 sur 23", "Jalons\u00a0: la source donne une date pour 1 élément sur 4."),
        "ar": ("الإجراءات: 8 من أصل 23", "المراحل الرئيسية: يذكر المصدر تاريخ عنصر واحد من أصل 4."),
    }
    for language, (home, roadmap) in says.items():
        assert home in squeezed(read(f"{language}/index.html").css_first("figcaption"))
        assert roadmap in squeezed(read(f"{language}/roadmap/index.html").css_first("section > .by"))


def test_a_message_and_its_parts_are_escaped():
    """What is put into a message as text stays text; only what is HTML already is put in as it is."""
    words = load_words("fr")
    assert words.html("%(name)s: %(value)s", name="<b>", value="&") == "&lt;b&gt;\u00a0: &amp;"
    assert Text() == Text.of({"en": ""})
