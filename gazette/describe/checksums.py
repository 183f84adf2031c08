"""SHA256SUMS: the checksum of every file of the edition's folder but itself, as `sha256sum -c` reads it."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.made import Made
from gazette.model import Catalog

NAME = "SHA256SUMS"


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:  # noqa: ARG001 - a describer like the others
    """One file, one line a file: 64 hexadecimal digits, two spaces, the path from this folder."""
    folder, own = urls.data("", made.edition), urls.data(NAME, made.edition)
    listed = sorted(
        (a for a in made.files if a.path.startswith(folder) and a.path != own), key=lambda a: a.path
    )
    body = "".join(f"{artifact.sha256}  {artifact.path.removeprefix(folder)}\n" for artifact in listed)
    yield Artifact(own, "text/plain", body.encode())
