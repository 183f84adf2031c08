"""A publication that declares all that catalogues ask for, and one whose every text is hostile."""

from dataclasses import replace

from gazette.describe import describe_all
from gazette.export import export_all
from gazette.model import Catalog, Text
from tests.catalogs import harbour

EU = "http://publications.europa.eu/resource/authority/"
HOSTILE = "</script><b>&amp;\"'\\ {x} %$#_~^ @en ]]> <!-- 🙂 \u2028\u2029 \u200fعربي\tend\nTY  - X"
"""Something that ends the string, the element, the entry or the line in one of the syntaxes."""


def concept(path: str, title: str) -> dict[str, object]:
    """A term of a vocabulary as the descriptor holds it."""
    return {"path": path, "title": title, "title_fr": f"{title} (fr)"}


DECLARED: dict[str, object] = {
    "issued": "2024-01-31",
    "spatial": [concept(f"{EU}country/MLT", "Malta"), concept(f"{EU}country/TUN", "Tunisia")],
    "temporal": {"start": "2024"},
    "themes": [concept(f"{EU}data-theme/TRAN", "Transport")],
    "accessRights": concept(f"{EU}access-right/PUBLIC", "public"),
    "frequency": concept(f"{EU}frequency/ANNUAL", "annual"),
    "availability": concept(f"{EU}planned-availability/STABLE", "stable"),
    "languageTerms": {code: f"{EU}language/{term}" for code, term in (("en", "ENG"), ("fr", "FRA"))},
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "path": "https://licence.internal/",
            "title": "By",
            "term": f"{EU}licence/CC_BY_4_0",
        }
    ],
    "contributors": [
        {"title": "The pilots", "roles": ["source"]},
        {
            "title": "The harbour office",
            "title_fr": "La capitainerie",
            "path": "https://office.internal/",
            "roles": ["editor", "publisher"],
            "kind": concept("http://purl.org/adms/publishertype/LocalAuthority", "Local authority"),
        },
    ],
}
STRATML = {"quays": "goal", "boats": "objective"}


def declared(homepage: str = "https://harbour.internal/", **stratml: str) -> Catalog:
    """The harbour with everything declared; keywords say what a table's rows are in StratML."""
    base = harbour(homepage)
    said = stratml or STRATML
    tables = tuple(
        replace(table, descriptor={**table.descriptor, "stratml": said[table.name]})
        if table.name in said
        else table
        for table in base.tables
    )
    return replace(
        base,
        tables=tables,
        description=Text.of({"en": "The boats of a harbour and the quays at which they lie, line by line."}),
        contact="https://office.internal/write",
        descriptor={**base.descriptor, **DECLARED},
    )


def hostile() -> Catalog:
    """The same with a hostile text wherever people may write one."""
    base = declared()
    text = Text.of({code: f"{HOSTILE} {code}" for code in base.languages})
    tables = []
    for table in base.tables:
        spoken = {item.name for column in table.columns if column.translated for item in column.fields}
        rows = tuple(
            replace(
                row,
                values={
                    name: f"{HOSTILE} {name}" if value and name in spoken else value
                    for name, value in row.values.items()
                },
            )
            for row in table.records
        )
        fields = tuple(replace(item, title=text, description=text) for item in table.fields)
        tables.append(
            replace(table, title=text, singular=text, description=text, records=rows, fields=fields)
        )
    agent = {"title": HOSTILE, "roles": ["editor", "publisher"], "path": "https://office.internal/"}
    return replace(
        base,
        title=text,
        description=text,
        keywords={"en": (HOSTILE,)},
        tables=tuple(tables),
        descriptor={**base.descriptor, "contributors": [agent]},
    )


def made(catalog: Catalog) -> dict[str, bytes]:
    """Everything that is made of a publication, by path."""
    files = export_all(catalog)
    return {artifact.path: artifact.body for artifact in (*files, *describe_all(catalog, files))}
