"""Where an incident of ours and a record taken for the same differ, field by field, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gesta.comparing.likeness import (
    NEAR_KM,
    Stretch,
    apart_km,
    our_actors,
    our_days,
    our_place,
    same_actor,
    same_name,
    their_days,
)
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside
from gesta.nouns.referent import Place

Field = Literal["date", "type", "place", "actors", "killed"]
FIELDS: tuple[Field, ...] = ("date", "type", "place", "actors", "killed")
NOTHING = "not said"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as we have it and as they have it."""

    field: Field
    ours: str
    theirs: str


def differences(ours: Incident, theirs: Outside) -> Iterator[Difference]:
    """The fields in which they differ, in the order of FIELDS."""
    told = (
        _date(ours, theirs),
        _type(ours, theirs),
        _place(ours, theirs),
        _actors(ours, theirs),
        _killed(ours, theirs),
    )
    yield from (difference for difference in told if difference is not None)


def _date(ours: Incident, theirs: Outside) -> Difference | None:
    left, right = _days(our_days(ours)), _days(their_days(theirs))
    return None if left == right else Difference("date", left, right)


def _days(days: Stretch | None) -> str:
    if days is None:
        return NOTHING
    return str(days.first) if days.first == days.last else f"{days.first} to {days.last}"


def _type(ours: Incident, theirs: Outside) -> Difference | None:
    left = f"{ours.type}.{ours.mode}" if ours.mode else ours.type
    right = f"{theirs.type}.{theirs.mode}" if theirs.type and theirs.mode else theirs.type or NOTHING
    same = ours.type == theirs.type and (theirs.mode is None or ours.mode == theirs.mode)
    return None if same else Difference("type", left, f"{right} ({theirs.code})")


def _place(ours: Incident, theirs: Outside) -> Difference | None:
    left, right = our_place(ours), theirs.place
    if left is not None and right is not None:
        apart = apart_km(left, right)
        if same_name(left.name, right.name) and (apart is None or apart <= NEAR_KM):
            return None
    return None if left is right is None else Difference("place", _spot(left), _spot(right))


def _spot(place: Place | None) -> str:
    if place is None:
        return NOTHING
    return ", ".join(part for part in (place.name, *place.admin[:1], place.country) if part)


def _actors(ours: Incident, theirs: Outside) -> Difference | None:
    left = list(our_actors(ours))
    missing = [other for other in theirs.actors if not any(same_actor(one, other) for one in left)]
    more = [one for one in left if not any(same_actor(one, other) for other in theirs.actors)]
    if not missing and not more:
        return None
    names = ("; ".join(dict.fromkeys(one.name for one in side)) or NOTHING for side in (left, theirs.actors))
    return Difference("actors", *names)


def _killed(ours: Incident, theirs: Outside) -> Difference | None:
    left, right = ours.tolls.get("killed"), theirs.tolls.get("killed")
    ours_said = _figures(left.low, left.best, left.high) if left is not None else NOTHING
    theirs_said = _figures(right.low, right.best, right.high) if right is not None else NOTHING
    return None if ours_said == theirs_said else Difference("killed", ours_said, theirs_said)


def _figures(low: int | None, best: int | None, high: int | None) -> str:
    """One figure when all agree, else the range with the best."""
    if low == high:
        return NOTHING if low is None else str(low)
    ends = "–".join(NOTHING if end is None else str(end) for end in (low, high))
    return ends if best is None else f"{ends}, best {best}"
