"""An incident: a happening in the world, derived from the judgements on the episodes that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gesta.nouns.episode import Card, Evidence, PartyRole, Statement, Telling, TieType
from gesta.nouns.event import Status
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody said to have taken part, in a role, and the ids of the statements and anchors of the words that say
    so. Participants that resolve to one actor are one."""

    role: PartyRole
    name: str
    actor: Resolved[Actor] | Gap
    held_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TollRange:
    """What all voices together say of one outcome, by a named rule: lowest, best and highest figure for the whole
    incident; each None where nobody says. `by_claim` holds the ids of the statements that the rule used."""

    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    rule: str
    by_claim: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another incident, by id: this one answers it, concerns it, is part of it or corrects it."""

    type: TieType
    to: str
    score: float
    evidence: tuple[Evidence, ...]
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of the incident in one report."""

    card: Card
    telling: Telling


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening in the world. Nothing in it is known but through its statements; those that differ stay side by side.

    `id` is a digest of the earliest anchor among its episodes (by publication, report key, position), so that it does
    not depend on the order in which reports came. `origins` counts independent reports, `copies` syndicated ones,
    `reports` both. `grade` is a word of the documented scheme; `status_line` says by whose account it is known.
    `reviewed` says who last reviewed it, None when nobody did. `originals` maps the key of each of its reports that is
    a copy to the key of the report it copies. `versions` is what made it.
    """

    id: str
    headline: str
    type: str
    mode: str | None
    status: Status
    when: Resolved[When] | Gap
    where: Resolved[Place] | Gap
    participants: tuple[Participant, ...]
    tellings: tuple[Told, ...]
    statements: tuple[Statement, ...]
    tolls: Mapping[Outcome, TollRange]
    cards: tuple[Card, ...]
    episodes: tuple[str, ...]
    origins: int
    reports: int
    copies: int
    grade: str
    status_line: str
    weapons: tuple[Evidence, ...] = ()
    attached: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    judgements: tuple[str, ...] = ()
    reviewed: str | None = None
    changed: datetime | None = None
    originals: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
