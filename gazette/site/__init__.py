"""The website: pages as values (`pages`), rendered by Pelican (`render`) and read back (`proof`).

Only `plugin`, `settings` and `render` know Pelican.
"""

from gazette.site.assets import theme_files
from gazette.site.page import Page
from gazette.site.pages import all_pages
from gazette.site.proof import prove
from gazette.site.render import render

__all__ = ["Page", "all_pages", "prove", "render", "theme_files"]
