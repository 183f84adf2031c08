"""Worked questions: read, checked, answered, shown in every language."""

import csv
import io
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette import urls
from gazette.assemble import assemble
from gazette.check import check
from gazette.export import export_all, parquet, sqlite
from gazette.load import load
from gazette.model import Question, Text
from gazette.project import Project
from gazette.site.pages import explore, questions
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words
from tests import packages
from tests.catalogs import harbour, island
from tests.conftest import ROOT

ASKED = Question(
    name="boats-by-quay",
    title=Text.of({"en": "Which boats?", "fr": "Quels bateaux ?", "ar": "ما القوارب؟"}),
    answer=Text.of({"en": "{rows} boats, {boats} first.", "fr": "{rows} bateaux, d’abord {boats}."}),
    order=1,
    query="SELECT id AS boats, quay, kind, name_en, name_fr, draught FROM boats ORDER BY position, id",
)


def rendered(catalog, kind, language):
    """The pages of a kind in a language by their paths, as a browser reads them."""
    made = {artifact.path: artifact for artifact in export_all(catalog)}
    bodies = {}
    render(list(kind.pages(Reader(catalog, load_words(language), made))), bodies.__setitem__)
    return {path: LexborHTMLParser(body.decode("utf-8")) for path, body in bodies.items()}


def shown(catalog, kind, language):
    """The first page of a kind: the list of questions, or the explorer."""
    return next(iter(rendered(catalog, kind, language).values()))


def answered(catalog, language):
    """The page of every question by its name."""
    found = rendered(catalog, questions, language)
    return {one.name: found[urls.question(language, one.name)] for one in catalog.questions}


@pytest.fixture(scope="module")
def real(root):
    """The real publication."""
    return assemble(load(Project(root)), "https://data.agency.test/euromed/")


@pytest.fixture
def asking():
    """The harbour with one question."""
    return replace(harbour(), questions=(ASKED,))


def cells(tree, selector="main table tbody tr"):
    """The texts of a result's cells, row by row."""
    return [[cell.text(strip=True) for cell in row.css("td")] for row in tree.css(selector)]


def test_the_answer_is_published_as_csv(asking):
    """The file has the rows of the query with all languages, an empty cell where there is nothing."""
    _, made = sqlite.export(asking)
    assert made.path == "data/latest/questions/boats-by-quay.csv"
    rows = list(csv.DictReader(io.StringIO(made.body.decode(), newline="")))
    assert [row["boats"] for row in rows] == ["heron", "lost", "otter"]
    assert rows[0]["name_fr"] == "Héron"
    assert rows[1]["quay"] == ""


def test_the_database_is_built_once(asking, monkeypatch):
    """The answers are asked of the database that is published, not of one more."""
    built, connect = [], sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **kw: built.append(a) or connect(*a, **kw))
    made = [artifact.path for artifact in export_all(asking)]
    assert {"data/latest/package.sqlite", "data/latest/questions/boats-by-quay.csv"} <= set(made)
    assert len(built) == 1


def test_ids_are_shown_as_names_that_link(asking):
    """In French a boat is called by its French name, its link leads to its page, and one column has its name."""
    tree = answered(asking, "fr")[ASKED.name]
    assert [cell.text() for cell in tree.css("main table thead th")] == [
        "Boats", "Quay", "Kind", "Name", "Draught",
    ]  # fmt: skip
    assert cells(tree)[0] == ["Héron", "Quai nord", "sail", "Héron", "1.5"]
    link = tree.css_first("main tbody a")
    assert link.attributes["href"] == "../../../../fr/boats/heron/"
    assert tree.css_first("p.answer").text() == "3 bateaux, d’abord Héron."


def test_what_is_not_translated_is_shown_as_it_is_and_marked(asking):
    """The Arabic page shows the English answer, and says that it is English."""
    tree = shown(asking, questions, "ar")
    answer = tree.css_first("p.answer span")
    assert (answer.attributes["lang"], answer.attributes["dir"]) == ("en", "ltr")


