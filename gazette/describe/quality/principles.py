"""The FAIR principles (Wilkinson et al., 2016), in our own words."""

from gazette.describe.quality.criterion import ARGUED, Criterion
from gazette.describe.quality.look import Look

ADDRESS = "https://doi.org/10.1038/sdata.2016.18"

PRINCIPLES = (
    Criterion("F1", "A lasting identifier",
              "Asked for is an identifier that others keep, such as a DOI; addresses of our own do not count.",
              Look.registered, ("datapackage.json",)),
    Criterion("F2", "Rich description",
              "Title, description, keywords, places, period and themes are declared.",
              Look.described, ("catalog.ttl",)),
    Criterion("F3", "Descriptions name the data",
              "Each description gives the address, size and checksum of its files.",
              ARGUED, ("catalog.ttl", "croissant.json")),
    Criterion("F4", "Laid out for search",
              "A site map, DCAT and schema.org are there for engines and portals to harvest.",
              ARGUED, ("sitemap.xml", "catalog.jsonld")),
    Criterion("A1", "Had by their address", "Whoever has an address has the file.",
              ARGUED, ("openapi.json",)),
    Criterion("A1.1", "An open protocol", "HTTP is open, free and spoken everywhere.", ARGUED, ()),
    Criterion("A1.2", "Access control where needed", "Nothing here needs a password; HTTP would allow one.",
              ARGUED, ()),
    Criterion("A2", "Descriptions outlive the data",
              "A withdrawn record leaves a note, and no id is given twice.",
              Look.remembered, ("datasets",)),
    Criterion("I1", "A common language", "JSON-LD and Turtle say what the data mean.",
              ARGUED, ("catalog.jsonld", "catalog.ttl")),
    Criterion("I2", "Vocabularies that are FAIR themselves",
              "Columns carry terms of public vocabularies, and our own lists are published as SKOS.",
              Look.meant, ("vocabularies.ttl",)),
    Criterion("I3", "Links that say what they mean",
              "A link is said to mean that something is part of, quoted from or related to another.",
              Look.related, ("dictionary",)),
    Criterion("R1", "Described in detail", "Every column has a title, a type and its rules.",
              Look.explained, ("dictionary",)),
    Criterion("R1.1", "A clear licence", "The licence is named by its term in a public vocabulary.",
              Look.licence_term, ("catalog.ttl",)),
    Criterion("R1.2", "Known origin", "Each record names the lines of the source from which it was read.",
              Look.traced, ("source",)),
    Criterion("R1.3", "Standards of the field",
              "Data Package, DCAT-AP, CSVW, RO-Crate and Croissant are kept; their own validators are run as tests.",
              ARGUED, ("datapackage.json", "ro-crate-metadata.json", "croissant.json")),
)  # fmt: skip
"""In the order of the paper."""
