"""Where two records taken for the same event differ, field by field, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gesta.comparing.likeness import apart_km, is_nameless, kinship, same_name
from gesta.comparing.sides import Side
from gesta.nouns.outside import Suffered
from gesta.nouns.referent import Place

Field = Literal["date", "type", "place", "actors", "killed"]
FIELDS: tuple[Field, ...] = ("date", "type", "place", "actors", "killed")
NOTHING = "not said"
ONE_SPOT_KM = 25.0  # two gazetteers put one town so far apart


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as we have it and as they have it."""

    field: Field
    ours: str
    theirs: str


def differences(ours: Side, theirs: Side) -> Iterator[Difference]:
    """The fields in which they differ, in the order of FIELDS."""
    told = (
        _date(ours, theirs),
        _type(ours, theirs),
        _place(ours, theirs),
        _actors(ours, theirs),
        _killed(ours, theirs),
    )
    yield from (difference for difference in told if difference is not None)


def figures(said: Suffered | None) -> str:
    """What is said of the dead: one figure when all agree, else the range with the best."""
    if said is None:
        return NOTHING
    if said.low == said.high:
        figure = said.best if said.low is None else said.low
        return NOTHING if figure is None else str(figure)
    ends = "–".join(NOTHING if end is None else str(end) for end in (said.low, said.high))
    return ends if said.best is None else f"{ends}, best {said.best}"


def kind(side: Side) -> str:
    """Type and mode, and the data set's own code behind them."""
    told = f"{side.type}.{side.mode}" if side.type and side.mode else side.type or NOTHING
    return f"{told} ({side.code})" if side.code else told


def spot(place: Place | None) -> str:
    """Place, widest division and country, as far as they are known."""
    if place is None:
        return NOTHING
    return ", ".join(part for part in dict.fromkeys((place.name, *place.admin[:1], place.country)) if part)


def cast(side: Side) -> str:
    """The names of those who took part, each once."""
    return "; ".join(dict.fromkeys(one.name for one in side.actors)) or NOTHING


def _date(ours: Side, theirs: Side) -> Difference | None:
    if ours.days == theirs.days:
        return None
    return Difference("date", *(str(side.days or NOTHING) for side in (ours, theirs)))


def _type(ours: Side, theirs: Side) -> Difference | None:
    modes = ours.mode is None or theirs.mode is None or ours.mode == theirs.mode
    same = ours.type == theirs.type and modes
    return None if same else Difference("type", kind(ours), kind(theirs))


def _place(ours: Side, theirs: Side) -> Difference | None:
    left, right = ours.place, theirs.place
    if left is right is None:
        return None
    apart = apart_km(left, right)
    named = left is not None and right is not None and same_name(left.name, right.name)
    if named and (apart is None or apart <= ONE_SPOT_KM):
        return None
    told = spot(right) if apart is None else f"{spot(right)} ({apart:.0f} km apart)"
    return Difference("place", spot(left), told)


def _actors(ours: Side, theirs: Side) -> Difference | None:
    """A difference where one side names somebody whom the other does not; the nameless are none."""
    for one, other in ((ours, theirs), (theirs, ours)):
        named = (actor for actor in one.actors if not is_nameless(actor))
        if any(all(kinship(actor, rival) < 1.0 for rival in other.actors) for actor in named):
            return Difference("actors", cast(ours), cast(theirs))
    return None


def _killed(ours: Side, theirs: Side) -> Difference | None:
    left, right = figures(ours.killed), figures(theirs.killed)
    return None if left == right else Difference("killed", left, right)
