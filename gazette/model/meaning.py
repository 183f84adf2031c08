"""What columns and tables mean: the `rdfType` IRIs that the publisher understands.

A field's `rdfType` (Table Schema) says what the column is for; the same property on a whole schema says
what one row is. Whatever declares nothing is plain data, and a table that declares nothing is substantive.
"""

from collections.abc import Mapping

DC = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA = "http://www.w3.org/ns/oa#"

IDENTIFIER = DC + "identifier"
LABEL = SKOS + "prefLabel"
TITLE = DC + "title"
"""The title that an outside document bears in a language. It is not translated: an empty one is not missing."""
DESCRIPTION = DC + "description"
DEFINITION = SKOS + "definition"
ABBREVIATION = SKOS + "altLabel"
EXPANSION = DC + "alternative"
VARIANTS = SKOS + "hiddenLabel"
"""Other forms of a name, parted by `;`, by which it is known in texts and which no page shows."""
NOTE = SKOS + "note"
POSITION = "https://schema.org/position"
DATE = DC + "date"
KIND = DC + "type"
PART_OF = DC + "isPartOf"
RELATION = DC + "relation"
CHECKSUM = "http://spdx.org/rdf/terms#checksumValue"
RIGHTS = DC + "rights"
SOURCE = DC + "source"
CITATION = DC + "bibliographicCitation"
PUBLISHER = DC + "publisher"
ADDRESS = "https://schema.org/url"
RESPONSIBLE = "https://schema.org/agent"
COST = "https://schema.org/MonetaryAmount"
INDICATOR = "https://schema.org/variableMeasured"
"""In the tables of a strategy: who does it, what it costs, by what it is measured."""
EVENT = "http://purl.org/ontology/bibo/presentedAt"

EVIDENCE_TABLE = RDF + "type"
EVIDENCE_RECORD = RDF + "subject"
EVIDENCE_PASSAGE = PROV + "wasQuotedFrom"
VERBATIM = PROV + "value"
SUBJECT = DC + "subject"

MAPPED = RDF + "subject"
MAPPING_RELATION = RDF + "predicate"
MAPPED_TO = RDF + "object"
"""In a table of mappings: our record, the SKOS mapping property (`exactMatch`, …), the record of another scheme."""
REPLACES = DC + "replaces"

STATE = "https://schema.org/actionStatus"
"""In a table of updates: how far the record has come; an allowed value of the column, or a row of a table of states.

The record is named by a foreign key (`rdf:subject`), one column for each table that updates speak of, or by a column
for its table (`rdf:type`) beside one for its id.
"""

LAST_VERSION = "https://schema.org/version"
REPLACED_BY = DC + "isReplacedBy"

NAMING_WORDS = (
    *("name", "title", "label", "nom", "titre", "libellé", "nombre", "título", "nome", "titolo"),
    *("bezeichnung", "titel", "naam", "الاسم", "اسم", "العنوان"),
)
"""What a column of names is called where its `rdfType` does not say so, the likeliest first."""

ROLE_OF_CLASS = {
    DC + "BibliographicResource": "source",
    "https://schema.org/Quotation": "passage",
    PROV + "Derivation": "evidence",
    OA + "Annotation": "tag",
    SKOS + "Concept": "term",
    VARIANTS: "synonym",
    DC + "LinguisticSystem": "language",
    SKOS + "mappingRelation": "mapping",
    PROV + "Invalidation": "tombstone",
    "https://schema.org/UpdateAction": "update",
}
"""Class of a row (schema-level `rdfType`) to the table's role; every other table has the role `record`."""


def role_of(schema: Mapping[str, object]) -> str:
    """The role of a table with this schema."""
    return ROLE_OF_CLASS.get(str(schema.get("rdfType", "")), "record")
