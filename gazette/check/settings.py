"""Settings of the publisher: their form, whether what they name is there, and whether their colours can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec

from gazette.check.profile import profile, profile_problems
from gazette.check.run import Run, meant
from gazette.load.source import JsonFile
from gazette.model.settings import Settings
from gazette.problem import Problem

_BEHIND = {
    "accent": ("#ffffff", "white paper"),
    "deep": ("#ffffff", "its white letters"),
    "accentDark": ("#13181c", "dark paper"),
    "deepDark": ("#e6ebee", "its light letters"),
}
"""What a colour is seen beside, and what that is called."""
_LEAST = 4.5
"""The contrast of text (WCAG 2.2, success criterion 1.4.3)."""
_LARGEST_LOGO = 200_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


def check_settings(run: Run) -> Iterator[Problem]:
    """The object `publisher` of the descriptor, where it has one."""
    descriptor = run.source.descriptor
    made = descriptor.value.get("publisher") if descriptor else None
    if descriptor is None or not isinstance(made, Mapping):
        return  # what is no object has been told
    own = JsonFile(descriptor.file, made, ("publisher",))
    problems = [
        replace(problem, message=problem.message.replace("the document", "publisher"))
        for problem in profile_problems(own, profile("publisher"))
    ]
    yield from problems
    if problems:
        return
    settings = Settings.of(descriptor.value)
    yield from _named(run, own, settings)
    yield from _colours(own, settings)
    yield from _plugins(own, settings)
    if run.source.logo is not None:
        yield from _picture(own, run.source.logo[1])


def _named(run: Run, own: JsonFile, settings: Settings) -> Iterator[Problem]:
    tables = {
        name
        for table in run.source.tables
        for name in (table.name, str(table.resource.get("originalName") or table.name))
    }
    tables |= {str(name) for name in _declared(run) if name}
    articles = {article.name for article in run.source.articles}
    for name in settings.pages:
        if name not in tables:
            place = own.place(("tables", name), key=True)
            yield Problem(
                "bad-property", f'there is no table "{name}"', place, hint=meant(name, tables, _those(tables))
            )
    for at, name in enumerate(settings.menu):
        if name not in tables | articles:
            message = f'there is no table and no article "{name}"'
            yield Problem(
                "bad-property",
                message,
                own.place(("menu", at)),
                hint=meant(name, tables | articles, _those(tables | articles)),
            )


def _plugins(own: JsonFile, settings: Settings) -> Iterator[Problem]:
    for at, name in enumerate(settings.plugins):
        try:
            there = find_spec(name) is not None
        except ImportError:
            there = False
        if not there:
            hint = "install it beside the publisher; many are called like pelican-jinja-filters there"
            message = f'no plugin "{name}" is installed here'
            yield Problem("bad-property", message, own.place(("plugins", at)), hint=hint)


def _those(names: set[str]) -> str:
    return f"there are: {', '.join(sorted(names))}"


def _declared(run: Run) -> Iterator[object]:
    found = run.source.descriptor.value.get("resources") if run.source.descriptor else None
    for resource in found if isinstance(found, list) else ():
        if isinstance(resource, Mapping):
            yield from (resource.get("name"), resource.get("originalName"))


def _colours(own: JsonFile, settings: Settings) -> Iterator[Problem]:
    for name, colour in settings.theme.items():
        behind, called = _BEHIND[name]
        reached = contrast(colour, behind)
        if reached < _LEAST:
            message = f"{name} {colour} cannot be read well beside {called}: its contrast is {reached:.1f}"
            hint = f"choose a {'lighter' if name == 'accentDark' else 'darker'} one: {_LEAST} is the least (WCAG 1.4.3)"
            yield Problem("low-contrast", message, own.place(("theme", name)), hint=hint)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _picture(own: JsonFile, body: bytes) -> Iterator[Problem]:
    if not body.startswith(_PICTURES):
        yield Problem("bad-property", "logo is no PNG, JPEG or WebP", own.place(("logo",)))
    elif len(body) > _LARGEST_LOGO:
        message = f"logo has {len(body):,} bytes; {_LARGEST_LOGO:,} are the most"
        yield Problem(
            "file-too-large", message, own.place(("logo",)), hint="every page loads it: make it smaller"
        )
