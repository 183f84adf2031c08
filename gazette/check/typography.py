"""Typography: the spaces, signs and brackets of human text, by the rules of its language.

`mend` gives a text as it should stand; the check says where a text differs from that, and where a bracket has no
partner, which only a person can mend. Addresses, code, placeholders and quotations of another language are left
alone. A language without rules of its own in `LANGUAGES` has the general ones.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from gazette.check.lookalikes import first_alike, true_letters
from gazette.check.run import Run
from gazette.load.characters import name_of
from gazette.load.position import line_starts, place_at
from gazette.load.question import parts_of
from gazette.load.source import JsonFile, RawArticle, RawQuestion, RawTable
from gazette.model import meaning
from gazette.model.question import base_of
from gazette.problem import Place, Problem

SPACES, SIGNS, BRACKETS, ALIKE = "loose-space", "wrong-sign", "unpaired-bracket", "look-alike"

Change = Callable[[str], str]

_ASIDE, _FOREIGN, _QUOTATION = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for what is left alone while the rest is mended. No file that was read holds them (`noncharacter`)."""
_OURS = re.compile("[\ufdd0-\ufdd2]")
_ADDRESS = r"(?:\b[a-zA-Z][a-zA-Z0-9+.-]*://|\bmailto:|\bwww\.)[^\s<>«»“”]*[^\s<>«»“”.,;:!?)\]،؛؟*_]"
_LEFT_ALONE = re.compile(rf"`[^`]*`|(?<=\])\([^()\s]*\)|<[^<>\s]+>|{_ADDRESS}|\{{\w+\}}|%\(\w+\)[sd]")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”")

_SPACES = " \u00a0\u202f"
_LOOSE = re.compile(rf"[{_SPACES}]{{2,}}")
_STRAIGHT = re.compile(r'(?<![^\s(\[«“*_])"(?=[^\s"])([^"]*[^\s"])"(?![\w"])')
_BRACKET = re.compile(r"[()\[\]{}«»“”]")
_ITEM = re.compile(r"(?:^|[\s،؛,;:])\w{1,2}\)$")
"""The sign of an item in a list, "a)" or "1)": its bracket has no partner."""
_LIST = re.compile(r"\s*(?:(?:[-*+]|\d+[.)]|#{1,6}|>)\s+)*")
"""The signs with which a line of Markdown begins."""
_TEXTS = ("title", "description", "singular", "notice", "coverage", "rights", "keywords")
"""Properties of descriptors and schemas that are human text; `labels` and `headings` are too, by language."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of a language: its quotation marks, what makes a text worth a look, and what to change, in order.

    A change has the words for what it finds. `straight` is what to write for a text in straight quotation marks,
    `foreign` a quotation of another language, which is left alone; a text without a `letter` is in another one.
    """

    quotes: str
    suspect: re.Pattern[str]
    letter: re.Pattern[str]
    foreign: re.Pattern[str]
    straight: str
    changes: tuple[tuple[str, Change], ...]


def _to(pattern: str, replacement: str) -> Change:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(replacement, text)


def _outside_quotations(change: Change) -> Change:
    """The change for what stands outside quotation marks: inside them another language may be quoted."""

    def apply(text: str) -> str:
        text, kept = _set_aside(text, _QUOTED, _QUOTATION)
        return _put_back(change(text), kept, _QUOTATION)

    return apply


def _arabic_signs(text: str) -> str:
    """Arabic comma, semicolon and question mark for the Latin ones, which stay between two digits."""
    signs = {",": "،", ";": "؛", "?": "؟"}
    return re.sub(r"(?<!\d)[,;?]|[,;?](?!\d)", lambda match: signs[match[0]], text)


