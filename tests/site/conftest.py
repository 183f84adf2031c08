"""What tests of pages share: a page of the real site as a browser reads it."""

import pytest
from selectolax.lexbor import LexborHTMLParser


@pytest.fixture(scope="module")
def read(real_site):
    """A page of the real site by its path or address, as a browser reads it."""

    def page(path):
        file = real_site / path
        return LexborHTMLParser((file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8"))

    return page
