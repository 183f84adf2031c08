"""What is wrong with a file before it is text: how it is encoded, whether it was fetched, whether a merge was finished.

Everything of a file is told in one round, and shown as the letters that were meant. Nothing is guessed for a reader:
an encoding that is not UTF-8 is only named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gazette.load.position import place_at
from gazette.problem import Place, Problem

FIX = "fix"
"""The command that mends what these problems say."""
MARK = b"\xef\xbb\xbf"
POINTER = b"version https://git-lfs.github.com/spec/"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WESTERN = "Windows-1252"
_HIGH = re.compile(rb"[\xc0-\xff]{4,}")
"""No word of a Western language has so many accented letters in a row: these are letters of another script."""
_MOST = 40_000
"""Parts between bytes that are no UTF-8: a file that has more is told of the first of them, and left alone."""
_LOST = re.compile(r"\?(?:[?\s.,()-]*\?){2,}")
_TEXTS = (".csv", ".tsv", ".json", ".md", ".sql", ".yml", ".yaml", ".txt", ".html", ".css", ".js")
_MERGE = re.compile(
    r"^<<<<<<< ?([^\n]*)\n(.*?)^=======\r?\n(.*?)^>>>>>>> ?([^\n]*)", re.MULTILINE | re.DOTALL
)
_BASE = re.compile(r"^\|{7}[^\n]*\n.*", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Guess:
    """How a file that is no UTF-8 is most likely written: its name for people, its text, the first other byte.

    `safe` says that nothing would be lost or mistaken if the text were saved as UTF-8.
    """

    name: str
    text: str
    at: int
    safe: bool


def lost_letters(text: str) -> str:
    """The first place where letters were saved as question marks; empty where none is."""
    lost = _LOST.search(text)
    return lost[0] if lost else ""


def guess(data: bytes) -> Guess | None:
    """What the bytes are, if they are not UTF-8."""
    codec = _UTF16.get(data[:2]) or _unmarked(data)
    if codec is not None:
        text = data.decode(codec, "replace").removeprefix("\ufeff")
        return Guess("UTF-16", text, 0, "\ufffd" not in text)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8"))
        text, known = _as_western(data)
        western = known and not _HIGH.search(data)
        name = _WESTERN if western else ""
        return Guess(name, text, at, western and not lost_letters(text))
    return None


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:2000]
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if (
            len(head) > 3
            and head[start::2].count(0) * 3 > len(head) // 2 * 2
            and 0 not in head[1 - start :: 2]
        ):
            return codec
    return None


def _as_western(data: bytes) -> tuple[str, bool]:
    """The text with each byte that is no UTF-8 as in Windows-1252, and whether each is a character there."""
    parts, known, start = [], True, 0
    while start < len(data):
        try:
            parts.append(data[start:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            at = start + error.start
            parts.append(data[start:at].decode("utf-8"))
            letter = data[at : at + 1].decode("cp1252", "replace")
            known = known and letter != "\ufffd"
            parts.append(letter)
            start = at + 1
            if len(parts) > _MOST:
                parts.append(data[start:].decode("cp1252", "replace"))
                known = False
                break
    return "".join(parts), known


def byte_problems(path: str, data: bytes) -> Iterator[Problem]:
    """What keeps the bytes from being text: a pointer in the place of the file, or another encoding."""
    if data.startswith(POINTER):
        yield pointer_problem(path)
        return
    found = guess(data)
    if found is None:
        if data.startswith(MARK):
            place = place_at(path, data[3:].decode("utf-8"), 0)
            message, hint = (
                f"{path} begins with a byte-order mark",
                'save it as "UTF-8", not "UTF-8 with BOM"',
            )
            yield Problem("byte-order-mark", message, place, hint=hint, fix=FIX)
        return
    place = place_at(path, found.text, found.at)
    if found.name == "UTF-16":
        message, label = f'{path} is UTF-16 ("Unicode" in some programs), and must be UTF-8', ""
    else:
        letter = found.text[found.at : found.at + 1]
        byte = data[len(found.text[: found.at].encode("utf-8"))]
        label = f"this byte: {byte:#04x}" + (f", in {found.name} {_shown(letter)}" if found.name else "")
        mixed = any(byte > 0x7F for byte in found.text[: found.at].encode("utf-8"))
        message = f"{path} is not UTF-8" + (f" but {found.name}" if found.name else "")
        message = f"{path} is UTF-8 with bytes of another encoding in it" if mixed else message
    lost = lost_letters(found.text)
    if lost:
        hint = (
            f'do not save it again: letters were lost already ("{lost[:20]}"); restore it: git restore {path}'
        )
    elif found.safe:
        hint = 'save the file with the encoding "UTF-8"'
    else:
        hint = (
            f'open it in the encoding in which it was saved, and save it as "UTF-8"; or: git restore {path}'
        )
    yield Problem("not-utf8", message, place, label, hint, FIX if found.safe else "")


def _shown(letter: str) -> str:
    from gazette.load.characters import name_of

    return f'"{letter}"' if letter.isprintable() and not letter.isspace() else name_of(letter)


def pointer_problem(path: str) -> Problem:
    """A file that Git LFS keeps elsewhere."""
    message = f"{path} was not fetched: only the pointer to it is here, which Git LFS leaves"
    return Problem("lfs-pointer", message, Place(path), hint=f'fetch it: git lfs pull --include="{path}"')


def merge_problem(path: str, text: str) -> Problem | None:
    """An unfinished merge with both sides of its first conflict; None where there is none."""
    if "<<<<<<<" not in text or not path.endswith(_TEXTS):
        return None
    conflicts = list(_MERGE.finditer(text))
    if not conflicts:
        return None
    first, more = conflicts[0], len(conflicts) - 1
    ours, theirs = _BASE.sub("", first[2]), first[3]
    sides = f"{first[1].strip() or 'ours'}: {_side(ours)} · {first[4].strip() or 'theirs'}: {_side(theirs)}"
    place = place_at(path, text, first.start(), len(text))
    message = (
        f"a merge was not finished: two versions stand here{f', and in {more:,} more places' if more else ''}"
    )
    hint = f"keep one, or join both, and delete the lines of <<<<<<<, ======= and >>>>>>> ({sides})"
    return Problem("unfinished-merge", message, place, "two versions begin here", hint)


def _side(lines: str) -> str:
    first = lines.split("\n", 1)[0].rstrip("\r")
    number = lines.count("\n")
    shown = first if len(first) <= 40 else f"{first[:40]}…"
    return (
        "nothing" if not number else f'"{shown}"' + (f" and {number - 1:,} more lines" if number > 1 else "")
    )
