"""Progress of a strategy: updates on the status page, the roadmap, the records' pages, in feeds and in the calendar."""

import json
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.assemble import assemble
from gazette.check import check
from gazette.load import load
from gazette.project import Project
from gazette.site import site_files
from gazette.site.pages import roadmap, status
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests import packages

UPDATES = "content/tables/updates.csv"
SCHEMA = "schemas/tables/updates.json"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory, gazette):
    """The site of a made-up ministry's plan with four updates, in two languages."""
    folder = tmp_path_factory.mktemp("progress")
    root = packages.lay("progress", folder)
    done = gazette("build", "--output", folder / "site", project=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def page(site, path):
    """A page as a browser reads it."""
    return LexborHTMLParser((site / path).read_text(encoding="utf-8"))


def text(node):
    """What a reader sees of a part of a page, on one line."""
    return " ".join(node.text().split())


def catalog_of(root):
    """The publication in a folder, which must be sound."""
    source = load(Project(root))
    assert [one for one in check(source)[0] if one.severity == "error"] == []
    return assemble(source)


def pages_of(root, kind, language="en"):
    """The pages of a kind in a language."""
    publication = catalog_of(root)
    files = {made.path: made for made in site_files(publication)}
    return list(kind.pages(Reader(publication, load_words(language), files)))


def rewrite(root, edit):
    """The package with its updates rewritten: `edit` gets and gives the lines below the header."""
    path = root / UPDATES
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *edit(rows)]) + "\n", "utf-8")
    return root


def test_the_status_page_counts_records_by_state_and_by_what_they_belong_to(site):
    """The newest update decides; whatever nobody has reported on is counted too."""
    found = page(site, "en/status/index.html")
    assert "3 of 6 records" in text(found.css_first(".lead"))
    rows = [[text(cell) for cell in row.css("th, td")] for row in found.css("main tbody tr")]
    assert rows == [
        ["Measures", "1", "–", "1", "–", "2"],
        ["Milestones", "1", "–", "–", "–", "1"],
        ["Safe bridges", "1", "–", "1", "–", "–"],
        ["Bridges that stay open", "–", "–", "–", "–", "2"],
    ]
    groups = [text(heading) for heading in found.css("section h3")]
    assert groups[:5] == ["Done: 1", "Late: 1", "Not reported: 2", "Done: 1", "Not reported: 1"]


def test_the_status_page_shows_every_update_with_its_reference_the_newest_first(site):
    """Of two updates of a day the later row comes first; hostile words stay words; other columns are facts."""
    items = page(site, "fr/status/index.html").css("ol.timeline > li")
    assert [item.attributes["id"].rpartition("updates-")[2] for item in items] == [
        "register-public",
        "paint-late",
        "inspect-done",
        "inspect-begun",
    ]
    assert all("Référence" in text(item) for item in items)
    assert "Dépensé (milliers)" in text(items[3])
    english = text(page(site, "en/status/index.html").css_first("ol.timeline"))
    assert "The paint & primer <did not> arrive" in english


def test_the_roadmap_and_the_records_say_how_far_they_have_come(site):
    """A milestone shows its state or that nothing is reported; a record's page has its own updates only."""
    steps = page(site, "en/roadmap/index.html").css(".ranks li")
    assert [text(step.css_first(".flag")) for step in steps] == ["Done", "Not reported"]
    told = page(site, "en/measures/inspect/index.html").css("ol.timeline > li")
    assert [text(item.css_first(".flag")) for item in told] == ["Done", "Under way"]
    assert not page(site, "en/measures/ferry/index.html").css("#updates, ol.timeline")


def test_feeds_and_the_calendar_have_the_updates(site):
    """A feed of all and one of each followed record, in both forms, under names that do not move with their page."""
    feed = ElementTree.fromstring((site / "feeds/fr/updates.atom").read_bytes())
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[:2] == [
        "Le registre des ponts est public\u00a0: Fait",
        "Repeindre l’acier\u00a0: En retard",
    ]
    names = {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}
    assert "https://bridges.internal/id/updates/#inspect-done" in names
    assert len(json.loads((site / "feeds/en/updates.json").read_text("utf-8"))["items"]) == 4
    own = ElementTree.fromstring((site / "feeds/en/measures/inspect.atom").read_bytes())
    dates = [entry.findtext(f"{ATOM}updated") for entry in own.iter(f"{ATOM}entry")]
    assert dates == ["2026-05-04T00:00:00Z", "2025-03-01T00:00:00Z"]
    calendar = (site / "calendar/en.ics").read_text("utf-8")
    day = "DTSTART;VALUE=DATE:20260504\nDTEND;VALUE=DATE:20260505\n"
    assert f"{day}SUMMARY:Paint the steel anew: Late" in calendar


