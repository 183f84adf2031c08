"""The publication as one SQLite database: tables with their rules, a dictionary, views and a full-text index.

The file is the export; the same database answers the questions of the content.
"""

import re
import sqlite3

from gazette.export.database.about import describe_itself
from gazette.export.database.search import make_searchable
from gazette.export.database.tables import create_tables
from gazette.export.database.views import create_views
from gazette.model import Catalog

APPLICATION_ID = 0x47415A31
"""Bytes 68 to 71 of the file, "GAZ1": what `file` and other programs tell our databases by."""
PAGE_SIZE = 4096


def build(catalog: Catalog) -> sqlite3.Connection:
    """A database in memory; the same catalogue gives the same bytes. The caller closes it."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    database.execute("PRAGMA encoding = 'UTF-8'")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {edition_number(catalog.version)}")
    database.execute("BEGIN")
    create_tables(database, catalog)
    describe_itself(database, catalog)
    create_views(database, catalog)
    make_searchable(database, catalog)
    database.execute("COMMIT")
    database.execute("VACUUM")
    return database


def edition_number(version: str) -> int:
    """A version as the one number that an SQLite file may carry: 1.2.3 is 1002003; 0 where there is no room."""
    parts = re.match(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9])", version)
    return sum(int(part) * 1000**place for place, part in enumerate(reversed(parts.groups()))) if parts else 0
