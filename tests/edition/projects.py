"""Projects in git, frozen editions and zips to open."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from gazette.edition import open_edition
from gazette.problem import Stop
from gazette.project import Project

EXAMPLE = Path(__file__).parents[1] / "examples" / "unlike"


def git(root: Path, *arguments: str) -> None:
    """Run git in a project, as nobody in particular."""
    name = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


def table(project: Project) -> Path:
    """A table of the project at which no other points."""
    return max((project.root / "content/tables").glob("*.csv"))


def frozen(project: Project, folder: Path) -> None:
    """The edition as a release holds it: everything flat, schemas in a folder, sizes in the descriptor."""
    described = json.loads((project.root / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "schemas").mkdir(parents=True)
    for resource in described["resources"]:
        name = resource["name"]
        shutil.copy(project.root / resource["path"], folder / f"{name}.csv")
        shutil.copy(project.root / resource["schema"], folder / f"schemas/{name}.json")
        size = (folder / f"{name}.csv").stat().st_size
        resource |= {"path": f"{name}.csv", "schema": f"schemas/{name}.json", "bytes": size}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")


def zipped(path: Path, members: dict[str, bytes]) -> str:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return str(path)


def refused(project: Project, name: str) -> str:
    """The code of the problem with which an edition is refused."""
    with pytest.raises(Stop) as stop:
        open_edition(project, name)
    return stop.value.problems[0].code
