"""What a publication declares about itself for catalogues: where, when, on what, by whom and for whom.

All of it stands in datapackage.json as properties of our own; what is not declared is empty, and no describer
then says it. A concept is a term of a controlled vocabulary, most often an authority table of the EU.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gazette.model.text import Text


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a controlled vocabulary: its IRI and what readers call it.

    `reference` is the table and the id of the record that says so, where the source does not.
    """

    iri: str
    label: Text
    reference: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who took part (Data Package `contributors`). `kind` says what sort of body it is, if declared."""

    name: Text
    path: str
    email: str
    roles: tuple[str, ...]
    kind: Concept | None


@dataclass(frozen=True, slots=True)
class About:
    """The declared facts. `start`, `end` and `issued` are dates, months or years as written.

    `coverage` says who says that the data speak of the places in `spatial`.

    `notice` says in a few words what readers must know of the publication's standing. `cards` are the tables whose
    records have a share card each, None where the site has none at all; `offline` asks for the site as an archive.
    """

    agents: tuple[Agent, ...] = ()
    spatial: tuple[Concept, ...] = ()
    coverage: Text = field(default_factory=Text)
    themes: tuple[Concept, ...] = ()
    access_rights: Concept | None = None
    frequency: Concept | None = None
    availability: Concept | None = None
    notice: Text = field(default_factory=Text)
    start: str = ""
    end: str = ""
    issued: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[str, ...] | None = None
    offline: bool = False

    @classmethod
    def of(cls, described: Mapping[str, object], languages: Sequence[str]) -> "About":
        """The facts in a descriptor; `licences` maps a licence's address to its term in a vocabulary."""
        temporal, terms = _mapping(described.get("temporal")), _mapping(described.get("languageTerms"))
        parts = (described, *_list(described.get("resources")))
        licences = [licence for part in parts for licence in _list(part.get("licenses"))]
        return cls(
            agents=tuple(_agent(agent, languages) for agent in _list(described.get("contributors"))),
            spatial=_concepts(described.get("spatial"), languages),
            coverage=Text.declared(described, "coverage", languages),
            themes=_concepts(described.get("themes"), languages),
            access_rights=_concept(described.get("accessRights"), languages),
            frequency=_concept(described.get("frequency"), languages),
            availability=_concept(described.get("availability"), languages),
            notice=Text.declared(described, "notice", languages),
            start=str(temporal.get("start", "")),
            end=str(temporal.get("end", "")),
            issued=str(described.get("issued", "")),
            languages={code: str(iri) for code, iri in terms.items()},
            licences={
                str(item["path"]): str(item["term"]) for item in licences if {"path", "term"} <= {*item}
            },
            cards=_cards(described),
            offline=described.get("offline") is True,
        )

    @property
    def publisher(self) -> Agent | None:
        """The first who has the role `publisher`."""
        return next((agent for agent in self.agents if "publisher" in agent.roles), None)

    @property
    def creators(self) -> tuple[Agent, ...]:
        """Who made the data: those with the role author, creator or editor; all where nobody has one."""
        wanted = {"author", "creator", "editor"}
        return tuple(agent for agent in self.agents if wanted & set(agent.roles)) or self.agents


def _agent(described: Mapping[str, object], languages: Sequence[str]) -> Agent:
    roles = described.get("roles")
    parts = (described.get("givenName"), described.get("familyName"))
    return Agent(
        name=Text.declared(described, "title", languages)
        or Text.of({languages[0]: " ".join(str(part) for part in parts if part)}),
        path=str(described.get("path", "")),
        email=str(described.get("email", "")),
        roles=tuple(str(role) for role in roles) if isinstance(roles, list | tuple) else (),
        kind=_concept(described.get("kind"), languages),
    )


def _cards(described: Mapping[str, object]) -> tuple[str, ...] | None:
    """The tables that `cards` lists; all of them where it says true."""
    wanted = described.get("cards")
    if wanted is True:
        wanted = [resource.get("name") for resource in _list(described.get("resources"))]
    return tuple(str(name) for name in wanted) if isinstance(wanted, list | tuple) else None


def _concept(described: object, languages: Sequence[str]) -> Concept | None:
    if not isinstance(described, Mapping) or not described.get("path"):
        return None
    table, _, record = str(described.get("reference", "")).partition("/")
    reference = (table, record) if record else None
    return Concept(str(described["path"]), Text.declared(described, "title", languages), reference)


def _concepts(described: object, languages: Sequence[str]) -> tuple[Concept, ...]:
    concepts = (_concept(item, languages) for item in _list(described))
    return tuple(concept for concept in concepts if concept is not None)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []
