"""The only writer: everything that is published passes through here, in whole or not at all.

    with publish(Path("_site")) as stage:
        stage.add(artifact)

Files are written to a folder beside the target, flushed to the disk, and swapped in by one atomic step. So a
reader, a crash or a second build meets the whole old site or the whole new one, never a mixture or a gap.
"""

from gazette.output.publish import publish
from gazette.output.stage import Stage
from gazette.output.target import MARKER, MARKER_LINE

__all__ = ["MARKER", "MARKER_LINE", "Stage", "publish"]
