"""Load: from a folder of files to a Source. Bad input becomes problems, never an exception, never a request.

The descriptor says which tables there are; the folders of pages, rules and questions are read whole.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from gazette.load.article import read_article
from gazette.load.folder import claimed_by_purpose, clashes, shown, walk
from gazette.load.gate import Gate
from gazette.load.json import read_json
from gazette.load.package import open_package, read_document
from gazette.load.question import read_question
from gazette.load.releases import read_releases
from gazette.load.rule import read_rule
from gazette.load.source import JsonFile, RawArticle, RawQuestion, RawRule, RawTable, Releases, Source
from gazette.load.table import read_table
from gazette.model.settings import Settings
from gazette.problem import Examined, Place, Problem
from gazette.project import PACKAGE_SCHEMA, PAGES, QUESTIONS, RULES, THEME, Project

_MOST_TABLES = 1_000
THEME_FILES = {"templates": (".html",), "static": (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".woff2")}
"""What a theme may hold: the endings of files in each of its folders."""
_MOST_LANGUAGES = 100


def load(project: Project, releases: Releases | None = None) -> Source:
    """Everything the project holds, as far as it could be read, and what is wrong with the rest.

    `releases` are those that were read before, where nothing of them has changed since.
    """
    gate = Gate(project.root, fetching=project.fetching and not project.strict)
    problems: list[Problem] = []
    name, strict = project.descriptor, project.strict
    descriptor = _json(gate, name, None, problems) if strict else read_document(gate, name, None, problems)
    paths, odd = walk(project.root)
    opened = open_package(gate, descriptor, problems) if descriptor and not strict else None
    descriptor = opened.descriptor if opened else descriptor
    tables = opened.tables if opened else _tables(gate, descriptor, problems) if descriptor else []
    logo = _logo(gate, descriptor) if descriptor else None
    theme = dict(_theme(gate, project.root))
    package_schema = _json(gate, PACKAGE_SCHEMA, None, problems) if PACKAGE_SCHEMA in paths else None
    articles: list[RawArticle] = []
    rules: list[RawRule] = []
    questions: list[RawQuestion] = []
    for path in filter(claimed_by_purpose, paths):
        file = gate.read(path)
        if file is not None and path.startswith(PAGES + "/") and not path.endswith("README.md"):
            article, found = read_article(file)
            articles += [article] if article else []
            problems += found
        elif file is not None and path.startswith(RULES + "/") and path.endswith(".sql"):
            rule, found = read_rule(file)
            rules += [rule] if rule else []
            problems += found
        elif file is not None and path.startswith(QUESTIONS + "/") and path.endswith(".sql"):
            question, found = read_question(file)
            questions += [question] if question else []
            problems += found
    told = {problem.place.file for problem in gate.problems}
    problems += gate.problems + [problem for problem in odd if problem.place.file not in told]
    problems += clashes([name, *paths])
    unclaimed = tuple(
        shown(path) for path in paths if path not in gate.files and not claimed_by_purpose(path)
    )
    examined = Examined()
    examined.add("files", sum(file is not None for file in (*gate.files.values(), *gate.bodies.values())))
    return Source(
        descriptor,
        opened.languages if opened else _languages(descriptor),
        tuple(tables),
        tuple(articles),
        tuple(rules),
        package_schema,
        unclaimed,
        tuple(problems),
        examined,
        questions=tuple(questions),
        releases=releases or read_releases(project.root),
        files=tuple(opened.files) if opened else (),
        logo=logo,
        theme=theme,
        strict=strict,
    )


def _json(gate: Gate, path: str, cited: Place | None, problems: list[Problem]) -> JsonFile | None:
    file = gate.read(path, cited)
    found = read_json(file) if file else None
    if isinstance(found, Problem):
        problems += [] if found in problems else [found]
        return None
    return found


def _logo(gate: Gate, descriptor: JsonFile) -> tuple[str, bytes] | None:
    """The picture that the settings name."""
    path = Settings.of(descriptor.value).logo
    body = gate.bytes_of(path, descriptor.place(("publisher", "logo"))) if path else None
    return None if body is None else (path, body)


def _theme(gate: Gate, root: Path) -> Iterator[tuple[str, bytes]]:
    """The project's own templates and static files, by their path in its theme."""
    for folder, endings in THEME_FILES.items():
        place = root / THEME / folder
        for name in sorted(os.listdir(place)) if place.is_dir() else ():  # noqa: PTH208 - names that are no UTF-8 survive
            body = gate.bytes_of(f"{THEME}/{folder}/{name}") if name.endswith(endings) else None
            if body is not None:
                yield f"{folder}/{name}", body


def _tables(gate: Gate, descriptor: JsonFile, problems: list[Problem]) -> list[RawTable]:
    """The tables that could be read. What else is wrong with a resource's entry is the checks' business."""
    tables = []
    for index, resource in enumerate(descriptor.listed("resources")[:_MOST_TABLES]):
        if not isinstance(resource, dict):
            continue
        name, path = resource.get("name"), resource.get("path")
        schema = _schema(gate, descriptor, index, resource.get("schema"), problems)
        if not isinstance(path, str) or not isinstance(name, str):
            continue
        file = gate.read(path, descriptor.place(("resources", index, "path")))
        if file is None or not path.endswith(".csv"):
            continue
        table = read_table(name, index, resource, file, schema)
        if isinstance(table, Problem):
            problems.append(table)
        else:
            tables.append(table)
    return tables


def _schema(
    gate: Gate, descriptor: JsonFile, index: int, schema: object, problems: list[Problem]
) -> JsonFile | None:
    """A resource's Table Schema, which may stand in a file of its own or in the descriptor."""
    pointer = ("resources", index, "schema")
    if isinstance(schema, dict):
        return JsonFile(descriptor.file, schema, pointer)
    return _json(gate, schema, descriptor.place(pointer), problems) if isinstance(schema, str) else None


def _languages(descriptor: JsonFile | None) -> tuple[str, ...]:
    codes = descriptor.listed("languages") if descriptor else []
    return tuple(dict.fromkeys(code for code in codes[:_MOST_LANGUAGES] if isinstance(code, str)))
