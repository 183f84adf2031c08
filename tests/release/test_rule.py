"""The version rule, row by row: a pair of editions for each kind of change, its verdict and what forces it."""

import pytest

from gazette.model import meaning
from gazette.release.changes import CLAUSE_OF, KINDS, LEVELS, RULE, SECTIONS, next_version
from gazette.release.content import content
from gazette.release.diff import diff
from tests.release.cases import CASES, editions
from tests.release.editions import Spec, changed, edition, park
from tests.release.replay import apply, same
from tests.release.steps import (
    prop,
    rename_area,
    row,
    rule,
    swap,
    trees,
    withdraw,
)


def test_every_kind_has_a_level_a_sentence_a_section_and_a_case():
    """No kind of change stands twice in the table, lacks a part, or is without a pair of editions that shows it."""
    codes = [kind.code for clause in RULE for kind in clause.kinds]
    assert sorted(codes) == sorted(KINDS) == sorted(CASES)
    assert {clause.level for clause in RULE} == set(LEVELS) - {"none"}
    assert {kind.section for kind in KINDS.values()} == set(SECTIONS)
    assert all(kind.sentence.endswith(".") for kind in KINDS.values())


@pytest.mark.parametrize("kind", CASES)
def test_rule(kind):
    """A pair of editions with this change gets exactly the rule's verdict, forced by this change, and replays."""
    old, new = editions(kind)
    changes = diff(old, new)
    assert changes.of(kind), changes.counts
    assert changes.level == CASES[kind][0]
    if kind != "language-moved":  # it always comes with a new source language, which weighs more
        assert kind in {change.kind for change in changes.forcing}
        assert CLAUSE_OF[kind] in changes.clauses
    assert same(apply(changes, old), content(new))


@pytest.mark.parametrize(
    ("steps", "level", "kinds"),
    [
        ([lambda s: trees(s)["rows"].pop(0), withdraw("oak"), lambda s: s["tables"]["proofs"]["rows"].pop(0)],
         "minor", {"record-withdrawn"}),
        ([lambda s: s["tables"]["proofs"]["rows"].pop(0)], "major", {"record-removed"}),
        ([lambda s: s["tables"]["proofs"]["rows"].append(["elm-1", "trees", "elm", "line-3"])],
         "minor", {"record-added"}),
        ([lambda s: s["tables"]["withdrawn"]["rows"].pop()], "major", {"record-removed"}),
        ([swap], "major", {"id-reused"}),
        ([withdraw("yew"), lambda s: trees(s)["rows"].append(["yew", "south", "2", "Clip", "", "leaf", ""])],
         "major", {"id-reused"}),
        ([rule(5, "pattern", "[a-z]+")], "major", {"constraint-tightened"}),
        ([rule(2, "minimum", 2)], "major", {"constraint-tightened"}),
        ([rule(2, "minimum", 0)], "minor", {"constraint-loosened"}),
        ([rule(2, "minimum", "1.0")], "patch", {"column-described"}),
        ([lambda s: trees(s)["fields"][5].pop("constraints")], "minor", {"constraint-loosened"}),
        ([row(0, 5, "needle")], "minor", {"value-changed"}),
        ([row(0, 2, "7")], "minor", {"record-moved"}),
        ([row(1, 3, "Water every 2 days, not at noon")], "minor", {"text-changed"}),
        ([row(1, 3, "Water every 3 days, now at noon")], "minor", {"text-changed"}),
        ([row(2, 3, "Strengthened roots carry the crown")], "patch", {"spelling-corrected"}),
        ([row(0, 4, "")], "patch", {"translation-changed"}),
        ([row(0, 3, "")], "minor", {"text-changed"}),
    ],
)  # fmt: skip
def test_cases_beside_the_rule(steps, level, kinds):
    """What the rule says of the cases between its rows."""
    changes = diff(edition(park()), edition(changed(*steps)))
    assert changes.level == level
    assert kinds == {change.kind for change in changes.forcing} - {"record-added"} or kinds == {
        "record-added"
    }


