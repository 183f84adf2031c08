"""What reports of changes say can be said in every language that has a catalogue of words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gazette.release
from gazette.release import outline
from gazette.release.changes import KINDS, RULE, SECTIONS

FOLDER = Path(gazette.release.__file__).parent
CATALOGUES = sorted((FOLDER.parent / "theme" / "words").glob("*.po"))
_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_WORDS = "words"


def _constants() -> Iterator[str]:
    yield from (kind.sentence for kind in KINDS.values())
    yield from SECTIONS
    yield from outline.LEVEL_WORDS.values()
    yield from (
        getattr(outline, name) for name in ("BEHIND", "BEHIND_LINE", "BEHIND_PAGE", "EMPTY", "WORKING_TREE")
    )
    yield from (clause.words for clause in RULE)


def _written() -> Iterator[str]:
    """The sentences that stand in a call of `words` itself."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == _WORDS:
                yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


KEYS = sorted({key for key in (*_constants(), *_written()) if isinstance(key, str)})


def _translations(path: Path) -> dict[str, str]:
    with path.open("rb") as stream:
        return {
            message.id: message.string
            for message in read_po(stream, locale=path.stem)
            if isinstance(message.id, str)
        }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_sentence_is_translated(path):
    """Each sentence of the reports has words in each catalogue."""
    translations = _translations(path)
    assert [key for key in KEYS if not translations.get(key, "").strip()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_keep_the_placeholders(path):
    """A translation puts in what the English sentence puts in, each as often, and nothing else."""
    translations = _translations(path)
    translated = {key: translations.get(key, "") for key in KEYS}
    odd = {
        key: words for key, words in translated.items() if _marks(key) != _marks(words) or "%" in _rest(words)
    }
    assert odd == {}


def test_both_languages_and_both_kinds_of_keys_are_looked_at():
    """The test itself sees the catalogues, the constants and the sentences written in calls."""
    assert {path.stem for path in CATALOGUES} >= {"fr", "ar"}
    assert {kind.sentence for kind in KINDS.values()} | {outline.BEHIND, outline.WORKING_TREE} <= set(KEYS)
    assert set(_written()) <= set(KEYS)
    assert any(_written())


def _marks(sentence: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(sentence))


def _rest(sentence: str) -> str:
    return _PLACEHOLDER.sub("", sentence)
