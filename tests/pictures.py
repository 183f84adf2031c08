"""The picture book: every kind of page as readers meet it, for eyes to judge.

`uv run python -m tests.pictures` photographs a built site into `pictures/`, a folder that is not kept: desktop, dark,
phone and Arabic of each kind, and its paper as PDF. `--readme` takes the picture of the README as well.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, find_chromium, kinds_of, serving

WAYS = {
    "desktop": ("en", 1280, "light"),
    "dark": ("en", 1280, "dark"),
    "phone": ("en", 390, "light"),
    "phone-dark": ("fr", 390, "dark"),
    "arabic": ("ar", 1280, "light"),
    "arabic-phone": ("ar", 390, "light"),
    "narrow": ("fr", 320, "light"),
}
"""A language, a width in CSS pixels and a scheme of colours for each way of meeting a page."""
HIGH, MOST = 844, 4000
"""CSS pixels of the window, and the most that is taken of a long page."""


def book(site: Path, folder: Path) -> Iterator[str]:
    """Write the pictures of a built site into a folder; gives a line for each page that is wider than its window."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = kinds_of(site / "en")
    with serving(site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for way, (language, width, scheme) in WAYS.items():
            for kind, path in sorted(kinds.items()):
                if not (site / language / path / "index.html").is_file():
                    continue
                target = folder / f"{kind}-{way}.png"
                if (wide := _take(browser, f"{address}{language}/{path}", target, width, scheme)) > width:
                    yield f"{language}/{path} is {wide} px wide in a window of {width} px"
        for kind, path in sorted(kinds.items()):
            page = browser.new_page()
            page.goto(f"{address}en/{path}")
            page.pdf(path=folder / f"{kind}-print.pdf", format="A4")
            page.close()
        browser.close()


def _take(browser: Browser, address: str, target: Path, width: int, scheme: str, high: int = 0) -> int:
    """One picture of a page; gives how wide its content is."""
    context = browser.new_context(
        viewport={"width": width, "height": high or HIGH},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    wide, tall = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    clip = {"x": 0, "y": 0, "width": width, "height": high or min(tall, MOST)}
    page.screenshot(path=target, full_page=True, clip=clip)  # type: ignore[arg-type]
    context.close()
    return int(wide)


def readme(site: Path, target: Path) -> None:
    """The home page as the README shows it."""
    with serving(site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        _take(browser, f"{address}en/", target, 1280, "light", 800)
        browser.close()


def main() -> None:
    """Take the pictures of `_site`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("_site"), help="a built site")
    parser.add_argument("--output", type=Path, default=Path("pictures"), help="the folder for the pictures")
    parser.add_argument("--readme", action="store_true", help="take docs/picture.png and nothing else")
    chosen = parser.parse_args()
    if chosen.readme:
        readme(chosen.site, Path("docs/picture.png"))
        return
    for line in book(chosen.site, chosen.output):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
