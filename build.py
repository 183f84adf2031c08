"""The front door: hands over to the publisher with this folder as the project.

`python build.py --help` lists what it can do; `python build.py` alone checks and builds.
"""

import sys
from pathlib import Path

from gazette.cli import main

if __name__ == "__main__":
    sys.exit(main(root=Path(__file__).resolve().parent, program="build.py"))
