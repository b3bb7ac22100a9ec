"""What results are made of; written by hand, checked by mypy.stubtest."""

from typing import NamedTuple

class Excerpt(NamedTuple):
    text: str
    start: int
    end: int

class Evidence(NamedTuple):
    rule: str
    a: Excerpt | None
    b: Excerpt | None
    bits: float

class Part(NamedTuple):
    text: str
    role: str
    start: int
    end: int
    link: int

class Hit(NamedTuple):
    id: str
    name: str
    score: float
    kind: str
    language: str
    bits: float
    probability: float

class Mention(NamedTuple):
    document: int
    start: int
    end: int

class Spelling(NamedTuple):
    text: str
    count: int  # type: ignore[assignment]
    mentions: list[Mention]

class Entity(NamedTuple):
    name: str
    kind: str
    count: int  # type: ignore[assignment]
    titles: list[str]
    variants: list[Spelling]

class System(NamedTuple):
    id: str
    title: str
    authority: str
    year: str
    language: str | None
    script: str
    target: str
    reversible: bool
    source: str
    aliases: list[str]
