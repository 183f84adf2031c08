"""Any small edition at all: drawn from pools so small that two drawings have much in common."""

from hypothesis import strategies as st

from gazette.model import meaning
from tests.release.editions import Spec, field

_WORDS = ("oak", "elm", "fir", "1", "true", "Ash & <b>", "Plant trees", "plant trees!", "لبن")
_CELLS = {
    "string": st.sampled_from(("", *_WORDS)),
    "integer": st.sampled_from(("", "1", "2", "30")),
    "number": st.sampled_from(("", "1", "1.0", "1.00", "2.5")),
    "boolean": st.sampled_from(("", "true", "false")),
    "date": st.sampled_from(("", "2024-02-29", "2025-01-01")),
}
_MEANINGS = (
    "",
    meaning.LABEL,
    meaning.DESCRIPTION,
    meaning.PART_OF,
    meaning.POSITION,
    meaning.KIND,
    meaning.NOTE,
)
_CLASSES = (None, meaning.PROV + "Derivation", meaning.PROV + "Invalidation", meaning.SKOS + "Concept")
_COLUMNS = ("name_en", "name_fr", "area", "kind", "size", "last")
_IDS = ("a", "b", "c", "d", "e")


@st.composite
def fields(draw, name: str) -> Spec:
    """A field descriptor with some constraints and labels, or none."""
    values = st.lists(st.sampled_from(_WORDS), unique=True, min_size=1, max_size=4)
    rules = st.fixed_dictionaries(
        {},
        optional={
            "required": st.booleans(),
            "unique": st.booleans(),
            "minimum": st.sampled_from((0, 1, "1", "2.5")),
            "maxLength": st.sampled_from((10, 20)),
            "pattern": st.sampled_from(("a", "b")),
            "enum": values,
        },
    )
    label = st.fixed_dictionaries({}, optional={"en": st.sampled_from(_WORDS), "fr": st.sampled_from(_WORDS)})
    more = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "constraints": rules,
                "labels": st.dictionaries(st.sampled_from(_WORDS), label, max_size=2),
                "description": st.sampled_from(_WORDS),
                "trueValues": st.just(["true"]),
            },
        )
    )
    return field(name, draw(st.sampled_from(tuple(_CELLS))), draw(st.sampled_from(_MEANINGS)), **more)


@st.composite
def tables(draw) -> Spec:
    """A table: mostly with ids, sometimes with a key of two columns, sometimes about other records."""
    names = draw(st.lists(st.sampled_from(_COLUMNS), unique=True, max_size=4))
    described = [draw(fields(name)) for name in names]
    ids = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=5))
    if draw(st.integers(0, 5)):
        described.insert(draw(st.integers(0, len(described))), field("id"))
    elif not described:
        described = [field("code")]
    schema: Spec = {
        "primaryKey": [column["name"] for column in described if column["name"] == "id"] or names[:2]
    }
    if draw(st.booleans()) and names:
        key = {
            "fields": [names[0]],
            "reference": {"resource": draw(st.sampled_from(("", "t", "u"))), "fields": ["id"]},
        }
        schema["foreignKeys"] = [key]
    if draw(st.booleans()) and len(names) > 1:
        schema["uniqueKeys"] = [names[:2]]
    if (row := draw(st.sampled_from(_CLASSES))) is not None:
        schema["rdfType"] = row
        described += [
            field("told", means=meaning.EVIDENCE_TABLE),
            field("of", means=meaning.EVIDENCE_RECORD),
        ]
    schema |= draw(
        st.fixed_dictionaries({}, optional={"missingValues": st.just([""]), "title": st.just("T")})
    )
    pools = {"told": st.sampled_from(("t", "u")), "of": st.sampled_from(_IDS)}
    rows = [
        [
            key if column["name"] == "id" else draw(pools.get(column["name"], _CELLS[column["type"]]))
            for column in described
        ]
        for key in ids
    ]
    facts = draw(
        st.fixed_dictionaries({}, optional={"title": st.sampled_from(_WORDS), "menu": st.booleans()})
    )
    return {"facts": facts, "schema": schema, "fields": described, "rows": rows}


@st.composite
def specs(draw) -> Spec:
    """A whole publication."""
    languages = draw(st.lists(st.sampled_from(("en", "fr", "ar")), unique=True, min_size=1, max_size=3))
    pages = st.tuples(st.sampled_from(("about", "method")), st.sampled_from(("en", "fr")))
    names = draw(st.lists(st.sampled_from(("t", "u", "v")), unique=True, max_size=3))
    extra = draw(
        st.fixed_dictionaries({}, optional={"keywords": st.lists(st.sampled_from(_WORDS), max_size=2)})
    )
    return {
        "facts": {"name": "any", "title": "Any", "homepage": "https://any.internal/", **extra},
        "languages": languages,
        "tables": {name: draw(tables()) for name in names},
        "articles": draw(st.dictionaries(pages, st.sampled_from(_WORDS), max_size=3)),
    }
