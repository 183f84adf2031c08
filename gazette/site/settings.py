"""Pelican's whole configuration, in one function: no `pelicanconf.py` that could drift away."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from gazette.site.page import Page

THEME = Path(__file__).resolve().parent.parent / "theme"


def pelican_settings(
    plugin: ModuleType, empty: Path, pages: Iterable[Page], rendered: Callable[[Page, bytes], None]
) -> dict[str, Any]:
    """Settings for one run that renders `pages` with our plugin and hands each with its bytes to `rendered`.

    `empty` is a folder without content: Pelican's own readers, feeds and archives have nothing to do.
    """
    from pelican.settings import read_settings

    return dict(
        read_settings(
            override={
                "PATH": str(empty),
                "OUTPUT_PATH": str(empty / "output"),
                "THEME": str(THEME),
                "PLUGINS": [plugin],
                "GAZETTE_PAGES": pages,
                "GAZETTE_RENDERED": rendered,
                "READERS": {"rst": None, "html": None, "md": None},
                "ARTICLE_PATHS": [],
                "PAGE_PATHS": [],
                "STATIC_PATHS": [],
                "THEME_STATIC_PATHS": [],
                "DIRECT_TEMPLATES": [],
                "DELETE_OUTPUT_DIRECTORY": False,
                "FEED_ALL_ATOM": None,
                "CATEGORY_FEED_ATOM": None,
                "TRANSLATION_FEED_ATOM": None,
                "AUTHOR_FEED_ATOM": None,
                "AUTHOR_FEED_RSS": None,
                "LOCALE": ["C"],
                "TIMEZONE": "UTC",
                "DEFAULT_LANG": "en",
                "SITEURL": "",
                "LOAD_CONTENT_CACHE": False,
                "CACHE_CONTENT": False,
                "JINJA_ENVIRONMENT": jinja_options(),
            }
        )
    )


def jinja_options() -> dict[str, Any]:
    """How templates are compiled: everything escaped, and a name that the view lacks is an error."""
    from jinja2 import StrictUndefined

    return {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": [],
    }
