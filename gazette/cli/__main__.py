"""`python -m gazette.cli` is the installed command `gazette`."""

import sys

from gazette.start import main

if __name__ == "__main__":
    sys.exit(main())
