"""The answers to the worked questions, each a CSV as a spreadsheet or a script reads it."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing

from gazette import urls
from gazette.artifact import Artifact
from gazette.database import ask
from gazette.export.database import build
from gazette.formats import FORMATS
from gazette.model import Catalog

MEDIA_TYPE = FORMATS["csv"].media_type


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a question: what its query returns from the published database."""
    if not catalog.questions:
        return
    with closing(build(catalog)) as database:
        for question in catalog.questions:
            columns, rows = ask(database, question.query)
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
            yield Artifact(urls.answer(question.name, edition), MEDIA_TYPE, text.getvalue().encode())
