"""What the last build of a publication made of what it read: a part whose reads answer the same is taken over.

A part of a build (a page, the files of a format) is made by a function that reads the catalog. The ledger holds every
part's reads with the hash of their answers, and a value (in JSON) from which the part can be had again. It lies in the
store under the publication's name and what was asked for: the reads in one entry, the parts in others of a few
hundred, so that neither memory nor the work of writing grows with parts that nothing has changed. A build holds each
read against its own catalog once, whichever parts asked it. The ledger of another publisher, or of a catalog that
differs in more than rows and articles, counts for nothing.
"""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

import orjson

from gazette.model.reads import Answers, Read
from gazette.spool import Spool
from gazette.store import Store

Part = tuple[list[int], Any]
"""The numbers of what a part read, and its value."""
_BATCH = 400
"""Parts in an entry of the store."""
_GROWTH = 2
"""So many times the reads that a ledger was begun with, and it is begun anew."""
_FEW = 1_000
"""Reads that may stay, whoever asks them."""


class Ledger:
    """The parts of a build. `place` says which ledger it is, `constants` what decides every part."""

    def __init__(self, store: Store, place: str, constants: bytes, answers: Answers) -> None:
        self._store, self._answers = store, answers
        self._key = hashlib.blake2b(f"ledger 2 {place}".encode(), digest_size=32).digest()
        self._constants = constants.hex()
        self._reads: dict[Read, int] = {}
        self._digests: list[str] = []
        self._batches: list[tuple[bytes, list[str]]] = []
        """The entry of each batch and the parts in it, as the last build left them."""
        self._place: dict[str, int] = {}
        """The batch of each part."""
        self._open: dict[int, dict[str, Part]] = {}
        """The batch that was looked into last."""
        self._taken: set[str] = set()
        self._made: dict[str, int] = {}
        self._parts: Spool[Part] = Spool()
        self._changed: set[int] | None = None
        self._begun = 0
        """How many reads there were when the ledger was begun: those that no part asks any more are not looked for."""
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
        if len(held["reads"]) > _GROWTH * max(held["begun"], _FEW):
            self._why = "much has changed since the ledger was begun, so it is begun anew"
            return
        self._begun = held["begun"]
        self._reads = {tuple(read): number for number, read in enumerate(held["reads"])}
        self._digests = held["digests"]
        self._batches = [(bytes.fromhex(key), names) for key, names in held["batches"]]
        self._place = {name: number for number, (_, names) in enumerate(self._batches) for name in names}

    def take(self, name: str) -> Any:  # noqa: ANN401 - as it was kept
        """The value of a part while all that it was made of answers the same; else None."""
        if name not in self._place:
            self.reasons[name] = self._why
            return None
        part = self._batch(self._place[name]).get(name)
        if part is None:
            self.reasons[name] = "what was kept of it is no longer in the store"
            return None
        if self._changed is None:
            self._changed = self._differing()
        differing = self._changed.intersection(part[0])
        if differing:
            reads = list(self._reads)
            self.reasons[name] = ", ".join(" ".join(reads[number]) for number in sorted(differing)[:3])
            return None
        self._taken.add(name)
        return part[1]

    def _batch(self, number: int) -> dict[str, Part]:
        """The parts of a batch; none where the store has lost it."""
        if number not in self._open:
            key = self._batches[number][0]
            kept = self._store.get([key]).get(key)
            self._open = {number: orjson.loads(kept) if kept else {}}
        return self._open[number]

    def _differing(self) -> set[int]:
        before = zip(self._reads, self._digests, strict=False)  # what was read since stands behind
        return {
            number
            for number, (read, digest) in enumerate(before)
            if self._answers.digest(read).hex() != digest
        }

    def put(self, name: str, reads: Collection[Read], value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a part that was made anew."""
        numbers = [self._reads.setdefault(read, len(self._reads)) for read in reads]
        self._made[name] = self._parts.add((numbers, value))

    def drop(self, name: str, why: str) -> None:
        """A part that cannot be had again after all."""
        self._taken.discard(name)
        self.reasons[name] = why

    def close(self) -> None:
        """Write down what this build has made, where that is something else than the last one did."""
        if not self._store.keeps or (not self._made and len(self._taken) == len(self._place)):
            return
        batches = list(self._kept())
        self._store.put(
            {
                self._key: orjson.dumps(
                    {
                        "constants": self._constants,
                        "begun": self._begun or len(self._reads),
                        "reads": list(self._reads),
                        "digests": [self._answers.digest(read).hex() for read in self._reads],
                        "batches": [(key.hex(), names) for key, names in batches],
                    }
                )
            }
        )

    def _kept(self) -> Iterator[tuple[bytes, list[str]]]:
        """The batches of this build: one of which every part was taken over stays as it is."""
        for number, (key, names) in enumerate(self._batches):
            if self._taken.issuperset(names):
                yield key, names
                continue
            before = self._batch(number)
            parts = {name: before[name] for name in names if name in self._taken and name in before}
            parts |= {name: self._parts[self._made.pop(name)] for name in names if name in self._made}
            if parts:
                yield self._written(parts)
        names = list(self._made)
        for first in range(0, len(names), _BATCH):
            some = names[first : first + _BATCH]
            yield self._written({name: self._parts[self._made[name]] for name in some})

    def _written(self, parts: dict[str, Part]) -> tuple[bytes, list[str]]:
        body = orjson.dumps(parts)
        key = hashlib.blake2b(body, digest_size=32, key=self._key).digest()
        self._store.put({key: body})
        return key, list(parts)
