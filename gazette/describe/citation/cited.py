"""What every way of citing says, gathered once."""

from dataclasses import dataclass

from gazette import urls
from gazette.model import Catalog, Record, Table


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited thing. `container` is the title of the package where the thing is a part of it."""

    key: str
    authors: tuple[str, ...]
    date: str
    title: str
    container: str
    version: str
    publisher: str
    address: str
    doi: str
    language: str
    licence: str

    @property
    def year(self) -> str:
        """The year of the version."""
        return self.date[:4]


def cite(
    catalog: Catalog,
    table: Table | None = None,
    record: Record | None = None,
    language: str | None = None,
    edition: str = urls.LATEST,
) -> Citation:
    """The citation of the package, of a table or of a record of it, in a language (else the source's).

    A frozen edition is cited by its own files, the newest by what people read: a record by its permanent address.
    The address is empty where nobody knows where the site stands.
    """
    spoken = language or catalog.source_language
    names = [agent.name.best(spoken) for agent in catalog.about.creators]
    publisher = catalog.about.publisher
    printed = publisher.name.best(spoken) if publisher else None
    licence = next(iter(catalog.licences), None)
    title = catalog.title.best(spoken)
    whole = title.text if title else catalog.name
    own = _title(table, record, spoken) or whole
    identifier = str(catalog.descriptor.get("id", ""))
    parts = (
        catalog.name,
        catalog.version,
        *([table.name] if table else []),
        *([record.id] if record else []),
    )
    return Citation(
        key="-".join(parts),
        authors=tuple(phrase.text for phrase in names if phrase),
        date=catalog.date,
        title=own,
        container=whole if table else "",
        version=catalog.version,
        publisher=printed.text if printed else "",
        address=catalog.homepage and catalog.homepage + _path(table, record, spoken, edition),
        doi=identifier.removeprefix("https://doi.org/") if "doi.org/" in identifier else "",
        language=spoken,
        licence=licence.name if licence else "",
    )


def _title(table: Table | None, record: Record | None, language: str) -> str:
    if table is None:
        return ""
    phrase = (table.label(record) if record else table.title).best(language)
    return phrase.text if phrase else (record.id if record else table.name)


def _path(table: Table | None, record: Record | None, language: str, edition: str) -> str:
    if edition != urls.LATEST:
        if record is not None:
            return urls.record_data(record, edition)
        return urls.data(f"{table.name}.csv" if table else "", edition)
    if table is None:
        return ""
    page = urls.permanent(table.name, record.id) if record else urls.dataset(language, table.name)
    return urls.absolute("", page)