def test_the_real_questions_are_answered_in_every_language(real):
    """At least twelve, each with a sentence in each language, no placeholder left, and rows."""
    assert len(real.questions) >= 12
    for one in real.questions:
        assert {code for code, _ in one.title.entries} == set(real.languages)
        assert {code for code, _ in one.answer.entries} == set(real.languages)
    for language in real.languages:
        tree = shown(real, questions, language)
        answers = [node.text() for node in tree.css("p.answer")]
        assert len(answers) == len(real.questions)
        assert not [text for text in answers if re.search(r"[{}]", text)]
        assert not tree.css("p.answer span[lang]")
        assert all(one.css("main tbody tr") for one in answered(real, language).values())


def test_no_id_of_the_real_answers_is_left_unnamed(real):
    """Whatever is an id of a record in the file is a name on the page."""
    ids = {record.id for one in real.tables if one.role == "record" for record in one.records}
    for tree in answered(real, "en").values():
        assert not [text for row in cells(tree) for text in row if text in ids and "-" in text]


def test_every_question_has_a_page_that_its_old_place_leads_to(real):
    """The list keeps the id that a question had on the one long page, and links from there to its page."""
    for language in real.languages:
        tree = shown(real, questions, language)
        for name, page in answered(real, language).items():
            item = tree.css_first(f"li#{name}")
            assert item.css_first("a").attributes["href"].endswith(f"data/questions/{name}/")
            assert page.css_first("h1").text() == item.css_first("a").text()
            assert page.css_first("p.answer").text() == item.css_first("p.answer").text()
            assert urls.absolute("", urls.question(language, name)) in page.css_first(".citation").text()


def test_the_explorer_offers_the_questions(real):
    """Each question stands on the page with its SQL, under the id that the other page links to."""
    offered = shown(real, explore, "en")
    ids = {node.attributes["id"] for node in offered.css("section.start h3")}
    links = [
        tree.css_first("main a[href*='explore']").attributes["href"] for tree in answered(real, "en").values()
    ]
    assert {link.partition("#")[2] for link in links} == ids == {one.name for one in real.questions}
    scripts = [node for node in offered.css("script") if node.attributes.get("type") != "application/ld+json"]
    assert not [node for node in scripts if node.text() or "src" not in node.attributes]


def test_a_publication_without_questions_has_no_such_page_and_still_an_explorer():
    """Nothing is promised that is not there; the explorer starts with the first table."""
    made = {artifact.path: artifact for artifact in export_all(island())}
    reader = Reader(island(), load_words("mt"), made)
    assert list(questions.pages(reader)) == []
    (page,) = explore.pages(reader)
    assert [one["sql"] for one in page.view["questions"]] == ['SELECT * FROM "rocks"']


