"""Regular expressions that take time in proportion to the text, whatever the pattern.

Python's own engine needs longer than the universe lasts for `(a+)+$` and forty letters. Schemas come from
strangers, so their patterns are run here: an automaton that follows all ways at once. What it cannot express
(look-around, back references) is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from gazette.check.regex_parser import Node, PatternError, parse

_MOST_STATES = 5_000
_MOST_PARTS = 50_000
_MOST_REMEMBERED = 1_000_000
_MOST_WORK = 5_000_000
_WORK_A_CHARACTER = 50

States = frozenset[int]


@dataclass
class Automaton:
    """States are numbers. One that `reads` a character needs it to go on; any other goes all its `ways`."""

    reads: list[re.Pattern[str] | None] = field(default_factory=list)
    ways: list[list[int]] = field(default_factory=list)
    remembered: dict[tuple[States, str], States] = field(default_factory=dict)
    room: int = _MOST_REMEMBERED
    parts: int = 0
    work: int = _MOST_WORK

    def add(self, reads: re.Pattern[str] | None, *ways: int) -> int:
        """A new state."""
        if len(self.reads) >= _MOST_STATES:
            raise PatternError("the pattern is too large")
        self.reads.append(reads)
        self.ways.append(list(ways))
        return len(self.reads) - 1

    def build(self, node: Node, after: int) -> int:
        """States for a part of a pattern, built from its end to its beginning; the number of the first."""
        self.parts += 1  # counted apart from states, since `(a{0}){1000}` has none
        if self.parts > _MOST_PARTS:
            raise PatternError("the pattern is too large")
        if node.kind == "atom":
            return self.add(re.compile(node.text, re.DOTALL), after)
        if node.kind == "sequence":
            for part in reversed(node.parts):
                after = self.build(part, after)
            return after
        if node.kind == "choice":
            return self.add(None, *(self.build(part, after) for part in node.parts))
        return self.repeated(node, after)

    def repeated(self, node: Node, after: int) -> int:
        """States for `x*`, `x+`, `x?` and `x{2,5}`."""
        start = after
        if node.most is None:
            start = self.add(None, after)
            self.ways[start].insert(0, self.build(node.parts[0], start))
        else:
            for _ in range(node.most - node.least):
                start = self.add(None, self.build(node.parts[0], start), after)
        for _ in range(node.least):
            start = self.build(node.parts[0], start)
        return start

    def spread(self, states: Iterator[int]) -> States:
        """These states and all that can be reached from them without reading a character."""
        waiting, seen = list(states), set()
        while waiting:
            state = waiting.pop()
            if state not in seen:
                seen.add(state)
                if self.reads[state] is None:
                    waiting += self.ways[state]
        return frozenset(seen)

    def step(self, states: States, character: str) -> States:
        """Where one character leads. Raises PatternError where all the steps so far were too much work."""
        found = self.remembered.get((states, character))
        self.work += _WORK_A_CHARACTER
        if found is None:
            self.work -= len(states)
            if self.work < 0:
                raise PatternError("it takes too long: write it without large repetitions of choices")
            going = (s for s in states if (reads := self.reads[s]) is not None and reads.fullmatch(character))
            found = self.spread(way for state in going for way in self.ways[state])
            self.room -= len(found) + 1
            if self.room >= 0:
                self.remembered[states, character] = found
        return found


@dataclass
class Pattern:
    """A pattern ready to run: `end` is the state in which the whole text was matched."""

    automaton: Automaton
    start: States
    end: int

    def matches(self, text: str) -> bool:
        """True if the pattern matches. Raises PatternError where finding out takes too long."""
        states = self.start
        for character in text:
            states = self.automaton.step(states, character)
            if not states:
                return False
        return self.end in states


@lru_cache(maxsize=256)
def pattern(text: str, *, whole: bool = True) -> Pattern:
    """The pattern, or PatternError where it is none or asks for more than an automaton can do."""
    automaton = Automaton()
    end = automaton.add(None)
    start = automaton.build(parse(text, whole=whole), end)
    return Pattern(automaton, automaton.spread(iter((start,))), end)
