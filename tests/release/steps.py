"""Steps that change the park, one at a time."""

from tests.release.editions import Spec, field


def trees(spec: Spec) -> Spec:
    """The table of trees."""
    return spec["tables"]["trees"]


def row(number: int, column: int, value: str, table: str = "trees"):
    """A step that fills a cell."""
    return lambda spec: spec["tables"][table]["rows"][number].__setitem__(column, value)


def prop(column: int, name: str, value: object):
    """A step that sets a property of a column of the trees."""
    return lambda spec: trees(spec)["fields"][column].__setitem__(name, value)


def rule(column: int, name: str, value: object):
    """A step that sets a constraint of a column of the trees."""
    return lambda spec: trees(spec)["fields"][column].setdefault("constraints", {}).__setitem__(name, value)


def insert(spec: Spec, at: int) -> None:
    """Put a column of numbers into the trees."""
    trees(spec)["fields"].insert(at, field("girth", "integer"))
    for number, cells in enumerate(trees(spec)["rows"]):
        cells.insert(at, str(number))


def drop(spec: Spec, at: int) -> None:
    """Take a column out of the trees."""
    for cells in (trees(spec)["fields"], *trees(spec)["rows"]):
        cells.pop(at)


def shift(spec: Spec) -> None:
    """Take the sixth column of the trees to the end."""
    for cells in (trees(spec)["fields"], *trees(spec)["rows"]):
        cells.append(cells.pop(5))


def rename_table(spec: Spec) -> None:
    """Call the areas grounds, and let the trees say so."""
    tables = spec["tables"]
    spec["tables"] = {("grounds" if name == "areas" else name): table for name, table in tables.items()}
    trees(spec)["schema"]["foreignKeys"][0]["reference"]["resource"] = "grounds"


def reorder_tables(spec: Spec) -> None:
    """Take the areas to the end."""
    spec["tables"]["areas"] = spec["tables"].pop("areas")


def rename_area(spec: Spec) -> None:
    """Give the first area another id, and let the trees say so."""
    spec["tables"]["areas"]["rows"][0][0] = "northern"
    for cells in trees(spec)["rows"][:2]:
        cells[1] = "northern"


def withdraw(identifier: str, successor: str = "", table: str = "trees"):
    """A step that sets a tombstone."""
    tombstone = [f"{table}-{identifier}", table, identifier, "1.0.0", "It is gone", successor]
    return lambda spec: spec["tables"]["withdrawn"]["rows"].append(tombstone)


def swap(spec: Spec) -> None:
    """Let two trees exchange their texts."""
    rows = trees(spec)["rows"]
    rows[0][3], rows[1][3] = rows[1][3], rows[0][3]


def new_language(spec: Spec) -> None:
    """Add a third language."""
    spec["languages"] = ["en", "fr", "ar"]


def french_first(spec: Spec) -> None:
    """Let French be the source language."""
    spec["languages"] = ["fr", "en"]


def other_link(spec: Spec) -> None:
    """Let trees stand anywhere."""
    trees(spec)["schema"].pop("foreignKeys")


def linked_column(spec: Spec) -> None:
    """Append a column that names areas."""
    insert(spec, 7)
    trees(spec)["schema"]["foreignKeys"].append(
        {"fields": ["girth"], "reference": {"resource": "areas", "fields": ["id"]}}
    )


def linked_kind(spec: Spec) -> None:
    """Demand that the kind of a tree names an area."""
    trees(spec)["schema"]["foreignKeys"].append(
        {"fields": ["kind"], "reference": {"resource": "areas", "fields": ["id"]}}
    )
