"""`translate` carries the texts of tables to translators and back, and takes over only what still fits."""

import io
import subprocess

import pytest
from babel.messages.pofile import read_po, write_po

from gazette.pipeline.translate import export_texts
from gazette.project import Project
from tests.conftest import run_gazette
from tests.packages import lay

GOALS = "content/tables/goals.csv"


@pytest.fixture
def package(tmp_path):
    """A package in three languages."""
    return lay("trilingual", tmp_path)


def exported(package, language="fr"):
    """The catalogue of a language, as a translator's program reads it."""
    return read_po(io.BytesIO(export_texts(Project(package), language)))


def given_back(package, catalog):
    """What the command says to a catalogue that came back."""
    body = io.BytesIO()
    write_po(body, catalog, width=0)
    path = package.parent / "back.po"
    path.write_bytes(body.getvalue())
    return run_gazette("translate", "import", path, "--yes", project=package)


def tables(package):
    """The bytes of every table."""
    return {path.name: path.read_bytes() for path in (package / "content/tables").glob("*.csv")}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_catalogue_that_comes_back_as_it_went_changes_nothing(package, language):
    """Export and import are each other's inverse, and the export has the same bytes each time."""
    before = tables(package)
    done = run_gazette("translate", "export", language, package.parent / "out.po", project=package)
    assert done.returncode == 0, done.stdout
    assert (package.parent / "out.po").read_bytes() == export_texts(Project(package), language)
    done = run_gazette("translate", "import", package.parent / "out.po", "--yes", project=package)
    assert (done.returncode, done.stdout) == (0, "Nothing changes.\n")
    assert tables(package) == before


def test_a_message_has_the_source_text_the_place_and_the_columns_title(package):
    """The translator sees what is translated and where it stands."""
    catalog = exported(package)
    message = catalog.get("Clean water", context="goals/clean-water/title")
    assert message.string == "Eau propre"
    assert message.locations == [(GOALS, 2)]
    assert not message.fuzzy


def test_only_cells_whose_translation_differs_change_and_signs_are_set(package):
    """The space before the sign is the one that French wants; a fuzzy or empty message changes nothing."""
    catalog = exported(package)
    catalog.get("Clean water", context="goals/clean-water/title").string = "Eau propre : partout"
    quiet = catalog.get("Quiet nights", context="goals/quiet-nights/title")
    quiet.string = "Nuits"
    quiet.flags.add("fuzzy")
    before = (package / GOALS).read_text(encoding="utf-8")
    done = given_back(package, catalog)
    assert done.returncode == 0, done.stdout
    assert (package / GOALS).read_text(encoding="utf-8") == before.replace(
        "Eau propre", "Eau propre\u00a0: partout"
    )


def test_a_text_whose_source_has_changed_is_refused_and_nothing_changes(package):
    """The translation was made of another text; the record that is gone is told, too."""
    catalog = exported(package)
    for message in catalog:
        if message.id:
            message.string += " !"
    table = package / GOALS
    changed = (
        table.read_text(encoding="utf-8")
        .replace("Clean water", "Very clean water")
        .replace("quiet-nights", "still-nights")
    )
    table.write_text(changed, encoding="utf-8")
    actions = package / "content/tables/actions.csv"
    actions.write_text(
        actions.read_text(encoding="utf-8").replace("quiet-nights", "still-nights"), encoding="utf-8"
    )
    before = tables(package)
    done = given_back(package, catalog)
    assert done.returncode == 1
    assert 'the source text of "goals/clean-water/title" has changed' in done.stdout
    assert 'there is no text "goals/quiet-nights/title" any more' in done.stdout
    assert tables(package) == before


def test_a_placeholder_is_kept(package):
    """An address of the source text has to stand in the translation."""
    table = package / GOALS
    table.write_text(
        table.read_text(encoding="utf-8").replace("Clean water", "See https://example.org/water"),
        encoding="utf-8",
    )
    catalog = exported(package)
    done = given_back(package, catalog)
    assert done.returncode == 1
    assert 'has lost "https://example.org/water"' in done.stdout


@pytest.mark.parametrize("body", [b"no catalogue", b"\xff\xfe", b'msgid "a"\nmsgstr "b"\n'])
def test_what_is_no_catalogue_is_refused(package, body):
    """A file of another kind, or one that does not say its language, ends in a message."""
    path = package.parent / "bad.po"
    path.write_bytes(body)
    done = run_gazette("translate", "import", path, "--yes", project=package)
    assert done.returncode == 1
    assert "error[cannot-amend]" in done.stdout


def test_a_translation_that_fell_behind_is_fuzzy(package):
    """Where a released text has another wording now and the translation has not, the message says what it was."""
    for name in ("CITATION.cff", "CHANGELOG.md"):
        (package / name).unlink(missing_ok=True)
    done = run_gazette("release", project=package)
    assert done.returncode == 0, done.stdout + done.stderr
    table = package / GOALS
    table.write_text(
        table.read_text(encoding="utf-8").replace("Clean water", "Very clean water"), encoding="utf-8"
    )
    catalog = exported(package)
    message = catalog.get("Very clean water", context="goals/clean-water/title")
    assert message.fuzzy
    assert b'#| msgid "Clean water"' in export_texts(Project(package), "fr")
    assert not catalog.get("Quiet nights", context="goals/quiet-nights/title").fuzzy


def test_gettext_reads_the_catalogue(package):
    """GNU's own compiler, where it is installed, finds nothing wrong."""
    path = package.parent / "fr.po"
    path.write_bytes(export_texts(Project(package), "fr"))
    try:
        done = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("msgfmt of GNU gettext is not installed")
    assert done.returncode == 0, done.stderr
