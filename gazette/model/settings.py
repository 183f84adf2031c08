"""How the publication is shown: the object `publisher` of the descriptor, for which the standard has no word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULTS: Mapping[str, object] = {
    "theme": {"accent": "#0b4f6c", "deep": "#0b3a50", "accentDark": "#8ccbe6", "deepDark": "#0b2c3c"},
    "logo": None,
    "menu": [],
    "tables": {},
    "plugins": [],
}
"""Every setting as it is where nobody sets it."""
_VARIABLES = {"accent": "--accent", "deep": "--deep", "accentDark": "--accent", "deepDark": "--deep"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as they were made; what is not set is empty.

    `theme` has colours by what they are of; `pages` says by table whether its records have pages (`record`, `table`);
    `menu` names tables and articles. `logo` is the path of a picture in the package, `plugins`
    are the names of Pelican plugins that work on its templates.
    """

    theme: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    menu: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    plugins: tuple[str, ...] = ()

    @classmethod
    def of(cls, described: Mapping[str, object]) -> "Settings":
        """The settings in a descriptor."""
        made = _mapping(described.get("publisher"))
        menu, tables, plugins = made.get("menu"), _mapping(made.get("tables")), made.get("plugins")
        return cls(
            {name: str(colour) for name, colour in _mapping(made.get("theme")).items() if name in _VARIABLES},
            str(made.get("logo") or ""),
            tuple(str(name) for name in menu) if isinstance(menu, list | tuple) else (),
            {name: str(_mapping(table).get("pages") or "") for name, table in tables.items()},
            tuple(str(name) for name in plugins) if isinstance(plugins, list | tuple) else (),
        )

    def style(self) -> str:
        """The rules that the colours add to the style sheet; empty without any."""
        light, dark = (
            "".join(
                f" {_VARIABLES[name]}: {colour};"
                for name, colour in self.theme.items()
                if name.endswith("Dark") == in_the_dark
            )
            for in_the_dark in (False, True)
        )
        rules = f":root {{{light} }}\n" if light else ""
        # The rules of the sheet for dark screens come before, so that a light colour alone must not reach there.
        kept = {"accent": "--accent", "deep": "--deep"}.keys() & self.theme.keys()
        defaults = _mapping(DEFAULTS["theme"])
        for name in sorted(kept):
            if f"{name}Dark" not in self.theme:
                dark += f" {_VARIABLES[name]}: {defaults[f'{name}Dark']};"
        return rules + (f"@media (prefers-color-scheme: dark) {{ :root {{{dark} }} }}\n" if dark else "")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
