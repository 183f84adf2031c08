"""A publication from data that are there: canonical tables, schemas, a descriptor, a list of all that was guessed."""

import csv
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

from gazette.init import Wishes, as_json, described, files_around, listed, package_files
from gazette.init.keys import Guessed, guess_key, guess_label, guess_languages, guess_references
from gazette.init.read import Table, data_files, read, unreadable
from gazette.init.types import guess, names_of, plain_word
from gazette.project import DESCRIPTOR

TO_DO = "TODO.md"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"


def from_data(paths: Sequence[Path], wishes: Wishes) -> tuple[dict[str, bytes], list[str]]:
    """The files of a publication made of these files and folders, and what was guessed. Raises Stop."""
    tables = [_guessed(table) for path in data_files(paths) for table in read(path)]
    if not tables:
        raise unreadable(
            listed([str(path) for path in paths]), "there is no filled table", "name files with rows"
        )
    _name(tables)
    for table in tables:
        guess_key(table)
        guess_label(table)
    guess_references(tables)
    languages, why = guess_languages(tables)
    if wishes.languages:
        languages, why = list(wishes.languages), ""
    made: dict[str, bytes] = {}
    for table in tables:
        made[f"content/tables/{table.name}.csv"] = _csv(table)
        made[f"schemas/tables/{table.name}.json"] = as_json(_schema(table))
    title = wishes.title or _title(paths, tables)
    package: dict[str, object] = {
        "$schema": _PACKAGE,
        "name": wishes.name,
        "title": title,
        "version": "1.0.0",
        "created": "",
        "languages": languages,
        "resources": [_resource(table) for table in tables],
    }
    made[DESCRIPTOR] = as_json(described(package, wishes))
    made |= _articles(languages, title, [table.source for table in tables])
    guesses = list(_guesses(tables, languages, why, wishes))
    made[TO_DO] = to_do(guesses)
    return files_around(title) | made, guesses


def _guessed(table: Table) -> Guessed:
    columns = [
        guess(name, heading, [row[at] for row in table.rows])
        for at, (name, heading) in enumerate(names_of(table.header))
    ]
    for column in columns:
        if column.heading and column.heading != column.name:
            column.descriptor = {"name": column.name, "title": column.heading, **column.descriptor}
    return Guessed("", table.stem, table.source, columns, notes=[("", note) for note in table.notes])


def _name(tables: Sequence[Guessed]) -> None:
    """Each table a name of its own, one word of small letters and digits where the file's name allows it."""
    taken: set[str] = set()
    for number, table in enumerate(tables, 1):
        name = plain_word(table.title, "-") or f"table-{number}"
        unique, more = name, 2
        while unique in taken:
            unique, more = f"{name}-{more}", more + 1
        taken.add(unique)
        table.name = unique
        words = (
            table.title.replace("_", " ").replace("-", " ").strip() if table.title.isascii() else table.title
        )
        table.title = words[:1].upper() + words[1:] or unique


def _title(paths: Sequence[Path], tables: Sequence[Guessed]) -> str:
    """What a publication is called that nobody has named: after its file or folder, or its first table."""
    stem = Path(os.path.abspath(paths[0])).stem.replace("_", " ").replace("-", " ").strip()  # noqa: PTH100 - `.` has no name
    return stem[:1].upper() + stem[1:] if len(paths) == 1 and stem else tables[0].title


# ---- the files


def _csv(table: Guessed) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(zip(*(column.values for column in table.columns), strict=True))
    return out.getvalue().encode()


def _schema(table: Guessed) -> dict[str, object]:
    for column in table.columns:
        if column.name in table.key:
            column.descriptor["constraints"] = {"required": True}
    schema: dict[str, object] = {
        "$schema": _SCHEMA,
        "fields": [column.descriptor for column in table.columns],
    }
    if table.key:
        schema["primaryKey"] = table.key
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {**({"resource": target} if target else {}), "fields": [key]}}
            for name, target, key in table.references
        ]
    return schema | {"missingValues": [""]}


def _resource(table: Guessed) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"content/tables/{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": f"schemas/tables/{table.name}.json",
    }


def _articles(languages: Sequence[str], title: str, sources: Sequence[str]) -> dict[str, bytes]:
    """An article on where the data come from, in those of the languages that there are words in."""
    made = {}
    words = package_files("articles")
    for code in languages:
        if f"{code}.md" in words:
            listing = "\n".join(f"- {_plain(source)}" for source in dict.fromkeys(sources))
            text = Template(words[f"{code}.md"].decode()).substitute(title=_escaped(title), sources=listing)
            made[f"content/pages/about.{code}.md"] = text.encode()
    return made


def _escaped(text: str) -> str:
    """A text of strangers in a sentence of Markdown."""
    return re.sub(r"([\\`*_\[\]<>&#|~!])", r"\\\1", " ".join(text.split()))


def _plain(text: str) -> str:
    """A text of strangers in Markdown: as code, in which nothing is markup."""
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


# ---- what was guessed


def _guesses(tables: Sequence[Guessed], languages: Sequence[str], why: str, wishes: Wishes) -> list[str]:
    """Sentences, each beginning with the place."""
    made = []
    if why:
        named = (
            f"the languages are {listed(languages)}"
            if len(languages) > 1
            else f"the language is {languages[0]}"
        )
        made.append(f"{DESCRIPTOR}: {named}: {why}.")
    if not wishes.licence:
        made.append(
            f"{DESCRIPTOR}: no licence is stated, so nobody knows how to use them: add `licenses`, such as CC-BY-4.0."
        )
    if not wishes.publisher:
        made.append(f"{DESCRIPTOR}: nobody is named as the publisher: add `contributors`.")
    for table in tables:
        made.append(
            f"{table.name}: is made of {table.source}, {table.rows:,} rows, {len(table.columns)} columns."
        )
        made += [f"{table.name}{f'.{name}' if name else ''}: {note}" for name, note in table.notes]
        for column in table.columns:
            made += [f"{table.name}.{column.name}: {note}" for note in column.notes]
    return made


def to_do(guesses: Sequence[str]) -> bytes:
    """The list of what was guessed, to be ticked off."""
    head = (
        "# What was guessed\n\nLook at each line once. What is wrong is changed in `datapackage.json`, in\n"
        "`schemas/tables/` or in `content/tables/`. Nothing reads this list: delete it when you are through.\n\n"
    )
    return (head + "".join(f"- [ ] {' '.join(line.split())}\n" for line in guesses)).encode()
