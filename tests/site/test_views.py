"""A template and the view that it is given know the same names: none is missing, and none is made for nothing."""

from collections import defaultdict
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

import gazette
from gazette.assemble import assemble
from gazette.edition import releases_of
from gazette.load import load
from gazette.pipeline.build import edition_to_show
from gazette.pipeline.publish import _made
from gazette.project import Project
from gazette.site import all_pages
from gazette.site.plugin import linked_headings
from tests.conftest import ROOT
from tests.packages import EXAMPLES

TEMPLATES = Path(gazette.__file__).parent / "theme/templates"
NOT_SHOWN = {"found"}
"""What a view holds for the search index and no template shows."""
OF_EVERY_PAGE = {"count", "site_script", "dir", "icon", "lang", "policy", "style", "title"}
"""What all views hold, though some templates have no use for it."""


@pytest.fixture(scope="module")
def views():
    """The names in the views of each template, over packages that have every kind of page between them."""
    names = defaultdict(list)
    for root in (ROOT, *(EXAMPLES / name for name in ("good/progress", "good/withdrawn", "any/population"))):
        project = Project(root)
        source = load(project)
        work = assemble(source, None)
        shown, past = edition_to_show(work, releases_of(project, source, work.homepage), unreleased=False)
        files = _made(shown, past)
        for page in all_pages(shown, files, past):
            names[page.template].append(frozenset(page.view))
    return {template: set(kinds) for template, kinds in names.items()}


def used(environment, template):
    """The names that a template asks its view for, with those of what it extends or includes."""
    tree = environment.parse((TEMPLATES / template).read_text(encoding="utf-8"))
    own = {
        name if isinstance(name, str) else name[1]
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    }
    own |= {
        node.target.name
        for node in tree.find_all((nodes.Assign, nodes.AssignBlock))
        if isinstance(node.target, nodes.Name)
    }
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    names = meta.find_undeclared_variables(tree) - own
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        names |= used(environment, node.template.value)
    return names


def test_templates_and_views_know_the_same_names(views):
    """No template asks for a name that a view lacks; no view holds a name that its template does not ask for."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["linked_headings"] = linked_headings
    for template, kinds in sorted(views.items()):
        asked = used(environment, template)
        for names in kinds:
            assert sorted(asked - names) == [], f"{template} asks for what a view lacks"
            assert sorted(names - asked - NOT_SHOWN - OF_EVERY_PAGE) == [], (
                f"{template} does not show all of its view"
            )


def test_every_template_of_a_page_is_seen(views):
    """No template is left that nothing shows; macros and bases aside."""
    whole = {path.name for path in TEMPLATES.glob("*.html") if "{% block main %}" in path.read_text("utf-8")}
    # Bases, a page that needs a search index, and one that needs a withdrawal after a release.
    elsewhere = {"base.html", "bare.html", "search.html", "withdrawn.html"}
    assert whole <= set(views) | elsewhere
