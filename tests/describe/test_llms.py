"""The page of links for programs."""

import re

from gazette.describe import describe_all
from gazette.export import export_all
from tests.catalogs import harbour
from tests.declared import hostile


def written(catalog):
    """The page, and all addresses that are published with it."""
    files = export_all(catalog)
    files += describe_all(catalog, files)
    body = next(file.body for file in files if file.path == "llms.txt").decode()
    return body, {catalog.homepage + file.path for file in files}


def test_every_file_that_it_names_exists():
    """Links lead to files of this build or to dataset pages."""
    body, published = written(harbour())
    links = re.findall(r"\]\(([^)]+)\)", body)
    own = [link for link in links if link.startswith("https://harbour.internal/")]
    assert own
    for link in own:
        assert link in published or re.fullmatch(r"https://harbour\.internal/en/data/[a-z]+/", link)


def test_a_hostile_title_stays_one_heading():
    """Text cannot open a section or a link of its own."""
    body, _ = written(hostile())
    lines = body.splitlines()
    assert sum(line.startswith("# ") for line in body.split("\n")) == 1
    assert lines[0].startswith(r"# \</script\>")
    assert not any(line.startswith("TY") for line in lines)
