"""What all datasets of a publication have in common: the IRIs of resources that are described once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shared:
    """IRIs; None or empty where the descriptor declares nothing."""

    publisher: str | None
    creators: tuple[str, ...]
    contact: str | None
    access: str | None
    frequency: str | None
    availability: str | None
    themes: tuple[str, ...]
    spatial: tuple[str, ...]
    temporal: str | None
    coverage: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """On what terms a dataset's files may be used and in which languages they are; IRIs as above."""

    licence: str | None
    rights: str | None
    languages: tuple[str, ...]
