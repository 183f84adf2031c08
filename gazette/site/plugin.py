"""The Pelican plugin: one generator that renders the pages it was given. Stateless: signals outlive runs."""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from gazette.site.page import Page


class PageGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Renders every page of the setting GAZETTE_PAGES and hands its bytes to GAZETTE_WRITE."""

    def generate_output(self, _writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Render and hand over; Pelican's own writer would copy its settings into every page's context."""
        write = self.settings["GAZETTE_WRITE"]
        for page in self.settings["GAZETTE_PAGES"]:
            write(page.path, self.render(page))

    def render(self, page: Page) -> bytes:
        """A page's HTML: a pure function of its template and its view."""
        html: str = self.env.get_template(page.template).render(page.view)
        return (html + "\n").encode("utf-8")


def get_generators(_pelican: object) -> type[PageGenerator]:
    """Pelican asks every plugin for its generators."""
    return PageGenerator


def register() -> None:
    """Connect to Pelican. Connecting twice is harmless: signals keep a module's function once."""
    signals.get_generators.connect(get_generators)
