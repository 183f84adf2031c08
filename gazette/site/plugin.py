"""The Pelican plugin: one generator that renders the pages it was given. Stateless: signals outlive runs."""

import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Collection
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PrefixLoader
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from gazette.problem import Place, Problem, Stop
from gazette.site.page import Page
from gazette.site.settings import Own, pelican_settings


class PageGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Renders every page of the setting GAZETTE_PAGES and hands it with its bytes to GAZETTE_RENDERED."""

    def generate_output(self, _writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Render and hand over; Pelican's own writer would copy its settings into every page's context."""
        self.prepare()
        rendered = self.settings["GAZETTE_RENDERED"]
        for page in self.settings["GAZETTE_PAGES"]:
            rendered(page, self.render(page))

    def prepare(self) -> None:
        """Let the package's own templates come first; they may extend the publisher's as `publisher/record.html`.

        A template may be anybody's: it sees views and nothing of Python behind them.
        """
        self.env.getattr = partial(_item_or_attribute, self.env)
        self.env.getitem = partial(_item_or_attribute, self.env)
        self.env.filters.pop("attr", None)
        self.env.filters["linked_headings"] = linked_headings
        own = {
            path.removeprefix("templates/"): body.decode("utf-8", "replace")
            for path, body in self.settings["GAZETTE_OWN"].theme.items()
            if path.startswith("templates/")
        }
        if own and self.env.loader is not None:
            publishers = PrefixLoader({"publisher": self.env.loader})
            self.env.loader = ChoiceLoader([DictLoader(own), self.env.loader, publishers])
        self.own = frozenset(own)

    def render(self, page: Page) -> bytes:
        """A page's HTML: a pure function of its template and its view. Raises Stop for a package's own template."""
        try:
            html: str = self.env.get_template(page.template).render(page.view)
        except Exception as error:
            if not self.own:
                raise
            raise Stop(_in_own_template(error, page, self.own)) from error
        return (html + "\n").encode("utf-8")


_HEADING = re.compile(r'(<(h[2-4]) id="([^"]+)"[^>]*>(?:(?!</h[2-4]>).)*)(?=</\2>)', re.DOTALL)
_ANCHOR = r'\1<a class="anchor" href="#\3" aria-hidden="true" tabindex="-1"></a>'
"""For a pointer to copy: who reads with ears or keys is spared a second name in every heading."""


def linked_headings(html: str) -> Markup:
    """HTML of a template, with a link to itself at the end of each heading that has an id."""
    return Markup(_HEADING.sub(_ANCHOR, str(html)))  # noqa: S704 - what the template says is escaped


def _in_own_template(error: Exception, page: Page, own: Collection[str]) -> Problem:
    """What went wrong in a template of the package's own, or in one that it extends."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        if line is None and frame.filename == "<template>":
            line = frame.lineno
    name = name if name in own else page.template if page.template in own else min(own)
    hint = "a template is given what the publisher's of the same name shows: begin with a copy of that one"
    message = f"the page {page.path} cannot be made: {error}"
    return Problem("theme-template", message, Place(f"theme/templates/{name}", line or 1), hint=hint)


_FORMATS = ("format", "format_map")


def _item_or_attribute(environment: Environment, value: Any, name: str) -> Any:  # noqa: ANN401 - as Jinja asks
    """What `value.name` stands for in a template. Jinja looks for an attribute first, but views are mappings."""
    # `format` of a text reads any attribute of what it is given, behind the back of this function.
    if isinstance(name, str) and (name.startswith("_") or (isinstance(value, str) and name in _FORMATS)):
        return environment.undefined(obj=value, name=name)
    try:
        return value[name]
    except (TypeError, LookupError, AttributeError):
        try:
            return getattr(value, name)
        except AttributeError:
            return environment.undefined(obj=value, name=name)


def renderer(own: Own | None = None) -> Callable[[Page], bytes]:
    """The way from a page to its HTML for one who renders pages one by one; a template that changes is read again."""
    with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
        settings = pelican_settings(
            sys.modules[__name__], Path(empty), (), lambda _page, _body: None, own=own
        )
        for name in own.plugins if own else ():
            import_module(name).register()
        generator = PageGenerator(
            context={}, settings=settings, path=empty, theme=settings["THEME"], output_path=empty
        )
    generator.prepare()
    return generator.render


def get_generators(_pelican: object) -> type[PageGenerator]:
    """Pelican asks every plugin for its generators."""
    return PageGenerator


def register() -> None:
    """Connect to Pelican. Connecting twice is harmless: signals keep a module's function once."""
    signals.get_generators.connect(get_generators)
