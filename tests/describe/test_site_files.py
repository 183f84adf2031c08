"""Checksums, sitemap and robots, each read by the tool it is meant for."""

import subprocess
import urllib.robotparser
import xml.etree.ElementTree as ElementTree

from gazette.describe import DESCRIBERS, PageAddress, describe_all, describe_pages
from gazette.export import export_all
from tests.catalogs import harbour, single

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOMES = {"en": "en/index.html", "fr": "fr/index.html", "x-default": "index.html"}
ABOUT = {"fr": "fr/about/index.html", "en": "en/about/index.html"}
PAGES = (
    PageAddress("fr/about/index.html", "fr", ABOUT),
    PageAddress("en/about/index.html", "en", ABOUT),
    PageAddress("index.html", "en", HOMES),
    PageAddress("en/a&b/index.html", "en", {}),
)


def made(catalog, pages=()):
    """Everything made of a catalogue, by path."""
    files = export_all(catalog)
    return {
        artifact.path: artifact
        for artifact in (*files, *describe_all(catalog, files), *describe_pages(catalog, pages))
    }


def test_sha256sum_finds_every_file_whole(tmp_path):
    """The checksums cover the folder but for themselves, and the ordinary tool agrees with them."""
    files = made(harbour())
    for path, artifact in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.body)
    folder = tmp_path / "data/latest"
    done = subprocess.run(
        ["sha256sum", "--strict", "--check", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True
    )
    assert done.returncode == 0, done.stdout
    listed = [line[66:] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    there = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    assert listed == sorted(listed)
    assert set(listed) == set(there) - {"SHA256SUMS"}


def test_the_sitemap_names_every_page_with_its_languages():
    """Pages stand in order, with canonical addresses, dates of the publication and alternates."""
    root = ElementTree.fromstring(made(harbour(), PAGES)["sitemap.xml"].body)
    pages = [page.findtext("s:loc", namespaces=NAMES) for page in root.findall("s:url", NAMES)]
    home = "https://harbour.internal/"
    assert pages == [home + "en/a&b/", home + "en/about/", home + "fr/about/", home]
    assert {stamp.text for stamp in root.findall("s:url/s:lastmod", NAMES)} == {"2024-09-16"}
    about = root.findall("s:url", NAMES)[1].findall("x:link", NAMES)
    assert {link.get("hreflang"): link.get("href") for link in about} == {
        "en": home + "en/about/",
        "fr": home + "fr/about/",
        "x-default": home + "en/about/",
    }
    door = root.findall("s:url", NAMES)[3].findall("x:link", NAMES)
    assert {link.get("hreflang"): link.get("href") for link in door}["x-default"] == home


def test_robots_lets_everybody_in_and_names_the_sitemap():
    """A crawler's own parser reads the file."""
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(made(harbour())["robots.txt"].body.decode().splitlines())
    assert parser.can_fetch("anybody", "https://harbour.internal/en/")
    assert parser.site_maps() == ["https://harbour.internal/sitemap.xml"]


def test_the_same_catalogue_gives_the_same_bytes():
    """Nothing depends on the clock, on the order of files or on what was made before."""
    catalog = harbour()
    files = export_all(catalog)
    assert describe_all(catalog, files) == describe_all(catalog, files[::-1])
    assert describe_pages(catalog, PAGES) == describe_pages(catalog, PAGES[::-1])


def test_every_describer_adds_files_of_its_own():
    """No two describers write one path, and hostile names break none of them."""
    catalog = single("</script>", "a\nb", '"', "🙂")
    files = export_all(catalog)
    described = describe_all(catalog, files)
    paths = [artifact.path for artifact in (*files, *described)]
    assert len(paths) == len(set(paths))
    assert len(described) > len(DESCRIBERS)
