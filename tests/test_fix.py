"""`fix` mends what is safe, shows it first, and leaves alone what a program would have to guess."""

import shutil

import pytest

from gazette.pipeline.fix import fixes
from gazette.pipeline.sheets import write
from gazette.project import Project
from tests.conftest import run_gazette
from tests.packages import EXAMPLES, lay

PAGE = "content/pages/about.fr.md"


@pytest.fixture
def package(tmp_path):
    """A package in three languages."""
    root = tmp_path / "package"
    shutil.copytree(EXAMPLES / "good/trilingual", root)
    return root


def bytes_of(root):
    """Every file with its bytes."""
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_sound_package_has_nothing_to_mend(package):
    """Status 0, and no byte changes."""
    before = bytes_of(package)
    done = run_gazette("fix", "--yes", project=package)
    assert (done.returncode, done.stdout) == (0, "Nothing to mend.\n")
    assert bytes_of(package) == before


def test_what_is_mended_is_shown_and_written_only_when_asked(package):
    """Without a terminal and without --yes the difference is shown and nothing is written."""
    path = package / PAGE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "\ufeff" + text.rstrip("\n").replace("\n", "\r\n") + "\r\n\r\nQuoi ?  Oui !\r\n",
        encoding="utf-8",
        newline="",
    )
    before = bytes_of(package)
    done = run_gazette("fix", project=package)
    assert done.returncode == 1
    assert "+Quoi\u00a0? Oui\u00a0!" in done.stdout
    assert "fix --yes" in done.stdout
    assert bytes_of(package) == before
    assert run_gazette("fix", "--yes", project=package).returncode == 0
    assert path.read_text(encoding="utf-8").endswith("Quoi\u00a0? Oui\u00a0!\n")
    assert b"\r" not in path.read_bytes()
    assert run_gazette("check", "--strict", project=package).returncode == 0
    assert run_gazette("fix", project=package).stdout == "Nothing to mend.\n"


def test_cells_and_descriptors_are_mended_in_place(package):
    """Only the text of the cell changes: the quotes around it, and every other byte, stay."""
    (table,) = [
        path for path in (package / "content/tables").glob("*.csv") if "_fr" in path.read_text("utf-8")
    ][:1]
    lines = table.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split(",")
    place = next(at for at, name in enumerate(columns) if name.endswith("_fr"))
    cells = lines[1].split(",")
    cells[place] = '"L\'état :  ""bon"""'
    table.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    write(Project(package), fixes(Project(package)))
    cells[place] = '"L’état\u00a0: «\u00a0bon\u00a0»"'
    assert table.read_text(encoding="utf-8").splitlines() == [lines[0], ",".join(cells), *lines[2:]]


@pytest.mark.parametrize(
    "body", [b"Caf\xe9 \x81?\n", b"\xe3\xe6\xc7\xe5 ?\n", b"<<<<<<< ours\nQuoi ?\n=======\n>>>>>>> theirs\n"]
)
def test_what_would_have_to_be_guessed_is_left_alone(package, body):
    """A file of no certain encoding, or in which a merge was not finished, keeps its bytes."""
    (package / PAGE).write_bytes(body)
    assert not [file for file in fixes(Project(package)) if file.path == PAGE]


def test_only_what_is_named_is_mended(package):
    """A path narrows the command to a file or a folder."""
    for name in ("about.fr.md", "about.en.md"):
        path = package / "content/pages" / name
        path.write_text(path.read_text("utf-8") + "\nTwo  spaces.\n", encoding="utf-8")
    assert [file.path for file in fixes(Project(package), ["content/pages/about.en.md"])] == [
        "content/pages/about.en.md"
    ]
    assert len(fixes(Project(package), ["content/pages/"])) == 2


@pytest.mark.parametrize(
    "code", ["wrong-sign", "loose-space", "byte-order-mark", "carriage-return", "not-composed"]
)
def test_a_problem_that_names_the_command_is_gone_after_it(tmp_path, code):
    """What a bad package has wrong, the command mends, and the check then finds nothing."""
    root = lay(code, tmp_path)
    assert f"[{code}]" in run_gazette("check", project=root).stdout
    assert run_gazette("fix", "--yes", project=root).returncode == 0
    assert f"[{code}]" not in run_gazette("check", project=root).stdout
