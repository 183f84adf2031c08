"""Where every published thing lives. Pages, feeds, metadata and sitemap all ask here.

Paths are relative to the site, with `/`, and name files: a page's path ends in `index.html`. Links and addresses
end in `/` instead (`relative`, `absolute`); only the offline edition, which is read from a disk, names the files.
"""

from gazette.model import Kept, Record, Table

INDEX = "index.html"
CHARTS = "charts/"
CARDS = "cards/"
LATEST = "latest"


def page(*parts: str) -> str:
    """The path of the page at these folders: `page("en", "about")` is `en/about/index.html`."""
    return "/".join((*parts, INDEX))


def home(language: str) -> str:
    """The home page of a language."""
    return page(language)


def table(language: str, name: str) -> str:
    """The list page of a table."""
    return page(language, name)


def record(language: str, item: Record) -> str:
    """The page of a record."""
    return page(language, item.table, item.id)


def dataset(language: str, name: str) -> str:
    """The dataset page of a table."""
    return page(language, "data", name)


def dataset_rows(language: str, name: str, part: int = 1) -> str:
    """The rows of a table whose records have no pages, in parts."""
    return page(language, "data", name, "rows", *([str(part)] if part > 1 else []))


def datasets(language: str) -> str:
    """The page of all datasets."""
    return page(language, "data")


def questions(language: str) -> str:
    """The worked questions."""
    return page(language, "data", "questions")


def question(language: str, name: str) -> str:
    """One worked question with its answer."""
    return page(language, "data", "questions", name)


def explore(language: str) -> str:
    """The page on which readers ask questions of their own, in SQL."""
    return page(language, "data", "explore")


def changes(language: str) -> str:
    """All releases and what changed."""
    return page(language, "changes")


def release(language: str, version: str) -> str:
    """One release."""
    return page(language, "changes", version)


def difference(language: str, old: str, new: str, part: int = 1) -> str:
    """What changed between two releases; where that is long, in parts of which the first has the plain address."""
    return page(language, "changes", f"{old}...{new}", *_part(part))


def permanent(table: str, record_id: str) -> str:
    """The permanent address of a record, in no language; it outlives the record."""
    return page("id", table, record_id)


def rows(table_name: str, part: int = 1) -> str:
    """The permanent addresses of the rows of a table that have no pages of their own: an anchor a row.

    Where they are many, they stand in parts, of which the first has the plain address and leads to the others.
    """
    return page("id", table_name, *_part(part))


def _part(number: int) -> list[str]:
    return [str(number)] if number > 1 else []


def identifier(table: Table, record_id: str) -> str:
    """The path, perhaps with a fragment, that stands for a row in every file: it leads to where the row is shown."""
    return permanent(table.name, record_id) if table.paged else f"{rows(table.name)}#{record_id}"


def edition(version: str) -> str:
    """The page of a released edition, in no language: its files, and the way to its page in each language."""
    return page("data", version)


def feed(language: str, name: str, *parts: str) -> str:
    """A feed: `feed("en", "changes.atom")`, or of one record `feed("en", "clean-water.atom", "goals")`."""
    return "/".join(("feeds", language, *parts, name))


def source(language: str) -> str:
    """The sources, and where each line of them stands."""
    return page(language, "source")


def source_part(language: str, source_id: str, number: int) -> str:
    """A part of a source, line by line; the first is 1."""
    return page(language, "source", source_id, str(number))


def glossary(language: str, part: int = 1) -> str:
    """The glossary; where it is long, in parts of which the first has the plain address."""
    return page(language, "glossary", *_part(part))


def strategy(language: str) -> str:
    """The whole text on one page."""
    return page(language, "strategy")


def parallel(language: str, table_name: str = "", part: int = 1) -> str:
    """A table of the text in all languages side by side; without a name the index of these."""
    parts = [table_name] if table_name else []
    return page(language, "parallel", *parts, *_part(part))


def roadmap(language: str) -> str:
    """What comes when."""
    return page(language, "roadmap")


def status(language: str, part: int = 1) -> str:
    """What has been reported of the records; where that is long, in parts of which the first has the plain address."""
    return page(language, "status", *([str(part)] if part > 1 else []))


def update(language: str, row: Record, part: int) -> str:
    """An update in the part of the status that shows it."""
    return f"{status(language, part)}#update-{row.table}-{row.id}"


def matrix(language: str, part: int = 1) -> str:
    """What is done where: records by themes; where that is long, in parts of which the first has the plain address."""
    return page(language, "matrix", *_part(part))


def crosswalk(language: str, table_name: str, part: int = 1) -> str:
    """A table of mappings; where it is long, in parts of which the first is the table's own page."""
    return page(language, table_name, *(["by", str(part)] if part > 1 else []))


def briefing(language: str, part: int = 1) -> str:
    """The page from which a reader prints a choice of records; in parts where that is long."""
    return page(language, "briefing", *_part(part))


