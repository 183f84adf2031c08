"""What our care costs a page: Pelican, reading back and the stage, beside a bare Jinja2 loop over the same pages.

    python benchmarks/pages.py --repeats 7

Both render the same templates with the same views and write the same bytes; they take turns, and medians are told.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from bare import bare
from jinja2 import Environment, FileSystemLoader

from gazette.assemble import assemble
from gazette.load import load
from gazette.pipeline.publish import data_files
from gazette.project import Project
from gazette.publish import publish
from gazette.release.history import History
from gazette.site import all_pages, feeds, render, site_files
from gazette.site.plugin import linked_headings
from gazette.site.settings import THEME, jinja_options

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure in turns, print the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    catalog, past = assemble(load(Project(ROOT))), History()
    files = [*data_files(catalog, past), *site_files(catalog), *feeds(catalog, past)]
    pages = list(all_pages(catalog, files, past))
    sheets = [(page.path, page.template, page.view) for page in pages]
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(prefix="gazette-benchmark-") as name:
        for number in range(options.repeats):
            environment = Environment(loader=FileSystemLoader(str(THEME / "templates")), **jinja_options())
            environment.filters["linked_headings"] = linked_headings
            theirs.append(bare(sheets, environment, Path(name) / f"bare-{number}")[2])
            with publish(Path(name) / f"ours-{number}") as stage:
                begun = time.process_time()
                render(pages, stage.write)
                ours.append(time.process_time() - begun)
    mine, floor = statistics.median(ours), statistics.median(theirs)
    print(
        f"{len(pages):,} pages; bare loop {floor:.2f} s, ours {mine:.2f} s of processor time: {mine / floor:.2f} times"
    )


if __name__ == "__main__":
    main()
