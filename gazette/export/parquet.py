"""Parquet: a table as typed columns, with the dictionary and the facts of the package inside the file.

The one file that knows pyarrow, an extra: without it the other formats are published all the same.
"""

import io
import logging
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, is_required, kind, plain, rules
from gazette.formats import FORMATS
from gazette.jsontext import filled, json_text
from gazette.model import Catalog, Field, Table, Text
from gazette.model.text import joined

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

ABSENT = (
    "Parquet files are left out, for pyarrow is not installed. To have them: pip install gazette[parquet]"
)
_DIGITS = 38
"""What a decimal of 128 bits holds, and what readers understand."""


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table; none, and a sentence that says so, where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        logging.getLogger("gazette").warning(ABSENT)
        return
    _spare_pandas()
    form = FORMATS["parquet"]
    for table in catalog.tables:
        fields = [_field(catalog, table, field) for field in table.fields]
        schema = pyarrow.schema(fields, {**_facts(catalog, table), "pandas": _pandas(fields)})
        columns = [_column(table, field, schema.field(field.name).type) for field in table.fields]
        buffer, rows = io.BytesIO(), pyarrow.Table.from_arrays(columns, schema=schema)
        del columns
        parquet.write_table(rows, buffer, compression="zstd", version="2.6")
        yield Artifact(urls.data(form.file(table.name), edition), form.media_type, buffer.getvalue())


class _NoPandas:
    """Stands before all that find modules, and says that this one is not there."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _spare_pandas() -> None:
    """Make the first array while there is no pandas to be found.

    pyarrow would import it, to know its series when it meets them; that takes longer than writing the files, and
    none is met here. Who asks pyarrow for a data frame later still gets one.
    """
    import pyarrow

    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pyarrow.array([], pyarrow.string())
    finally:
        sys.meta_path.remove(finder)


def _field(catalog: Catalog, table: Table, field: Field) -> "pyarrow.Field":
    import pyarrow

    facts = {"type": field.type, "rules": "; ".join(rules(table, field)), "meaning": field.meaning}
    metadata = {
        **_texts(catalog, "title", field.title),
        **_texts(catalog, "description", field.description),
        **filled(facts),
    }
    nullable = not is_required(table, field)
    return pyarrow.field(field.name, _type(table, field), nullable=nullable, metadata=metadata)


def _type(table: Table, field: Field) -> "pyarrow.DataType":
    """A double where it says every cell exactly, else a decimal, else text."""
    import pyarrow

    kept = kind(table, field)
    if kept == TEXT and field.type == "number":
        numbers = [value for value in table.values_of(field.name) if isinstance(value, Decimal)]
        after = max(max(0, -int(number.as_tuple().exponent)) for number in numbers)
        before = max(max(0, number.adjusted() + 1) for number in numbers)
        if before + after <= _DIGITS:
            return pyarrow.decimal128(_DIGITS, after)
    return {
        TEXT: pyarrow.string(),
        INTEGER: pyarrow.int64(),
        BOOLEAN: pyarrow.bool_(),
        DATE: pyarrow.date32(),
        NUMBER: pyarrow.float64(),
    }[kept]


def _column(table: Table, field: Field, kept: "pyarrow.DataType") -> "pyarrow.Array":
    """The cells as an Arrow array; a number that is kept as text is written as it stands in the CSV."""
    import pyarrow

    values: Sequence[Any] = table.values_of(field.name)
    if pyarrow.types.is_floating(kept):
        values = [None if value is None else float(value) for value in values]
    elif pyarrow.types.is_string(kept) and field.type != "string":
        values = [None if value is None else str(plain(value)) for value in values]
    return pyarrow.array(values, kept)


def _pandas(fields: "Sequence[pyarrow.Field]") -> str:
    """What pandas reads first: whole numbers and truths stay what they are where cells are empty (Int64, boolean)."""
    import pyarrow

    nullable = {pyarrow.int64(): "Int64", pyarrow.bool_(): "boolean"}
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": str(field.type),
            "numpy_type": nullable[field.type],
            "metadata": None,
        }
        for field in fields
        if field.type in nullable
    ]
    return json_text({"columns": columns, "index_columns": [], "column_indexes": []})


def _facts(catalog: Catalog, table: Table) -> dict[str, str]:
    """Facts of the package and of the table, as the file's own key-value metadata."""
    return {
        **_texts(catalog, "title", table.title),
        **_texts(catalog, "description", table.description),
        **_texts(catalog, "package_title", catalog.title),
        "package": catalog.name,
        "version": catalog.version,
        "created": catalog.created,
        "licences": " ".join(licence.path or licence.name for licence in catalog.licences_of(table)),
        "languages": " ".join(catalog.languages_of(table)),
        **_texts(catalog, "rights", joined(catalog.rights_of(table))),
        "table": table.name,
    }


def _texts(catalog: Catalog, key: str, text: Text) -> dict[str, str]:
    """`title` in the source language, `title_fr` in others: the descriptor's own way of naming them."""
    source = catalog.source_language
    words = text.by_language(source)
    return {key if code == source else f"{key}_{code}": value for code, value in words.items()}