def a_to_z(language: str, part: int = 1) -> str:
    """Every record by its first letter; where that is long, in parts of which the first has the plain address."""
    return page(language, "a-z", *_part(part))


def unsaid(language: str) -> str:
    """What a strategy leaves open."""
    return page(language, "not-said")


def quality(language: str) -> str:
    """How good the publication is, by public lists."""
    return page(language, "quality")


def search(language: str) -> str:
    """The search."""
    return page(language, "search")


def search_index() -> str:
    """The program of the search index; its parts stand beside it."""
    return "search/pagefind.js"


def search_facets(language: str) -> str:
    """What the results in a language can be narrowed by."""
    return f"search/facets-{language}.json"


def search_words(language: str) -> str:
    """The words of the names that can be found in a language, for who misspells one."""
    return f"search/words-{language}.json"


def listed(language: str, table_name: str, part: int) -> str:
    """A part of a table's list, from the second on; the first is the table's own page."""
    return page(language, table_name, "by", str(part)) if part > 1 else table(language, table_name)


def filtered(language: str, table_name: str, column: str, value: str, part: int = 1) -> str:
    """The rows of a table's list that hold this value."""
    return page(language, table_name, "by", column, value, *_part(part))


def by_name(language: str, table_name: str, part: int = 1) -> str:
    """A table's list in the order of its names."""
    return page(language, table_name, "by", f"name-{part}" if part > 1 else "name")


def calendar(language: str) -> str:
    """The dates as a calendar."""
    return f"calendar/{language}.ics"


def chart(name: str, language: str, suffix: str) -> str:
    """A picture of the publication, or the table behind it."""
    return f"{CHARTS}{name}-{language}.{suffix}"


def card(language: str, item: Record | None) -> str:
    """The picture that is shown with a link to a record, or to any other page of the language."""
    return f"{CARDS}{language}/{item.table}/{item.id}.png" if item else f"{CARDS}{language}.png"


def corrections(language: str, table_name: str) -> str:
    """The sheet on which readers write down corrections to a table."""
    return f"corrections/{language}/{table_name}.csv"


def offline(package: str) -> str:
    """The site as one archive, to be read from a disk."""
    return f"offline/{package}-site.zip"


def data(name: str, edition: str = LATEST) -> str:
    """A data file of an edition: `data("goals.csv")` is `data/latest/goals.csv`."""
    return f"data/{edition}/{name}"


def kept(file: Kept, edition: str = LATEST) -> str:
    """A file that is published as it came."""
    return data(f"files/{file.name}", edition)


def records_data(table_name: str, edition: str = LATEST) -> str:
    """The folder of a table's records, each in a JSON file of its own."""
    return data(f"records/{table_name}/", edition)


def record_data(item: Record, edition: str = LATEST) -> str:
    """The JSON file of one record."""
    return records_data(item.table, edition) + f"{item.id}.json"


def record_beside(item: Record, other: Record) -> str:
    """The reference from another record's JSON file of the same edition to this one's."""
    name = f"{item.id}.json"
    return name if item.table == other.table else f"../{item.table}/{name}"


def answer(name: str, edition: str = LATEST) -> str:
    """The result of a worked question."""
    return data(f"questions/{name}.csv", edition)


def schema(version: str, name: str) -> str:
    """A schema at its own address: `schema("1.0.0", "goals.json")`."""
    return f"schema/{version or 'unversioned'}/{name}"


def relative(start: str, target: str) -> str:
    """The link (RFC 3986) from one path to another: up to the site's root and down again, right under any sub-path.

    A page's ends in `/`, perhaps with a fragment behind it. Files of an edition hold no other addresses, so that their
    bytes are the same wherever they stand.
    """
    return "../" * start.count("/") + web(target) or "./"


def web(path: str) -> str:
    """A path as addresses say it: that of a page ends in `/`, whatever fragment stands behind it."""
    path, mark, fragment = path.partition("#")
    if path == INDEX or path.endswith("/" + INDEX):
        path = path[: -len(INDEX)]
    return path + mark + fragment


def beside(path: str, name: str) -> str:
    """A file in the folder of a page."""
    return path.removesuffix(INDEX) + name


def absolute(homepage: str, path: str) -> str:
    """The canonical address of a path: a page's ends in `/`, a file's in its name.

    Where nobody knows the site's address (`homepage` is empty) it is relative to the root of the site, which is
    right in the files that stand there; a file elsewhere gives its way up (`base`) as the homepage.
    """
    path, mark, fragment = web(path).partition("#")
    return (homepage + path or "./") + mark + fragment


def own(homepage: str, path: str) -> str:
    """The address by which a file calls itself: its name alone where nobody knows the site's address."""
    return absolute(homepage, path) if homepage else path.rpartition("/")[2]


def base(homepage: str, start: str) -> str:
    """What the addresses in the file at `start` begin with: the homepage, else the way up to the site's root."""
    return homepage or "../" * start.count("/")
