"""Let Hugo make the record pages of a generated package from data, beside our build of the whole site.

    python benchmarks/hugo.py --records 1000 10000

Hugo (the package `hugo`) gets the texts and addresses of every record page as one JSON file, a content adapter, and
for each table and language a template that is our own page with loops and fields in the place of what differs. Its
pages are compared with ours, white space between elements aside, before anything is measured: the share that is equal
is printed. What our build makes beside these pages (lists, data, metadata, search, proof) Hugo does not make.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from generate import TABLES, WORDS, generate
from measure import Run, measure
from run import change_a_cell

Fields = dict[str, Any]
LANGUAGES = tuple(WORDS)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.S)
_TREE = re.compile(r'(<h2[^>]*>(?:(?!</h2>).)*</h2>)<ol class="tree">.*?(?=</div>\n<aside)', re.S)
_PARTS = {
    "title": re.compile(r"<h1>(.*?)</h1>", re.S),
    "description": re.compile(r'<meta name="description" content="([^"]*)">'),
    "standing": re.compile(r'<p class="standing">(.*?)</p>', re.S),
    "by": re.compile(r'</p>\n<p class="by">(.*?)</p>', re.S),
    "lead": re.compile(r'<p class="lead">(.*?)</p>', re.S),
    "citation": re.compile(r'<q class="citation">(.*?)</q>', re.S),
    "id": re.compile(r"<bdi><code>(.*?)</code></bdi> <a class="),
    "due": re.compile(r"<dd><bdi>(\d{4})</bdi></dd>"),
}
_TRAIL = re.compile(r'(<nav class="trail[^>]*>\n<ol>\n)(.*?)(</ol>)', re.S)
_NEIGHBOURS = re.compile(r'(<nav class="neighbours[^>]*>\n<ul>\n)(.*?)(</ul>)', re.S)
_BESIDE = re.compile(r'<li class="(before|after)"><span class="by">([^<]*)</span> (<a .*?</a>)</li>', re.S)
_LD = re.compile(r'<script type="application/ld\+json">.*?</script>', re.S)
_ABOVE = re.compile(
    r"(<dl class=\"facts\">\n<div><dt>(?:<span[^>]*>)?(?:area|goal)(?:</span>)?</dt><dd>)(<a .*?</a>)(</dd>)",
    re.S,
)
_LOOP = """{{ define "tree" }}<ol class="tree">{{ range . }}<li><a href="{{ .href }}">{{ .text }}</a>{{ with .inner }}
{{ template "tree" . }}{{ end }}</li>{{ end }}</ol>{{ end }}"""


def main() -> None:
    """Build, compare, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="*", default=[1000])
    options = parser.parse_args()
    heads = [
        "records",
        "pages of Hugo",
        "equal",
        "Hugo cpu s",
        "rendering alone cpu s",
        "/ Hugo",
        "whole build cpu s",
    ]
    heads += ["/ Hugo", "Hugo MiB", "build MiB", "one cell changed cpu s", "/ Hugo", "files that differ"]
    print(f"| {' | '.join(heads)} |\n|" + "---:|" * len(heads))
    for records in options.records:
        with tempfile.TemporaryDirectory(prefix="gazette-hugo-") as name:
            print(line(records, Path(name)), flush=True)


def line(records: int, folder: Path) -> str:
    """One size: our build first, then Hugo with the same data, and the bare rendering of ours."""
    generate(folder / "package", records, LANGUAGES)
    command = [sys.executable, "-m", "gazette.cli", "--project", str(folder / "package"), "build"]
    command += ["--cache", str(folder / "cache"), "--output", str(folder / "site")]
    ours = measure(command, folder)
    paths = [
        path.relative_to(folder / "site").as_posix()
        for language in LANGUAGES
        for table in TABLES
        for path in sorted((folder / f"site/{language}/{table}").glob(f"{table[:-1]}-*/index.html"))
    ]
    prepare(folder / "hugo", folder / "site", paths)
    theirs = run_hugo(folder / "hugo")
    equal = sum(
        plain((folder / "site" / path).read_text("utf-8"))
        == plain((folder / "hugo/public" / path).read_text("utf-8"))
        for path in paths
    )
    bare = rendering(folder / "package")
    before = sums(folder / "site")
    change_a_cell(folder / "package", 1, "steps")
    again = measure(command, folder)
    after = sums(folder / "site")
    differ = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
    return (
        f"| {records:,} | {len(paths):,} | {equal / len(paths):.1%} | {theirs.cpu:.2f} | {bare:.2f} | "
        f"{bare / theirs.cpu:.2f} | {ours.cpu:.2f} | {ours.cpu / theirs.cpu:.2f} | {theirs.peak:.0f} | "
        f"{ours.peak:.0f} | {again.cpu:.2f} | {again.cpu / theirs.cpu:.2f} | {differ:,} of {len(after):,} |"
    )


