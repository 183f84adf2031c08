"""The models: small publications inside the package, in several languages, of which a new one takes those it wants.

A model is a whole publication: in its source language, texts of descriptors are bare (`title`) and translations have an
ending (`title_fr`); columns of texts and names of articles have an ending in every language.
"""

import csv
import io
import json
import re
from typing import Any

from babel import Locale

from gazette.init import Wishes, as_json, described, files_around, package_files, title_of
from gazette.project import DESCRIPTOR, QUESTIONS

MODELS = {
    "trees": "two tables and an article",
    "strategy": "goals, priorities, actions and what became of them",
}
LANGUAGES = ("en", "fr", "ar")
"""The languages that the models have texts in, the one they are written in first."""
QUOTED = "verbatim"
"""The column of what is quoted: it stands in the source language alone, and is never translated."""
_ENDING = re.compile(rf"(?P<base>.+)_(?P<language>{'|'.join(LANGUAGES)})")
_ARTICLE = re.compile(rf"(?P<base>.+)\.(?P<language>{'|'.join(LANGUAGES)})\.md")


def from_model(model: str, wishes: Wishes) -> dict[str, bytes]:
    """The files of a new publication after a model, in the languages wished for, which are among LANGUAGES."""
    languages = wishes.languages or LANGUAGES[:1]
    made: dict[str, bytes] = {}
    for path, body in package_files(f"models/{model}").items():
        article = _ARTICLE.fullmatch(path)
        if path.endswith(".json"):
            made[path] = as_json(_in_languages(json.loads(body), languages))
        elif path.endswith(".csv"):
            made[path] = _table(body.decode(), languages)
        elif path.startswith(QUESTIONS):
            made[path] = _question(body.decode(), languages)
        elif article is None or article["language"] in languages:
            made[path] = body
    descriptor = json.loads(made[DESCRIPTOR]) | {"languages": list(languages)}
    made[DESCRIPTOR] = as_json(described(descriptor, wishes))
    return files_around(title_of(made)) | made


def _table(text: str, languages: tuple[str, ...]) -> bytes:
    """The columns of these languages; a single one needs no ending."""
    header, *rows = csv.reader(io.StringIO(text))
    kept = [at for at, name in enumerate(header) if _kept(name, languages)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_renamed(header[at], languages) for at in kept])
    writer.writerows([row[at] for at in kept] for row in rows)
    return out.getvalue().encode()


def _question(text: str, languages: tuple[str, ...]) -> bytes:
    """A question with the lines at its head in these languages."""
    lines = text.splitlines()
    head = dict(line.removeprefix("-- ").split(": ", 1) for line in lines if line.startswith("-- "))
    query = [line for line in lines if not line.startswith("-- ")]
    return "\n".join(
        [*(f"-- {key}: {words}" for key, words in _in_languages(head, languages).items()), *query, ""]
    ).encode()


def _kept(column: str, languages: tuple[str, ...]) -> bool:
    ending = _ENDING.fullmatch(column)
    if ending is not None and ending["base"] == QUOTED:
        return ending["language"] == languages[0]
    return ending is None or ending["language"] in languages


def _renamed(column: str, languages: tuple[str, ...]) -> str:
    ending = _ENDING.fullmatch(column)
    return (
        ending["base"] if ending is not None and (len(languages) == 1 or ending["base"] == QUOTED) else column
    )


def _in_languages(value: dict[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """A descriptor, or a part of it, with its texts in these languages, the first of them bare."""
    if value and value.keys() <= set(LANGUAGES):
        return {code: value[code] for code in languages}
    made: dict[str, Any] = {}
    for key, part in value.items():
        if f"{key}_{LANGUAGES[1]}" in value:
            texts = {code: value[key if code == LANGUAGES[0] else f"{key}_{code}"] for code in languages}
            made |= {key if code == languages[0] else f"{key}_{code}": texts[code] for code in languages}
        elif not _ENDING.fullmatch(key):
            made[key] = _part(part, languages)
    ending = _ENDING.fullmatch(str(value.get("name", "")))
    if ending is not None and "type" in value:
        made["name"] = _renamed(value["name"], languages)
        if made["name"] != ending["base"]:
            _name_the_language(made, ending["language"], languages)
    return made


def _part(value: object, languages: tuple[str, ...]) -> object:
    """The same for whatever stands in a descriptor; fields of other languages are left out of lists."""
    if isinstance(value, dict):
        return _in_languages(value, languages)
    if not isinstance(value, list):
        return value
    parts = [
        part for part in value if not isinstance(part, dict) or _kept(str(part.get("name", "")), languages)
    ]
    return [_part(part, languages) for part in parts]


def _name_the_language(field: dict[str, Any], language: str, languages: tuple[str, ...]) -> None:
    """A column of one language among several says so in its title: `Name (French)`."""
    for code in languages:
        key = "title" if code == languages[0] else f"title_{code}"
        field[key] += f" ({Locale.parse(language).get_display_name(Locale.parse(code))})"
