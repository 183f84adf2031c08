"""Questions that the build asks of itself, and the places where readers see the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.holdings import editions
from gazette.describe.made import Made
from gazette.formats import FORMATS
from gazette.model import Catalog, meaning

_REGISTERED = ("https://doi.org/", "https://hdl.handle.net/", "https://w3id.org/", "ark:", "https://n2t.net/")
"""Where an address is kept by others than its owner."""


@dataclass(frozen=True)
class Look:
    """A look at the catalogue and its data files."""

    catalog: Catalog
    files: Mapping[str, Artifact]

    def described(self) -> bool:
        """Title, description, keywords, places, period and themes are declared."""
        about = self.catalog.about
        said = (self.catalog.title, self.catalog.description, self.catalog.keywords)
        return all(said) and all((about.spatial, about.start, about.themes))

    def explained(self) -> bool:
        """Every table and every column says what it is."""
        tables = self.catalog.tables
        return all(one.description and all(f.title and f.type for f in one.fields) for one in tables)

    def licensed(self) -> bool:
        """A licence with an address."""
        return any(one.path for one in self.catalog.licences)

    def licence_term(self) -> bool:
        """The licence is named by a term of a vocabulary."""
        return bool(self.catalog.about.licences)

    def traced(self) -> bool:
        """Records lead back to a source."""
        return bool(self.catalog.evidence)

    def weighed(self) -> bool:
        """Every piece of evidence says on what basis it stands."""
        return self.traced() and all(one.basis for one in self.catalog.evidence)

    def versioned(self) -> bool:
        """A version and a date."""
        return bool(self.catalog.version and self.catalog.created)

    def released(self) -> bool:
        """A frozen edition stands in a folder of its own."""
        return bool(editions(Made(tuple(self.files.values()))))

    def recorded(self) -> bool:
        """Every record of a substantive table has a file of its own."""
        substantive = [one for one in self.catalog.tables if one.role in ("record", "term")]
        return all(urls.record_data(record) in self.files for one in substantive for record in one.records)

    def formats(self) -> bool:
        """Every table has CSV, JSON and one more format."""
        wanted = [fmt for fmt in FORMATS.values() if fmt.scope == "table"]
        return all(
            sum(urls.data(fmt.file(one.name)) in self.files for fmt in wanted) > 2
            for one in self.catalog.tables
        )

    def bundled(self) -> bool:
        """One archive of everything."""
        return urls.data(FORMATS["bundle"].file()) in self.files

    def meant(self) -> bool:
        """Columns carry terms of public vocabularies."""
        return any(field.meaning for one in self.catalog.tables for field in one.fields)

    def related(self) -> bool:
        """Links between tables say what they mean."""
        links = [field for one in self.catalog.tables for field in one.fields if field.reference]
        return bool(links) and all(field.meaning for field in links)

    def dated(self) -> bool:
        """How often the data change is declared."""
        return self.catalog.about.frequency is not None

    def remembered(self) -> bool:
        """There is a table for what is withdrawn."""
        return bool(self.catalog.of_role("tombstone"))

    def reachable(self) -> bool:
        """Somebody can be written to."""
        return bool(self.catalog.contact)

    def public_feedback(self) -> bool:
        """What is written can be read by all."""
        return self.catalog.contact.startswith(("https://", "http://"))

    def enriched(self) -> bool:
        """Something is added to the source: translations or tags."""
        return len(self.catalog.languages) > 1 or bool(self.catalog.of_role("tag"))

    def cited(self) -> bool:
        """The source is a record."""
        return any(one.records for one in self.catalog.of_role("source"))

    def rights(self) -> bool:
        """Every source says whose rights remain."""
        sources = self.catalog.of_role("source")
        return self.cited() and all(
            one.text(record, one.column(meaning.RIGHTS)) for one in sources for record in one.records
        )

    def registered(self) -> bool:
        """The publication has an identifier that others keep."""
        return str(self.catalog.descriptor.get("id", "")).startswith(_REGISTERED)

    def place(self, name: str, language: str) -> str | None:
        """The path of a place: a page by its name, a file of the edition by `data:`, another file; None if absent."""
        pages = {
            "datasets": urls.datasets(language),
            "dictionary": urls.dataset(language, self.catalog.tables[0].name) + "#dictionary",
            "text": urls.strategy(language),
            "source": urls.source(language) if self.catalog.of_role("passage") else None,
        }
        if name in pages:
            return pages[name]
        if name.startswith("data:"):
            path = urls.data(name.removeprefix("data:"))
            return path if path in self.files else None
        return name
