"""A difference shown: complete where it is for programs, short where it is for a glance, harmless everywhere."""

import json
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from gazette.release.changes import KINDS
from gazette.release.diff import diff
from gazette.release.markdown import MOST_LINES, draft
from gazette.release.outline import english
from gazette.release.reports import DIFF_REPORTERS, schema_of
from tests.release.cases import CASES, editions
from tests.release.editions import Spec, changed, edition, park
from tests.release.steps import rename_area

HOSTILE = "<script>alert(1)</script> [x](javascript:1) @all #1 \x1b[31m http://evil.internal ``` | ~~x~~"


def _hostile(spec: Spec) -> None:
    trees = spec["tables"]["trees"]
    trees["rows"][0][3] = HOSTILE
    trees["rows"][1][5] = "needle"
    trees["rows"].append(["new", "south", "2", HOSTILE, HOSTILE, "leaf", ""])
    spec["facts"]["title"] = HOSTILE
    spec["articles"]["about", "en"] = HOSTILE


def _many(spec: Spec) -> None:
    rows = spec["tables"]["trees"]["rows"]
    rows += [[f"new-{n}", "south", str(n), f"New tree {n}", "", "leaf", ""] for n in range(500)]
    rename_area(spec)
    _hostile(spec)


@pytest.fixture(scope="module")
def big():
    """A difference that no screen holds."""
    return diff(edition(park()), edition(changed(_many), "1.1.0"))


@pytest.mark.parametrize("kind", CASES)
def test_json_keeps_its_schema(kind):
    """Every kind of change is told in JSON as the published schema says."""
    report = json.loads(DIFF_REPORTERS["json"](diff(*editions(kind)), english))
    jsonschema.Draft202012Validator(schema_of("changes")).validate(report)
    assert kind in report["counts"]


def test_the_schema_is_valid_and_names_every_kind():
    """The published schema is a JSON Schema and lists the kinds in their order."""
    published = schema_of("changes")
    jsonschema.Draft202012Validator.check_schema(published)
    assert published["$defs"]["kind"]["enum"] == list(KINDS)


def test_json_tells_the_wording():
    """A changed text comes with its runs, in the language in which it changed."""
    report = json.loads(DIFF_REPORTERS["json"](diff(*editions("translation-changed")), english))
    assert report["changes"] == [
        {
            "kind": "translation-changed",
            "level": "patch",
            "table": "trees",
            "column": "text_fr",
            "record": "oak",
            "language": "fr",
            "label": {"en": "Plant seedlings beside the strengthened fence", "fr": "Semer"},
            "old": "Planter",
            "new": "Semer",
            "wording": [["deleted", "Planter"], ["inserted", "Semer"]],
        }
    ]
    assert report["verdict"] == {
        "level": "patch",
        "version": "1.0.1",
        "because": [{"level": "patch", "clause": "a translation changes"}],
    }


def test_markdown_is_one_screen(big):
    """However much changed, the short report is at most a screen and says how much it leaves out."""
    short = DIFF_REPORTERS["markdown"](big, english)
    assert len(short.splitlines()) <= MOST_LINES
    assert "more in the full report" in short


def test_markdown_is_only_words(big):
    """No text of the content becomes a link, an image, raw HTML or code in the Markdown."""
    short = DIFF_REPORTERS["markdown"](big, english)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(short)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [token for token in inline if token.type in ("link_open", "image", "s_open")]
    tags = {token.content for token in (*tokens, *inline) if token.type in ("html_inline", "html_block")}
    assert tags <= {"<ins>", "</ins>", "<del>", "</del>"}
    assert "\x1b" not in short
    assert "@all" not in short
    assert "#1" not in short
    assert not {token.type for token in tokens} & {"fence", "table_open", "html_block"}


def test_text_tells_everything_and_obeys_nothing(big):
    """The terminal report has every record, removals first, and no control character."""
    text = DIFF_REPORTERS["text"](big, english)
    assert all(f"trees/new-{n} " in text for n in range(500))
    assert text.index("Renamed") < text.index("Added (") < text.index("Changed records")
    assert "\x1b" not in text


def test_html_is_inert_and_alone(big):
    """The page has no script and no address of anything, and shows the wording as insertions and deletions."""
    page = DIFF_REPORTERS["html"](big, english)
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
    assert "&lt;script&gt;" in page
    assert "<del>leaf</del><ins>needle</ins>" in page
    assert page.count("<li") == page.count("</li>")


def test_removals_come_first():
    """The first section of a report is what was removed."""

    def step(spec: Spec) -> None:
        _hostile(spec)
        spec["tables"]["trees"]["rows"].pop(2)

    for form in ("text", "markdown", "html"):
        report = DIFF_REPORTERS[form](diff(edition(park()), edition(changed(step))), english)
        assert report.index("Removed") < min(report.index(title) for title in ("Added", "Changed records"))


def test_reports_speak_through_words():
    """Every sentence of a report goes through the words it is given."""
    for form in ("text", "markdown", "html"):
        report = DIFF_REPORTERS[form](diff(*editions("column-removed")), lambda words: f"¿{words}")
        assert "¿The column height of trees was removed." in report


def test_draft():
    """The drafted section names version, date and each change; another language quotes its own texts."""
    changes = diff(*editions("record-added"))
    assert draft(changes, "1.1.0", "en", english) == (
        "## 1.1.0 (2024-01-01)\n\n### Added\n\n- The record yew was added to trees. “Clip”\n"
    )
    translated = diff(*editions("translation-changed"))
    assert "- `trees/oak` “Semer”: The translation changed." in draft(translated, "1.0.1", "fr", english)
    assert "trees/oak" not in draft(translated, "1.0.1", "en", english)


def test_the_schema_is_packaged():
    """The published schema lies beside the code that it describes."""
    import gazette.release

    assert (Path(gazette.release.__file__).parent / "changes.schema.json").is_file()
