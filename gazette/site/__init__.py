"""The website: pages as values (`pages`), rendered by Pelican (`render`) and read back (`proof`).

Only `plugin`, `settings` and `render` know Pelican.
"""

from gazette.site.feeds import feeds
from gazette.site.files import pictures, site_files, theme_files, write_offline
from gazette.site.index import can_search, write_index
from gazette.site.page import Page
from gazette.site.pages import all_pages
from gazette.site.proof import prove
from gazette.site.render import render

__all__ = [
    "Page",
    "all_pages",
    "can_search",
    "feeds",
    "pictures",
    "prove",
    "render",
    "site_files",
    "theme_files",
    "write_index",
    "write_offline",
]
