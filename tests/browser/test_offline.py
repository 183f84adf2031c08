"""The archive of the site, unpacked and opened from a disk: everything works but what asks an index or a database."""

import re
import zipfile

import pytest

from gazette import urls

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def disk(real_site, tmp_path_factory):
    """The folder into which the archive was unpacked."""
    folder = tmp_path_factory.mktemp("disk")
    with zipfile.ZipFile(real_site / urls.offline("strategy")) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def open_page(page, disk):
    """Opens a page of the disk; at the end of the test its console must be empty."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def opened(path):
        page.goto((disk / path / "index.html").as_uri(), wait_until="networkidle")
        return page

    yield opened
    assert said == []


def test_from_a_disk_every_link_names_a_file(open_page, disk, real_site, page):
    """The archive leads from page to page and says nothing of disks; the site itself says what a disk needs."""
    open_page("").click("a[lang=fr], li[lang=fr] a")
    assert page.url == (disk / "fr/index.html").as_uri()
    page.click(".rank li a >> nth=0")
    assert page.inner_text("h1") == "Cybercriminalité"
    assert page.eval_on_selector(".mast", "one => getComputedStyle(one).display") == "flex"
    linked = re.compile(r'href="(?!https?:|mailto:|/)([^"#?]*)')
    for file in [*disk.rglob("*.html"), *disk.rglob("*.svg")]:
        for link in linked.findall(file.read_text(encoding="utf-8")):
            assert not link or not (file.parent / link).is_dir(), (file, link)
    page.goto((disk / "index.html").as_uri())
    assert page.locator("#disk").is_hidden()
    page.goto((real_site / "index.html").as_uri())
    assert page.locator("#disk p:visible").count() == 3


def test_a_briefing_is_made_from_a_disk(open_page):
    """What is ticked is shown, and nothing else."""
    page = open_page("en/briefing")
    page.check("input[value=cybercrime]")
    page.click("button.button")
    assert page.locator(".brief:visible").count() == 1


def test_a_list_is_filtered_in_place_from_a_disk(open_page):
    """A filter and a word leave fewer rows on the same page."""
    page = open_page("fr/priorities")
    page.click(".filters summary >> nth=0")
    page.click(".filters details[open] a >> nth=0")
    assert page.url.endswith("/fr/priorities/index.html?tier=first-tier")
    assert page.locator("tbody tr:visible").count() == 4
    page.fill("#find", "cyber")
    assert page.locator("tbody tr:visible").count() == 1


@pytest.mark.parametrize(
    ("path", "notice"), [("search", "The search does not work from a disk"), ("data/explore", "from a disk")]
)
def test_what_needs_a_server_says_so(open_page, path, notice):
    """Search and queries say that they do not work from a disk, and offer no dead form."""
    page = open_page(f"en/{path}")
    assert page.locator("main .notice:visible", has_text=notice).count() == 1
    assert page.locator("main :is(form, button, textarea):visible").count() == 0
