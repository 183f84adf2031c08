"""Regular expressions of schemas, run by jsonschema-rs's linear engine: no pattern takes forever.

Python's own engine needs longer than the universe lasts for `(a+)+$` and forty letters, and schemas come from
strangers. What the engine cannot do (look-around, back references) and what other readers of a schema would not
take is refused.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache

import jsonschema_rs

_LONGEST = 500
_MOST_BYTES = 500_000
_NOT_SHARED = re.compile(r"(?:\\\\|\\[^\\]|[^\\(])*?\(\?(?!:)")
"""A group that ECMAScript, Python and Rust do not spell alike, or an option in the middle of a pattern."""


class PatternError(ValueError):
    """What is wrong with a pattern, or beyond what is run here."""


@lru_cache(maxsize=256)
def pattern(text: str, *, whole: bool = True) -> Callable[[str], bool]:
    """Whether a text matches: all of it if `whole` (Table Schema), else any part of it (JSON Schema).

    Raises PatternError where the pattern is none, or asks for more than the engine does.
    """
    if len(text) > _LONGEST:
        raise PatternError(f"the pattern is longer than {_LONGEST} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise PatternError(str(error)) from None
    if group := _NOT_SHARED.match(text):
        raise PatternError(f"`{group[0][-2:]}{text[group.end() : group.end() + 1]}` is not supported")
    try:
        matches: Callable[[str], bool] = jsonschema_rs.Draft202012Validator(
            {"pattern": f"^(?:{text})$" if whole else text},
            pattern_options=jsonschema_rs.RegexOptions(size_limit=_MOST_BYTES),
        ).is_valid
    except jsonschema_rs.ValidationError:
        raise PatternError("it looks around or back, or is too large") from None
    return matches


@lru_cache(maxsize=256)
def each(text: str) -> Callable[[Sequence[str]], bool]:
    """Whether every text of a list matches as a whole: for a pattern of ours or one that `pattern` has taken.

    One call for a column is a tenth of the time of one for each cell.
    """
    schema = {"items": {"pattern": f"^(?:{text})$"}}
    options = jsonschema_rs.RegexOptions(size_limit=_MOST_BYTES)
    holds: Callable[[object], bool] = jsonschema_rs.Draft202012Validator(
        schema, pattern_options=options
    ).is_valid
    return lambda texts: holds(texts if isinstance(texts, list) else list(texts))
