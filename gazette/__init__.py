"""The publisher: turns a Data Package into checked datasets and a website.

The flow (docs/architecture.md draws it):

    load -> check -> assemble -> export, describe, release, site -> publish

`load` and `check` know files and not meaning; `export`, `describe` and `site` know the model and never
the files; `assemble` stands between them. Nothing here knows a fact of any one strategy.
"""

__version__ = "0.1.0"
