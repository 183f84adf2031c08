"""Advice: what a package without rules of its own could say, each with what it would add to the site."""

from collections.abc import Iterator, Mapping

from gazette.check.profile import profile
from gazette.check.run import Run, nearest
from gazette.load.source import JsonFile, RawTable
from gazette.problem import Problem

_OF_A_PACKAGE = {
    "title": "it would head every page; now the name does",
    "description": "it would say on the front page, in searches and in catalogues what this is",
    "licenses": "readers and catalogues would know what they may do with the data",
    "version": "readers could cite an edition and see what has changed since",
    "created": "pages, feeds and citations would say from when the data are",
    "contributors": "the citation would name who made the data",
}
"""Properties, each with what it would add."""
_NEAR = 4
"""Letters that a property has at least before it is taken for a misspelt one."""


def check_advice(run: Run) -> Iterator[Problem]:
    """What is missing, and what looks misspelt; nothing of it keeps the package from being published."""
    descriptor = run.source.descriptor
    if run.source.strict or descriptor is None:
        return
    for name, adds in _OF_A_PACKAGE.items():
        if not descriptor.value.get(name):
            yield Problem(
                "no-metadata", f"the package has no {name}", descriptor.place((), key=True), hint=adds
            )
    yield from _misspelt(descriptor, (), descriptor.value, "anypackage")
    for table in run.source.tables:
        place = descriptor.place(("resources", table.index, "name"))
        yield from _misspelt(descriptor, ("resources", table.index), table.resource, "anypackage", "resource")
        yield from _of_a_table(run, table, descriptor)
        if table.declared is None:
            message = f"the table {table.name} has no schema: the types of its columns were guessed"
            adds = "its columns would have types, titles and rules that readers can rely on"
            yield Problem("no-schema", message, place, hint=adds)


def _of_a_table(run: Run, table: RawTable, descriptor: JsonFile) -> Iterator[Problem]:
    place = descriptor.place(("resources", table.index, "name"))
    if not table.resource.get("title") and not table.resource.get("description"):
        adds = "its page would be headed by it; now the name is"
        yield Problem("no-metadata", f"the table {table.name} has no title", place, hint=adds)
    if table.declared is not None and not table.key and table.name in run.shaped:
        adds = "its rows could be referred to, cited and compared between editions"
        yield Problem("no-key", f"the table {table.name} has no primaryKey", place, hint=adds)


def _misspelt(
    file: JsonFile, at: tuple[str | int, ...], described: Mapping[str, object], name: str, part: str = ""
) -> Iterator[Problem]:
    """Properties that nobody knows and that are a letter or two away from those that the standard has."""
    schema: Mapping[str, object] = profile(name)
    if part:
        inner = schema["$defs"]
        schema = inner[part] if isinstance(inner, Mapping) else {}
    known = schema["properties"]
    names = [str(known_name) for known_name in known] if isinstance(known, Mapping) else []
    for key in described:
        twin = nearest(key, names) if len(key) >= _NEAR and key not in names else None
        if twin and twin not in described and abs(len(twin) - len(key)) <= 1 and twin[0] == key[0].lower():
            message = f'"{key}" is no property of the standard, and nothing reads it'
            place = file.place((*at, key), key=True)
            yield Problem(
                "unknown-property", message, place, hint=f'did you mean "{twin}"?', severity_override="advice"
            )
