"""Reads a regular expression into a tree: characters, classes, groups, choices and repetitions, no more."""

import re
from dataclasses import dataclass

_LONGEST = 500
_DEEPEST = 50
_MOST_REPEATS = 1_000
_CLASS = re.compile(r"\[\^?(?:\\.|[^\]\\\[])(?:\\.|[^\]\\\[])*\]")
_ESCAPE = re.compile(r"\\(?:[dDwWsS]|[^A-Za-z0-9]|[ntr]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})")
_TIMES = re.compile(r"[*+?]|\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")


class PatternError(ValueError):
    """What is wrong with a pattern, or beyond what is run here."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern. An `atom` reads one character; a `repeat` has one part and bounds."""

    kind: str
    parts: tuple["Node", ...] = ()
    text: str = ""
    least: int = 0
    most: int | None = None


_ANYTHING = Node("repeat", (Node("atom", text="."),))


@dataclass
class _Parser:
    text: str
    whole: bool
    at: int = 0
    depth: int = 0

    def choice(self) -> Node:
        parts = [self.sequence()]
        while self.text.startswith("|", self.at):
            self.at += 1
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else Node("choice", tuple(parts))

    def sequence(self) -> Node:
        """One branch; at the outermost level `^` and `$` say that nothing may stand before and behind it."""
        outer = self.depth == 0
        first = outer and self.text.startswith("^", self.at)
        self.at += first
        parts: list[Node] = []
        last = False
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if outer and self.text[self.at] == "$" and self.text[self.at + 1 : self.at + 2] in ("", "|"):
                self.at, last = self.at + 1, True
            else:
                parts.append(self.times(self.atom()))
        if outer and not self.whole:
            parts = [*([] if first else [_ANYTHING]), *parts, *([] if last else [_ANYTHING])]
        return Node("sequence", tuple(parts))

    def atom(self) -> Node:
        character = self.text[self.at]
        if character == "(":
            return self.group()
        if character in "[\\":
            match = (_CLASS if character == "[" else _ESCAPE).match(self.text, self.at)
            if match is None:
                raise PatternError(
                    f"`{self.text[self.at : self.at + 3]}` at position {self.at + 1} is not supported"
                )
            self.at = match.end()
            return Node("atom", text=self.compiled(match[0]))
        if character in "*+?{}^$]":
            raise PatternError(f"`{character}` at position {self.at + 1} has nothing to stand for")
        self.at += 1
        return Node("atom", text=character if character == "." else re.escape(character))

    def compiled(self, atom: str) -> str:
        try:
            re.compile(atom)
        except re.error as error:
            raise PatternError(f"`{atom}` is no class of characters: {error}") from None
        return atom

    def group(self) -> Node:
        self.at += 1
        if self.text.startswith("?", self.at):
            if not self.text.startswith("?:", self.at):
                raise PatternError(f"`(?{self.text[self.at + 1 : self.at + 2]}` is not supported")
            self.at += 2
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PatternError(f"brackets are nested more than {_DEEPEST} deep")
        inner = self.choice()
        self.depth -= 1
        if not self.text.startswith(")", self.at):
            raise PatternError("a bracket `(` is not closed")
        self.at += 1
        return inner

    def times(self, node: Node) -> Node:
        match = _TIMES.match(self.text, self.at)
        if match is None:
            return node
        self.at = match.end()
        least = int(match[1] or (match[0] == "+"))
        most = (
            1
            if match[0] == "?"
            else None
            if match[0] in "*+" or (match[2] and not match[3])
            else int(match[3] or least)
        )
        if self.text[self.at : self.at + 1] in ("*", "+", "?", "{") or max(least, most or 0) > _MOST_REPEATS:
            raise PatternError(f"the repetition at position {match.start() + 1} is not supported")
        if most is not None and most < least:
            raise PatternError(f"`{match[0]}` counts backwards")
        return Node("repeat", (node,), least=least, most=most)


def parse(text: str, *, whole: bool) -> Node:
    """The tree of a pattern. Where not `whole`, it may match anywhere unless `^` and `$` say otherwise."""
    if len(text) > _LONGEST:
        raise PatternError(f"the pattern is longer than {_LONGEST} characters")
    parser = _Parser(text, whole)
    node = parser.choice()
    if parser.at < len(text):
        raise PatternError("a bracket `)` closes nothing")
    return node
