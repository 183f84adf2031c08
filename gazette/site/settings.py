"""Pelican's whole configuration, in one function: no `pelicanconf.py` that could drift away."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from gazette.site.page import Page
from gazette.store import Store

if TYPE_CHECKING:
    from jinja2.bccache import Bucket, BytecodeCache


@dataclass(frozen=True, slots=True)
class Own:
    """What a package brings to its own site: templates and static files by path, and the names of Pelican plugins."""

    theme: Mapping[str, bytes] = field(default_factory=dict)
    plugins: tuple[str, ...] = ()

    def key(self) -> bytes:
        """The hash of all that decides how it makes pages, the code of the plugins included."""
        seen = hashlib.blake2b(digest_size=16)
        for path, body in sorted(self.theme.items()):
            seen.update(f"{path} {len(body)}\0".encode() + body)
        for name in self.plugins:
            spec = find_spec(name)
            places = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
            files = [path for place in places for path in place.rglob("*.py")]
            files += [Path(spec.origin)] if spec and spec.origin and not places else []
            for body in sorted(path.read_bytes() for path in files):
                seen.update(f"{name} {len(body)}\0".encode() + body)
        return seen.digest()


THEME = Path(__file__).resolve().parent.parent / "theme"


def pelican_settings(
    plugin: ModuleType,
    empty: Path,
    pages: Iterable[Page],
    rendered: Callable[[Page, bytes], None],
    store: Store | None = None,
    own: Own | None = None,
) -> dict[str, Any]:
    """Settings for one run that renders `pages` with our plugin and hands each with its bytes to `rendered`.

    `store` keeps what templates are compiled to, `own` is what the package brings. `empty` is a folder
    without content: Pelican's own readers, feeds and archives have nothing to do.
    """
    from pelican.settings import read_settings

    own = own or Own()

    return dict(
        read_settings(
            override={
                "PATH": str(empty),
                "OUTPUT_PATH": str(empty / "output"),
                "THEME": str(THEME),
                "PLUGINS": [plugin, *own.plugins],
                "GAZETTE_PAGES": pages,
                "GAZETTE_RENDERED": rendered,
                "GAZETTE_OWN": own,
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
                "JINJA_ENVIRONMENT": jinja_options(store),
            }
        )
    )


def jinja_options(compiled: Store | None = None) -> dict[str, Any]:
    """How templates are compiled: everything escaped, and a name that the view lacks is an error.

    What they are compiled to is kept in a store, where one is given.
    """
    from jinja2 import StrictUndefined

    kept = {} if compiled is None else {"bytecode_cache": _kept_in(compiled)}
    return {
        **kept,
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": [],
    }


def _kept_in(store: Store) -> "BytecodeCache":
    """Jinja's own cache of compiled templates, in the store: one entry a template, by its text."""
    from jinja2 import BytecodeCache

    class Kept(BytecodeCache):
        def load_bytecode(self, bucket: "Bucket") -> None:
            key = _template_key(bucket)
            if (kept := store.get([key]).get(key)) is not None:
                bucket.bytecode_from_string(kept)

        def dump_bytecode(self, bucket: "Bucket") -> None:
            store.put({_template_key(bucket): bucket.bytecode_to_string()})

    return Kept()


def _template_key(bucket: "Bucket") -> bytes:
    """By the name and the text of the template; Jinja's own head of an entry holds its version and Python's."""
    return hashlib.blake2b(f"template 1 {bucket.key} {bucket.checksum}".encode(), digest_size=32).digest()
