"""`explain`: what a problem means."""

from typing import Any

import click

from gazette.cli.shared import tell


@click.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(obj: dict[str, Any], code: str | None) -> int:
    """Explain a problem CODE: what it means, why it matters, how to mend it. Without CODE, list them all.

    \b
      gazette explain                   all codes
      gazette explain duplicate-key     one of them
    """  # noqa: D301 - click wants the backspace itself
    from gazette.problem import codes
    from gazette.report import explain as explained
    from gazette.report import harmless

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
