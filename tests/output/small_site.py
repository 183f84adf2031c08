"""A small site whose every file carries its generation; run as a program, it publishes one.

python small_site.py TARGET GENERATION [--pages N] [--times N] [--hold]
"""

import argparse
import sys
from pathlib import Path

from gazette.artifact import Artifact
from gazette.problem import Stop
from gazette.publish import freeze, publish

PAGES = 11


def files(generation: int, pages: int = PAGES) -> dict[str, bytes]:
    """Path to body; a cut or mixed file is none of these."""
    body = b"generation %d\n" % generation
    long = body * 50 + b"end\n"
    return {f"en/{n % 3}/page-{n}.html" if n else "index.html": long for n in range(pages)}


def write(target: Path, generation: int, pages: int = PAGES) -> None:
    """Publish one generation, in this process."""
    with publish(target) as stage:
        for path, body in files(generation, pages).items():
            stage.write(path, body)


def say(word: str) -> None:
    """Tell the test how far this program is."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> int:
    """Publish as a build does: problems on one line each, and the status of the Stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=Path)
    parser.add_argument("generation", type=int)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--hold", action="store_true", help="wait for a line of input inside")
    options = parser.parse_args()
    say("begin")
    try:
        for generation in range(options.generation, options.generation + options.times):
            with publish(options.target) as stage:
                for path, body in files(generation, options.pages).items():
                    stage.write(path, body)
                if options.hold:
                    say("holding")
                    sys.stdin.readline()
    except Stop as stop:
        for problem in stop.problems:
            sys.stderr.write(f"error[{problem.code}] {problem.message} ({problem.place.file})\n")
        return stop.status
    return 0


def release() -> None:
    """Freeze a release of one file below the folder that is named, with a changelog beside it."""
    made, changes = (
        Artifact("a/b.csv", "text/csv", b"id"),
        Artifact("CHANGELOG.md", "text/markdown", b"new"),
    )
    freeze(Path(sys.argv[1]), "1.0.0", [made], [changes])


if __name__ == "__main__":
    sys.exit(main())
