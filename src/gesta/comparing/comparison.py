"""Two data sets side by side: which events are the same, which one side lacks, where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gesta.comparing.differences import Difference, differences
from gesta.comparing.likeness import Likeness
from gesta.comparing.matching import Pair, Words, matched, pairs
from gesta.comparing.sides import Side, side_of
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside

NO_WORDS: Words = MappingProxyType({})
Event = Incident | Outside | Side


@dataclass(frozen=True, slots=True)
class Match:
    """Two sides taken for the same, how alike they are, the fields in which they differ, and on whose word they are
    the same: None for the rule's."""

    ours: Side
    theirs: Side
    likeness: Likeness
    differences: tuple[Difference, ...]
    certain: str | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they are taken for the same, in words."""
        return (self.certain, *self.likeness.reasons) if self.certain else self.likeness.reasons


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing, each part in order of date and key.

    `aside_ours` and `aside_theirs` cannot be matched: each says why in its `aside`.
    """

    matched: tuple[Match, ...]
    only_ours: tuple[Side, ...]
    only_theirs: tuple[Side, ...]
    aside_ours: tuple[Side, ...] = field(default=())
    aside_theirs: tuple[Side, ...] = field(default=())


def compare(ours: Iterable[Event], theirs: Iterable[Event], words: Words = NO_WORDS) -> Comparison:
    """The comparison. Each side is matched at most once, the likest pairs first; the order of the inputs is all one.

    `words` are what people say of an incident and a record, by their keys; they beat the rule.
    """
    left, right = _sides(ours), _sides(theirs)
    found = {one.ours.key: one for one in matched(pairs(left, right, words))}
    used = {one.theirs.key for one in found.values()}
    return Comparison(
        tuple(match(found[one.key]) for one in left if one.key in found),
        tuple(one for one in left if not one.aside and one.key not in found),
        tuple(one for one in right if not one.aside and one.key not in used),
        tuple(one for one in left if one.aside),
        tuple(one for one in right if one.aside),
    )


def match(one: Pair) -> Match:
    """The pair with what differs."""
    return Match(one.ours, one.theirs, one.likeness, tuple(differences(one.ours, one.theirs)), one.certain)


def reasons_aside(sides: Iterable[Side]) -> Mapping[str, int]:
    """How many sides are not matched, by the reason."""
    counts: dict[str, int] = {}
    for side in sides:
        if side.aside:
            counts[side.aside] = counts.get(side.aside, 0) + 1
    return dict(sorted(counts.items()))


def _sides(events: Iterable[Event]) -> Sequence[Side]:
    """The events as sides, by date and key; one that comes twice counts once, the last time."""
    sides = (event if isinstance(event, Side) else side_of(event) for event in events)
    known = {side.key: side for side in sides}
    return sorted(known.values(), key=lambda side: (side.days.first if side.days else date.max, side.key))
