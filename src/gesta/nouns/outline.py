"""The outline of an episode: what tells which incident it belongs to, without all that it tells of it.

A store holds far more episodes than are weighed at a time. Which of them are one incident, and which incidents are
tied to each other, is worked out from outlines; an outline is a tenth of its episode.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gesta.nouns.episode import Card, Tie
from gesta.nouns.event import Status
from gesta.nouns.referent import Place
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Outline:
    """`kin` is that of the episode's setting, what is not named here that of the episode itself.

    `spans` are where its triggers stand in the report; `days` the first and last day that words of its own give it,
    None when open; `place` where it happened, None when open.
    """

    id: str
    card: Card
    spans: tuple[Span, ...]
    type: str
    mode: str | None
    status: Status
    aggregate: bool = False
    background: bool = False
    days: tuple[date, date] | None = None
    place: Place | None = None
    ties: tuple[Tie, ...] = ()
    kin: tuple[tuple[str, float], ...] = ()
