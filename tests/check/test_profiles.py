"""Our profiles of the standard, beside the official ones."""

import json
from pathlib import Path

import pytest

from gazette.check import check
from gazette.check.profile import profile
from gazette.check.validator import schema_fault
from gazette.load import load
from gazette.project import Project
from tests import packages

OFFICIAL = Path(__file__).parents[3] / "shared" / "standards" / "datapackage-2.0"
LEFT_OUT = {"dialect", "data", "bytes", "hash", "fieldsMatch", "categories", "categoriesOrdered"}


@pytest.mark.parametrize("name", ["datapackage", "tableschema"])
def test_profiles_are_json_schema(name):
    """Our profiles are JSON Schemas of the kind that the validator can run."""
    assert schema_fault(profile(name)) is None


@pytest.mark.shared
@pytest.mark.skipif(not OFFICIAL.exists(), reason="needs the standards folder beside the project")
@pytest.mark.parametrize("case", [*packages.GOOD, *packages.BAD])
def test_never_more_than_the_standard(case, tmp_path):
    """A descriptor or schema without a problem of ours is valid by the official profile too."""
    from jsonschema import Draft7Validator
    from referencing import Registry

    root = packages.lay(case, tmp_path)
    problems, _ = check(load(Project(root)))
    wrong = {one.place.file for one in problems}
    validator = Draft7Validator(
        json.loads((OFFICIAL / "tableschema.json").read_text("utf-8")), registry=Registry()
    )
    for path in root.glob("schemas/tables/*.json"):
        if f"schemas/tables/{path.name}" not in wrong:
            assert list(validator.iter_errors(json.loads(path.read_text("utf-8")))) == []
    official = json.loads((OFFICIAL / "datapackage.json").read_text("utf-8"))
    official["properties"]["resources"].pop("items", None)
    if "datapackage.json" not in wrong:
        described = json.loads((root / "datapackage.json").read_text("utf-8"))
        assert list(Draft7Validator(official, registry=Registry()).iter_errors(described)) == []


@pytest.mark.shared
@pytest.mark.skipif(not OFFICIAL.exists(), reason="needs the standards folder beside the project")
def test_no_property_forgotten():
    """Every property of the standard is known to us, if only to say why it is not used."""
    for ours, theirs in (("datapackage", "datapackage"), ("tableschema", "tableschema")):
        official = json.loads((OFFICIAL / f"{theirs}.json").read_text("utf-8"))
        assert set(official["properties"]) <= set(profile(ours)["properties"])
    resource = json.loads((OFFICIAL / "dataresource.json").read_text("utf-8"))
    assert set(resource["properties"]) <= set(profile("datapackage")["$defs"]["resource"]["properties"])


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "objekt"}, "objekt"),
        ({"pattern": "(?=a)"}, "not supported"),
        ({"patternProperties": {"(?=a)": {}}}, "not supported"),
        ({"$ref": "https://example.org/x"}, "$defs"),
        ({"unevaluatedProperties": False}, "unevaluatedProperties"),
        ({"properties": {"a": {"$dynamicRef": "#a"}}}, "dynamicRef"),
    ],
)
def test_unusable_schemas(schema, said):
    """A JSON Schema that would fetch, hang or be half understood is refused with the reason."""
    assert said in schema_fault(schema)[1]
