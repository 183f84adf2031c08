"""Addresses in the descriptor and in the tables: nothing that a browser would run, no placeholder for a real one."""

from collections.abc import Iterator

from gazette.address import NAMES, SCHEMES, fault, placeholder
from gazette.check.run import Run, spelt, texts
from gazette.load.source import JsonFile
from gazette.problem import Problem

_LINKS = {"path", "homepage", "repository", "contact", "term", "image", "url"}
_HINT = "write an address that begins with https:// or mailto:, or a path inside the package"


def check_addresses(run: Run) -> Iterator[Problem]:
    """Every address that pages and metadata would carry on."""
    descriptor = run.source.descriptor
    if descriptor is not None:
        yield from _declared(run, descriptor)
    for table in run.tables():
        for column, described in enumerate(table.fields):
            if described.get("format") == "uri":
                for row, text in run.cells(table, column):
                    reason = fault(text) if text else None
                    if reason is not None and run.mark(table, row, column):
                        message = f'{described["name"]} is "{text[:100]}", which {reason}'
                        yield Problem("unsafe-address", message, run.place(table, row, column), hint=_HINT)


def _declared(run: Run, descriptor: JsonFile) -> Iterator[Problem]:
    """Addresses in the descriptor. The paths of resources are files, which `load` has looked at."""
    for pointer, text in texts(descriptor.value):
        named = pointer[-1] in (*_LINKS, "id") or pointer[-2:-1] == ("languageTerms",)
        if named and not _is_file(pointer):
            run.examined.add("addresses")
            yield from _judged(descriptor, pointer, text)


def _is_file(pointer: tuple[str | int, ...]) -> bool:
    """True for the path of a resource, and of a part of it."""
    return len(pointer) >= 3 and pointer[0] == "resources" and pointer[2] == "path"


def _judged(descriptor: JsonFile, pointer: tuple[str | int, ...], address: str) -> Iterator[Problem]:
    name, place = spelt(pointer), descriptor.place(pointer)
    schemes = NAMES if pointer[-1] == "id" else SCHEMES
    if (reason := fault(address, schemes)) is not None:
        yield Problem("unsafe-address", f'{name} is "{address[:100]}", which {reason}', place, hint=_HINT)
    elif (reason := placeholder(address)) is not None:
        hint = "write the real one, or leave it out: a release refuses it"
        yield Problem("placeholder-address", f"{name} {reason}", place, hint=hint)
