"""A page before it is rendered: where it stands, which template shows it, and what that template sees."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

View = dict[str, Any]
"""What a template sees: strings, numbers, lists and mappings, ready to show; a template never computes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site. `alternates` maps a language to the path of the same page in it.

    A page that is not `indexed` leads elsewhere: search engines are asked to leave it out.
    """

    path: str
    template: str
    view: View = field(repr=False)
    language: str
    alternates: Mapping[str, str]
    indexed: bool = True


Parts = Iterator[tuple[str, Callable[[], Page | Iterator[Page]]]]
"""Pages of a kind in parts that are made each by itself, under a name: what a part reads it reads when it is called."""