def test_a_cell_that_a_new_type_reads_alike_is_no_changed_cell():
    """Where a column becomes text or numbers, only what it then says otherwise is a change of a record."""
    assert dict(diff(edition(park()), edition(changed(prop(6, "type", "string")))).counts) == {
        "column-retyped": 1
    }
    text = edition(changed(prop(6, "type", "string")))
    other = diff(text, edition(changed(row(2, 6, "12.5"))))
    assert dict(other.counts) == {"column-retyped": 1, "value-changed": 1}
    assert [(change.record, str(change.old), str(change.new)) for change in other.of("value-changed")] == [
        ("fir", "12", "12.5")
    ]


def test_an_allowed_value_is_no_text():
    """A column of allowed values is a value and not prose, whatever its meaning: it has no spelling and no language."""
    note, other = prop(5, "rdfType", meaning.NOTE), rule(5, "enum", ["leaf", "needle", "Leaf"])
    changes = diff(edition(changed(note, other)), edition(changed(note, other, row(0, 5, "Leaf"))))
    assert [(change.kind, change.language) for change in changes.changes] == [("value-changed", "")]


def test_references_follow_a_rename():
    """The records that point at a renamed one, and its evidence, are no changed records."""

    def step(spec: Spec) -> None:
        trees(spec)["rows"][0][0] = "great-oak"
        spec["tables"]["proofs"]["rows"][0][:3] = ["great-oak-1", "trees", "great-oak"]

    changes = diff(edition(park()), edition(changed(step, rename_area)))
    assert dict(changes.counts) == {"record-renamed": 3}
    withdrawn = (withdraw("oak", "great-oak"), withdraw("north", "northern", "areas"))
    again = diff(edition(park()), edition(changed(step, rename_area, *withdrawn)))
    assert again.level == "minor"


def test_a_translation_that_stayed_fell_behind():
    """Only a change of substance leaves a translation behind, and only one that is there and did not change."""
    old = edition(park())
    substance, spelling = (
        row(0, 3, "Plant something else"),
        row(0, 3, "plant seedlings, beside the strengthened fence"),
    )
    behind = diff(old, edition(changed(substance))).behind
    assert [(text.table, text.record, text.column, text.language) for text in behind] == [
        ("trees", "oak", "text", "fr")
    ]
    assert not diff(old, edition(changed(spelling))).behind
    assert not diff(old, edition(changed(substance, row(0, 4, "Autre chose")))).behind
    assert not diff(old, edition(changed(substance, row(0, 4, "")))).behind


@pytest.mark.parametrize(
    ("last", "kind", "version"),
    [
        (None, "table-added", "1.0.0"),
        ("1.2.3", "table-removed", "2.0.0"),
        ("1.2.3", "record-added", "1.3.0"),
        ("1.2.3", "translation-changed", "1.2.4"),
    ],
)
def test_next_version(last, kind, version):
    """The next version follows from the last one and the level of what changed; the first is 1.0.0."""
    assert next_version(last, diff(*editions(kind)).level) == version


@pytest.mark.parametrize("odd", ["1.0", "01.0.0", "1.0.0-rc1", "v1.0.0", "1.0.٣", "1.0.0\n"])
def test_odd_versions_are_refused(odd):
    """Only three numbers joined by dots are a version."""
    with pytest.raises(ValueError, match="no version"):
        next_version(odd, "minor")


def test_storage_is_no_change():
    """Where the files of an edition lie, and their sizes and hashes, are not compared."""
    stored = changed(
        lambda s: trees(s)["facts"].update(bytes=3, hash="sha256:0", encoding="utf-8"),
        lambda s: trees(s)["schema"].update({"$id": "https://park.internal/schema/1.0.0/trees.json"}),
        lambda s: s["facts"].update(distributions=[], homepage="https://park.internal"),
    )
    assert not diff(edition(park()), edition(stored))


def test_pages_can_be_left_out():
    """A frozen release without pages does not make them all look added."""
    bare = edition(changed(lambda s: s["articles"].clear()))
    assert not diff(bare, edition(park()), articles=False)
    assert diff(bare, edition(park())).of("article-added")
