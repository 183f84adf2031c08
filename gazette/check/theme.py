"""The project's own templates: each can be read, and is written as templates are."""

from collections.abc import Iterator

from gazette.check.run import Run
from gazette.problem import Place, Problem
from gazette.project import THEME


def check_theme(run: Run) -> Iterator[Problem]:
    """Templates that are no UTF-8 or break the syntax of Jinja."""
    templates = {path: body for path, body in run.source.theme.items() if path.startswith("templates/")}
    if not templates:
        return
    from jinja2 import Environment, TemplateSyntaxError

    environment = Environment(autoescape=True)
    for path, body in templates.items():
        run.examined.add("templates")
        try:
            environment.parse(body.decode("utf-8"), path.removeprefix("templates/"))
        except UnicodeDecodeError:
            yield Problem("not-utf8", "this template is not written in UTF-8", Place(f"{THEME}/{path}"))
        except TemplateSyntaxError as error:
            message = f"this template cannot be read: {error.message}"
            yield Problem("theme-template", message, Place(f"{THEME}/{path}", error.lineno))
