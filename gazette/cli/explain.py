"""`explain`: what a problem means."""

from pathlib import Path
from typing import Any

import click

from gazette.cli.shared import tell


@click.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(obj: dict[str, Any], code: str | None) -> int:
    """Explain a problem CODE: what it means, why it matters, how to mend it. Without CODE, list them all.

    `explain settings` prints every setting of `publisher` in datapackage.json with its default.

    \b
      gazette explain                   all codes
      gazette explain duplicate-key     one of them
      gazette explain settings          how the publication can be shown otherwise
      gazette explain RULE              a rule of the package here, by the name of its file
    """  # noqa: D301 - click wants the backspace itself
    from gazette.problem import codes
    from gazette.report import explain as explained
    from gazette.report import harmless

    if code == "settings":
        tell(_settings())
        return 0
    if code is None:
        width = max(map(len, codes()))
        for described in codes().values():
            tell(f"{described.name:<{width}}  {described.title}")
        return 0
    if code not in codes():
        import difflib

        rules = _rules(obj)
        if code in rules:
            tell(rules[code])
            return 0
        near = difflib.get_close_matches(code, [*codes(), *rules], n=1)
        hint = f' Did you mean "{near[0]}"?' if near else f" {obj['program']} explain lists all codes."
        raise click.UsageError(f'there is no problem code "{harmless(code)}".{hint}')
    tell(explained(code))
    return 0


def _rules(obj: dict[str, Any]) -> dict[str, str]:
    """Each rule of the package here by its name, which stands beside the caret: what it asks, and what to do."""
    from gazette.load import load
    from gazette.project import Project
    from gazette.report import harmless

    project = Project((obj["root"] or Path.cwd()).absolute())
    return {
        rule.name: "\n".join(
            harmless(line)
            for line in (
                f"{rule.name}: {rule.head['title']}",
                f"A rule of this package, in {rule.file.path}.",
                "",
                f"says:  {rule.head['message']}",
                f"help:  {rule.head['hint']}",
                "",
                *rule.query.strip().splitlines(),
            )
        )
        for rule in load(project).rules
    }


def _settings() -> str:
    """Every setting with what it does, and all of them as they are where nobody sets them."""
    import json

    from gazette.check.profile import profile
    from gazette.model.settings import DEFAULTS

    known = profile("publisher")["properties"]
    described = known.items() if isinstance(known, dict) else ()
    lines = [f"  {name:<8}{setting['description']}" for name, setting in described]
    defaults = {name: value for name, value in DEFAULTS.items() if value is not None}
    return "\n".join(
        [
            "The object `publisher` in datapackage.json says how the publication is shown. All of it is optional.",
            "",
            *lines,
            "",
            "As it is where nothing is set:",
            "",
            json.dumps({"publisher": defaults}, indent=2),
        ]
    )
