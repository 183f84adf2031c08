"""CITATION.cff (Citation File Format 1.2.0) and .zenodo.json, which stand at the root of the repository.

JSON is YAML: strings are written as JSON writes them, so that no text can become another kind of value; only
what YAML 1.1 takes for a line end, or refuses as unprintable, is escaped besides.
"""

import re
from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe.citation.cited import cite
from gazette.jsontext import json_bytes, json_text
from gazette.model import Catalog

CFF = "CITATION.cff"
ZENODO = ".zenodo.json"
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def repository_files(catalog: Catalog) -> Iterator[Artifact]:
    """Both files, to be written at the repository's root at a release."""
    yield citation_cff(catalog)
    yield Artifact(ZENODO, "application/json", json_bytes(zenodo(catalog)))


def citation_cff(catalog: Catalog) -> Artifact:
    """How to cite this version, as GitHub and reference managers read it."""
    cited = cite(catalog)
    whole: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": cited.title,
        "abstract": _abstract(catalog),
        "authors": [{"name": name} for name in cited.authors or (catalog.name,)],
        "version": cited.version,
        "date-released": cited.date,
        "license": cited.licence,
        "doi": cited.doi,
        "url": cited.address,
        "repository": catalog.repository,
        "keywords": list(catalog.keywords.get(catalog.source_language, ())),
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in whole.items() if value]
    return Artifact(CFF, "application/yaml", ("\n".join(lines) + "\n").encode())


def zenodo(catalog: Catalog) -> dict[str, object]:
    """The metadata that Zenodo takes from a repository. Its communities and grants are not ours to declare."""
    cited = cite(catalog)
    whole: dict[str, object] = {
        "upload_type": "dataset",
        "title": cited.title,
        "description": _abstract(catalog) or cited.title,
        "creators": [{"name": name} for name in cited.authors or (catalog.name,)],
        "version": cited.version,
        "publication_date": cited.date,
        "access_right": "open",
        "license": cited.licence,
        "keywords": list(catalog.keywords.get(catalog.source_language, ())),
        "related_identifiers": [
            {"identifier": address, "relation": "isIdenticalTo", "resource_type": "dataset"}
            for address in (catalog.homepage,)
            if address
        ],
    }
    return {name: value for name, value in whole.items() if value}


def _yaml(value: object) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text(value))


def _abstract(catalog: Catalog) -> str:
    phrase = catalog.description.best(catalog.source_language)
    return phrase.text if phrase else ""
