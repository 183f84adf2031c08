"""The website: pages as values (`pages`), rendered by Pelican (`render`) and read back (`proof`).

Only `plugin`, `settings` and `render` know Pelican.
"""

from gazette.site.feeds import feeds
from gazette.site.files import pictures, site_files, theme_files, write_offline
from gazette.site.index import can_search, write_index
from gazette.site.page import Page
from gazette.site.pages import all_pages, all_units, readers_of
from gazette.site.proof import prove
from gazette.site.references import Named
from gazette.site.render import render, render_units
from gazette.site.settings import Own
from gazette.site.units import Files, all_that_decides, answers_of, decisive, watched_history

__all__ = [
    "Files",
    "Named",
    "Own",
    "Page",
    "all_pages",
    "all_that_decides",
    "all_units",
    "answers_of",
    "can_search",
    "decisive",
    "feeds",
    "pictures",
    "prove",
    "readers_of",
    "render",
    "render_units",
    "site_files",
    "theme_files",
    "watched_history",
    "write_index",
    "write_offline",
]
