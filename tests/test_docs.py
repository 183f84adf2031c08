"""The guides keep their word: their commands are run as they stand, and what they say is printed is printed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
END = "--- end of step {} ---"


def steps(text: str) -> list[tuple[str, list[str]]]:
    """Each block of commands, with the lines that it must print."""
    found: list[tuple[str, list[str]]] = []
    for kind, block in BLOCK.findall(text):
        if kind == "sh":
            found.append((block, []))
        else:
            found[-1][1].extend(line.strip() for line in block.splitlines() if line.strip())
    return found


TUTORIAL = (ROOT / "docs/tutorial.md").read_text("utf-8")
GUIDES = {"tutorial": TUTORIAL}
"""Each guide, a section of the how-to being one; the section on a large table is run with fewer rows, as it says."""
GUIDES |= {
    section.partition("\n")[0]: section.replace("seq 1 100000 ", "seq 1 2000 ")
    for section in (ROOT / "docs/how-to.md").read_text("utf-8").split("\n## ")[1:]
}


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the commands in one shell that stops at the first failure, with `gazette` from this environment."""
    commands = folder / "bin"
    commands.mkdir()
    (commands / "gazette").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m gazette.cli "$@"\n', encoding="utf-8"
    )
    (commands / "gazette").chmod(0o755)
    work = folder / "work"
    work.mkdir()
    author = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@harbour.example"}
    author |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in author.items()}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=work,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={
            **os.environ,
            **author,
            "PATH": f"{commands}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("guide", GUIDES)
def test_each_step_does_what_the_guide_says(guide, tmp_path):
    """All blocks of commands run one after another; each prints the lines that stand below it."""
    blocks = steps(GUIDES[guide])
    assert blocks
    script = "".join(f"{commands}\necho '{END.format(at)}'\n" for at, (commands, _) in enumerate(blocks))
    done = run(script, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    rest = done.stdout
    for at, (commands, lines) in enumerate(blocks):
        printed, _, rest = rest.partition(END.format(at))
        for line in lines:
            assert line in printed, f"{commands}\nprinted:\n{printed}"


def test_the_reference_says_of_each_property_what_it_is_for():
    """Every property of the profiles has a row, and no row leaves a cell empty."""
    rows = [
        line
        for line in (ROOT / "docs/descriptor.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) > 100
    assert [row for row in rows if not all(cell.strip() for cell in row.strip("|").split("|"))] == []