def test_a_strategy_without_updates_says_so_in_one_line_and_shows_nothing_else(tmp_path):
    """No status page, no way to one, no feed, no state; one sentence on the roadmap, in each language."""
    root = rewrite(packages.lay("progress", tmp_path), lambda _: [])
    assert pages_of(root, status) == []
    for language, sentence in (
        ("en", "Nothing has been reported yet."),
        ("fr", "Aucun avancement n’a encore été communiqué."),
    ):
        view = pages_of(root, roadmap, language)[0].view
        assert view["progress"] == {"text": sentence, "href": None}
        assert [step["standing"] for step in view["sections"][0]["steps"]] == [None, None]
        assert not [entry for entry in view["menu"] if "status" in entry["href"]]


def test_nobody_is_expected_to_report_on_what_is_no_strategy(tmp_path):
    """Dates alone make no strategy: a package that declares neither updates nor StratML says nothing of progress."""
    root = packages.lay("progress", tmp_path)
    described = json.loads((root / "datapackage.json").read_text("utf-8"))
    described["resources"] = [one for one in described["resources"] if one["name"] != "updates"]
    for one in described["resources"]:
        one.pop("stratml", None)
    (root / "datapackage.json").write_text(json.dumps(described), "utf-8")
    (root / UPDATES).unlink()
    (root / SCHEMA).unlink()
    assert pages_of(root, roadmap)[0].view["progress"] is None


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_real_strategy_says_that_nothing_has_been_reported(read, real_site, language):
    """One line on the roadmap, and no status page."""
    lines = [text(one) for one in read(f"{language}/roadmap/index.html").css("main > p")]
    assert lines.count(load_words(language)("Nothing has been reported yet.")) == 1
    assert not (real_site / language / "status").exists()


def test_many_updates_stand_in_several_pages(tmp_path):
    """Every update is shown once, each page stays small, and each is linked from the others."""
    many = [
        f"n{number},inspect,,2026-01-{number % 28 + 1:02},under-way,{' '.join(['long words'] * 60)},,gazette-12,"
        for number in range(200)
    ]
    found = pages_of(rewrite(packages.lay("progress", tmp_path), lambda _: many), status)
    assert [one.path for one in found[:2]] == ["en/status/index.html", "en/status/2/index.html"]
    assert sum(len(one.view["updates"]) for one in found) == 200
    assert len({update["id"] for one in found for update in one.view["updates"]}) == 200
    assert not found[1].view["sections"]
    assert {link["number"] for link in found[0].view["pager"]} >= {1, 2, len(found)}


def states_in_a_table(root):
    """The package with its states in a table of their own."""
    schema = json.loads((root / SCHEMA).read_text("utf-8"))
    column = next(one for one in schema["fields"] if one["name"] == "state")
    del column["constraints"]["enum"], column["labels"]
    schema["foreignKeys"].append({"fields": ["state"], "reference": {"resource": "states", "fields": ["id"]}})
    (root / SCHEMA).write_text(json.dumps(schema), "utf-8")
    names = {"name": "states", "path": "content/tables/states.csv", "schema": "schemas/tables/goals.json"}
    described = json.loads((root / "datapackage.json").read_text("utf-8"))
    described["resources"].append({**described["resources"][0], **names, "title": "States"})
    (root / "datapackage.json").write_text(json.dumps(described), "utf-8")
    (root / "content/tables/states.csv").write_text(
        "id,position,title_en,title_fr\nlate,1,Late indeed,En retard\nunder-way,2,Under way,En cours\n"
        "done,3,Done,Fait\n",
        "utf-8",
    )
    return root


