"""Finding the edition that a name means, and opening it."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from gazette.edition.refusal import shown, unknown
from gazette.edition.revision import check_out
from gazette.edition.unpack import unzip
from gazette.model import Catalog
from gazette.problem import Problem, Stop
from gazette.project import DESCRIPTOR, Project

RELEASES = "releases"
WORKING_TREE = "."
OF_THE_BUILD = frozenset({"unsupported-property"})
"""Codes that only what people write can deserve: the build itself writes sizes and hashes into what it publishes."""
_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")


def open_edition(project: Project, name: str = WORKING_TREE) -> Catalog:
    """The publication that a name means: the working tree (`.`), a release, a folder, a zip, a git revision.

    They are tried in this order, so a release always wins over a tag of the same name. A relative path is
    looked for here and then in the project. Raises Stop with what is wrong with the name or with the edition.
    """
    if name in ("", WORKING_TREE):
        return _read(project, project.root, "", published=False)
    release = project.root / RELEASES / name
    if _VERSION.fullmatch(name) and release.is_dir():
        return _read(project, release, name)
    for path in dict.fromkeys((Path(name), project.root / name)) if _could_be_path(name) else ():
        if path.is_dir():
            return _read(project, path.absolute(), name)
        if path.is_file():
            with tempfile.TemporaryDirectory(prefix="edition-") as folder:
                return _read(project, unzip(path, name, Path(folder)), name)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        check_out(project.root, name, Path(folder))
        return _read(project, Path(folder), name, published=False)


def _read(project: Project, root: Path, name: str, *, published: bool = True) -> Catalog:
    from gazette.assemble import assemble
    from gazette.check import check
    from gazette.load import load

    if not (root / DESCRIPTOR).is_file():
        raise unknown(name, f"there is no {DESCRIPTOR} in it", project.root)
    source = load(Project(root))
    problems, _ = check(source)
    excused = OF_THE_BUILD if published else frozenset()
    errors = [
        _elsewhere(one, name) for one in problems if one.severity == "error" and one.code not in excused
    ]
    if errors:
        raise Stop(*errors)
    return assemble(source)


def _elsewhere(problem: Problem, name: str) -> Problem:
    """The problem with its place in the edition, as git writes it: `1.0.0:datapackage.json`."""
    if not name:
        return problem
    return replace(problem, place=replace(problem.place, file=f"{shown(name)}:{problem.place.file}"), fix="")


def _could_be_path(name: str) -> bool:
    return "\0" not in name and len(name) < 1_000
