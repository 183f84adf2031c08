"""The Nu HTML checker finds no error on any page."""

import subprocess

import pytest

from tests.javascript import MODULES, require


@pytest.mark.java
def test_every_page_is_valid(real_site):
    """0 errors on all pages, the sheet apart."""
    java = require("java")
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    brief = [
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
    ]  # it runs for seconds: half of its time went into compiling
    command = [java, "-Xss4m", *brief, "-jar", str(jar), "--errors-only", "--skip-non-html", str(real_site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr[:4000]
