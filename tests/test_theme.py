"""A project's own theme: its templates and static files stand in the place of the publisher's, and can do no harm."""

import json

import pytest

from tests.packages import lay


@pytest.fixture
def package(tmp_path):
    """A package without a release."""
    root = lay("minimal", tmp_path)
    (root / "theme/templates").mkdir(parents=True)
    (root / "theme/static").mkdir()
    return root


def write(root, path, text):
    """Put a file into the theme."""
    (root / "theme" / path).write_text(text, encoding="utf-8")


def test_a_template_and_a_style_of_the_project_win(package, gazette, tmp_path):
    """record.html extends the publisher's, a file is added beside the others; without the theme all is as before."""
    write(
        package,
        "templates/record.html",
        '{% extends "publisher/record.html" %}\n{% block kind %}record mine{% endblock %}\n',
    )
    write(package, "static/mine.css", "body { color: black; }\n")
    site = tmp_path / "site"
    options = ("--cache", tmp_path / "cache", "--output", site)
    assert gazette("build", *options, project=package).returncode == 0
    page = min(site.glob("en/goals/*/index.html"))
    themed = page.read_text("utf-8")
    assert "record mine" in themed
    assert (site / "static/mine.css").read_text("utf-8") == "body { color: black; }\n"
    for path in (package / "theme").rglob("*.*"):
        path.unlink()
    assert gazette("build", *options, project=package).returncode == 0
    assert page.read_text("utf-8") == themed.replace("record mine", "record")
    assert not (site / "static/mine.css").exists()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ nothing.there }}", "nothing"),
        ("{% if %}", "cannot be read"),
        ('{{ "".__class__.__mro__ }}', ""),
        ('{{ title["__class__"].__mro__ }}', ""),
        ('{{ title|attr("__class__") }}', "attr"),
        ('{{ "{0.__class__}".format(title) }}', ""),
        ('{{ "{t.__class__}".format_map({"t": title}) }}', ""),
        ('{{ [title]|map(attribute="__class__")|list|first|string|length + [][0] }}', ""),
        ('{% include "/etc/passwd" %}', ""),
        ('{% include "../style.css" %}', ""),
    ],
)
def test_a_template_that_fails_or_reaches_out_is_a_problem_with_a_place(package, gazette, template, message):
    """It says which template and line; no attribute of Python and no file beside the themes can be had."""
    write(
        package,
        "templates/record.html",
        f'{{% extends "publisher/record.html" %}}\n{{% block main %}}{template}{{% endblock %}}\n',
    )
    done = gazette("build", "--no-cache", project=package)
    assert done.returncode == 1, done.stdout
    assert "error[theme-template]" in done.stdout
    assert "theme/templates/record.html" in done.stdout
    assert message in done.stdout
    assert "root:" not in done.stdout
    assert not done.stderr


def test_a_plugin_of_others_works_on_the_templates(package, gazette, tmp_path):
    """A filter of pelican-jinja-filters writes a title in capitals; a plugin that nobody installed is told of."""
    write(
        package,
        "templates/record.html",
        '{% extends "publisher/record.html" %}\n{% block kind %}{{ "a long way"|titlecase }}{% endblock %}\n',
    )
    described = json.loads((package / "datapackage.json").read_text("utf-8"))
    for name, status in (("pelican.plugins.jinja_filters", 0), ("pelican.plugins.nowhere", 1), ("os", 1)):
        described["publisher"] = {"plugins": [name]}
        (package / "datapackage.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
        done = gazette("build", "--no-cache", "--output", tmp_path / "site", project=package)
        assert done.returncode == status, done.stdout + done.stderr
        assert ("bad-property" in done.stdout or "bad-" in done.stdout) == bool(status)
    assert "A Long Way" in min((tmp_path / "site").glob("en/goals/*/index.html")).read_text("utf-8")
