# ruff: noqa: RUF005
"""Cells: what a text means is what frictionless says, for every type and constraint of Table Schema v2."""

import json
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette.model.cell import FieldError, reader
from gazette.model.pattern import PatternError

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
TEXTS = {
    "string": st.one_of(
        st.text(max_size=8),
        st.sampled_from(["a@example.org", "a@b", "https://example.org/a b", "mailto:x", "x:", "//a", "aGk=", "a"]),
        st.uuids().map(str),
    ),
    "number": st.one_of(
        st.decimals(allow_nan=False, places=2, min_value=-1000, max_value=1000).map(str),
        st.sampled_from(["1,000.5", "1.000,5", "EUR 12", "12 %", "-5", "1e3", "NaN", "INF", "-Infinity", " 1", "1_0"]),
        st.text("-+.,e0123 €%", max_size=6),
    ),
    "integer": st.one_of(
        st.integers(-1000, 1000).map(str),
        st.sampled_from(["1,000", "EUR 12", "12 %", "+5", " 1 ", "1_0", "1.0", "١", "007"]),
        st.text("-+., 0123€%", max_size=5),
    ),
    "boolean": st.sampled_from(["true", "True", "TRUE", "1", "false", "0", "yes", "no", "ja", "tRUE", "2"]),
    "object": st.sampled_from(['{"a": 1}', "{}", "[]", "null", '{"a"', '{"a": {"b": []}}', "1", '{"a": NaN}']),
    "array": st.sampled_from(["[]", "[1, 2]", '["a"]', "{}", "null", "[", "1", "[[1], 2, 3]"]),
    "list": st.sampled_from(["a,b", "1,2", "1;2", "true,false", "2024-01-01,2024-01-02", "a", "1,", ",", "1,2,3"]),
    "date": st.one_of(
        st.dates().map(str),
        st.sampled_from(["2024-1-1", "2024-02-30", "01/02/2024", "2024", "March 2024", "20240101", "2024-01-01 ", "x"]),
    ),
    "time": st.one_of(
        st.times().map(str),
        st.sampled_from(["12:00:00Z", "12:00", "24:00:00", "12:00:00+02:00", "12h30", "noon", "12:00:61"]),
    ),
    "datetime": st.one_of(
        st.datetimes().map(lambda moment: moment.isoformat()),
        st.sampled_from(
            ["2024-01-01T12:00:00Z", "2024-01-01 12:00:00", "2024-01-01", "2024-01-01T24:00:00", "01/02/2024 12:30"]
            + ["2024-01-01T12:00:00+0200", "2024-01-01T12:00", "2024-W01-1T12:00:00", "2024-01-01T12:00:00,5"]
        ),
    ),
    "year": st.one_of(st.integers(-5, 10005).map(str), st.sampled_from(["0099", " 202", "+202", "-202", "٢٠٢٤", "x"])),
    "yearmonth": st.sampled_from(["2024-01", "2024-1", "2024-13", "2024-00", "2024", "-1-2", "24-12", "a-b", " 1- 2"]),
    "duration": st.sampled_from(["P1Y", "PT5M", "P1DT12H", "P", "1D", "-P3D", "P1W", "P1.5D", "PT", "P2Y10M"]),
    "geopoint": st.sampled_from(
        ["10,20", "10, 20", "181,0", "0,91", "1", "a,b", "[10, 20]", '["1", "2"]', "[1]", "NaN,1", "1,2,3"]
        + ['{"lon": 10, "lat": 20}', '{"lon": 1}', '{"lon": 10, "lat": 20, "x": 1}', '[1.5, 2.5]']
    ),
    "geojson": st.sampled_from(
        ['{"type": "Point", "coordinates": [1, 2]}', '{"type": "Point"}', "{}", "[]", "x"]
        + ['{"type": "Topology", "objects": {}, "arcs": []}']
    ),
    "any": st.text(max_size=5),
}  # fmt: skip
FORMATS = {
    "string": ["email", "uri", "uuid", "binary"],
    "date": ["any", "%d/%m/%Y"],
    "time": ["any", "%Hh%M"],
    "datetime": ["any", "%d/%m/%Y %H:%M"],
    "geopoint": ["array", "object"],
    "geojson": ["topojson"],
}
PROPERTIES = {
    "number": {"decimalChar": [",", "."], "groupChar": [",", " ", "."], "bareNumber": [True, False]},
    "integer": {"bareNumber": [True, False]},
    "boolean": {"trueValues": [["yes", "ja"], ["1"]], "falseValues": [["no"], ["0", "2"]]},
    "list": {"delimiter": [";", ","], "itemType": ["string", "integer", "boolean", "number", "date"]},
}
BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
ORDERED = ["number", "integer", "date", "time", "datetime", "year", "yearmonth"]


