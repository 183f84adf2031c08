"""The same publication is the same bytes, whatever the process, the hash seed, the time zone and the locale."""

import os
import subprocess
import sys

from tests.conformance.conftest import ROOT

PROGRAM = """
import hashlib, sys
from pathlib import Path
from gazette.assemble import assemble
from gazette.describe import describe_all
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
catalog = assemble(load(Project(Path(sys.argv[1]))))
files = export_all(catalog)
for artifact in describe_all(catalog, files):
    print(artifact.path, artifact.sha256)
"""


def test_metadata_is_identical_from_run_to_run():
    """Two processes with other seeds, zones and locales write every metadata file alike."""
    listed = []
    for seed, zone, locale in (("1", "Pacific/Kiritimati", "C.UTF-8"), ("2", "America/Adak", "C")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(ROOT)],
            capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        listed.append(done.stdout.splitlines())
    assert len(listed[0]) > 20
    assert listed[0] == listed[1]
