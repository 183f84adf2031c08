"""For each kind of change a pair of editions that has it, and the level that the rule gives it."""

from gazette.model import Catalog
from tests.release.editions import changed, edition, field, park
from tests.release.steps import (
    drop,
    french_first,
    insert,
    linked_column,
    linked_kind,
    new_language,
    other_link,
    prop,
    rename_area,
    rename_table,
    reorder_tables,
    row,
    rule,
    shift,
    trees,
    withdraw,
)

CASES = {
    "table-removed": ("major", lambda s: s["tables"].pop("proofs")),
    "table-renamed": ("major", rename_table),
    "table-moved": ("major", reorder_tables),
    "column-removed": ("major", lambda s: drop(s, 6)),
    "column-renamed": ("major", prop(6, "name", "tallness")),
    "column-retyped": ("major", prop(6, "type", "string")),
    "column-moved": ("major", shift),
    "column-inserted": ("major", lambda s: insert(s, 3)),
    "allowed-value-removed": ("major", rule(5, "enum", ["leaf"])),
    "allowed-value-moved": ("major", rule(5, "enum", ["needle", "leaf"])),
    "record-removed": ("major", lambda s: trees(s)["rows"].pop(1)),
    "record-renamed": ("major", rename_area),
    "id-reused": ("major", lambda s: trees(s)["rows"].append(["ash", "south", "2", "Again", "", "leaf", ""])),
    "constraint-tightened": ("major", rule(0, "maxLength", 32)),
    "primary-key-changed": ("major", lambda s: trees(s)["schema"].update(primaryKey=["id", "area"])),
    "unique-key-added": ("major", lambda s: trees(s)["schema"].update(uniqueKeys=[["area", "position"]])),
    "foreign-key-added": ("major", linked_kind),
    "record-withdrawn": ("minor", lambda s: trees(s)["rows"].pop(1), withdraw("elm")),
    "record-replaced": ("minor", rename_area, withdraw("north", "northern", "areas")),
    "table-added": (
        "minor",
        lambda s: s["tables"].update(
            new={"facts": {}, "schema": {}, "fields": [field("id")], "rows": [["a"]]}
        ),
    ),
    "column-appended": ("minor", lambda s: insert(s, 7)),
    "foreign-key-of-new-column": ("minor", linked_column),
    "allowed-value-added": ("minor", rule(5, "enum", ["leaf", "palm", "needle"])),
    "record-added": (
        "minor",
        lambda s: trees(s)["rows"].insert(1, ["yew", "south", "2", "Clip", "", "needle", ""]),
    ),
    "text-changed": ("minor", row(0, 3, "Plant seedlings beside the old fence")),
    "value-changed": ("minor", row(0, 6, "1.5")),
    "record-moved": ("minor", row(0, 1, "south")),
    "records-reordered": ("minor", lambda s: s["tables"]["areas"]["rows"].reverse()),
    "records-resorted": ("patch", lambda s: trees(s)["rows"].reverse()),
    "column-meaning-changed": ("minor", prop(6, "rdfType", "https://schema.org/height")),
    "table-meaning-changed": (
        "minor",
        lambda s: trees(s)["schema"].update(rdfType="https://schema.org/Thing"),
    ),
    "source-language-changed": ("minor", french_first),
    "constraint-loosened": ("minor", rule(0, "maxLength", 80)),
    "unique-key-removed": ("minor", None),
    "foreign-key-removed": ("minor", other_link),
    "spelling-corrected": ("patch", row(2, 3, "Strengthened roots carry the crown.")),
    "translation-changed": ("patch", row(0, 4, "Semer")),
    "allowed-value-relabelled": ("patch", prop(5, "labels", {"leaf": {"en": "With leaves"}})),
    "column-described": ("patch", prop(6, "description", "In metres")),
    "table-described": ("patch", lambda s: trees(s)["facts"].update(description="All of them")),
    "package-described": ("patch", lambda s: s["facts"].update(title="The old park")),
    "language-removed": ("patch", lambda s: s.update(languages=["en"])),
    "language-added": ("patch", new_language),
    "language-moved": ("minor", french_first),
    "article-removed": ("patch", lambda s: s["articles"].pop(("about", "fr"))),
    "article-added": ("patch", lambda s: s["articles"].update({("method", "en"): "How"})),
    "article-changed": ("patch", lambda s: s["articles"].update({("about", "fr"): "Le parc"})),
}
"""Every kind of change: the level of an edition with it, and the steps that lead there from the park."""


def editions(kind: str) -> tuple[Catalog, Catalog]:
    """The old and the new edition of a case."""
    _, *steps = CASES[kind]
    if kind == "unique-key-removed":
        old = changed(lambda s: trees(s)["schema"].update(uniqueKeys=[["area", "position"]]))
        return edition(old), edition(park(), "1.0.1")
    return edition(park()), edition(changed(*steps), "1.0.1")
