"""Markdown files with a head: pages whose file name says their name and language."""

import re
from posixpath import basename

from gazette.load.position import line_starts, place_at
from gazette.load.source import RawArticle, TextFile
from gazette.problem import Place, Problem

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
_KEYS = ("title", "summary", "order")
_LINE = re.compile(r"([a-z]+):(?: +(.*))?")
_HINT = "a page begins with a line `---`, then `title: …`, `summary: …`, `order: 10`, then a line `---`"


def read_article(file: TextFile) -> tuple[RawArticle | None, list[Problem]]:
    """The page, and what is wrong with its name or head."""
    name, _, language = basename(file.path).removesuffix(".md").rpartition(".")
    if not ID.fullmatch(name) or len(name) > 64 or not LANGUAGE.fullmatch(language):
        message = f"{basename(file.path)} does not say its name and language"
        hint = "name it like method.en.md: lower-case words joined by hyphens, then the language"
        return None, [Problem("article-name", message, Place(file.path), hint=hint)]
    lines = file.text.split("\n")
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else None
    if end is None:
        return None, [_problem(file, 1, "this page has no head", _HINT)]
    head: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines[1:end], 2):
        message = _take(head, line)
        if message:
            problems.append(_problem(file, number, message))
    missing = [key for key in _KEYS if not head.get(key)]
    if missing and not problems:
        problems.append(_problem(file, 1, f"the head of this page has no {' and no '.join(missing)}", _HINT))
    if not re.fullmatch(r"[0-9]{1,6}", head.get("order", "0")):
        at = next(number for number, line in enumerate(lines, 1) if line.startswith("order:"))
        problems.append(_problem(file, at, f"order is {head['order']!r}, and must be a whole number"))
    body = "\n".join(lines[end + 1 :])
    return RawArticle(name, language, head, file, body, end + 2), problems


def _take(head: dict[str, str], line: str) -> str:
    """Put a line of the head into `head`; return what is wrong with it."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "a line of the head is not written `key: value`"
    key, value = match[1], (match[2] or "").strip()
    if key not in _KEYS:
        return f"the head of a page has no key {key!r}; it has {', '.join(_KEYS)}"
    if key in head:
        return f"{key} stands twice in the head"
    head[key] = value
    return ""


def _problem(file: TextFile, line: int, message: str, hint: str = "") -> Problem:
    place = place_at(file.path, file.text, line_starts(file.text)[line - 1], len(file.text))
    return Problem("article-head", message, place, hint=hint)
