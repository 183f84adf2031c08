"""How to cite: the publication, a release, a table, a record or a page, in a sentence and as files for managers.

The files of the publication and of a release are data files of the edition. Those of a table or of a record stand
beside its page and are in its language; they give the address of the version that they name. Any other page is a
part of the publication under its own title and address, and has no files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.citation import FORMATS, Citation, cite, text
from gazette.model import Record, Table
from gazette.model.release import Release
from gazette.site.page import View
from gazette.site.reader import Reader


def cited_whole(reader: Reader, start: str) -> View:
    """How to cite the publication."""
    paths = {name: urls.data(f"citation.{one.suffix}") for name, one in FORMATS.items()}
    return _box(reader, start, _part(reader), paths)


def cited_release(reader: Reader, start: str, release: Release) -> View:
    """How to cite a release: by its own files."""
    whole = cite(release.catalog, language=reader.language, edition=release.version)
    paths = {
        name: urls.data(f"citation.{one.suffix}", release.version)
        for name, one in FORMATS.items()
        if f"citation.{one.suffix}" in release.files
    }
    return _box(reader, start, whole, paths)


def cited_part(reader: Reader, start: str, table: Table, record: Record | None = None) -> View:
    """How to cite a table or a record, on its page."""
    part = _part(reader, table, record)
    paths = {name: urls.beside(start, f"citation.{one.suffix}") for name, one in FORMATS.items()}
    return _box(reader, start, part, paths)


def cited_page(reader: Reader, start: str, title: View) -> View:
    """How to cite a page that shows more than one table or record: as a part of the publication."""
    whole = cite(reader.catalog, language=reader.language)
    address = reader.canonical(start) or ""
    return _box(
        reader, start, replace(whole, title=title["text"], container=whole.title, address=address), {}
    )


def citation_files(reader: Reader) -> Iterator[Artifact]:
    """The files beside the pages of tables and records."""
    for table in reader.catalog.tables:
        part = _part(reader, table)
        yield from _files(urls.dataset(reader.language, table.name), part)
    for table in reader.paged:
        for record in table.records:
            part = _part(reader, table, record)
            yield from _files(urls.record(reader.language, record), part)


def _part(reader: Reader, table: Table | None = None, record: Record | None = None) -> Citation:
    """The publication, a table or a record as it is shown: by the address at which this version stays."""
    edition = urls.LATEST if reader.past.frozen is None else reader.catalog.version
    return cite(reader.catalog, table, record, reader.language, edition)


def _files(page: str, part: Citation) -> Iterator[Artifact]:
    for one in FORMATS.values():
        yield Artifact(urls.beside(page, f"citation.{one.suffix}"), one.media_type, one.write(part))


def _box(reader: Reader, start: str, cited: Citation, paths: Mapping[str, str]) -> View:
    words = reader.words
    sentence = text(cited, inside=words("In: %(container)s"), version=words("Version %(version)s"))
    address = (cited.doi and f"https://doi.org/{cited.doi}") or cited.address
    return {
        "text": sentence.removesuffix(address).rstrip(),
        "address": address,
        "files": [{"name": name, "href": urls.relative(start, path)} for name, path in paths.items()],
    }
