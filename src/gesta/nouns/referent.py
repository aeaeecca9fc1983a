"""What a mention denotes: an actor, a place, a time – or an honest gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from gesta.spans import Span

T = TypeVar("T")

Basis = Literal["stated", "relative", "report", "unknown"]
TimePrecision = Literal["minute", "hour", "day", "week", "month", "season", "year"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `id` is a roster id, or None for an actor composed from parts ("two French diplomats").

    `country` is an ISO 3166 alpha-3 code or one of PLOVER's (IGO, NGO, MNC, IMG …), `sector` a PLOVER sector code; each
    None when the words do not say. `ally` is the country or actor that the words call them loyal to or backed by.
    """

    id: str | None
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    ally: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `precision` is UCDP's scale: 1 exact spot or town, 2 within about 25 km, 3 second-order division,
    4 first-order division, 5 line or border area, 6 country, 7 international or unknown.

    `latitude` and `longitude` (WGS 84) are given for precision 1–3 only; a region's own middle point stands in
    `centre` for those who ask for it, with `radius_km`. `admin` is the chain of divisions, widest first.
    """

    id: str | None
    name: str
    feature: str
    country: str | None
    admin: tuple[str, ...]
    precision: int
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class When:
    """An interval of time, both ends included, as local clock time; either end None when open.

    `precision` is the finest unit the words fix; `basis` says whether the words state it ("12 March 2019"), it was
    counted from another date ("Thursday"), or is known through the report only.
    """

    start: datetime | None
    end: datetime | None
    precision: TimePrecision | None
    basis: Basis
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A referent that was considered and not chosen, with its score and a word on why."""

    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """A referent with its score (0–1), the method that found it, the words it rests on and what else was considered."""

    value: T
    score: float
    method: str
    evidence: tuple[Span, ...]
    considered: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """No referent, and why: never a guess."""

    reason: str
