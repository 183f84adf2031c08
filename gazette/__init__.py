"""The publisher: turns a Data Package into checked datasets and a website.

The trip, left to right (docs/house.md draws it):

    load -> check -> assemble -> export, describe, site -> output

`load` and `check` know files and not meaning; `export`, `describe` and `site` know the model and never
the files; `assemble` is the hinge between them. Nothing here knows a fact of any one strategy.
"""

__version__ = "0.1.0"
