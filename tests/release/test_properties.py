"""What holds for any two editions."""

import copy
import json

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette.release.changes import LEVELS, Changes
from gazette.release.content import content
from gazette.release.diff import diff
from gazette.release.outline import english
from gazette.release.reports import DIFF_REPORTERS, schema_of
from tests.release.any_edition import specs
from tests.release.editions import Spec, edition, field, park
from tests.release.replay import apply, same

_CALM = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

_VALIDATOR = jsonschema.Draft202012Validator(schema_of("changes"))


@given(specs())
@_CALM
def test_nothing_differs_from_itself(spec):
    """The difference of an edition and its equal is empty and calls for no version."""
    changes = diff(edition(spec), edition(copy.deepcopy(spec), "2.0.0"))
    assert not changes
    assert changes.level == "none"


@given(specs(), specs())
@_CALM
def test_a_difference_is_complete(before, after):
    """Applied to the old edition, the difference of any two gives the new one."""
    old, new = edition(before), edition(after, "1.1.0")
    assert same(apply(diff(old, new), old), content(new))


@given(specs(), specs())
@_CALM
def test_a_difference_is_empty_only_between_equals(before, after):
    """Where nothing is told, the contents are the same but for version and date."""
    old, new = edition(before), edition(after)
    assert bool(diff(old, new)) != same(content(old), content(new))


@given(specs(), specs())
@settings(_CALM, max_examples=40)
def test_every_form_tells_any_difference(before, after):
    """Each report can show any difference, and the JSON keeps its published schema."""
    changes = diff(edition(before), edition(after))
    for reporter in DIFF_REPORTERS.values():
        assert reporter(changes, english).endswith("\n")
    _VALIDATOR.validate(json.loads(DIFF_REPORTERS["json"](changes, english)))


@given(specs(), specs(), st.data())
@settings(_CALM, max_examples=40)
def test_more_changes_never_call_for_less(before, after, data):
    """A part of a difference never calls for more than the whole."""
    whole = diff(edition(before), edition(after))
    some = tuple(change for change in whole.changes if data.draw(st.booleans()))
    part = Changes(whole.old, whole.new, whole.languages, some)
    assert LEVELS.index(part.level) <= LEVELS.index(whole.level)


def _set(table: str, row: int, column: int, value: str):
    def step(spec: Spec) -> None:
        spec["tables"][table]["rows"][row][column] = value

    return step


def _field(table: str, column: int, name: str, value: object):
    def step(spec: Spec) -> None:
        spec["tables"][table]["fields"][column][name] = value

    return step


_APART = (
    _set("trees", 0, 4, "Planter des arbres"),
    _set("trees", 2, 3, "Strengthened roots carry the crown"),
    _set("trees", 1, 3, "Water daily"),
    _set("trees", 0, 6, "2.50"),
    _set("areas", 0, 1, "Northern field"),
    lambda spec: spec["facts"].update(title="The old park"),
    lambda spec: spec["tables"]["trees"]["facts"].update(title="All trees"),
    lambda spec: spec["tables"]["areas"]["rows"].append(["east", "East field", ""]),
    lambda spec: spec["tables"]["proofs"]["rows"].pop(),
    lambda spec: spec["tables"].update(new={"facts": {}, "schema": {}, "fields": [field("id")], "rows": []}),
    lambda spec: spec["articles"].update({("about", "en"): "A park like no other"}),
    _field("trees", 5, "constraints", {"enum": ["leaf", "needle", "palm"]}),
    _field("trees", 6, "constraints", {"minimum": 1}),
    _field("areas", 1, "description", "What it is called"),
)  # fmt: skip
"""Edits of the park that touch each other nowhere."""


@given(st.lists(st.sampled_from(range(len(_APART))), unique=True), st.data())
@_CALM
def test_more_edits_never_call_for_less(chosen, data):
    """An edition with more edits never calls for a smaller version than one with some of them."""
    fewer = [edit for edit in chosen if data.draw(st.booleans())]
    levels = []
    for numbers in (fewer, chosen):
        spec = park()
        for number in numbers:
            _APART[number](spec)
        levels.append(LEVELS.index(diff(edition(park()), edition(spec)).level))
    assert levels[0] <= levels[1]
