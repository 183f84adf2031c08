"""Parts of files, as readers of columnar formats ask for them."""

import pytest

from gazette.serve.server import UnsatisfiableError, parse_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        *[
            (None, None),
            ("bytes=0-3", (0, 3)),
            ("bytes=4-", (4, 9)),
            ("bytes=-3", (7, 9)),
            ("bytes=-99", (0, 9)),
        ],
        *[("bytes=9-99", (9, 9)), ("bytes=0-0", (0, 0)), ("Bytes=1-2", (1, 2)), ("bytes=0-1,4-5", None)],
        *[("bytes=3-2", None), ("bytes=-", None), ("bytes=a-b", None), ("items=0-1", None), ("", None)],
        *[("bytes=\u0663-", None), ("bytes=" + "9" * 5000 + "-", None), ("bytes=--1", None)],
    ],
)
def test_what_is_understood(header, part):
    """One range of bytes; everything else means the whole file, as RFC 9110 has it."""
    assert parse_range(header, 10) == part


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)]
)
def test_what_cannot_be_satisfied(header, size):
    """A range that lies behind the end."""
    with pytest.raises(UnsatisfiableError):
        parse_range(header, size)


def test_a_part_is_206(preview):
    """The part, its place and the size of the whole."""
    status, headers, body = preview.ask("/ten.csv", Range="bytes=2-4")
    assert (status, headers["content-range"], headers["content-length"], body) == (
        206,
        "bytes 2-4/10",
        "3",
        b"234",
    )
    assert preview.ask("/ten.csv", "HEAD", Range="bytes=-2")[1]["content-range"] == "bytes 8-9/10"


def test_outside_is_416(preview):
    """Asking behind the end tells the size."""
    status, headers, body = preview.ask("/ten.csv", Range="bytes=10-")
    assert (status, headers["content-range"], body) == (416, "bytes */10", b"")


def test_if_range_guards_against_mixtures(preview):
    """A part is sent only of the very file that was read before; else the whole of the new one."""
    _, headers, _ = preview.ask("/ten.csv")
    assert headers["accept-ranges"] == "bytes"
    for known in (headers["etag"], headers["last-modified"]):
        assert preview.ask("/ten.csv", Range="bytes=0-1", If_Range=known)[0] == 206
    assert preview.ask("/ten.csv", Range="bytes=0-1", If_Range='"other"')[2] == b"0123456789"
    (preview.folder / "new").write_bytes(b"abcdefghij")
    (preview.folder / "new").replace(preview.folder / "ten.csv")
    assert preview.ask("/ten.csv", Range="bytes=0-1", If_Range=headers["etag"])[2] == b"abcdefghij"


def test_polars_reads_over_http(preview):
    """A data frame library reads CSV and Parquet from the preview."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": [f"r{n}" for n in range(5000)], "n": list(range(5000))})
    frame.write_parquet(preview.folder / "t.parquet", row_group_size=500)
    frame.write_csv(preview.folder / "t.csv")
    site = f"http://127.0.0.1:{preview.port}"
    assert polars.read_csv(f"{site}/t.csv").equals(frame)
    try:
        lazy = polars.scan_parquet(f"{site}/t.parquet").select("n").collect()
        whole = polars.read_parquet(f"{site}/t.parquet")
    except Exception as error:  # noqa: BLE001 - whatever the library says then
        pytest.skip(f"polars cannot read http:// here: {error}")
    assert lazy["n"].sum() == sum(range(5000))
    assert whole.equals(frame)
