"""Mend what is safe in the files that people edit: how they are encoded, their spaces, and the signs of each language.

Nothing here touches a meaning, a quoted text or a release. A file that is no UTF-8, or in which a merge was not
finished, is left alone: a program would have to guess.
"""

import json
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from gazette.project import CONTENT, DESCRIPTOR, Project

_KINDS = (".csv", ".json", ".md", ".sql")
_MARK = "\ufeff"
_MERGE = ("<<<<<<< ", ">>>>>>> ")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that can be mended: its path in the project, and what it holds now and then."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """The lines that change, as a unified diff."""
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        for line in unified_diff(old, new, self.path, self.path, n=0):
            yield line.rstrip("\n").replace("\r", "␍").replace(_MARK, "␀")


def fixes(project: Project, only: Sequence[str] = ()) -> list[Mended]:
    """Every file that can be mended, by path; with `only` those of these paths, or below them."""
    texts = dict(_texts(project.root))
    # Without a byte-order mark, with LF at the ends of lines, in Unicode's form NFC.
    after = {
        path: unicodedata.normalize("NFC", text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n"))
        for path, text in texts.items()
    }
    with tempfile.TemporaryDirectory(prefix="gazette-") as folder:
        for path, text in after.items():
            copy = Path(folder, path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8", newline="")
        after.update(_typography(Project(Path(folder)), after))
    return [
        Mended(path, texts[path], after[path])
        for path in sorted(texts)
        if after[path] != texts[path]
        and (not only or any(PurePosixPath(path).is_relative_to(wanted) for wanted in only))
    ]


def write(project: Project, mended: Sequence[Mended]) -> None:
    """Put the mended files in the place of the old ones, each in one step. Raises Stop."""
    from gazette.publish import replace

    for file in mended:
        replace(project.root / file.path, file.after.encode("utf-8"))


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """The files that people edit, as they stand; those that cannot be read for certain are left out."""
    folders = (root / CONTENT, root / "schemas")
    for path in (root / DESCRIPTOR, *(file for folder in folders for file in sorted(folder.rglob("*")))):
        if path.suffix not in _KINDS or path.is_symlink() or not path.is_file():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if not any(line.startswith(_MERGE) for line in text.split("\n")):
            yield path.relative_to(root).as_posix(), text


def _typography(project: Project, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The files whose texts are not as their language wants them, mended."""
    from gazette.check import CHECKS
    from gazette.check.run import Run
    from gazette.check.typography import mend, passages
    from gazette.load import load
    from gazette.load.position import line_starts
    from gazette.problem import Examined

    run = Run(load(project), Examined())
    for name in ("package", "schemas", "shape"):  # only what these find fit has texts that can be told apart
        list(CHECKS[name](run))
    edits: dict[str, list[tuple[int, str, str]]] = {}
    for passage in passages(run):
        better = mend(passage.text, passage.language)
        if better == passage.text:
            continue
        place, text = passage.place(), texts[passage.file]
        starts = line_starts(text)
        at = starts[(place.line or 1) - 1]
        edit = _edit(text, at, at + (place.column or 1) - 1, passage.text, better)
        if edit is not None:
            edits.setdefault(passage.file, []).append(edit)
    for path, of_file in edits.items():
        text = texts[path]
        for at, old, new in sorted(set(of_file), reverse=True):
            text = text[:at] + new + text[at + len(old) :]
        yield path, text


def _edit(text: str, line: int, at: int, old: str, new: str) -> tuple[int, str, str] | None:
    """What to write in the place of a passage, and where; None where it does not stand there for certain.

    It may stand as a cell in quotation marks, as JSON, or inside a cell: each writes it in its own way.
    """
    before, after = (words.replace('"', '""') for words in (old, new))
    as_json = json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)
    for written, better in ((f'"{before}"', f'"{after}"'), as_json, (before, after)):
        if text.startswith(written, at):
            return at, written, better
    end = text.find("\n", line)
    whole = text[line : end if end >= 0 else len(text)]
    return (line + whole.index(old), old, new) if whole.count(old) == 1 else None
