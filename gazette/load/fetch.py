"""Files at addresses of the web, where somebody has asked for them (`--fetch`): so many bytes, so long, and no more."""

import time
import urllib.error
import urllib.request
from http.client import HTTPException

MOST_BYTES = 100_000_000
SECONDS = 60
_STEP_SECONDS = 15
_CHUNK = 1 << 16
_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
)
"""No handler of files, of FTP or of data: a redirect leads to the web or nowhere."""


class NotFetchedError(Exception):
    """Why an address gave no file, in words that follow it."""


def fetch(address: str, most: int = MOST_BYTES, seconds: float = SECONDS) -> bytes:
    """The bytes at an address (`http`, `https`). Raises NotFetchedError."""
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    end = time.monotonic() + seconds
    body = bytearray()
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "gazette", "Accept": "*/*"})  # noqa: S310
        with opener.open(request, timeout=min(_STEP_SECONDS, seconds)) as answer:
            while chunk := answer.read1(_CHUNK):
                body += chunk
                if len(body) > most:
                    raise NotFetchedError(f"gave more than {most:,} bytes")
                if time.monotonic() > end:
                    raise NotFetchedError(f"was not there within {seconds:g} seconds")
    except urllib.error.HTTPError as error:
        raise NotFetchedError(f"answered with the status {error.code}") from None
    except (OSError, HTTPException, ValueError, AttributeError, TypeError) as error:
        raise NotFetchedError(f"could not be fetched: {str(error)[:200] or type(error).__name__}") from None
    return bytes(body)
