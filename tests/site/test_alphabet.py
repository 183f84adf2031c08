"""The alphabet: which letter a name stands under, in each language."""

import pytest

from gazette.site.alphabet import folded, letter, without_article
from gazette.site.pages import a_to_z
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.catalogs import harbour


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("Échange d’informations", "fr", "E"),
        ("« Œuvre »", "fr", "Œ"),
        ("élan", "fr", "E"),
        ("(Online) Trade", "en", "O"),
        ("8e programme", "fr", "0–9"),
        ("الاتجار بالمخدرات", "ar", "ا"),
        ("التدريب والتمارين", "ar", "ت"),
        ("الجريمة السيبرانية", "ar", "ج"),
        ("«الشرطة»", "ar", "ش"),
        ("اَلشُّرطة", "ar", "ش"),
        ("إجراء", "ar", "ا"),
        ("أنشطة", "ar", "ا"),
        ("آلية", "ar", "ا"),
        ("إلكتروني", "ar", "ا"),
        ("التزام", "ar", "ا"),
        ("الالتزام", "ar", "ا"),
        ("الله", "ar", "ا"),
        ("الشرطة", "en", "ا"),
    ],
)
def test_a_name_stands_under_its_first_letter(text, language, first):
    """Without accents, marks and signs, and in Arabic without an article; a word that only looks so keeps it."""
    assert letter(text, language) == first


def test_names_are_sorted_by_the_word_behind_the_article():
    """An index of names in Arabic mixes those with the article and those without."""
    names = ["الشبكات", "تبادل", "الجريمة", "أنشطة", "التدريب"]
    assert sorted(names, key=lambda one: folded(one, "ar")) == [
        "أنشطة",
        "تبادل",
        "التدريب",
        "الجريمة",
        "الشبكات",
    ]


def test_words_are_known_without_their_article():
    """Also behind a preposition or a conjunction that is joined to it; other languages have no such words."""
    assert without_article("الاتجار بالمُخدّرات والأسلحة للشرطة", "ar") == ["اتجار", "مخدرات", "أسلحة", "شرطة"]
    assert without_article("الاتجار", "fa") == []


def test_the_page_shows_whole_names_under_their_letters():
    """Heron is Héron in French and stands under H; the letters come in the order of the alphabet."""
    (page,) = a_to_z.pages(Reader(harbour(), load_words("fr"), {}))
    groups = {one["letter"]: [entry["text"] for entry in one["entries"]] for one in page.view["letters"]}
    assert "Héron" in groups["H"]
    assert list(groups) == sorted(groups)


def test_the_real_arabic_page_is_spread_over_the_alphabet(root):
    """Fewer than a third of its entries stand under alef, and every name is shown whole."""
    from gazette.assemble import assemble
    from gazette.load import load
    from gazette.project import Project

    groups: dict[str, list] = {}
    for page in a_to_z.pages(Reader(assemble(load(Project(root))), load_words("ar"), {})):
        for one in page.view["letters"]:
            groups.setdefault(one["letter"], []).extend(one["entries"])
    assert len(groups["ا"]) * 3 < sum(len(entries) for entries in groups.values())
    assert any(entry["text"].startswith("الجريمة") for entry in groups["ج"])
