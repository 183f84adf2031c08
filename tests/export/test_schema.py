"""The published schemas: they are JSON Schemas, the files keep them, and each one refuses what it should."""

import copy
import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from gazette.export import export_all, flat, schema
from gazette.export.schema import Validator, nested_schema, record_schema, rows_schema
from gazette.problem import Stop
from gazette.problem import codes as known_codes
from tests.catalogs import catalog, harbour, island

MADE = {
    artifact.path: json.loads(artifact.body)
    for artifact in export_all(harbour())
    if artifact.path.endswith("json")
}
SCHEMAS = {
    artifact.path: json.loads(artifact.body)
    for artifact in schema.export(harbour())
    if artifact.path.startswith("schema/")
}
JSON_SCHEMAS = {path: body for path, body in SCHEMAS.items() if not path.endswith("tableschema.json")}


def instances(path):
    """The published values that a schema speaks of."""
    name = path.removeprefix("schema/1.2.0/")
    if name.startswith("record/"):
        folder = "data/latest/records/" + name.removeprefix("record/").removesuffix(".json") + "/"
        return [body for file, body in MADE.items() if file.startswith(folder)]
    return [MADE["data/latest/" + name]]


def reference(body):
    """The reference validator, formats switched on."""
    return Draft202012Validator(body, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_stands_at_its_own_address(path):
    """`$id` is where the file is published."""
    assert SCHEMAS[path]["$id"] == "https://harbour.internal/" + path


@pytest.mark.parametrize("path", JSON_SCHEMAS)
def test_a_schema_keeps_its_metaschema(path):
    """Each is a JSON Schema of the 2020-12 dialect."""
    Draft202012Validator.check_schema(JSON_SCHEMAS[path])


@pytest.mark.parametrize("path", JSON_SCHEMAS)
def test_the_published_files_keep_their_schemas(path):
    """The reference validator finds nothing in what is published."""
    assert instances(path)
    for instance in instances(path):
        assert [error.message for error in reference(JSON_SCHEMAS[path]).iter_errors(instance)] == []


@pytest.mark.parametrize("path", JSON_SCHEMAS)
def test_a_schema_refuses_a_member_too_many_and_one_too_few(path):
    """A misspelt key cannot pass, nor one that is missing."""
    for instance in instances(path):
        whole = copy.deepcopy(instance)
        inner = whole[0] if isinstance(whole, list) else whole
        inner["misspelt"] = 1
        assert not reference(JSON_SCHEMAS[path]).is_valid(whole)
        del inner["misspelt"]
        del inner[next(iter(inner))]
        assert not reference(JSON_SCHEMAS[path]).is_valid(whole)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "Upper Case"),
        ("id", None),
        ("position", 0),
        ("position", "1"),
        ("position", True),
        ("position", 1.5),
        ("kind", "steam"),
        ("draught", -1),
        ("draught", 9.5),
        ("built", "soon"),
        ("built", "2001-02-30"),
        ("fast", 1),
        ("name_en", None),
        ("name_en", ""),
    ],
)
def test_a_cell_that_its_column_forbids_is_refused(name, value):
    """Types, allowed values, bounds, patterns, dates and required cells are all in the schema."""
    rows = copy.deepcopy(MADE["data/latest/boats.json"])
    rows[0][name] = value
    assert not reference(JSON_SCHEMAS["schema/1.2.0/boats.json"]).is_valid(rows)
    assert not Validator(JSON_SCHEMAS["schema/1.2.0/boats.json"]).holds(rows)


def test_a_pattern_speaks_of_the_whole_value():
    """Table Schema's pattern is anchored, JSON Schema's is not: the published one is."""
    rows = copy.deepcopy(MADE["data/latest/proofs.json"])
    rows[0]["basis"] = "verbatim!"
    assert not reference(JSON_SCHEMAS["schema/1.2.0/proofs.json"]).is_valid(rows)


VALUES = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-3, 12),
    some.floats(-2, 12, allow_nan=False),
    some.decimals(-2, 12, places=2),
    some.sampled_from(
        [
            "",
            "sail",
            "en",
            "boats",
            "heron",
            "1999-02-28",
            "1999-02-29",
            "19990228",
            "١٩٩٩-٠٢-٢٨",
            "soon",
            "https://x.internal/",
        ]
    ),
    some.text(max_size=5),
    some.just([]),
    some.just({}),
)


@settings(deadline=None)
@given(data=some.data())
def test_the_fast_verdict_is_that_of_the_reference(data):
    """Whatever is put in, taken out or replaced anywhere, both say the same."""
    path = data.draw(some.sampled_from(sorted(JSON_SCHEMAS)))
    instance = copy.deepcopy(data.draw(some.sampled_from(instances(path))))
    for _ in range(data.draw(some.integers(0, 2))):
        _mutate(instance, data)
    assert Validator(JSON_SCHEMAS[path]).holds(instance) == reference(JSON_SCHEMAS[path]).is_valid(instance)


def _mutate(instance, data):
    """Change one place of a value: walk down some way, then replace, remove or add."""
    while True:
        keys = list(instance) if isinstance(instance, dict) else list(range(len(instance)))
        if not keys:
            return
        key = data.draw(some.sampled_from(keys))
        if isinstance(instance[key], dict | list) and instance[key] and data.draw(some.integers(0, 4)):
            instance = instance[key]
            continue
        change = data.draw(some.sampled_from(["replace", "remove", "add"]))
        if change == "replace":
            instance[key] = data.draw(VALUES)
        elif change == "remove":
            del instance[key]
        elif isinstance(instance, dict):
            instance[data.draw(some.sampled_from(["id", "en", "boats", "other"]))] = data.draw(VALUES)
        else:
            instance.append(data.draw(VALUES))
        return


def test_a_package_in_one_language_has_schemas_too():
    """No table is needed but one: no source, no evidence, no translation."""
    publication = island()
    for body in (
        nested_schema(publication),
        rows_schema(publication, publication.tables[0]),
        record_schema(publication, publication.tables[0]),
    ):
        Draft202012Validator.check_schema(body)


def test_a_record_that_breaks_the_schema_stops_the_trip_at_its_line():
    """Every record concerned is named with its file and line, and the code is one that is explained."""
    boats = harbour().by_name["boats"]
    records = tuple(dataclasses.replace(r, values={**r.values, "kind": "steam"}) for r in boats.records)
    with pytest.raises(Stop) as stopped:
        list(flat.export_json(catalog([dataclasses.replace(boats, records=records)])))
    problems = stopped.value.problems
    assert [problem.place.line for problem in problems] == [2, 3, 4]
    assert {problem.place.file for problem in problems} == {"content/tables/boats.csv"}
    assert {problem.code for problem in problems} <= set(known_codes())
    assert "'steam' is not one of" in problems[0].message
