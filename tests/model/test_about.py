"""What a descriptor declares for catalogues, and texts with their translations beside them."""

from gazette.model import About, Concept, Text

CODES = ("en", "fr")


def test_a_text_is_read_with_its_translations():
    """The bare property is in the first language; a sibling `name_<language>` is its translation."""
    described = {"title": "Boats", "title_fr": "Bateaux", "title_de": "Boote"}
    assert Text.declared(described, "title", CODES) == Text((("en", "Boats"), ("fr", "Bateaux")))
    assert Text.declared({"title_en": "Boats"}, "title", CODES) == Text((("en", "Boats"),))
    assert not Text.declared({}, "title", CODES)


def test_nothing_declared_is_nothing_said():
    """An empty descriptor, and one whose properties are of another kind, declare nothing."""
    assert About.of({}, CODES) == About()
    wrong = {"spatial": "Malta", "temporal": 2024, "themes": [1], "accessRights": [], "contributors": {}}
    assert About.of(wrong, CODES) == About()


def test_a_concept_is_an_address_with_words():
    """Places and themes keep their IRIs and their names in every language."""
    place = {"path": "https://v.internal/MLT", "title": "Malta", "title_fr": "Malte"}
    (found,) = About.of({"spatial": [place, {"title": "nowhere"}]}, CODES).spatial
    assert found == Concept("https://v.internal/MLT", Text((("en", "Malta"), ("fr", "Malte"))))


def test_creators_are_those_who_made_it():
    """Authors, creators and editors; everybody where nobody has such a role; the publisher is the first one."""
    people = [
        {"title": "A", "roles": ["publisher"]},
        {"givenName": "B", "familyName": "C", "roles": ["editor", "publisher"]},
    ]
    about = About.of({"contributors": people}, CODES)
    assert [agent.name.get("en") for agent in about.creators] == ["B C"]
    assert about.publisher == about.agents[0]
    assert About.of({"contributors": people[:1]}, CODES).creators == about.agents[:1]


def test_a_licence_has_its_term():
    """A licence's address leads to the term of a vocabulary, where one is declared."""
    licences = [{"path": "https://l.internal/", "term": "https://v.internal/L"}, {"name": "X"}]
    assert About.of({"licenses": licences}, CODES).licences == {"https://l.internal/": "https://v.internal/L"}
