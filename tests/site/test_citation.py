"""Citations on pages: of every table and every record, read back as reference managers read them."""

import json
import re

import pytest

from gazette.describe import describe_all
from gazette.export import export_all
from gazette.site import site_files
from gazette.site.citation import cited_part
from gazette.site.pages import all_pages
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.declared import declared, hostile

_PLAIN = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
_PLAIN |= {r"\textbraceleft{}": "{", r"\textbraceright{}": "}"}


def read_bibtex(text):
    """The fields of the one entry: values in braces that are balanced, escapes undone."""
    head, _, rest = text.partition("{")
    fields, name, value, depth = {"kind": head}, "", "", 0
    key, _, rest = rest.partition(",\n")
    fields["key"] = key
    for piece in re.findall(r"\\(?:text\w+\{\}|[^{}])|[{}]|[^\\{}]+", rest):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
            if depth == 0:
                fields[name], value = value, ""
        elif depth == 0:
            name = piece.strip(" ,=\n")
        else:
            value += _PLAIN.get(piece, piece[1:] if piece.startswith("\\") else piece)
    assert depth == -1, "the entry itself is closed last"
    return fields


def read_ris(text):
    """Tag to values; a line that is no tag would be an error."""
    found = {}
    for line in text.split("\r\n")[:-1]:
        tag, sign, value = line[:2], line[2:6], line[6:]
        assert sign == "  - "
        found.setdefault(tag, []).append(value)
    return found


def on_one_line(text):
    """What a citation makes of a text: every run of white space is one space."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("catalog", [declared(), hostile()], ids=["declared", "hostile"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_record_and_table_can_be_cited(catalog, language):
    """BibTeX, RIS and CSL-JSON beside its page say the same title, version and address, whatever the texts are."""
    files = {made.path: made.body.decode() for made in site_files(catalog)}
    boats = catalog.by_name["boats"]
    for record, folder, address in (
        (None, f"{language}/data/boats/", f"https://harbour.internal/{language}/data/boats/"),
        (boats.by_id["heron"], f"{language}/boats/heron/", "https://harbour.internal/id/boats/heron/"),
    ):
        title = on_one_line((boats.label(record) if record else boats.title).best(language).text)
        bib = read_bibtex(files[f"{folder}citation.bib"])
        ris = read_ris(files[f"{folder}citation.ris"])
        (csl,) = json.loads(files[f"{folder}citation.json"])
        assert bib["title"] == ris["TI"][0] == on_one_line(csl["title"]) == title
        assert bib["version"] == ris["ET"][0] == csl["version"] == "1.2.0"
        assert bib["url"] == ris["UR"][0] == csl["URL"] == address
        assert (next(iter(ris)), list(ris)[-1]) == ("TY", "ER")
        assert ris["LA"] == [language]
        assert csl["language"] == language


def test_every_page_links_to_its_own_files():
    """The page of a record and of a table shows the sentence and names files that are made."""
    catalog = declared()
    files = list(site_files(catalog))
    paths = {made.path for made in files}
    data = export_all(catalog)
    data += describe_all(catalog, data)
    pages = [one for one in all_pages(catalog, [*files, *data]) if "cited" in one.view]
    beside = [one for one in pages if one.template in ("record.html", "dataset.html")]
    assert len(beside) == 3 * (
        sum(len(one.records) for one in catalog.of_role("record")) + len(catalog.tables)
    )
    for page in beside:
        folder = page.path.removesuffix("index.html")
        assert [one["name"] for one in page.view["cited"]["files"]] == ["BibTeX", "RIS", "CSL-JSON"]
        for one in page.view["cited"]["files"]:
            assert one["href"].removeprefix("../" * page.path.count("/")).startswith(folder)
            assert one["href"].removeprefix("../" * page.path.count("/")) in paths


def test_the_sentence_is_in_the_words_of_the_page():
    """The two words that are the interface's own are translated; the address stands apart."""
    catalog = declared()
    boats = catalog.by_name["boats"]
    said = cited_part(
        Reader(catalog, load_words("fr"), {}), "fr/boats/heron/index.html", boats, boats.by_id["heron"]
    )
    assert said["text"] == "La capitainerie (2024). Héron. Dans\u00a0: Harbour (fr). Version 1.2.0."
    assert said["address"] == "https://harbour.internal/id/boats/heron/"
