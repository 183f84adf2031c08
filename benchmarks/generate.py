"""Write a Data Package of N records: areas, their goals, and the steps to each goal.

    python benchmarks/generate.py FOLDER --records 1000 --languages en,fr,ar
    python benchmarks/generate.py FOLDER --records 438 --words 600
    python benchmarks/generate.py FOLDER --rows 1000000

The same arguments give the same bytes. A tenth of the records are goals, a hundredth are areas. With `--rows` it is
one table of ten constrained columns, and one of two hundred rows to which its rows refer.
"""

import argparse
import csv
import io
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

DC = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
MEANING = {
    "id": DC + "identifier",
    "position": "https://schema.org/position",
    "title": SKOS + "prefLabel",
    "text": DC + "description",
    "due": DC + "date",
}
ID = {"required": True, "unique": True, "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 64}
TABLES = {"areas": None, "goals": "areas", "steps": "goals"}
"""Table to the table above it."""
WORDS = {
    "en": ("shared", "clear", "local", "early", "steady", "harbour", "training", "report", "network", "plan"),
    "fr": (
        "partagé",
        "clair",
        "local",
        "précoce",
        "régulier",
        "port",
        "formation",
        "rapport",
        "réseau",
        "plan",
    ),
    "ar": ("مشترك", "واضح", "محلي", "مبكر", "ثابت", "ميناء", "تدريب", "تقرير", "شبكة", "خطة"),
}
MEASURED: list[tuple[str, dict[str, object]]] = [
    ("id", {"constraints": {"required": True, "unique": True, "pattern": ID["pattern"]}}),
    ("title", {"constraints": {"required": True, "minLength": 3, "maxLength": 80}}),
    ("state", {"constraints": {"required": True, "enum": ["draft", "checked", "final"]}}),
    ("period", {"constraints": {"required": True, "enum": ["daily", "weekly", "monthly"]}}),
    ("day", {"type": "date", "constraints": {"required": True}}),
    ("amount", {"type": "number", "constraints": {"required": True, "minimum": 0, "maximum": 1000}}),
    ("count", {"type": "integer", "constraints": {"required": True}}),
    ("contact", {"constraints": {"required": True, "pattern": "[^@ ]+@[^@ ]+\\.[a-z]+"}}),
    ("year", {"type": "year", "constraints": {"required": True}}),
    ("place", {"constraints": {"required": True}}),
]
"""The columns of the long table, each with what its cells must be."""
Row = dict[str, str | int]


def generate(folder: Path, records: int, languages: tuple[str, ...], words: int = 40) -> None:
    """Write the package into a folder that does not exist yet; a text has that many words."""
    write(folder, tables(records, languages, words), languages, str(records))
    # Rules of its own make it a publication, of which every record has a page however many there are.
    rules = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
    write_json(folder / "schemas/package.json", rules)


def generate_rows(folder: Path, rows: int) -> None:
    """Write a package of one long table with a constraint on every column, and the short table that it refers to."""
    for part in ("content/tables", "schemas/tables"):
        (folder / part).mkdir(parents=True)
    dice = random.Random(rows)
    places = [f"place-{number + 1}" for number in range(200)]
    with (folder / "content/tables/measurements.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(name for name, _ in MEASURED)
        for number in range(rows):
            writer.writerow(
                (
                    f"m-{number + 1}",
                    f"Measurement {number + 1} {dice.choice(WORDS['en'])}",
                    dice.choice(("draft", "checked", "final")),
                    dice.choice(("daily", "weekly", "monthly")),
                    f"{dice.randint(1990, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
                    f"{dice.randint(0, 99_999) / 100}",
                    dice.randint(0, 5000),
                    f"reader{number + 1}@example.org",
                    dice.randint(2000, 2030),
                    dice.choice(places),
                )
            )
    lines = ["id,title", *(f"{place},{place.capitalize()}" for place in places)]
    (folder / "content/tables/places.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    key = {"required": True, "unique": True, "pattern": ID["pattern"]}
    short = [("id", {"constraints": key}), ("title", {"constraints": {"required": True}})]
    for name, columns in (("measurements", MEASURED), ("places", short)):
        fields = [{"name": column, "type": "string", "title": column} | facts for column, facts in columns]
        made: dict[str, object] = {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}
        made |= {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
        if name == "measurements":
            made["foreignKeys"] = [
                {"fields": ["place"], "reference": {"resource": "places", "fields": ["id"]}}
            ]
        write_json(folder / f"schemas/tables/{name}.json", made)
    write_json(folder / "datapackage.json", descriptor(f"{rows} rows", ("en",), ("measurements", "places")))


def write(folder: Path, made: dict[str, list[Row]], languages: tuple[str, ...], name: str) -> None:
    """Write a package of these rows by table."""
    for part in ("content/tables", "schemas/tables"):
        (folder / part).mkdir(parents=True)
    for table, rows in made.items():
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"content/tables/{table}.csv").write_bytes(buffer.getvalue().encode())
        write_json(folder / f"schemas/tables/{table}.json", schema(table, list(rows[0])))
    write_json(folder / "datapackage.json", descriptor(name, languages))


def tables(records: int, languages: tuple[str, ...], words: int = 40) -> dict[str, list[Row]]:
    """The rows by table, `records` in all."""
    dice = random.Random(records)
    areas = max(1, records // 100)
    goals = max(1, records // 10)
    sizes = {"areas": areas, "goals": goals, "steps": max(1, records - areas - goals)}
    made: dict[str, list[Row]] = {}
    for name, above in TABLES.items():
        parents = [str(row["id"]) for row in made[above]] if above else []
        made[name] = list(rows_of(name, sizes[name], parents, languages, dice, words))
    return made


def rows_of(
    name: str, size: int, parents: list[str], languages: tuple[str, ...], dice: random.Random, words: int
) -> Iterator[Row]:
    """The rows of one table, spread evenly over the parents, with positions from 1 within each."""
    for number in range(size):
        row: Row = {"id": f"{name.removesuffix('s')}-{number + 1}"}
        if parents:
            row[TABLES[name].removesuffix("s")] = parents[number % len(parents)]  # type: ignore[union-attr]
        row["position"] = number // (len(parents) or size) + 1 if parents else number + 1
        if name == "steps":
            row["due"] = 2025 + number % 10
        for column, length in (("title", 6), ("text", words)):
            for language in languages:
                said = " ".join(dice.choices(WORDS[language], k=length))
                row[f"{column}_{language}"] = f"{said} {number + 1}".capitalize()
        yield row


def schema(name: str, columns: list[str]) -> dict[str, object]:
    """The Table Schema of one table."""
    above = TABLES[name]
    link = above.removesuffix("s") if above else None
    fields = []
    for column in columns:
        base = column.rpartition("_")[0] or column
        kind = {"position": "integer", "due": "year"}.get(column, "string")
        meaning = MEANING.get(base, DC + "isPartOf")
        field: dict[str, object] = {"name": column, "type": kind, "title": column, "rdfType": meaning}
        field["constraints"] = ID if column == "id" else {"required": True}
        fields.append(field)
    made: dict[str, object] = {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}
    made |= {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    if link:
        made["foreignKeys"] = [{"fields": [link], "reference": {"resource": above, "fields": ["id"]}}]
    return made


def descriptor(name: str, languages: tuple[str, ...], tables: Iterable[str] = TABLES) -> dict[str, object]:
    """The descriptor, with its human words in every language."""
    texts = {
        "title": f"Generated plan of {name} records" if name.isdecimal() else f"Generated table of {name}",
        "description": "Made to measure the publisher.",
    }
    described = translated(texts, languages)
    resources = [
        {"name": table, "type": "table", "path": f"content/tables/{table}.csv", "encoding": "utf-8"}
        | translated(
            {"title": table.capitalize(), "singular": table.removesuffix("s").capitalize()}, languages
        )
        | {"schema": f"schemas/tables/{table}.json"}
        for table in tables
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"generated-{name.replace(' ', '-')}",
        **described,
        "version": "1.0.0",
        "created": "2024-01-31T00:00:00Z",
        "languages": list(languages),
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "resources": resources,
    }


def translated(texts: dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """Each property, and its siblings in the other languages."""
    siblings = {f"{key}_{code}": text for key, text in texts.items() for code in languages[1:]}
    return texts | siblings


def write_json(path: Path, value: object) -> None:
    """Readable JSON with a final newline."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Parse and generate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument(
        "--languages", default="en,fr,ar", help=f"of {', '.join(WORDS)}; the first is the source"
    )
    parser.add_argument("--words", type=int, default=40, help="words in a text")
    parser.add_argument("--rows", type=int, help="one long table of so many rows instead")
    options = parser.parse_args()
    if options.rows:
        generate_rows(options.folder, options.rows)
    else:
        generate(options.folder, options.records, tuple(options.languages.split(",")), options.words)


if __name__ == "__main__":
    main()
