"""Typography of human text by language: what is mended, what is left alone, and that all texts of ours are right."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import gazette
from gazette.check import check
from gazette.check.typography import LANGUAGES, mend, tidy, unpaired
from gazette.load import load
from gazette.project import Project
from tests import packages

WORDS = Path(gazette.__file__).parent / "theme" / "words"
CODES = {"loose-space", "wrong-sign", "unpaired-bracket"}
NO_BREAK = "\u00a0"

_pieces = st.sampled_from(
    [
        *"abé «»“”\"'()[];:?!,%.0123",
        "  ",
        NO_BREAK,
        "\u202f",
        "كلمة",
        "،",
        "؛",
        "؟",
        "https://a.test/x?y=1;z",
        "`x : y`",
        "{n}",
        "%(n)s",
        "](page:about)",
        "\ufdd0",
        "\n",
        "10:30",
        "*",
        "…",
    ]
)
TEXTS = st.lists(_pieces, max_size=24).map("".join)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Eau : propre ; claire ?", "Eau_: propre_; claire_?"),
        ("Eau: propre; claire?", "Eau_: propre_; claire_?"),
        ("« eau » et «eau»", "«_eau_» et «_eau_»"),
        ('Il dit "eau".', "Il dit «_eau_»."),
        ("L'eau d'ici", "L’eau d’ici"),
        ("Voir {name} : 5 %", "Voir {name}_: 5_%"),
        ("**Mot** : texte", "**Mot**_: texte"),
        ("Quoi ?! (vraiment ?)", "Quoi_?! (vraiment_?)"),
        (" deux  mots ", "deux mots"),
        ("deux " + NO_BREAK + ": mots", "deux_: mots"),
    ],
)
def test_french_is_mended(text, mended):
    """No-break spaces, guillemets and apostrophes as French has them (`_` stands for the no-break space)."""
    assert mend(text, "fr") == mended.replace("_", NO_BREAK)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("كلمة, كلمة; كلمة?", "كلمة، كلمة؛ كلمة؟"),
        ("كلمة ، كلمة", "كلمة، كلمة"),
        ("كلمة،كلمة", "كلمة، كلمة"),
        ("« كلمة »", "«كلمة»"),
        ('قال "كلمة"', "قال «كلمة»"),
        ("صيغ CSV, JSON", "صيغ CSV، JSON"),
    ],
)
def test_arabic_is_mended(text, mended):
    """Arabic comma, semicolon and question mark, each close to the word before it."""
    assert mend(text, "ar") == mended


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "À 10:30, au rapport 1:2"),
        ("fr", "Voir https://a.test/?x=1;y=2 et `a : b ; c`"),
        ("fr", "[la page](page:about) et <mailto:a@b.test>"),
        ("fr", "Le mot «_Is it? Yes; no_» reste"),
        ("fr", "Le mot “it's: here” reste"),
        ("fr", "{rows} sur %(all)s"),
        ("fr", "Déjà_: avec une fine\u202f!"),
        ("ar", "العنوان «Assets, tracing; recovery?» باق"),
        ("ar", "العدد 12,345 كلمة"),
        ("ar", "انظر https://a.test/?x=1,2;y الآن"),
        ("ar", "Police, EMPACT and CEPOL?"),
        ("ar", "مفردات (SKOS, RDF) عامة"),
        ("en", 'He said "so": what? It\'s 5 %; (a) yes'),
        ("mt", "X'inhu: dan?"),
    ],
)
def test_good_text_is_left_alone(language, text):
    """Addresses, code, times, ratios, placeholders and quotations of another language are nobody's business."""
    text = text.replace("_", NO_BREAK)
    assert mend(text, language) == text
    assert unpaired(text, language) == ""


@pytest.mark.parametrize(
    ("text", "sign"),
    [("a (b", "("), ("a) b [c]", ""), ("(a [b)]", ")"), ("see 12) and b", ""), ("«a", "«")],
)
def test_a_bracket_without_a_partner_is_named(text, sign):
    """The first that has none; the sign of an item in a list needs none."""
    assert unpaired(text, "fr") == sign


@given(text=TEXTS, language=st.sampled_from([*LANGUAGES, "en", "mt"]))
def test_what_is_mended_stays_as_it_is(text, language):
    """Mending twice is mending once, in every language and for every text."""
    mended = mend(text, language)
    assert mend(mended, language) == mended
    assert tidy(mended) == mended


@given(text=TEXTS, language=st.sampled_from([*LANGUAGES, "en"]))
def test_no_word_is_touched(text, language):
    """Only spaces, signs and apostrophes change: letters and digits are the same, in the same order."""
    assert [c for c in mend(text, language) if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_hint_shows_the_mended_text(tmp_path):
    """Whoever reads the problem can copy what should stand there."""
    problems, _ = check(load(packages.project("wrong-sign", tmp_path)))
    assert f"L’eau, propre{NO_BREAK}?" in problems[0].hint
    assert problems[0].place.record == "clean-water"


def test_texts_everywhere_are_looked_at(tmp_path):
    """Descriptor, schemas with labels, pages and questions, each with its place; code on a page is left alone."""
    root = packages.lay("trilingual", tmp_path)
    page = root / "content/pages/about.fr.md"
    page.write_text(
        page.read_text("utf-8") + "\nQui (ici ?\n\n```\nCode : ici ?\n```\n\n1. C'est `a : b`\n",
        encoding="utf-8",
    )
    (root / "content/questions").mkdir()
    (root / "content/questions/which.sql").write_text(
        "-- title: Which?\n-- title_fr: Lequel ?\n-- answer: All.\n-- order: 1\nSELECT id FROM goals\n",
        encoding="utf-8",
    )
    descriptor = root / "datapackage.json"
    text = descriptor.read_text("utf-8")
    descriptor.write_text(text.replace('"title_fr": "', '"title_fr": "Ah ! ', 1), encoding="utf-8")
    schema = root / "schemas/tables/goals.json"
    text = schema.read_text("utf-8")
    named = '"name": "title_fr",'
    labels = named + ' "labels": {"a": {"fr": "L\'an"}},'
    schema.write_text(text.replace(named, labels, 1), encoding="utf-8")
    problems, _ = check(load(Project(root)))
    seen = {(one.code, one.place.file) for one in problems if one.code in CODES}
    assert seen == {
        ("wrong-sign", "datapackage.json"),
        ("wrong-sign", "schemas/tables/goals.json"),
        ("wrong-sign", "content/pages/about.fr.md"),
        ("unpaired-bracket", "content/pages/about.fr.md"),
        ("wrong-sign", "content/questions/which.sql"),
    }
    lines = page.read_text("utf-8").split("\n")
    wrong = [one.place.line for one in problems if one.place.file.endswith("about.fr.md")]
    assert [lines[line - 1][:5] for line in wrong] == ["Qui (", "Qui (", "1. C'"]


def test_fact_25_the_texts_of_the_strategy_keep_the_typography_of_their_language(root):
    """No table, page, question, schema or description has a sign or a space that its language writes otherwise."""
    problems, _ = check(load(Project(root)))
    assert [one.message for one in problems if one.code in CODES] == []


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.po")), ids=lambda path: path.stem)
def test_fact_25_the_words_of_the_interface_keep_the_typography_of_their_language(path):
    """Every form of every message."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=path.stem) if message.id]
    for message in messages:
        for form in message.string if isinstance(message.string, tuple) else (message.string,):
            assert mend(form, path.stem) == form
            assert unpaired(form, path.stem) == ""
    assert len(messages) > 300
