"""How alike an incident of ours and an outside record are: a few plain questions, each with its share of the answer.

The shares and limits were set beforehand, not tuned on any data: what they decide is shown with its reasons, and people
decide what a difference means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.ontologies import load
from gesta.ontologies.codes.tables import sector
from gesta.places.geometry import distance_km
from gesta.roster.folding import fold

SLACK = timedelta(days=1)  # data sets differ by a day where it happened at night or was told the next morning
NEAR_KM, FAR_KM = 25.0, 75.0  # one town; no longer one place, even between two gazetteers
ALIKE = 85.0  # likeness of two folded names, 0–100, at which they are one name written twice
ENOUGH = 0.72  # of 1: day, place and type agree, or day, place and actors; not day and type alone
# The share of each question; one that a side cannot answer counts less than half.
SHARES: Mapping[str, float] = {"day": 0.3, "place": 0.3, "type": 0.2, "actors": 0.2}
UNKNOWN = 0.4
CIVILIANS = "7"  # ACLED's number for them in the table of sectors


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score of 0 to 1 and what each question gave."""

    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on which something may have happened, both ends included."""

    first: date
    last: date

    def meets(self, other: Stretch, slack: timedelta = timedelta()) -> bool:
        """True when the two share a day, or lie no further apart than `slack`."""
        return self.first <= other.last + slack and other.first <= self.last + slack


def likeness(ours: Incident, theirs: Outside) -> Likeness | None:
    """How alike they are; None when day, country or distance rules out that they are the same."""
    parts = {name: question(ours, theirs) for name, question in QUESTIONS.items()}
    if any(answer == 0.0 for name, answer in parts.items() if name in RULING):
        return None
    return Likeness(round(sum(SHARES[name] * answer for name, answer in parts.items()), 4), parts)


def our_days(incident: Incident) -> Stretch | None:
    """The days of the incident; None when they are not known."""
    return _stretch(incident.when)


def their_days(outside: Outside) -> Stretch | None:
    """The days of the record; None when they are not known."""
    return Stretch(outside.first, outside.last) if outside.first and outside.last else None


def our_place(incident: Incident) -> Place | None:
    """The place of the incident; None when it is not known."""
    return incident.where.value if isinstance(incident.where, Resolved) else None


def our_actors(incident: Incident) -> Iterator[Actor]:
    """Everybody who took part; of those not resolved the name."""
    for one in incident.participants:
        yield one.actor.value if isinstance(one.actor, Resolved) else Actor(None, one.name, "unresolved")


def apart_km(one: Place | None, other: Place | None) -> float | None:
    """Kilometres between two places with points; None without."""
    points = [
        (p.latitude, p.longitude) for p in (one, other) if p and p.latitude is not None and p.longitude is not None
    ]
    return distance_km(*points) if len(points) == len((one, other)) else None


def same_name(one: str, other: str) -> bool:
    """True for one name written twice, whatever the accents, and for one within the other."""
    left, right = fold(one), fold(other)
    return bool(left and right) and fuzz.token_set_ratio(left, right) >= ALIKE


def same_actor(one: Actor, other: Actor) -> bool:
    """True for one name, for the same sector of the same state, and for civilians."""
    coded = one.country is not None and (one.country, one.sector) == (other.country, other.sector)
    return coded or _are_civilians(one, other) or same_name(one.name, other.name)


def _are_civilians(one: Actor, other: Actor) -> bool:
    """True for two kinds of civilians that are not of different states: data sets call all of them civilians."""
    both = sector(one.sector).acled_inter == sector(other.sector).acled_inter == CIVILIANS
    return both and (one.country is None or other.country is None or one.country == other.country)


def _day(ours: Incident, theirs: Outside) -> float:
    left, right = our_days(ours), their_days(theirs)
    if left is None or right is None or not left.meets(right, SLACK):
        return 0.0
    return 1.0 if left.meets(right) else UNKNOWN


def _place(ours: Incident, theirs: Outside) -> float:
    left, right = our_place(ours), theirs.place
    if left is None or right is None:
        return UNKNOWN
    if left.country and right.country and left.country != right.country:
        return 0.0
    apart = apart_km(left, right)
    if apart is not None:
        return 1.0 if apart <= NEAR_KM else UNKNOWN if apart <= FAR_KM else 0.0
    if same_name(left.name, right.name):
        return 1.0
    return 0.8 if left.admin and right.admin and same_name(left.admin[0], right.admin[0]) else UNKNOWN


def _type(ours: Incident, theirs: Outside) -> float:
    if theirs.type is None:
        return UNKNOWN
    if "HARM" in (ours.type, theirs.type):
        return 1.0 if {ours.type, theirs.type} <= {"HARM", "ASSAULT"} else 0.0
    if ours.type == theirs.type:
        return 1.0
    return UNKNOWN if load().quad(ours.type) == load().quad(theirs.type) else 0.0


def _actors(ours: Incident, theirs: Outside) -> float:
    left = list(our_actors(ours))
    if not left or not theirs.actors:
        return UNKNOWN
    shared = sum(any(same_actor(one, other) for one in left) for other in theirs.actors)
    return shared / len(theirs.actors)


def _stretch(when: Resolved[When] | Gap) -> Stretch | None:
    if not isinstance(when, Resolved) or when.value.start is None or when.value.end is None:
        return None
    return Stretch(when.value.start.date(), when.value.end.date())


QUESTIONS: Mapping[str, Callable[[Incident, Outside], float]] = {
    "day": _day,
    "place": _place,
    "type": _type,
    "actors": _actors,
}
RULING = frozenset({"day", "place"})  # questions whose "no" rules a pair out
