"""A contact sheet for reviewers: every kind of page at three widths, in the light, in the dark and in Arabic.

`python -m tests.browser.sheet SITE FOLDER` photographs the built site SITE into FOLDER and writes index.html there.
"""

import functools
import html
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, Quiet, find_chromium, kinds_of

VIEWS = (
    ("en", 1280, "light"),
    ("en", 768, "dark"),
    ("en", 320, "light"),
    ("ar", 1280, "dark"),
    ("ar", 320, "light"),
    ("fr", 1280, "print"),
)


def photograph(site: Path, folder: Path) -> int:
    """Take every picture and write the sheet; gives the number of pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[tuple[str, str]] = []
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server,
        sync_playwright() as driver,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for language, width, look in VIEWS:
            scheme = "dark" if look == "dark" else "light"
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.emulate_media(media="print" if look == "print" else "screen")
            for kind, path in sorted(kinds_of(site / "en").items()):
                name = f"{kind}-{language}-{width}-{look}.png"
                page.goto(f"http://127.0.0.1:{server.server_port}/{language}/{path}")
                page.screenshot(path=folder / name)
                taken.append((kind, name))
            context.close()
        browser.close()
        server.shutdown()
    (folder / "index.html").write_text(_sheet(taken), encoding="utf-8")
    return len(taken)


def _sheet(taken: list[tuple[str, str]]) -> str:
    figures = "".join(
        f'<figure><a href="{name}"><img src="{name}" width="320" alt=""></a>'
        f"<figcaption>{html.escape(name)}</figcaption></figure>"
        for _, name in sorted(taken)
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>{figures}</html>\n'
    )


if __name__ == "__main__":
    sys.stdout.write(f"{photograph(Path(sys.argv[1]), Path(sys.argv[2]))} pictures\n")