HEAD = "-- title: All\n-- answer: There are {rows}.\n-- order: 1\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT id FROM goals\n", "has no title and no answer and no order"),
        (HEAD + "-- titel: x\nSELECT 1\n", "the head of a question has no key 'titel'"),
        (HEAD + "-- column: x\nSELECT 1\n", "has no key 'column'; it has title, answer, order, column and"),
        (HEAD + "- column x: y\nSELECT 1\n", "this question does not run"),
        (HEAD + "-- free words\nSELECT 1\n", "not written `-- key: value`"),
        (HEAD + "-- column n:\nSELECT 1 AS n\n", "column n says nothing"),
        (HEAD + "-- column_xx n: x\nSELECT id AS goals FROM goals\n", "column_xx n is in no language"),
        (HEAD + "-- order: 2\nSELECT id FROM goals\n", "order stands twice"),
        (HEAD.replace("order: 1", "order: last") + "SELECT id FROM goals\n", "whole number"),
        (HEAD + "-- title_xx: Tout\nSELECT id FROM goals\n", "title_xx is in no language"),
        (HEAD.replace("{rows}", "{boats}") + "SELECT id FROM goals\n", "no column for {boats}"),
        (HEAD + "SELECT id, id FROM goals\n", 'two columns are called "id"'),
        (HEAD + "SELECT id AS rows FROM goals\n", '"rows" means the number of rows'),
        (HEAD + "SELECT fold(id) FROM goals\n", "no such function: fold"),
        (HEAD + "DELETE FROM goals\n", "it is no single SELECT"),
        (HEAD + "SELECT id FROM goals; SELECT 1\n", "one statement at a time"),
        (HEAD + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n\n", "too large"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(tmp_path, text, says):
    """One problem, in the question's file, that says what is wrong."""
    root = packages.lay("minimal", tmp_path)
    (root / "content/questions").mkdir()
    (root / "content/questions/all.sql").write_text(text, encoding="utf-8")
    problems, _ = check(load(Project(root)))
    assert [problem.code for problem in problems if problem.severity == "error"] == ["broken-question"]
    assert says in problems[0].message
    assert problems[0].place.file == "content/questions/all.sql"


def test_the_order_of_questions_is_the_one_they_ask_for(real):
    """`order` first, then the name: never the order of a folder."""
    assert list(real.questions) == sorted(real.questions, key=lambda one: (one.order, one.name))


COLUMNS = "-- column n: Goals\n-- column_fr n: Objectifs\n"


@pytest.mark.parametrize(
    ("head", "query", "says"),
    [
        ("", "SELECT count(*) AS n FROM goals", ['the column "n" has no title in en, fr, ar']),
        (COLUMNS, "SELECT count(*) AS n FROM goals", ['the column "n" has no title in ar']),
        (COLUMNS + "-- column_ar n: x\n", "SELECT count(*) AS n FROM goals", []),
        (
            COLUMNS + "-- column_ar n: x\n",
            "SELECT id AS goals FROM goals",
            ["the head has a title for n, and the answer no such column"],
        ),
        ("", "SELECT id AS goals FROM goals", []),
        (
            "",
            "SELECT id AS goals, title_en, title_fr FROM goals",
            ['the column "title" has no title in en, fr, ar'],
        ),
    ],
)
def test_a_column_that_a_reader_could_not_name_is_told(tmp_path, head, query, says):
    """Columns called like tables and their columns have titles; others need one in each language, else a warning."""
    root = packages.lay("trilingual", tmp_path)
    (root / "content/questions").mkdir(exist_ok=True)
    text = HEAD.replace("-- order", head + "-- order") + query + "\n"
    (root / "content/questions/all.sql").write_text(text, encoding="utf-8")
    problems, _ = check(load(Project(root)))
    assert [(one.code, one.severity) for one in problems] == [("untitled-column", "warning")] * len(says)
    assert [one.message for one in problems] == says
    assert all("`-- column" in one.hint or "its columns are" in one.hint for one in problems)


def test_a_question_names_its_columns():
    """What the question calls a column stands above it in the page's language; the CSV keeps the name in the query."""
    titles = {"n": Text.of({"en": "How many", "fr": "Combien"})}
    asked = replace(
        ASKED, query="SELECT quay, count(*) AS n FROM boats GROUP BY quay", answer=Text(), columns=titles
    )
    catalog = replace(harbour(), questions=(asked,))
    for language, said in (
        ("en", ["Quay", "How many"]),
        ("fr", ["Quay", "Combien"]),
        ("ar", ["Quay", "How many"]),
    ):
        tree = answered(catalog, language)[ASKED.name]
        assert [cell.text() for cell in tree.css("main thead th")] == said
    _, made = sqlite.export(catalog)
    assert made.body.startswith(b"quay,n\n")


def test_no_column_of_a_real_answer_is_named_in_sql(real):
    """Every heading is words of the page's language."""
    for language in real.languages:
        for name, tree in answered(real, language).items():
            heads = tree.css("main th")
            assert heads, name
            assert not [cell.text() for cell in heads if cell.css("code") or cell.css("span[lang]")], name


@pytest.fixture(scope="module")
def published(real, tmp_path_factory):
    """The published SQLite file, and a DuckDB in which every published Parquet file is a table."""
    folder = tmp_path_factory.mktemp("published")
    for file in (*sqlite.export(real), *parquet.export(real)):
        (folder / file.path.rpartition("/")[2]).write_bytes(file.body)
    with closing(sqlite3.connect(folder / "strategy.sqlite")) as lite, duckdb.connect() as duck:
        for table in real.tables:
            duck.execute(f"CREATE VIEW \"{table.name}\" AS FROM '{folder}/{table.name}.parquet'")
        yield lite, duck


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "content/questions").glob("*.sql")))
def test_fact_20_questions_have_the_same_rows_in_sqlite_and_in_duckdb(real, published, name):
    """The published SQL is portable: both programs read it, name the same columns and give the same rows."""
    (asked,) = (one for one in real.questions if one.name == name)
    lite, duck = (database.execute(asked.query) for database in published)
    assert [one[0] for one in lite.description] == [one[0] for one in duck.description]
    rows = lite.fetchall()
    assert rows
    assert rows == duck.fetchall()
