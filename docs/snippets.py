"""Write with which versions the load snippets were run; --check only says whether that is so still.

The tests run the snippets; this file only asks what is installed. Programs that are not packages of the
project differ from machine to machine: of those, --check asks no more than that a version is told.
"""

import json
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from gazette.site import snippets

TARGET = Path(snippets.__file__).with_name(snippets.VERSIONS)
PROGRAMS = {"node": "node", "curl": "curl", "R": "Rscript"}
"""Tools that are no packages of the project, by the program that tells their version."""


def installed() -> dict[str, str]:
    """Each tool's version on this machine; one that is not here is left out."""
    found = {}
    for tool in snippets.tools():
        if tool == "python":
            found[tool] = platform.python_version()
        elif tool in PROGRAMS:
            if (path := shutil.which(PROGRAMS[tool])) is not None:
                command = [path, "--version"]
                said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
                found[tool] = re.findall(r"[0-9]+(?:\.[0-9]+)+", said)[0]
        else:
            try:
                found[tool] = metadata.version(tool)
            except metadata.PackageNotFoundError:
                continue
    return found


def stale() -> list[str]:
    """The tools whose version is told wrongly, or not at all though it is known here."""
    told, here = snippets.versions(), installed()
    return [
        tool
        for tool, version in here.items()
        if (tool not in told if tool in (*PROGRAMS, "python") else told.get(tool) != version)
    ]


def main() -> int:
    """Status 1 if --check finds a version that is not told."""
    if "--check" not in sys.argv:
        TARGET.write_text(json.dumps(installed(), indent=2) + "\n", encoding="utf-8")
    elif wrong := stale():
        sys.stderr.write(f"not fresh: {', '.join(wrong)}; run: uv run python docs/snippets.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
