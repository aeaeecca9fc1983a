"""What an incident was, and when and where: of what the reports say, that which most independent reports agree with.

Each origin (a publisher with its follow-ups) has one vote for every value that its tellings agree with. Of equally
supported values the more precise one is taken, then the one told first. What differs stays in the statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Protocol, TypeVar

from gesta.nouns.episode import Anchor, Card, Episode
from gesta.nouns.event import Status
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.weighing.frame import Frame, moment

T = TypeVar("T")


class Placed(Protocol):
    """An episode or its outline: its id says where it begins, its card in which report."""

    @property
    def id(self) -> str:
        """The anchor of its first trigger, written out."""

    @property
    def card(self) -> Card:
        """The particulars of its report."""


P = TypeVar("P", bound=Placed)

EARTH_KM = 6371.0
NEAR_KM = 30.0  # two names for one spot in the gazetteer, or a village and "near" its market town, stand closer
HARM = "HARM"  # tells what a deed did, not what it was

_UNDATED = Gap("no report states a time for it")
_UNPLACED = Gap("no report states a place for it")


def publisher_of(episode: Episode) -> str:
    """The publisher whose account an episode is; a report without one stands for itself."""
    return (episode.card.publisher or episode.card.key).casefold()


def originals(group: Sequence[Episode], frame: Frame) -> list[Episode]:
    """The episodes of reports that copy no other; all of them when every one is a copy."""
    own = [episode for episode in group if not frame.is_copy(episode.card.key)]
    return own or list(group)


def kind(group: Sequence[Episode]) -> tuple[str, str | None]:
    """The type and mode that most origins tell, a deed before the harm it did; of equals the one told first."""
    deeds = [episode for episode in group if episode.type != HARM] or list(group)
    chosen = _most((publisher_of(episode), episode.type) for episode in deeds) or deeds[0].type
    modes = ((publisher_of(e), e.mode) for e in deeds if e.type == chosen and e.mode is not None)
    return chosen, _most(modes)


def status(group: Sequence[Episode]) -> Status:
    """Actual when any report tells it as having happened, else what the first report tells."""
    return "actual" if any(episode.status == "actual" for episode in group) else group[0].status


def when(group: Sequence[Episode]) -> Resolved[When] | Gap:
    """The time that most origins agree with; a day before a week, and a clock time within the day."""
    dated = [(publisher_of(e), e.when) for e in group if isinstance(e.when, Resolved) and _both(e.when.value)]
    if not dated:
        return next((e.when for e in group if isinstance(e.when, Gap)), _UNDATED)
    return _supported(dated, _overlap, lambda when: (_rank(when.basis), _length(when)))


def where(group: Sequence[Episode]) -> Resolved[Place] | Gap:
    """The place that most origins agree with, the narrowest of them."""
    placed = [(publisher_of(episode), episode.where) for episode in group if isinstance(episode.where, Resolved)]
    if not placed:
        return next((e.where for e in group if isinstance(e.where, Gap)), _UNPLACED)
    return _supported(placed, agree, lambda place: place.precision)


def agree(one: Place, other: Place) -> bool:
    """True when two places can be one: the same, one within the other, or points close together."""
    if one.id is not None and one.id == other.id:
        return True
    if one.country != other.country:
        return False
    if one.name == other.name or one.name in other.admin or other.name in one.admin:
        return True
    if not one.admin or not other.admin:
        return True
    apart = distance(one, other)
    return apart is not None and apart <= NEAR_KM + (one.radius_km or 0) + (other.radius_km or 0)


def distance(one: Place, other: Place) -> float | None:
    """Kilometres between two places along the great circle; None when either has no point."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, east = radians(one.latitude or 0), radians(one.longitude or 0)
    south, west = radians(other.latitude or 0), radians(other.longitude or 0)
    chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def in_order(group: Iterable[P]) -> list[P]:
    """The episodes, or their outlines, by publication, report and position."""
    return sorted(group, key=lambda each: (*moment(each.card), Anchor.parse(each.id)))


def _supported(
    answers: Sequence[tuple[str, Resolved[T]]], agreeing: Callable[[T, T], bool], width: Callable[[T], object]
) -> Resolved[T]:
    """The answer that most origins agree with, of equals the narrowest, then the first."""

    def standing(answer: Resolved[T]) -> tuple[int, object]:
        votes = {who for who, other in answers if agreeing(answer.value, other.value)}
        return -len(votes), width(answer.value)

    return min((answer for _, answer in answers), key=standing)


def _most(votes: Iterable[tuple[str, Hashable]]) -> str | None:
    """What most voters say, each counted once for each value; the first of equals; None for no votes."""
    counted: Mapping[Hashable, int] = Counter(value for _, value in dict.fromkeys(votes))
    best = max(counted, key=lambda value: counted[value], default=None)
    return None if best is None else str(best)


def _both(when: When) -> bool:
    return when.start is not None and when.end is not None


def _days(when: When) -> tuple[date, date]:
    return (when.start.date() if when.start else date.min, when.end.date() if when.end else date.max)


def _overlap(one: When, other: When) -> bool:
    (start, end), (begin, finish) = _days(one), _days(other)
    return start <= finish and begin <= end


def _length(when: When) -> timedelta:
    return when.end - when.start if when.start and when.end else timedelta.max


def _rank(basis: str) -> int:
    return 0 if basis in ("stated", "relative") else 1
