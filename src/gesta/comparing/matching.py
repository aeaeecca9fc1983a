"""Which pairs of two data sets are the same: the likest first, and each side once.

The rule has one answer, whatever the order of the files: a pair is matched when no stronger pair with one of its two
sides is. So the answer for one pair can also be found from its neighbours alone (`is_matched`), without all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gesta.comparing.likeness import SLACK_DAYS, Likeness, likeness
from gesta.comparing.sides import Side
from gesta.nouns.outside import Held

SAME_ID = "the same id in the same data set"
A_PERSON = "a person says so"
Words = Mapping[tuple[str, str], Held]
"""What people say of an incident and a record, by their keys."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that may be the same. `certain` says on whose word they are, None when it is the rule's."""

    ours: Side
    theirs: Side
    likeness: Likeness
    certain: str | None = None

    @property
    def rank(self) -> tuple[bool, float, str, str]:
        """What sorts the strongest pair first; of equals the one with the smaller keys."""
        return (self.certain is None, -self.likeness.score, self.ours.key, self.theirs.key)


def pair(ours: Side, theirs: Side, said: Held | None = None) -> Pair | None:
    """The two as a pair that may be matched; None when neither the rule nor a person takes them for the same."""
    if said == "not" or ours.aside or theirs.aside:
        return None
    alike = likeness(ours, theirs)
    certain = A_PERSON if said == "same" else SAME_ID if _are_one(ours, theirs) else None
    return Pair(ours, theirs, alike, certain) if certain or alike.enough else None


def matched(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs that are matched, strongest first."""
    taken: list[Pair] = []
    ours, theirs = set[str](), set[str]()
    for one in sorted(pairs, key=lambda pair: pair.rank):
        if one.ours.key not in ours and one.theirs.key not in theirs:
            taken.append(one)
            ours.add(one.ours.key)
            theirs.add(one.theirs.key)
    return taken


def pairs(ours: Iterable[Side], theirs: Sequence[Side], words: Words) -> Iterator[Pair]:
    """Every pair that may be matched. Only sides near in time are looked at, and not those of two countries."""
    near, known = Calendar(theirs), {side.key: side for side in theirs}
    said = defaultdict(list)
    for incident, record in sorted(words):
        said[incident].append(record)
    for one in ours:
        others = {side.key: side for side in near.around(one)}
        others |= {key: known[key] for key in (*said[one.key], one.key) if key in known}
        for key in sorted(others):
            found = pair(one, others[key], words.get((one.key, key)))
            if found is not None:
                yield found


@dataclass(slots=True)
class Calendar:
    """Sides by day and country, so that each is compared with its neighbours and not with all."""

    sides: Iterable[Side]
    _days: dict[tuple[date, str | None], list[Side]] = field(default_factory=lambda: defaultdict(list))
    _countries: dict[date, set[str | None]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for side in self.sides:
            for day in _days(side, 0):
                self._days[day, side.country].append(side)
                self._countries[day].add(side.country)

    def around(self, side: Side) -> Iterator[Side]:
        """The sides near in time; those of another country are left out, and some may come several times."""
        for day in _days(side, SLACK_DAYS):
            wanted = self._countries.get(day, set())
            if side.country is not None:
                wanted = wanted & {side.country, None}
            for country in wanted:
                yield from self._days[day, country]


@dataclass(slots=True)
class Neighbours:
    """Finds what one pair comes to from its neighbours alone: `of_ours` and `of_theirs` give all pairs of a side."""

    of_ours: Callable[[Side], Sequence[Pair]]
    of_theirs: Callable[[Side], Sequence[Pair]]
    _known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def is_matched(self, one: Pair) -> bool:
        """True when no stronger pair with one of the two sides is matched."""
        key = (one.ours.key, one.theirs.key)
        if key not in self._known:
            rivals = (*self.of_ours(one.ours), *self.of_theirs(one.theirs))
            stronger = sorted((rival for rival in rivals if rival.rank < one.rank), key=lambda rival: rival.rank)
            self._known[key] = not any(self.is_matched(rival) for rival in stronger)
        return self._known[key]


def _are_one(ours: Side, theirs: Side) -> bool:
    """True for one record in two files of one data set; incidents are never records."""
    return ours.key == theirs.key and ours.dataset == theirs.dataset


def _days(side: Side, slack: int) -> Iterator[date]:
    """Every day on which it may have happened, and `slack` days more on either side."""
    if side.days is None or side.aside:
        return
    for number in range(-slack, side.days.length.days + slack + 1):
        yield side.days.first + timedelta(days=number)
