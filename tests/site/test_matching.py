"""Names of terms in running text: in all the forms that a language gives them, and in no other word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.assemble import assemble
from gazette.load import load
from gazette.model import Text, meaning
from gazette.project import Project
from gazette.site.matching import Names
from gazette.site.reader import Reader
from gazette.site.terms import Marker
from gazette.site.tree import descendants
from gazette.site.words import load_words

ROOT = Path(__file__).resolve().parents[2]


def keys(names, language, text):
    """What is named in a text, in its order."""
    pieces = list(Names(names, language).parts(text))
    assert "".join(piece for piece, _ in pieces) == text
    return [key for _, key in pieces if key]


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "Asset recovery", "better asset recovery"),
        ("en", "LEA", "with LEAs of all countries"),
        ("en", "Law enforcement agency", "of law enforcement agencies,"),
        ("fr", "Service répressif", "entre services répressifs"),
        ("fr", "Service répressif", "l’ensemble des\u00a0services\u202frépressifs"),
        ("fr", "EMPACT", "les groupes d’EMPACT"),
        ("fr", "Bureau national", "les bureaux nationaux"),
        ("fr", "Plan d’action", "les plans d'action"),
        ("ar", "غسل الأموال", "ومكافحة غسل الاموال"),
        ("ar", "الاتجار بالبشر", "للاتجار بالبشر"),
        ("ar", "تهريب المهاجرين", "وتهريب المهاجرين"),
        ("ar", "تهريب المهاجرين", "لتهريب المُهاجِرين"),
        ("ar", "الإدارة المتكاملة للحدود", "إدارة متكاملة للحدود"),
        ("ar", "EMPACT", "عمل الـEMPACT في"),
    ],
)
def test_fact_22_a_name_is_found_in_every_form_that_its_language_gives_it(language, name, text):
    """In plurals and in small letters, after an elision, and with what Arabic joins to the front of a word."""
    assert keys({name: "term"}, language, text) == ["term"]


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "LEA", "over the lea, LEAD, LEAst, aLEA"),
        ("en", "Asset recovery", "asset recoverying of reasset recovery"),
        ("fr", "Traite", "il traitera un retraite"),
        ("ar", "شرطة", "أشرطة شرطةهم"),
        ("zz", "Boat", "boats Boats"),
    ],
)
def test_a_name_is_not_found_in_another_word(language, name, text):
    """Nor is an abbreviation in a word of small letters, nor a plural in a language of which nothing is known."""
    assert keys({name: "term"}, language, text) == []


def test_the_longest_name_wins():
    """A name inside a longer one is not found again."""
    names = {"Task force": "force", "Action task force": "action"}
    assert keys(names, "en", "the action task forces and a task force") == ["action", "force"]


_LETTERS = {"en": "abcdefghijklmnop", "fr": "abcdefgéèçlmnop", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"}
_JOINED = {
    "en": [("", ""), ("", "s")],
    "fr": [("", ""), ("l’", ""), ("d’", ""), ("qu'", "")],
    "ar": [(before, "") for before in ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل", "ولل", "فبال")],
}


@st.composite
def named(draw):
    """A language, a name in its letters, and what is joined to the name in a text."""
    language = draw(st.sampled_from(sorted(_LETTERS)))
    word = st.text(_LETTERS[language], min_size=3, max_size=8).filter(lambda one: not one.startswith("ال"))
    words = draw(st.lists(word, min_size=1, max_size=3))
    if language == "en":
        words[-1] += "t"
    return language, " ".join(words), draw(st.sampled_from(_JOINED[language]))


@given(
    named(),
    st.sampled_from(["", "«\u00a0", "(", "، ", "x "]),
    st.sampled_from(["", "\u00a0»", ".", "،", " x"]),
)
def test_a_name_with_what_a_language_joins_to_it_is_found(case, before, after):
    """Whatever the name, and whatever sign stands around it."""
    language, name, (prefix, ending) = case
    for written in (name, name.upper() if language != "ar" and len(name) > 8 else name, name.capitalize()):
        assert keys({name: "term"}, language, f"{before}{prefix}{written}{ending}{after}") == ["term"]


@given(named(), st.sampled_from("кщ中β9_"), st.booleans())
def test_a_name_is_found_in_no_longer_word(case, letter, in_front):
    """A letter or a digit that no rule joins to the name makes another word of it."""
    language, name, _ = case
    assert keys({name: "term"}, language, letter + name if in_front else name + letter) == []


@pytest.fixture(scope="module")
def readers():
    """The readers of the real strategy in its languages."""
    catalog = assemble(load(Project(ROOT)))
    return [Reader(catalog, load_words(code), {}) for code in catalog.languages]


def test_fact_22_as_many_terms_are_found_in_every_language(readers):
    """For every record of the real strategy, the numbers differ by one at most, and four records of five agree."""
    catalog = readers[0].catalog
    numbers = {}
    for table in readers[0].paged:
        for record in table.records:
            names = [catalog.by_name[one.table].label(one) for one in (record, *descendants(catalog, record))]
            numbers[record.table, record.id] = [
                len(Marker(reader, "x/index.html").used(*names)) for reader in readers
            ]
    assert {key: one for key, one in numbers.items() if max(one) - min(one) > 1} == {}
    assert sum(max(one) != min(one) for one in numbers.values()) <= len(numbers) // 5
    assert sum(map(max, numbers.values())) > len(readers[0].catalog.of_role("term")[0].records)


def test_variants_are_for_finding_and_on_no_page(readers):
    """A form in the column of variants leads to its term, and no facts show the column."""
    for reader in readers:
        for table in reader.catalog.of_role("term"):
            for record in table.records:
                forms = record.values.get(f"variants_{reader.language}")
                for form in str(forms).split(";") if forms else ():
                    text = Text(((reader.language, f"– {form} –"),))
                    (link,) = Marker(reader, "x/index.html").used(text)
                    assert link["href"].endswith(f"#{record.id}")
                column = table.column(meaning.VARIANTS)
                heads = [fact["name"]["text"] for fact in reader.facts("x/index.html", table, record)]
                assert column
                assert heads
                assert reader.heading(column)["text"] not in heads


def test_a_form_of_a_name_waits_for_no_translation(gazette):
    """Languages have forms of their own: the check of the real strategy misses none of them."""
    done = gazette("check", project=ROOT)
    assert done.returncode == 0
    assert "variants_" not in done.stdout + done.stderr
