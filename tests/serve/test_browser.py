"""In a real browser: the page reloads after a good build, and shows the problems of a build that failed."""

import shutil

import pytest

from tests.serve.conftest import edit


@pytest.fixture
def page():
    """A page of the system's browser."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


POLICY = b"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'\">"


@pytest.mark.browser
def test_reload_and_banner(preview, page):
    """Also under a policy that allows a page nothing but its own scripts."""
    index = preview.folder / "index.html"
    index.write_bytes(index.read_bytes().replace(b"<title>", POLICY + b"<title>"))
    page.goto(f"http://127.0.0.1:{preview.port}/")
    assert page.locator("p").all_inner_texts() == ["One"]

    preview.problems = "error[empty-cell] content/goals.csv:2"
    (preview.source / "a.csv").write_text("1", encoding="utf-8")
    page.get_by_text("error[empty-cell] content/goals.csv:2").wait_for()
    assert page.locator("p >> text=One").is_visible()

    preview.problems = ""
    index.write_bytes(index.read_bytes().replace(b"One", b"Two"))
    (preview.source / "a.csv").write_text("12", encoding="utf-8")
    page.get_by_text("Two").wait_for()
    assert page.locator("pre").count() == 0


@pytest.mark.browser
def test_an_edit_leads_to_its_record_and_warnings_stand_in_a_corner(root, served, page):
    """Somebody looks at a page that does not show it, under the real policy; what can wait is told in a corner."""
    page.goto(f"http://127.0.0.1:{served.port}/fr/goals/open/")
    edit(root, "content/tables/measures.csv", "Inspect every bridge once a year", "Look at every bridge")
    page.wait_for_url("**/fr/measures/inspect/")
    edit(root, "content/tables/measures.csv", "Inspecter chaque pont une fois par an", "")
    page.locator("h1 >> text=Look at every bridge").wait_for()
    page.locator("details[role=note] summary").wait_for()
    page.locator("details[role=note] summary").click()
    assert "missing-translation" in page.locator("details[role=note] pre").inner_text()