_FRENCH = (
    ("a straight apostrophe", _to(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’")),
    ("no no-break space after «", _to(r"« *(?=\S)", "«\u00a0")),
    ("no no-break space before »", _to(r"(?<=\S) *»", "\u00a0»")),
    ("a plain space before ; : ? or !", _to(r"(?<=\S) +(?=[;:?!]+(?:[\s)\]»*_…]|$))", "\u00a0")),
    (
        "no space before ; : ? or !",
        _outside_quotations(
            _to(rf"(?<=[\w)\]%*’…{_ASIDE}{_FOREIGN}{_QUOTATION}])(?=[;:?!]+(?:[\s)\]*_]|$))", "\u00a0")
        ),
    ),
    ("a plain space before %", _to(rf"(?<=[\d{_ASIDE}]) (?=%)", "\u00a0")),
)
_ARABIC = (
    ("a Latin comma, semicolon or question mark", _arabic_signs),
    ("a space before ، ؛ or ؟", _to(r"(?<=\S)[ \u00a0\u202f]+(?=[،؛؟])", "")),
    ("no space after ، ؛ or ؟", _to(rf"(?<=[،؛؟])(?=[^\W_]|[{_ASIDE}{_FOREIGN}«])", " ")),
    ("a space inside « »", _to(r"(?<=«)[ \u00a0\u202f]+|[ \u00a0\u202f]+(?=»)", "")),
)
LANGUAGES: Mapping[str, Language] = {
    "fr": Language(
        quotes="«»“”",
        suspect=re.compile(r"[\"']|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])[;:?!»]| %"),
        letter=re.compile(r"[^\W\d_]"),
        foreign=re.compile(r"“[^“”]*”"),
        straight="«\u00a0\\1\u00a0»",
        changes=_FRENCH,
    ),
    "ar": Language(
        quotes="«»“”",
        suspect=re.compile(r"[,;?\"]|[ \u00a0\u202f][،؛؟»]|«[ \u00a0\u202f]|[،؛؟](?=\S)"),
        letter=re.compile(r"[\u0620-\u064a\u0671-\u06d3]"),
        foreign=re.compile(r"[«“(][^«»“”()\u0620-\u064a\u0671-\u06d3]*[»”)]"),
        straight="«\\1»",
        changes=_ARABIC,
    ),
}
"""The languages that have rules of their own."""


def mend(text: str, language: str) -> str:
    """The text as its language wants it, as far as a program can tell; a mended text stays as it is."""
    return _mended(tidy(true_letters(text, language)), language)[0]


def tidy(text: str) -> str:
    """The text without spaces at its ends and without doubled ones; of several the first no-break space stays."""
    loose = _LOOSE.search(text) or text[:1] in _SPACES or text[-1:] in _SPACES
    if not loose or _OURS.search(text):
        return text
    text, kept = _set_aside(text.strip(_SPACES), _LEFT_ALONE, _ASIDE)
    return _put_back(_LOOSE.sub(lambda match: match[0].strip(" ")[:1] or " ", text), kept, _ASIDE)


def unpaired(text: str, language: str) -> str:
    """The first bracket or quotation mark of the text that has no partner; empty if each has one."""
    pairs = "()[]{}" + (LANGUAGES[language].quotes if language in LANGUAGES else "")
    return _unpaired(text, pairs) and _unpaired(_set_aside(text, _LEFT_ALONE, _ASIDE)[0], pairs)


def _unpaired(text: str, pairs: str) -> str:
    opened: list[str] = []
    for match in _BRACKET.finditer(text):
        sign, at = match[0], pairs.find(match[0])
        if at < 0:
            continue
        if at % 2 == 0:
            opened.append(sign)
        elif opened and opened[-1] == pairs[at - 1]:
            opened.pop()
        elif opened or not _ITEM.search(text[: match.end()]):
            return sign
    return opened[-1] if opened else ""


def _mended(text: str, language: str) -> tuple[str, list[str]]:
    """The tidy text by the rules of its language, and what they found."""
    rules = LANGUAGES.get(language)
    if rules is None or not rules.suspect.search(text) or _OURS.search(text):
        return text, []
    text, kept = _set_aside(text, _LEFT_ALONE, _ASIDE)
    if not rules.letter.search(text):
        return _put_back(text, kept, _ASIDE), []
    faults = []
    changed = _STRAIGHT.sub(rules.straight, text)
    if changed != text:
        faults.append("straight quotation marks")
    changed, foreign = _set_aside(changed, rules.foreign, _FOREIGN)
    for fault, change in rules.changes:
        before, changed = changed, change(changed)
        if changed != before:
            faults.append(fault)
    return _put_back(_put_back(changed, foreign, _FOREIGN), kept, _ASIDE), faults


def _set_aside(text: str, pattern: re.Pattern[str], sign: str) -> tuple[str, list[str]]:
    """The text with `sign` for each match of a pattern, and the matches."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return sign

    return pattern.sub(keep, text), kept


def _put_back(text: str, kept: Sequence[str], sign: str) -> str:
    waiting = iter(kept)
    return re.sub(sign, lambda _: next(waiting), text) if kept else text


@dataclass(frozen=True, slots=True)
class Passage:
    """A human text of the package: in which file and language it stands, and what a message calls it.

    `place` is asked for only if there is a problem. A passage that is not `whole` is a line of a paragraph, whose
    brackets are judged together.
    """

    file: str
    name: str
    text: str
    language: str
    place: Callable[[], Place]
    whole: bool = True


def check_typography(run: Run) -> Iterator[Problem]:
    """Every text of the package: cells, descriptor, schemas, pages, and the heads of questions."""
    for passage in passages(run):
        yield from _mendable(passage)
        if passage.whole:
            yield from _paired(passage.name, passage.text, passage.language, passage.place)
    for article in run.source.articles if run.source.languages else ():
        for paragraph in _paragraphs(article):
            yield from _judged_brackets(article, paragraph)


def passages(run: Run) -> Iterator[Passage]:
    """Every text that has a language: what stands in another's words, such as a line of a source, is left out."""
    languages = run.source.languages
    if not languages:
        return
    if run.source.descriptor is not None:
        yield from _described(run.source.descriptor, languages)
    for table in run.tables():
        if table.schema is not None:
            yield from _described(table.schema, languages)
        yield from _cells(run, table, languages)
    for article in run.source.articles:
        yield from _article(article)
    for question in run.source.questions:
        yield from _question(question, languages[0])


def _mendable(passage: Passage) -> Iterator[Problem]:
    text = true_letters(passage.text, passage.language)
    if alike := first_alike(passage.text, passage.language):
        message = f"{passage.name} has a letter that only looks like one of its language: {name_of(alike)}"
        yield Problem(
            ALIKE, message, passage.place(), hint=f"write: {_around(passage.text, text)}", fix="fix"
        )
    tidied = tidy(text)
    mended, faults = _mended(tidied, passage.language)
    if tidied != text:
        message = f"{passage.name} has a doubled space, or one at an end"
        hint = f"write: {_around(text, tidied)}"
        yield Problem(SPACES, message, passage.place(), hint=hint, fix="fix")
    if faults:
        message = f"{passage.name} has {'; '.join(faults)}"
        yield Problem(SIGNS, message, passage.place(), hint=f"write: {_around(tidied, mended)}", fix="fix")


def _paired(name: str, text: str, language: str, place: Callable[[], Place]) -> Iterator[Problem]:
    if _BRACKET.search(text) and (sign := unpaired(text, language)):
        message, hint = f"{name} has a {sign} without a partner", "add the other one, or remove this one"
        yield Problem(BRACKETS, message, place(), hint=hint)


def _around(before: str, after: str) -> str:
    """What is about the first difference of two texts, as it should be."""
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start, end = max(0, same - _SHOWN // 2), same + _SHOWN
    return ("…" if start else "") + after[start:end] + ("…" if end < len(after) else "")


def _cells(run: Run, table: RawTable, languages: Sequence[str]) -> Iterator[Passage]:
    kept = (meaning.VARIANTS, meaning.VERBATIM, meaning.TITLE)
    columns = [
        (column, language)
        for column, described in enumerate(table.fields)
        if described.get("rdfType") not in kept
        and described.get("type", "string") == "string"
        and (language := base_of(table.header[column], languages, table.header)[1])
    ]
    for row, cells in run.rows(table) if columns else ():
        for column, language in columns:
            if cells[column] and (table.name, row, column) not in run.marked:
                place = partial(run.place, table, row, column)
                yield Passage(table.file.path, table.header[column], cells[column], language, place)


def _described(file: JsonFile, languages: Sequence[str]) -> Iterator[Passage]:
    """The texts of a descriptor or a schema: a bare property is in the source language, `title_fr` in French."""
    waiting: list[tuple[tuple[str | int, ...], object, str | None]] = [((), file.value, None)]
    while waiting:
        pointer, value, language = waiting.pop()
        if isinstance(value, Mapping):
            by_value = len(pointer) > 1 and pointer[-2] in ("labels", "headings")
            for key, inner in value.items():
                name, spoken = base_of(str(key), languages)
                own = str(key) if by_value and key in languages else None
                text = own or ((spoken or languages[0]) if name in _TEXTS else None)
                waiting.append(((*pointer, key), inner, text))
        elif isinstance(value, list):
            waiting += [((*pointer, at), inner, language) for at, inner in enumerate(value)]
        elif isinstance(value, str) and language:
            name = next(str(part) for part in reversed(pointer) if isinstance(part, str))
            yield Passage(file.file.path, name, value, language, partial(file.place, pointer))


def _article(article: RawArticle) -> Iterator[Passage]:
    """A page: its head, and each line for itself. Code is left alone."""
    path, language = article.file.path, article.language
    for key in ("title", "summary"):
        lines = article.file.text.split("\n")[: article.first_line]
        number = next((at for at, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
        if article.head.get(key):
            yield Passage(path, key, article.head[key], language, partial(_line_of, article, number))
    for paragraph in _paragraphs(article):
        for number, line in paragraph:
            yield Passage(path, "this line", line, language, partial(_line_of, article, number), whole=False)


def _line_of(article: RawArticle, number: int) -> Place:
    text = article.file.text
    return place_at(article.file.path, text, line_starts(text)[number - 1], len(article.file.line(number)))


def _paragraphs(article: RawArticle) -> Iterator[list[tuple[int, str]]]:
    """The prose of a page as lines with their numbers, without the signs with which Markdown begins a line."""
    fenced = False
    prose: list[tuple[int, str]] = []
    for number, line in enumerate(article.body.split("\n"), article.first_line):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        is_code = fenced or line.lstrip().startswith(("```", "~~~")) or line.startswith(("    ", "\t"))
        prose.append((number, "" if is_code else _LIST.sub("", line, count=1).rstrip(" ")))
    for filled, group in groupby(prose, key=lambda item: bool(item[1])):
        if filled:
            yield list(group)


def _judged_brackets(article: RawArticle, paragraph: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    whole = "\n".join(line for _, line in paragraph)
    if _BRACKET.search(whole) and (sign := unpaired(whole, article.language)):
        number = next(number for number, line in paragraph if sign in line)
        yield from _paired("this paragraph", whole, article.language, partial(_line_of, article, number))


def _question(question: RawQuestion, source: str) -> Iterator[Passage]:
    text = question.file.text
    for key, words in question.head.items():
        spoken, language, _ = parts_of(key)
        if spoken in ("title", "answer", "column"):
            head = f"-- {key}:"
            place = partial(place_at, question.file.path, text, max(text.find(head), 0), len(head))
            yield Passage(question.file.path, key, words, language or source, place)
