"""The front door: hands over to the publisher with this folder as the project.

`uv run build.py --help` lists what it can do; `uv run build.py` alone checks and builds.
"""

import os
import sys

try:
    from gazette.start import main
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed here. Run: pip install uv && uv run build.py")

if __name__ == "__main__":
    runner = "uv run" if os.environ.get("UV") else "python"
    sys.exit(main(root=os.path.dirname(os.path.realpath(__file__)), program=f"{runner} build.py"))
