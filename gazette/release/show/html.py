"""A difference as one HTML page that needs nothing else: no script, no request, light and dark, printable."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from gazette.release.changes import Changes
from gazette.release.show.outline import outline
from gazette.release.show.sentences import Words, english, fit_to_print, heading


def page(changes: Changes, words: Words = english) -> str:
    """The whole page."""
    title, *lines = heading(changes, words)
    report = _template().render(
        title=title,
        lead=[line for line in lines if not line.startswith("  - ")],
        clauses=[line.removeprefix("  - ") for line in lines if line.startswith("  - ")],
        sections=outline(changes, words),
        words=words,
    )
    # HTML has no way to write most control characters, not even escaped.
    return "".join(
        character if fit_to_print(character) or character in "\n " else "\ufffd" for character in report
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("gazette.release.show", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("difference.html")
