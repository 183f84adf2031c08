"""The site as one archive that opens from a disk: everything but what only a server is asked for.

That is the search index and the cards that are shown with links.
"""

import io
import zipfile
from collections.abc import Callable, Iterable

from gazette.urls import CARDS, offline, search_index

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP knows: the same bytes whenever it is made."""
_HIDDEN = "_."
"""Files that only a host reads begin with one of these."""


def write_offline(
    read: Callable[[str], bytes], paths: Iterable[str], write: Callable[[str, bytes], None]
) -> None:
    """Pack the files of the stage at these paths and hand the archive to `write`."""
    index = search_index().rpartition("/")[0] + "/"
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(paths):
            if path.startswith((index, CARDS, *_HIDDEN)):
                continue
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, read(path))
    write(offline(), body.getvalue())
