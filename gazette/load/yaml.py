"""YAML documents as values that remember where everything stands: of the words of YAML those that JSON has too.

`no` stays a text (the code of a language), a day stays a text, and nothing is an alias of anything else.
"""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any

from gazette.load.position import place_at
from gazette.load.source import JsonFile, TextFile
from gazette.problem import Place, Problem

_DEEPEST = 60


def is_yaml(path: str) -> bool:
    """True if a file's name says that it is YAML."""
    return path.endswith((".yaml", ".yml"))


def read_yaml(file: TextFile) -> JsonFile | Problem:
    """The object that a file holds, or the one problem that keeps it from being read."""
    import yaml

    try:
        value = _value(_composed(file.text), 0)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        message = f"this is no YAML: {getattr(error, 'problem', None) or str(error)[:200]}"
        place = place_at(file.path, file.text, mark.index) if mark else Place(file.path)
        return Problem("bad-json", message, place)
    if not isinstance(value, dict):
        return Problem("bad-json", "the document must be an object", Place(file.path, 1))
    return JsonFile(file, value)


def locate(file: TextFile, pointer: Sequence[str | int], *, key: bool = False) -> Place:
    """The place of the value at `pointer`, or of its key; of its deepest part that exists otherwise."""
    node = _composed(file.text)
    mark = node.start_mark
    for part in pointer:
        if isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            mark = node.start_mark
            continue
        pairs = node.value if isinstance(node.value, list) else []
        pair = next((one for one in pairs if isinstance(one, tuple) and one[0].value == part), None)
        if pair is None:
            break
        mark, node = (pair[0] if key or isinstance(pair[1].value, list) else pair[1]).start_mark, pair[1]
    return place_at(file.path, file.text, mark.index)


@lru_cache(maxsize=16)
def _composed(text: str) -> Any:  # noqa: ANN401 - the library has no types of its own
    import yaml

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        """Knows the words of JSON alone."""

    Loader.yaml_implicit_resolvers = {}
    for tag, written, first in (
        ("null", r"null|~|", "n~"),
        ("bool", r"true|false", "tf"),
        ("int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
        ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", "-0123456789"),
    ):
        Loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{tag}",
            re.compile(rf"^(?:{written})$"),
            [*first, ""] if tag == "null" else [*first],
        )
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "an alias (*) is not read here", event.start_mark)
    node = yaml.compose(text, Loader)
    if node is None:
        raise ValueError("the file is empty")
    return node


def _value(node: Any, depth: int) -> object:  # noqa: ANN401
    import yaml

    if depth > _DEEPEST:
        raise ValueError("it is nested too deep")
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, depth + 1) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        made: dict[Hashable, object] = {}
        for key, inner in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in made:
                raise yaml.composer.ComposerError(
                    None, None, "a key stands twice or is no text", key.start_mark
                )
            made[key.value] = _value(inner, depth + 1)
        return made
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
    return str(node.value)