def test_states_may_be_a_table(tmp_path):
    """Their names and their order are the table's."""
    view = pages_of(states_in_a_table(packages.lay("progress", tmp_path)), status)[0].view
    assert [head["text"] for head in view["heads"]] == ["Late indeed", "Under way", "Done", "Not reported"]
    assert view["counts"][0]["rows"][0]["cells"] == ["1", "0", "1", "2"]


def named_by_table(root):
    """The package with its records named by table and id instead of by foreign keys."""
    schema = json.loads((root / SCHEMA).read_text("utf-8"))
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    one, other = (field for field in schema["fields"] if field.get("rdfType") == rdf + "subject")
    one.update(name="table", rdfType=rdf + "type")
    other.update(name="record")
    schema["foreignKeys"] = [key for key in schema["foreignKeys"] if key["fields"] == ["reference"]]
    (root / SCHEMA).write_text(json.dumps(schema), "utf-8")
    path = root / UPDATES
    path.write_text(
        path.read_text("utf-8")
        .replace(",measure,milestone,", ",table,record,")
        .replace(",inspect,,", ",measures,inspect,")
        .replace(",repaint,,", ",measures,repaint,")
        .replace(",,register,", ",milestones,register,"),
        "utf-8",
    )
    return root


def test_a_record_may_be_named_by_its_table_and_id(tmp_path):
    """As in a table of evidence; the page is the same."""
    (tmp_path / "own").mkdir()
    (tmp_path / "keys").mkdir()
    named = pages_of(named_by_table(packages.lay("progress", tmp_path / "own")), status)[0].view
    keyed = pages_of(packages.lay("progress", tmp_path / "keys"), status)[0].view
    assert named["counts"] == keyed["counts"]
    assert named["updates"] == keyed["updates"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,,,2026-01-01,done,It is done,Fait,gazette-12,", "this update names no record"),
        ("x,inspect,register,2026-01-01,done,It is done,Fait,gazette-12,", "this update names 2 records"),
        ("x,inspect,,2026-01-01,done,It is done,Fait,,", "this update does not say who says so"),
    ],
)
def test_an_update_that_does_not_say_enough_is_an_error(tmp_path, row, says):
    """One record, a date, a state and a reference each."""
    root = rewrite(packages.lay("progress", tmp_path), lambda rows: [*rows, row])
    assert [(one.code, one.message) for one in check(load(Project(root)))[0]] == [("update", says)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("measures,inspect,2025", "mesures,inspect,2025", 'no table "mesures" of which something'),
        ("measures,inspect,2025", "measures,inspekt,2025", 'measures has no record "inspekt"'),
    ],
)
def test_a_record_named_by_table_and_id_must_exist(tmp_path, old, new, says):
    """No foreign key checks these columns, so the check of updates does."""
    root = named_by_table(packages.lay("progress", tmp_path))
    path = root / UPDATES
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    problems = check(load(Project(root)))[0]
    assert [one.code for one in problems] == ["update"]
    assert says in problems[0].message


@pytest.mark.parametrize(
    "meaning", ["dc/terms/source", "dc/terms/date", "schema.org/actionStatus", "rdf-syntax-ns#subject"]
)
def test_a_table_of_updates_must_be_able_to_say_it(tmp_path, meaning):
    """A schema without the column is an error of the schema, told once and not for every row."""
    root = packages.lay("progress", tmp_path)
    schema = json.loads((root / SCHEMA).read_text("utf-8"))
    for one in schema["fields"]:
        if meaning in one.get("rdfType", ""):
            del one["rdfType"]
    (root / SCHEMA).write_text(json.dumps(schema), "utf-8")
    problems = [one for one in check(load(Project(root)))[0] if one.code == "update"]
    assert [one.place.file for one in problems] == [SCHEMA]


def test_states_must_be_a_list(tmp_path):
    """Free words would make a state of every slip of the pen."""
    root = packages.lay("progress", tmp_path)
    schema = json.loads((root / SCHEMA).read_text("utf-8"))
    del next(one for one in schema["fields"] if one["name"] == "state")["constraints"]["enum"]
    (root / SCHEMA).write_text(json.dumps(schema), "utf-8")
    problems = [one for one in check(load(Project(root)))[0] if one.code == "update"]
    assert ["are no list" in one.message for one in problems] == [True]