def sums(site: Path) -> dict[str, str]:
    """The hash of every file of a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run_hugo(folder: Path) -> Run:
    """Hugo's build, as its program runs it."""
    program = shutil.which("hugo") or str(Path(sys.executable).with_name("hugo"))
    return measure([program, "--quiet", "--source", str(folder)], folder)


def prepare(folder: Path, site: Path, paths: list[str]) -> None:
    """A Hugo site that makes these pages of ours: their data, a content adapter, a template each table and language."""
    (folder / "content").mkdir(parents=True)
    (folder / "data").mkdir()
    pages = []
    for path in paths:
        text = (site / path).read_text("utf-8")
        language, table, _, _ = path.split("/")
        fields = fields_of(text)
        kind = f"{table}-{language}"
        template = folder / f"layouts/{kind}/single.html"
        if not template.exists() and (fields["before"] and fields["after"]):
            template.parent.mkdir(parents=True)
            template.write_text(template_of(text, fields), encoding="utf-8")
        pages.append({"path": path.removesuffix("/index.html"), "type": kind, "fields": fields})
    (folder / "data/pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
    adapter = '{{ range hugo.Data.pages }}{{ $.AddPage (dict "path" .path "type" .type "params" .fields) }}{{ end }}\n'
    (folder / "content/_content.gotmpl").write_text(adapter, encoding="utf-8")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\n'
        'disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]\n',
        encoding="utf-8",
    )


def fields_of(page: str) -> Fields:
    """What differs from page to page of a table: texts, links and lists, without their marks."""
    found: Fields = {
        name: unescape(match[1]) if (match := pattern.search(page)) else None
        for name, pattern in _PARTS.items()
        if name != "standing"
    }
    standing = _PARTS["standing"].search(page)
    found["standing"] = list(pieces(standing[1] if standing else ""))
    trail = _TRAIL.search(page)
    found["trail"] = [link(one) for one in _LINK.finditer(trail[2] if trail else "")]
    above = _ABOVE.search(page)
    found["above"] = link(_LINK.search(above[2])) if above else None
    around = {match[1]: match for match in _BESIDE.finditer(page)}
    for name in ("before", "after"):
        found[name] = beside(around[name]) if name in around else None
    tree = _TREE.search(page)
    found["tree"] = nested(tree[0]) if tree else None
    return found


def link(match: "re.Match[str] | None") -> Fields:
    """A link as data."""
    assert match is not None
    return {"href": unescape(match[1]), "text": unescape(match[2])}


def beside(match: "re.Match[str]") -> Fields:
    """A neighbour as data: the link, and what stands before it."""
    return {**link(_LINK.search(match[3])), "by": unescape(match[2])}


def pieces(text: str) -> Iterator[Fields]:
    """A sentence with links in it as its pieces."""
    end = 0
    for match in _LINK.finditer(text):
        yield {"text": unescape(text[end : match.start()]), "href": ""}
        yield link(match)
        end = match.end()
    yield {"text": unescape(text[end:]), "href": ""}


def nested(text: str) -> list[Fields]:
    """A tree of links as lists of lists."""
    stack: list[list[Fields]] = []
    whole: list[Fields] = []
    for token in re.finditer(r'<ol class="tree">|</ol>|<a href="([^"]*)">([^<]*)</a>', text):
        if token[0].startswith("<ol"):
            inner: list[Fields] = []
            if stack:
                stack[-1][-1]["inner"] = inner
            else:
                whole = inner
            stack.append(inner)
        elif token[0] == "</ol>":
            stack.pop()
        else:
            stack[-1].append({"href": unescape(token[1]), "text": unescape(token[2])})
    return whole


