"""What came of a comparison in numbers: how many matched differ in each field, and which way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gesta.comparing.comparison import Match
from gesta.comparing.differences import FIELDS, Field
from gesta.comparing.likeness import apart_km

Tally = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """How many of the matched differ in a field, and how: what is so, and how often."""

    field: Field
    differ: int
    matched: int
    ways: Tally


def summarised(matches: Sequence[Match]) -> tuple[FieldSummary, ...]:
    """A summary of each field, in the order of FIELDS."""
    return tuple(_summary(field, matches) for field in FIELDS)


def killed_in_all(matches: Sequence[Match]) -> tuple[int, int, int]:
    """Of how many matched both sides give a best figure of the dead, and the sums of ours and of theirs."""
    both = [
        (one.ours.killed.best, one.theirs.killed.best)
        for one in matches
        if one.ours.killed and one.theirs.killed and None not in (one.ours.killed.best, one.theirs.killed.best)
    ]
    return len(both), sum(ours or 0 for ours, _ in both), sum(theirs or 0 for _, theirs in both)


def _summary(field: Field, matches: Sequence[Match]) -> FieldSummary:
    differing = [one for one in matches if any(difference.field == field for difference in one.differences)]
    ways: dict[str, int] = {}
    for one in differing:
        way = _WAYS[field](one)
        ways[way] = ways.get(way, 0) + 1
    return FieldSummary(field, len(differing), len(matches), dict(sorted(ways.items(), key=lambda w: (-w[1], w[0]))))


def _date(one: Match) -> str:
    ours, theirs = one.ours.days, one.theirs.days
    if ours is None or theirs is None:
        return "one has none"
    if ours.apart(theirs) == 0:
        return "ours closer" if ours.length < theirs.length else "theirs closer"
    return "ours later" if ours.first > theirs.last else "ours earlier"


def _type(one: Match) -> str:
    if one.theirs.type is None or one.ours.type is None:
        return "one has no type"
    return "same type, another mode" if one.ours.type == one.theirs.type else "another type"


def _place(one: Match) -> str:
    if one.ours.place is None or one.theirs.place is None:
        return "ours not known" if one.ours.place is None else "theirs not known"
    apart = apart_km(one.ours.place, one.theirs.place)
    if apart is not None:
        return "another name or spot"
    return "ours closer" if one.ours.place.precision < one.theirs.place.precision else "theirs closer, or as close"


def _actors(one: Match) -> str:
    if not one.ours.actors or not one.theirs.actors:
        return "ours names none" if not one.ours.actors else "theirs names none"
    return "ours names fewer" if len(one.ours.actors) < len(one.theirs.actors) else "other names, or ours more"


def _killed(one: Match) -> str:
    ours = one.ours.killed.best if one.ours.killed else None
    theirs = one.theirs.killed.best if one.theirs.killed else None
    if ours is None or theirs is None:
        return "ours says none" if ours is None else "theirs says none"
    return "same best figure, another range" if ours == theirs else "ours higher" if ours > theirs else "ours lower"


_WAYS: Mapping[Field, Callable[[Match], str]] = {
    "date": _date,
    "type": _type,
    "place": _place,
    "actors": _actors,
    "killed": _killed,
}
