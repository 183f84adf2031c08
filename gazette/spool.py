"""Values that wait on the disk: a build makes tens of thousands of pages, and what is known of each is asked for late.

They lie in a nameless file that ends with the spool; memory holds their places only.
"""

import os
import pickle
import tempfile
import weakref
from array import array
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Spool(Generic[Value]):
    """A list that grows and is read, by any thread, as often as one likes."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when nobody holds the spool any more
        weakref.finalize(self, self._file.close)
        self._places = array("Q", [0])
        self._flushed = 0

    def __len__(self) -> int:
        return len(self._places) - 1

    def add(self, value: Value) -> int:
        """Keep a value; give its number."""
        body = pickle.dumps(value, 5)
        self._file.write(body)
        self._places.append(self._places[-1] + len(body))
        return len(self) - 1

    def __getitem__(self, number: int) -> Value:
        start, end = self._places[number], self._places[number + 1]
        if end > self._flushed:
            self._flushed = self._places[-1]
            self._file.flush()
        value: Value = pickle.loads(os.pread(self._file.fileno(), end - start, start))  # noqa: S301 - our own
        return value
