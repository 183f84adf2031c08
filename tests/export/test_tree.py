"""The nested file and the records' own files: each record in its place, with neighbours and evidence."""

import dataclasses
import json
from urllib.parse import urljoin

import pytest

from gazette.export.tree import export_nested, export_records
from gazette.problem import Stop
from tests.catalogs import HARBOUR, catalog, harbour, island, table


def tree(publication):
    """The nested file as a reader has it."""
    (artifact,) = export_nested(publication)
    return json.loads(artifact.body)


def files(publication):
    """The records' files by the end of their paths."""
    return {
        a.path.removeprefix("data/latest/records/"): json.loads(a.body) for a in export_records(publication)
    }


def ids(nodes):
    """Ids by table, with everything inside."""
    for node in nodes:
        yield node["table"], node["id"]
        for children in node["children"].values():
            yield from ids(children)


def test_records_nest_in_what_they_belong_to():
    """Boats stand inside their quay, in their positions; what belongs to nothing stands at the top."""
    records = tree(harbour())["records"]
    assert [node["id"] for node in records["quays"]] == ["north", "south"]
    assert [node["id"] for node in records["quays"][0]["children"]["boats"]] == ["heron", "otter"]
    assert [node["id"] for node in records["boats"]] == ["lost"]


@pytest.mark.parametrize("publication", [harbour(), island()], ids=["harbour", "island"])
def test_every_record_stands_in_the_tree_once(publication):
    """Nothing is lost and nothing is twice."""
    found = [pair for nodes in tree(publication)["records"].values() for pair in ids(nodes)]
    wanted = [(r.table, r.id) for t in publication.tables if t.role in ("record", "term") for r in t.records]
    assert sorted(found) == sorted(wanted)


def test_texts_are_by_language_and_references_name_their_table():
    """A translation that is missing is left out, not copied; a reference is more than a word."""
    otter = tree(harbour())["records"]["quays"][0]["children"]["boats"][1]
    assert otter["texts"]["name"] == {"en": 'Otter, the "fat"', "fr": "Loutre"}
    assert otter["values"]["quay"] == {"table": "quays", "id": "north"}
    assert otter["values"]["twin"] == {"table": "boats", "id": "heron"}


def test_evidence_names_passage_line_basis_and_note():
    """The proof of a record goes with it."""
    wanted = [
        {
            "passage": "log-3",
            "line": 3,
            "quote": "  Otter",
            "basis": "inferred",
            "note": {"en": "It stands so"},
        }
    ]
    assert files(harbour())["boats/otter.json"]["evidence"] == wanted
    assert tree(harbour())["records"]["quays"][0]["children"]["boats"][1]["evidence"] == wanted


def test_a_package_in_one_language_has_its_texts_as_values():
    """Columns without a language ending are plain values, and labels are in the package's language."""
    found = files(island())["rocks/small.json"]
    assert found["values"] == {"title": "Iż-żgħira"}
    assert found["pages"] == {"mt": "../../../../mt/rocks/small/"}


def test_a_record_file_leads_to_its_neighbours():
    """Parent, children and referrers come with their labels and the way to their files from this one."""
    found = files(harbour())
    assert found["boats/heron.json"]["self"] == "heron.json"
    north = urljoin(
        "https://harbour.internal/data/latest/records/boats/heron.json",
        found["boats/heron.json"]["parent"]["file"],
    )
    assert north == "https://harbour.internal/data/latest/records/quays/north.json"
    assert found["boats/heron.json"]["parent"]["label"]["fr"] == "Quai nord"
    assert [one["id"] for one in found["quays/north.json"]["children"]["boats"]] == ["heron", "otter"]
    assert [(one["column"], one["id"]) for one in found["boats/heron.json"]["referrers"]] == [
        ("twin", "otter")
    ]
    assert found["boats/lost.json"]["parent"] is None


def test_a_term_is_read_in_the_glossary():
    """A term has no page of its own, so its address is a place on a page."""
    assert files(harbour())["words/quay.json"]["pages"]["ar"] == "../../../../ar/glossary/#quay"


def test_records_that_belong_to_each_other_in_a_circle_stop_the_trip():
    """A record that no root leads to would be missing from the file: that is refused, not published."""
    role, text = HARBOUR["boats"]
    boats = table("boats", role, text)
    fields = tuple(
        dataclasses.replace(f, meaning="http://purl.org/dc/terms/isPartOf") if f.name == "twin" else f
        for f in boats.fields
    )
    records = tuple(
        dataclasses.replace(r, values={**r.values, "quay": None, "twin": twin})
        for r, twin in zip(boats.records, ("otter", "heron", None), strict=True)
    )
    circle = catalog([dataclasses.replace(boats, fields=fields, records=records)])
    with pytest.raises(Stop) as stopped:
        list(export_nested(circle))
    assert [problem.code for problem in stopped.value.problems] == ["export-invalid"]


def test_records_too_deep_inside_one_another_stop_the_trip():
    """A chain that would exhaust readers of JSON is refused with its record, not met with a traceback."""
    rows = "".join(f"b{n},1,Boat,{f'b{n - 1}' if n else ''}\n" for n in range(200))
    boats = table("boats", "record", "id,position,name_en,twin\n" + rows)
    fields = tuple(
        dataclasses.replace(f, meaning="http://purl.org/dc/terms/isPartOf") if f.name == "twin" else f
        for f in boats.fields
    )
    with pytest.raises(Stop, match="inside one another"):
        list(export_nested(catalog([dataclasses.replace(boats, fields=fields)])))
