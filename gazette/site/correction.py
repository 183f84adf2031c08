"""The link with which a reader suggests a correction: it carries record, field, value and version."""

from urllib.parse import quote, urlencode

from gazette import urls
from gazette.model import Record
from gazette.site.reader import Reader


def suggestion(reader: Reader, record: Record) -> str | None:
    """The address of a new message about a record, filled in; None where the publication names no contact.

    A list of issues (an address that ends in `/issues`, as code hosts have it) and a mail address can be
    filled in; any other address is given as it is.
    """
    contact = reader.catalog.contact
    title = reader.words.labelled(reader.words("Correction"), f"{record.table}/{record.id}")
    if contact.startswith("mailto:"):
        return f"{contact}?{_query({'subject': title, 'body': _body(reader, record)})}"
    if contact.rstrip("/").endswith("/issues"):
        return f"{contact.rstrip('/')}/new?{_query({'title': title, 'body': _body(reader, record)})}"
    return contact or None


def _body(reader: Reader, record: Record) -> str:
    words, catalog = reader.words, reader.catalog
    table = catalog.by_name[record.table]
    column = table.label_column
    field = (
        next((item for item in column.fields if item.language in (None, reader.language)), column.first)
        if column
        else None
    )
    page = urls.absolute(catalog.homepage, urls.record(reader.language, record))
    said = {
        words("Record"): f"{record.table}/{record.id}",
        words("Version"): catalog.version,
        words("Page"): page,
        words("Field"): field.name if field else "",
        words("Present wording"): str(record.values[field.name] or "") if field else "",
        words("Suggested wording"): "",
        words("Reason"): "",
    }
    return "\n".join(words.labelled(name, value) for name, value in said.items())


def _query(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote)
