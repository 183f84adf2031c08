"""What the last build of a publication made of what it read: a part whose reads answer the same is taken over.

A part of a build (a page, the files of a format) is made by a function that reads the catalog. The ledger holds every
part's reads with the hash of their answers, and a value (in JSON) from which the part can be had again. It lies in the
store under the publication's name and what was asked for. A build holds each read against its own catalog once,
whichever parts asked it. The ledger of another publisher, or of a catalog that differs in more than rows and articles,
counts for nothing.
"""

import hashlib
from collections.abc import Collection
from typing import Any

import orjson

from gazette.model.reads import Answers, Read
from gazette.store import Store


class Ledger:
    """The parts of a build. `place` says which ledger it is, `constants` what decides every part."""

    def __init__(self, store: Store, place: str, constants: bytes, answers: Answers) -> None:
        self._store, self._answers = store, answers
        self._key = hashlib.blake2b(f"ledger 1 {place}".encode(), digest_size=32).digest()
        self._constants = constants.hex()
        self._made: dict[str, tuple[Collection[Read], Any]] = {}
        self._taken: dict[str, tuple[list[int], Any]] = {}
        self._parts: dict[str, tuple[list[int], Any]] = {}
        self._reads: list[Read] = []
        self._digests: list[str] = []
        self._changed: set[int] | None = None
        self.reasons: dict[str, str] = {}
        """Why a part was made again, by its name."""
        self._read(store.get([self._key]).get(self._key))

    def _read(self, kept: bytes | None) -> None:
        if kept is None:
            self._why = "nothing is known of an earlier build"
            return
        held = orjson.loads(kept)
        if held["constants"] != self._constants:
            self._why = "the publisher, the schemas, the descriptor, the releases or the options differ"
            return
        self._why = "it is new"
        self._reads = [tuple(read) for read in held["reads"]]
        self._digests = held["digests"]
        self._parts = held["parts"]

    def take(self, name: str) -> Any:  # noqa: ANN401 - as it was kept
        """The value of a part while all that it was made of answers the same; else None."""
        part = self._parts.get(name)
        if part is None:
            self.reasons[name] = self._why
            return None
        if self._changed is None:
            self._changed = self._differing()
        differing = self._changed.intersection(part[0])
        if differing:
            self.reasons[name] = ", ".join(" ".join(self._reads[one]) for one in sorted(differing)[:3])
            return None
        self._taken[name] = part
        return part[1]

    def _differing(self) -> set[int]:
        return {
            number
            for number, (read, before) in enumerate(zip(self._reads, self._digests, strict=True))
            if self._answers.digest(read).hex() != before
        }

    def put(self, name: str, reads: Collection[Read], value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a part that was made anew."""
        self._made[name] = reads, value

    def drop(self, name: str, why: str) -> None:
        """A part that cannot be had again after all."""
        self._taken.pop(name, None)
        self.reasons[name] = why

    def close(self) -> None:
        """Write down what this build has made, where that is something else than the last one did."""
        if not self._store.keeps or (not self._made and len(self._taken) == len(self._parts)):
            return
        numbers = {read: number for number, read in enumerate(self._reads)}
        parts = dict(self._taken)
        for name, (reads, value) in self._made.items():
            parts[name] = [numbers.setdefault(read, len(numbers)) for read in reads], value
        every, used = list(numbers), sorted({number for asked, _ in parts.values() for number in asked})
        places = {number: place for place, number in enumerate(used)}
        held = {
            "constants": self._constants,
            "reads": [every[number] for number in used],
            "digests": [self._answers.digest(every[number]).hex() for number in used],
            "parts": {
                name: ([places[number] for number in asked], value) for name, (asked, value) in parts.items()
            },
        }
        self._store.put({self._key: orjson.dumps(held)})