@st.composite
def columns(draw):
    """A field descriptor and the texts of its column."""
    kind = draw(st.sampled_from(sorted(TEXTS)))
    texts = TEXTS[kind]
    field = {"name": "a", "type": kind}
    if kind in FORMATS and draw(st.booleans()):
        field["format"] = draw(st.sampled_from(FORMATS[kind]))
    for name, values in PROPERTIES.get(kind, {}).items():
        if draw(st.booleans()):
            field[name] = draw(st.sampled_from(values))
    known = {"required": st.booleans()}
    if kind != "list":
        known["enum"] = st.lists(texts, min_size=1, max_size=3)
    if kind in ("string", "array", "object", "list"):
        known |= {"minLength": st.integers(0, 3), "maxLength": st.integers(0, 9)}
    if kind in ORDERED:
        literal = st.one_of(texts, st.integers(-10, 3000)) if kind in ("number", "integer", "year") else texts
        known |= dict.fromkeys(BOUNDS, literal)
    if kind == "string":
        known["pattern"] = st.sampled_from(["[a-z]*", "a.*", "[^a]+", "(a|b)c?"])
    chosen = draw(st.lists(st.sampled_from(sorted(known)), max_size=3, unique=True))
    if chosen:
        field["constraints"] = {name: draw(known[name]) for name in chosen}
    if draw(st.integers(0, 3)) == 0:
        field["missingValues"] = draw(st.sampled_from([["", "NA"], ["-"], [{"value": "1", "label": "none"}]]))
    return field, [*draw(st.lists(texts, max_size=6)), "", "NA", "1"]


@settings(deadline=None, max_examples=400)
@given(columns())
def test_same_reading_as_frictionless(column):
    """Each cell has the value that frictionless gives it, or the same first fault."""
    from frictionless import Schema

    field, texts = column
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = Schema.from_descriptor({"$schema": V2, "fields": [field]}).fields[0].create_cell_reader()
        try:
            ours = reader(field)
        except FieldError:
            # A bound that is no value of the type: frictionless finds out at the first cell that has a value.
            bounds = [field["constraints"][name] for name in BOUNDS if name in field["constraints"]]
            bare = {key: value for key, value in field.items() if key not in ("constraints", "missingValues")}
            judge = Schema.from_descriptor({"$schema": V2, "fields": [bare]}).fields[0].create_value_reader()
            assert None in [judge(bound) for bound in bounds]
            return
        for text in texts:
            try:
                value, notes = theirs(text)
            except (TypeError, ArithmeticError):
                continue  # frictionless itself fails: times with and without a zone, a signalling NaN
            read, fault = ours(text)
            assert fault == next(iter(notes or {}), None), text
            if fault is None:
                assert read == value or (read != read and value != value), text
                assert type(read) is type(value) or isinstance(read, tuple), text


@pytest.mark.parametrize(
    ("kind", "name"), [("integer", "minLength"), ("list", "enum"), ("string", "minimum")]
)
def test_constraints_of_another_type(kind, name):
    """A constraint that the type does not have is refused, as frictionless refuses it."""
    with pytest.raises(FieldError, match="not supported by type"):
        reader({"name": "a", "type": kind, "constraints": {name: ["1"] if name == "enum" else 1}})


def test_pattern_that_cannot_run():
    """A pattern beyond the linear engine is refused when the column is compiled, not at some cell."""
    with pytest.raises(PatternError):
        reader({"name": "a", "type": "string", "constraints": {"pattern": "(?=a)a"}})


def test_a_value_is_held_to_its_json_schema():
    """The constraint `jsonSchema` of version 2, which frictionless does not know: objects and arrays; no reference."""
    read = reader({"name": "a", "type": "object", "constraints": {"jsonSchema": {"required": ["b"]}}})
    assert read('{"b": 1}') == ({"b": 1}, None)
    assert read('{"c": 1}') == ({"c": 1}, "jsonSchema")
    items = {"jsonSchema": {"items": {"type": "string", "pattern": "^(a+)+$"}}}
    read = reader({"name": "a", "type": "array", "constraints": items})
    assert read(json.dumps(["a" * 30_000 + "b"]))[1] == "jsonSchema"
    for schema in ({"$ref": "https://a.internal/x"}, {"items": [{"$ref": "#"}]}, {"type": "no type"}, 7):
        with pytest.raises(FieldError, match="jsonSchema"):
            reader({"name": "a", "type": "object", "constraints": {"jsonSchema": schema}})
    with pytest.raises(FieldError, match="not supported by type"):
        reader({"name": "a", "type": "string", "constraints": {"jsonSchema": {}}})
