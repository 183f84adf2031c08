"""`explain`: what a problem means."""

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

        near = difflib.get_close_matches(code, codes(), n=1)
        hint = f' Did you mean "{near[0]}"?' if near else f" {obj['program']} explain lists all codes."
        raise click.UsageError(f'there is no problem code "{harmless(code)}".{hint}')
    tell(explained(code))
    return 0


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