def template_of(page: str, fields: Mapping[str, Any]) -> str:
    """Our page as a Go template: loops and fields where pages of the table differ, the rest as it is."""
    page = _LD.sub(lambda _: "@LD@", page)
    page = _TRAIL.sub(r'\1{{ range .trail }}<li><a href="{{ .href }}">{{ .text }}</a></li>{{ end }}\3', page)
    around = "".join(
        f'{{{{ with .{name} }}}}<li class="{name}"><span class="by">{{{{ .by }}}}</span> '
        '<a href="{{ .href }}">{{ .text }}</a></li>{{ end }}'
        for name in ("before", "after")
    )
    page = _NEIGHBOURS.sub(lambda match: match[1] + around + match[3], page)
    page = _ABOVE.sub(
        lambda match: f'{match[1]}<a href="{{{{ .above.href }}}}">{{{{ .above.text }}}}</a>{match[3]}', page
    )
    page = _TREE.sub(lambda match: f'{match[1]}{{{{ template "tree" .tree }}}}', page)
    sentence = '{{ if .href }}<a href="{{ .href }}">{{ .text }}</a>{{ else }}{{ .text }}{{ end }}'
    sentence = f"{{{{ range .standing }}}}{sentence}{{{{ end }}}}"
    page = _PARTS["standing"].sub(f'<p class="standing">{sentence}</p>', page)
    for name in ("by", "lead", "citation", "due"):
        page = _PARTS[name].sub(
            lambda match, name=name: match[0].replace(match[1], f"{{{{ .{name} }}}}"), page, count=1
        )  # type: ignore[misc]
    for name in ("description", "title"):
        page = page.replace(str(fields[name]), f"{{{{ .{name} }}}}")
    page = re.sub(rf"\b{re.escape(str(fields['id']))}\b", "{{ .id }}", page)
    steps = (
        '{"@type":"ListItem","position":{{ add $i 1 }},"name":{{ $one.text }},'
        '"item":{{ strings.TrimSuffix "index.html" $one.href }}},'
    )
    ld = (
        '<script type="application/ld+json">{"@context":{"@vocab":"https://schema.org/"},"@type":"BreadcrumbList",'
        f'"itemListElement":[{{{{ range $i, $one := .trail }}}}{steps}{{{{ end }}}}'
        '{"@type":"ListItem","position":{{ add (len .trail) 1 }},"name":{{ .title }},"item":{{ .own }}}]}</script>'
    )
    own = re.search(r'hreflang="x-default" href="([^"]*)', page)
    language = re.search(r'<html lang="([^"]*)', page)
    here = re.sub(r"(\.\./)+[a-z]+/", f"../../../{language[1]}/", own[1]) if own and language else ""
    here = here.replace("{{ .id }}", "")
    ld = ld.replace("{{ .own }}", f'{{{{ printf "{here.rstrip("/")}/%s/" .id }}}}')
    page = page.replace("@LD@", ld)
    return _LOOP + "{{ with .Params }}" + page + "{{ end }}"


def plain(page: str) -> str:
    """A page without the white space between elements and about numbers in JSON, its references resolved."""
    page = re.sub(r'"position": (\d+) ,', r'"position":\1,', page)
    return re.sub(r">\s+|\s+<", lambda match: match[0].strip(), unescape(page)).strip()


def rendering(package: Path) -> float:
    """Seconds of processor time that making the views of all record pages, rendering and writing them takes."""
    from gazette.assemble import assemble
    from gazette.load import load
    from gazette.pipeline.publish import data_files
    from gazette.project import Project
    from gazette.release.history import History
    from gazette.site import site_files
    from gazette.site.pages import readers_of, records
    from gazette.site.plugin import renderer

    catalog, past = assemble(load(Project(package))), History()
    files = [*data_files(catalog, past), *site_files(catalog)]
    readers = readers_of(catalog, {made.path: made for made in files}, past)
    rendered = renderer()
    with tempfile.TemporaryDirectory(prefix="gazette-rendering-") as name:
        begun = time.process_time()
        for reader in readers:
            for _, make in records.parts(reader):
                page = make()
                for one in [page] if hasattr(page, "view") else page:
                    target = Path(name) / one.path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(rendered(one))
        return time.process_time() - begun


if __name__ == "__main__":
    main()
