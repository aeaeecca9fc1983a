"""An event: who did what to whom, as one mention in one report says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gesta.nouns.toll import Toll
from gesta.spans import Span

Status = Literal["actual", "future", "possible", "negated"]
Role = Literal["actor", "target", "victim", "place", "time", "weapon", "count"]
LinkType = Literal["response", "about"]

ROLES: tuple[Role, ...] = ("actor", "target", "victim", "place", "time", "weapon", "count")
STATUSES: tuple[Status, ...] = ("actual", "future", "possible", "negated")


@dataclass(frozen=True, slots=True)
class Filler:
    """The words that fill a role. `referent` is the fuller phrase a pronoun stands for ("it" → "the army")."""

    span: Span
    score: float
    referent: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an event.

    `same` is the id of the first mention in this report of the same happening; `part` the id of the event that this
    one is a piece or consequence of. `aggregate` is true when the mention sums several happenings ("a dozen attacks
    since spring"). `scores` holds the probability of each decision by name: trigger, type, mode, status, same, part.
    `embedding` is what the network makes of it, in signed bytes: linking compares mentions by its parts
    (linking/alike.py). It is kept with the report and is no part of the contract.
    """

    id: str
    trigger: Span
    type: str
    mode: str | None
    status: Status
    score: float
    roles: dict[Role, tuple[Filler, ...]]
    toll: tuple[Toll, ...] = ()
    aggregate: bool = False
    ordered_by: tuple[Span, ...] = ()
    same: str | None = None
    part: str | None = None
    scores: dict[str, float] = field(default_factory=dict)
    embedding: bytes = b""


@dataclass(frozen=True, slots=True)
class PairScore:
    """What the network makes of two events of one report, by id, `later` behind `earlier`; probabilities.

    `same`: one happening; `part`: one is a part or consequence of the other; `response`: one answers the other;
    `about`: one concerns the other. Either way round for the last three: linking asks no more than whether they
    are one incident.
    """

    earlier: str
    later: str
    same: float
    part: float
    response: float
    about: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two events of one report, by id: `origin` answers (response) or concerns (about) `goal`."""

    type: LinkType
    origin: str
    goal: str
    score: float
