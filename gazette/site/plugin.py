"""The Pelican plugin: one generator that renders the pages it was given. Stateless: signals outlive runs."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican import signals
from pelican.generators import Generator

from gazette.site.page import Page
from gazette.site.settings import pelican_settings


class PageGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Renders every page of the setting GAZETTE_PAGES and hands it with its bytes to GAZETTE_RENDERED."""

    def generate_output(self, _writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Render and hand over; Pelican's own writer would copy its settings into every page's context."""
        self.env.getattr = partial(_item_or_attribute, self.env)
        rendered = self.settings["GAZETTE_RENDERED"]
        for page in self.settings["GAZETTE_PAGES"]:
            rendered(page, self.render(page))

    def render(self, page: Page) -> bytes:
        """A page's HTML: a pure function of its template and its view."""
        html: str = self.env.get_template(page.template).render(page.view)
        return (html + "\n").encode("utf-8")


def _item_or_attribute(environment: Environment, value: Any, name: str) -> Any:  # noqa: ANN401 - as Jinja asks
    """What `value.name` stands for in a template. Jinja looks for an attribute first, but views are mappings."""
    try:
        return value[name]
    except (TypeError, LookupError, AttributeError):
        try:
            return getattr(value, name)
        except AttributeError:
            return environment.undefined(obj=value, name=name)


def renderer() -> Callable[[Page], bytes]:
    """The way from a page to its HTML for one who renders pages one by one; a template that changes is read again."""
    with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
        settings = pelican_settings(sys.modules[__name__], Path(empty), (), lambda _page, _body: None)
        generator = PageGenerator(
            context={}, settings=settings, path=empty, theme=settings["THEME"], output_path=empty
        )
    generator.env.getattr = partial(_item_or_attribute, generator.env)
    return generator.render


def get_generators(_pelican: object) -> type[PageGenerator]:
    """Pelican asks every plugin for its generators."""
    return PageGenerator


def register() -> None:
    """Connect to Pelican. Connecting twice is harmless: signals keep a module's function once."""
    signals.get_generators.connect(get_generators)
