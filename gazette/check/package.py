"""The descriptor and the schemas: against their profiles first, then what no profile can say."""

from collections.abc import Iterator, Mapping, Sequence

from gazette.check.profile import profile, profile_problems
from gazette.check.run import Run, meant
from gazette.check.validator import TooMuchError, schema_fault
from gazette.load.article import LANGUAGE
from gazette.load.source import JsonFile
from gazette.model.naming import PAGES, RESERVED, TAKEN
from gazette.problem import Place, Problem
from gazette.project import DESCRIPTOR, PACKAGE_SCHEMA

_SPOKEN = ("title", "description", "keywords", "singular", "organization")


def check_package(run: Run) -> Iterator[Problem]:
    """The descriptor: the standard, this project's own rules for it, and names that must differ."""
    descriptor = run.source.descriptor
    if descriptor is None:
        return
    own = run.source.package_schema
    fault = schema_fault(own.value) if own else None
    if own is not None and fault is not None:
        pointer, message = fault
        yield Problem(
            "bad-package-schema", f"{PACKAGE_SCHEMA} is no usable JSON Schema: {message}", own.place(pointer)
        )
        own = None
    try:
        wanted = profile("datapackage" if run.source.strict else "anypackage")
        yield from list(profile_problems(descriptor, wanted, *([own.value] if own else [])))
    except (TooMuchError, RecursionError):
        message = f"{PACKAGE_SCHEMA} calls itself without end, or takes too long"
        yield Problem("bad-package-schema", message, Place(PACKAGE_SCHEMA))
    except Exception as error:  # a reference into nothing; its class belongs to a library of jsonschema's
        if type(error).__module__.partition(".")[0] not in ("referencing", "jsonschema"):
            raise
        yield Problem(
            "bad-package-schema", f"{PACKAGE_SCHEMA} refers to what is not there", Place(PACKAGE_SCHEMA)
        )
    yield from _same_names(descriptor, ("name", "path") if run.source.strict else ("originalName",))
    yield from _taken_articles(run)
    yield from _cards_of_no_table(descriptor)
    yield from _unknown_languages(descriptor, run.source.languages)
    yield from spoken(descriptor, run.source.languages)


def _same_names(descriptor: JsonFile, properties: Sequence[str]) -> Iterator[Problem]:
    for what in properties:
        seen: set[str] = set()
        for at, resource in enumerate(descriptor.listed("resources")):
            value = resource.get(what) if isinstance(resource, Mapping) else None
            if not isinstance(value, str):
                continue
            place = descriptor.place(("resources", at, what))
            if value in seen:
                yield Problem(
                    "duplicate-name",
                    f'two tables have the {what} "{value}"',
                    place,
                    hint="rename one of them",
                )
            elif what == "name" and value in RESERVED | TAKEN:
                hint = "choose another word: the site has a page, or an edition a file, of this name"
                yield Problem("reserved-id", f'a table cannot be called "{value}"', place, hint=hint)
            seen.add(value)


def _taken_articles(run: Run) -> Iterator[Problem]:
    """Articles whose page would be another page of the site, or a file that some computers cannot have."""
    for article in run.source.articles:
        if article.name in RESERVED | PAGES:
            hint = "choose another word: the site has a page, or some computers a device, of this name"
            message = f'a page cannot be called "{article.name}"'
            yield Problem("reserved-id", message, Place(article.file.path), hint=hint)


def _cards_of_no_table(descriptor: JsonFile) -> Iterator[Problem]:
    """Share cards that are asked for records of a table that is not there."""
    resources = descriptor.listed("resources")
    names = [resource.get("name") for resource in resources if isinstance(resource, Mapping)]
    for at, name in enumerate(descriptor.listed("cards")):
        if isinstance(name, str) and name not in names:
            hint = meant(name, [known for known in names if isinstance(known, str)])
            yield Problem(
                "bad-property", f'there is no table "{name}"', descriptor.place(("cards", at)), hint=hint
            )


def _unknown_languages(descriptor: JsonFile, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Languages of which nothing is known, which are shown all the same, and the one whose folder is taken."""
    from gazette.model.language import is_known

    for at, code in enumerate(languages):
        if not LANGUAGE.fullmatch(code):
            continue  # told already
        place = descriptor.place(("languages", at))
        if code == "id":
            message = "the folder id/ of the site holds permanent addresses, and cannot be that of a language"
            yield Problem("bad-language", message, place, hint="write id-ID for Indonesian")
        if not is_known(code):
            message = f'Unicode\'s CLDR knows no language with the code "{code}"'
            hint = "mend the code; or, if it is meant, pages show it from left to right under this code"
            yield Problem("bad-language", message, place, hint=hint, severity_override="warning")


def spoken(file: JsonFile, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Siblings like `title_fr` in a language that the package does not declare."""
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), file.value)]
    while waiting:
        pointer, value = waiting.pop()
        members = (
            value.items()
            if isinstance(value, Mapping)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, inner in members:
            base, _, ending = str(key).rpartition("_")
            in_label = len(pointer) >= 2 and pointer[-2] in ("labels", "headings")
            code = str(key) if in_label else ending if base in _SPOKEN else None
            if code is not None and languages and code not in languages:
                message = f'"{key}" is in the language "{code}", which {DESCRIPTOR} does not declare'
                hint = f"declared: {', '.join(languages)}"
                yield Problem(
                    "undeclared-language", message, file.place((*pointer, key), key=True), hint=hint
                )
            waiting.append(((*pointer, key), inner))


# ---- what no other check would notice


def check_unclaimed(run: Run) -> Iterator[Problem]:
    """Files in the content and schema folders that neither the descriptor nor a folder's purpose asks for.

    Hidden files count: what is not seen in a listing is published by an accident all the sooner.
    """
    if run.source.descriptor is None or any(
        problem.place.file == DESCRIPTOR for problem in run.source.problems
    ):
        return  # what a descriptor misnames is not unused
    for path in run.source.unclaimed:
        hint = "name it in datapackage.json, move it to where it belongs, or delete it"
        yield Problem("unclaimed-file", f"nothing uses {path}", Place(path), hint=hint)


def check_amount(run: Run) -> Iterator[Problem]:
    """A run without tables or rows has proved nothing. Said only if nothing else explains why."""
    counts = run.examined.counts
    if run.errors == 0 and not (counts.get("tables") and counts.get("rows")):
        what = "rows" if counts.get("tables") else "tables"
        yield Problem(
            "nothing-examined", f"this project has no {what}: nothing was checked", Place(DESCRIPTOR)
        )
