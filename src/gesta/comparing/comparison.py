"""Our incidents beside another data set's events: which are the same, which one side lacks, where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gesta.comparing.differences import Difference, differences
from gesta.comparing.likeness import ENOUGH, SLACK, Likeness, Stretch, likeness, our_days, their_days
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """An incident and a record taken for the same, how alike they are, and the fields in which they differ."""

    ours: Incident
    theirs: Outside
    likeness: Likeness
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing, each part in order of date and id.

    `aside_ours` did not happen by our reports, or have no date; `aside_theirs` have no date: neither can be matched.
    """

    matched: tuple[Match, ...]
    only_ours: tuple[Incident, ...]
    only_theirs: tuple[Outside, ...]
    aside_ours: tuple[Incident, ...] = field(default=())
    aside_theirs: tuple[Outside, ...] = field(default=())


def compare(ours: Iterable[Incident], theirs: Iterable[Outside]) -> Comparison:
    """The comparison. Each side is matched at most once, the likest pairs first; the order of the inputs is all one."""
    left = sorted(ours, key=lambda incident: (_first(our_days(incident)), incident.id))
    right = sorted(theirs, key=lambda outside: (_first(their_days(outside)), outside.dataset, outside.id))
    ours_in = [one for one in left if _is_comparable(one)]
    theirs_in = [one for one in right if their_days(one) is not None]
    matched = _matched(ours_in, theirs_in)
    used = {id(side) for match in matched for side in (match.ours, match.theirs)}
    return Comparison(
        matched,
        tuple(one for one in ours_in if id(one) not in used),
        tuple(one for one in theirs_in if id(one) not in used),
        tuple(one for one in left if not _is_comparable(one)),
        tuple(one for one in right if their_days(one) is None),
    )


def _is_comparable(incident: Incident) -> bool:
    """True for what happened by our reports, on days that are known."""
    return incident.status == "actual" and our_days(incident) is not None


def _matched(left: Sequence[Incident], right: Sequence[Outside]) -> tuple[Match, ...]:
    """The pairs taken for the same: the likest first, each side once; of pairs alike the earlier ones."""
    pairs = sorted(_pairs(left, right), key=lambda pair: (-pair[2].score, pair[0], pair[1]))
    taken: dict[int, tuple[int, Likeness]] = {}
    used: set[int] = set()
    for i, j, alike in pairs:
        if i not in taken and j not in used:
            taken[i] = (j, alike)
            used.add(j)
    return tuple(_match(left[i], right[j], alike) for i, (j, alike) in sorted(taken.items()))


def _pairs(left: Sequence[Incident], right: Sequence[Outside]) -> Iterator[tuple[int, int, Likeness]]:
    """Every pair that is alike enough, by positions; only pairs of the same months are looked at."""
    by_month = _by_month(right)
    for i, incident in enumerate(left):
        candidates = {j for month in _months(our_days(incident)) for j in by_month.get(month, ())}
        for j in sorted(candidates):
            alike = likeness(incident, right[j])
            if alike is not None and alike.score >= ENOUGH:
                yield i, j, alike


def _by_month(right: Sequence[Outside]) -> Mapping[Month, list[int]]:
    found: dict[Month, list[int]] = defaultdict(list)
    for j, outside in enumerate(right):
        for month in _months(their_days(outside)):
            found[month].append(j)
    return found


def _months(days: Stretch | None) -> Iterator[Month]:
    """Every month that the days lie in, a day more on either side."""
    if days is None:
        return
    first, last = days.first - SLACK, days.last + SLACK
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _match(ours: Incident, theirs: Outside, alike: Likeness) -> Match:
    return Match(ours, theirs, alike, tuple(differences(ours, theirs)))


def _first(days: Stretch | None) -> date:
    return days.first if days is not None else date.max
