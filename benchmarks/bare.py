"""The floor for pages: a bare Jinja2 loop that renders (template, view) pairs and writes the files.

`bare(...)` is what a program would do that knows nothing of Data Packages, atomic swaps or proofs. What a build
takes a page, divided by what this takes a page, is what our care costs.
"""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment

Sheet = tuple[str, str, Mapping[str, Any]]
"""The path of a page, the name of its template, and its view."""


def bare(sheets: Iterable[Sheet], environment: Environment, folder: Path) -> tuple[int, float, float]:
    """Render and write every page; returns how many, and the seconds of wall and of processor."""
    sheets = list(sheets)
    wall, cpu = time.perf_counter(), time.process_time()
    for path, template, view in sheets:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(environment.get_template(template).render(view), encoding="utf-8")
    return len(sheets), time.perf_counter() - wall, time.process_time() - cpu
