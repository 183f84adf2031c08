"""What the last build made of what it read, and what is kept of it from build to build."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette import ledger as module
from gazette.ledger import Ledger
from gazette.model.reads import digest
from gazette.store import Store


class Numbers:
    """Answers of a build that can be asked for numbers."""

    def __init__(self, numbers):
        self.numbers = numbers

    def digest(self, read):
        """The hash of a number."""
        return digest(self.numbers.get(read[1]))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 3)


def build(store, parts, numbers):
    """Make the parts (names with the numbers that they read) that cannot be taken over; give the names of those."""
    ledger, made = Ledger(store, "place", b"constants", Numbers(numbers)), []
    for name, reads in parts.items():
        value = [numbers.get(read) for read in reads]
        kept = ledger.take(name)
        if kept is None:
            made.append(name)
            ledger.put(name, {("number", read) for read in reads}, value)
        else:
            assert kept == value, "what is taken over is what would be made"
    ledger.close()
    return made


READS = st.dictionaries(
    st.sampled_from([f"part {number}" for number in range(12)]),
    st.lists(st.sampled_from("abcdef"), max_size=3, unique=True),
)
NUMBERS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(READS, NUMBERS), min_size=2, max_size=5))
def test_a_part_is_taken_over_while_its_reads_answer_the_same(tmp_path_factory, builds):
    """Over any builds: never what would be made otherwise, and a build of the same makes nothing."""
    with Store(tmp_path_factory.mktemp("store")) as store:
        reads = {}
        for parts, numbers in builds:
            # A part asks what it asks: only its answers change from build to build.
            reads |= {name: asked for name, asked in parts.items() if name not in reads}
            wanted = {name: reads[name] for name in parts}
            build(store, wanted, numbers)
            assert build(store, wanted, numbers) == []


def test_only_the_batch_of_a_changed_part_is_written_again(tmp_path, monkeypatch):
    """Seven parts in batches of three: one that changes costs its own batch and the list of reads."""
    parts = {f"part {number}": [str(number)] for number in range(7)}
    numbers = {str(number): number for number in range(7)}
    with Store(tmp_path) as store:
        assert build(store, parts, numbers) == list(parts)
        written = []
        put = store.put
        monkeypatch.setattr(store, "put", lambda entries: (written.extend(entries), put(entries)))
        assert build(store, parts, {**numbers, "4": 40}) == ["part 4"]
        assert len(written) == 2


def test_parts_whose_batch_is_lost_are_made_again(tmp_path):
    """The others of the ledger are taken over all the same."""
    parts = {f"part {number}": [] for number in range(6)}
    with Store(tmp_path) as store:
        build(store, parts, {})
        batch = Ledger(store, "place", b"constants", Numbers({}))._batches[0][0]
        store.put({batch: b"{}"})
        assert build(store, parts, {}) == ["part 0", "part 1", "part 2"]


def test_reads_that_nobody_asks_any_more_do_not_pile_up(tmp_path, monkeypatch):
    """A ledger whose list of reads has doubled is begun anew."""
    monkeypatch.setattr(module, "_FEW", 0)
    with Store(tmp_path) as store:
        for number in range(9):
            build(store, {f"part {number}": [f"{number} a", f"{number} b"]}, {})
        held = Ledger(store, "place", b"constants", Numbers({}))._reads
        assert len(held) <= 6
