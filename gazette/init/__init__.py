"""Init: a new publication, from a small model or from data that are there.

It is made as files in memory first; `gazette.publish.add_files` writes all of them or none.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files as files_of
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from urllib.parse import unquote, urlsplit

from gazette.project import DESCRIPTOR

EXTRAS = "parquet,search,cards"
"""What a publication asks of the publisher, so that its site has everything."""
_PLACES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "check.yml": ".github/workflows/check.yml",
    "publish.yml": ".github/workflows/publish.yml",
    "dependabot.yml": ".github/dependabot.yml",
}
"""Where the files of `project/` go. They have no dots here, so that nothing takes them for its own."""


@dataclass(frozen=True)
class Wishes:
    """What is asked of a new publication. An empty text or list leaves it to the model or the data."""

    name: str
    title: str = ""
    publisher: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()


def files_around(title: str) -> dict[str, bytes]:
    """What stands around any publication: its README, its workflows, and which publisher makes it."""
    folder = files_of(__name__).joinpath("project")
    made = {place: folder.joinpath(name).read_bytes() for name, place in _PLACES.items()}
    plain = title.replace("\n", " ").replace("<", "&lt;")
    made["README.md"] = Template(made["README.md"].decode()).substitute(title=plain).encode()
    return made | _requirements()


def described(descriptor: dict[str, object], wishes: Wishes) -> dict[str, object]:
    """A descriptor with what was wished for, made today."""
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]) if "SOURCE_DATE_EPOCH" in os.environ else None)
    descriptor |= {"name": wishes.name, "created": time.strftime("%Y-%m-%dT00:00:00Z", moment)}
    if wishes.title:
        kept = {key: value for key, value in descriptor.items() if not key.startswith("title")}
        head: dict[str, object] = {key: kept.pop(key) for key in ("$schema", "name") if key in kept}
        descriptor = {**head, "title": wishes.title, **kept}
    if wishes.publisher:
        descriptor["contributors"] = [{"title": wishes.publisher, "roles": ["publisher"]}]
    if wishes.licence:
        descriptor["licenses"] = [{"name": wishes.licence}]
    return descriptor


def as_json(value: object) -> bytes:
    """JSON as people edit it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


# ---- which publisher makes the publication


def _requirements() -> dict[str, bytes]:
    """`requirements.txt`: this very publisher, from where it was installed; its wheel beside if that was a file.

    The name alone would not do: what an index has under it may be somebody else's.
    """
    package = metadata.distribution("gazette")
    origin = json.loads(package.read_text("direct_url.json") or "{}")
    address = str(origin.get("url", ""))
    wheel = Path(unquote(urlsplit(address).path))
    if not origin:
        return {"requirements.txt": f"gazette[{EXTRAS}]=={package.version}\n".encode()}
    if "vcs_info" in origin:
        named = f"{origin['vcs_info']['vcs']}+{address}@{origin['vcs_info']['commit_id']}"
        return {"requirements.txt": f"gazette[{EXTRAS}] @ {named}\n".encode()}
    if not address.startswith("file:"):
        return {"requirements.txt": f"gazette[{EXTRAS}] @ {address}\n".encode()}
    if wheel.suffix == ".whl" and wheel.is_file():
        line = f"./publisher/{wheel.name}[{EXTRAS}]\n"
        return {"requirements.txt": line.encode(), f"publisher/{wheel.name}": wheel.read_bytes()}
    text = (
        "# The publisher was run from its source. For the workflows, build its wheel there (uv build --wheel), put it\n"
        f"# into publisher/ here, and take the # from the next line.\n# ./publisher/gazette-{package.version}"
        f"-py3-none-any.whl[{EXTRAS}]\n"
    )
    return {"requirements.txt": text.encode()}


# ---- files of a folder in the package


def walk(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of a folder inside the package, by path, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{above}{entry.name}"
        if entry.is_dir():
            yield from walk(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()


def package_files(folder: str) -> dict[str, bytes]:
    """The files of a folder beside this module, by path."""
    return dict(walk(files_of(__name__).joinpath(folder)))


def title_of(files: dict[str, bytes]) -> str:
    """The title that the descriptor among these files gives."""
    return str(json.loads(files[DESCRIPTOR]).get("title", ""))


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
