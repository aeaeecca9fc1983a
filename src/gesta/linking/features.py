"""What speaks for and against two episodes of different reports telling of one incident.

Each feature is one function from a pair of profiles to a number, 0 where it has nothing to say. The first line of its
docstring is what an analyst is shown as the reason. Weights are fitted by training/linking.py (matcher.toml). What
one side leaves open is no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gesta.linking.profile import Profile
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.words import meeting
from gesta.nouns.referent import Place
from gesta.places.geometry import distance_km

NEAR_KM = 25.0  # UCDP's bound of precision 2: two points this near are told as one place
POINTED = 3  # precision up to which a place can be told from its neighbours
WIDE_DAYS = 2  # days that a date may span and still date an incident
LARGE_TOLL = 5  # smaller figures meet by chance
MOST_NAMES = 4.0  # shared names beyond which more say nothing new
MOST_DAYS = 10  # days between publications: further is all the same


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles, and what both of them have: names and marks, however spelt."""

    left: Profile
    right: Profile
    names: frozenset[str]
    marks: frozenset[str]
    astray: frozenset[str]


Feature = Callable[[Pair], float]


def pair(left: Profile, right: Profile) -> Pair:
    """The pair of two profiles; what they share is told in the spelling of the left one.

    `astray` are marks of one that mark another episode of the other's report.
    """
    one, other = left.episode, right.episode
    astray = meeting(one.marks, other.beside) | meeting(other.marks, one.beside)
    return Pair(left, right, meeting(left.names, right.names), meeting(one.marks, other.marks), astray)


# ------------------------------------------------------------------------------------------------------------- time


def same_day(both: Pair) -> float:
    """they are dated to the same day"""
    return float(_gap(both) == 0)


def same_stretch(both: Pair) -> float:
    """the date of one lies within a longer stretch of the other"""
    return float(_gap(both) == 0 and max(_length(both.left), _length(both.right)) > WIDE_DAYS)


def day_apart(both: Pair) -> float:
    """they are dated a day apart"""
    return float(_gap(both) == 1)


def two_days_apart(both: Pair) -> float:
    """they are dated two days apart"""
    return float(_gap(both) == 2)


def days_apart(both: Pair) -> float:
    """they are dated three days apart or more"""
    gap = _gap(both)
    return float(gap is not None and gap > 2)


def dated_later(both: Pair) -> float:
    """one is dated after the other was published"""
    return float(any(_after(*ends) for ends in ((both.left, both.right), (both.right, both.left))))


def published_apart(both: Pair) -> float:
    """the reports were published days apart"""
    one, other = both.left.published, both.right.published
    return min(MOST_DAYS, abs((one - other).days)) / MOST_DAYS if one and other else 0.0


# ------------------------------------------------------------------------------------------------------------ place


def same_place(both: Pair) -> float:
    """they happened in the same place"""
    one, other = both.left.place, both.right.place
    return float(one is not None and other is not None and _same(one, other))


def place_named_alike(both: Pair) -> float:
    """the names of their places meet"""
    return float(not same_place(both) and bool(meeting(both.left.place_names, both.right.place_names)))


def other_place(both: Pair) -> float:
    """their places have different names"""
    named = bool(both.left.place_names and both.right.place_names)
    return float(named and not meeting(both.left.place_names, both.right.place_names))


def near(both: Pair) -> float:
    """their places lie within 25 km"""
    distance = _distance(both)
    return float(not same_place(both) and distance is not None and distance <= NEAR_KM)


def distant(both: Pair) -> float:
    """their places lie further than 25 km apart"""
    distance = _distance(both)
    return float(distance is not None and distance > NEAR_KM)


def other_division(both: Pair) -> float:
    """their places lie in different provinces"""
    one, other = (place.admin[:1] if place else () for place in (both.left.place, both.right.place))
    return float(bool(one and other) and one != other)


def other_country(both: Pair) -> float:
    """their places lie in different countries"""
    one, other = (place.country if place else None for place in (both.left.place, both.right.place))
    return float(bool(one and other) and one != other)


# ------------------------------------------------------------------------------------------------------------ words


def shared_names(both: Pair) -> float:
    """they share names, rare ones counting more"""
    return min(MOST_NAMES, sum(rarity(name) for name in both.names) / RAREST)


def shared_marks(both: Pair) -> float:
    """they share words that set each apart within its report"""
    return min(MOST_NAMES, sum(rarity(mark) for mark in both.marks) / RAREST)


def marks_in_common(both: Pair) -> float:
    """most of the words that set each apart are shared"""
    fewest = min(len(both.left.episode.marks), len(both.right.episode.marks))
    return len(both.marks) / fewest if fewest else 0.0


def marks_elsewhere(both: Pair) -> float:
    """words of one mark another incident in the other's report"""
    return min(MOST_NAMES, sum(rarity(mark) for mark in both.astray) / RAREST)


def like_words(both: Pair) -> float:
    """they are told in like words"""
    one, other = both.left, both.right
    shared = sum(weight * other.weights[word] for word, weight in one.weights.items() if word in other.weights)
    return shared / (one.length * other.length)


def same_trigger(both: Pair) -> float:
    """they are named by the same words, rare ones counting more"""
    return min(2.0, sum(rarity(word) for word in both.left.triggers & both.right.triggers) / RAREST)


# ------------------------------------------------------------------------------------------------------------- kind


def same_family(both: Pair) -> float:
    """they are of one family of events"""
    return float(both.left.family == both.right.family)


def both_violent(both: Pair) -> float:
    """both are violence"""
    return float(both.left.family == both.right.family == "violence")


def families_meet(both: Pair) -> float:
    """something of one family happened in both"""
    return float(bool(both.left.families & both.right.families))


def same_means(both: Pair) -> float:
    """the same means were used"""
    return float(bool(both.left.means & both.right.means))


def other_means(both: Pair) -> float:
    """different means were used"""
    return float(bool(both.left.means and both.right.means) and not both.left.means & both.right.means)


def same_weapon(both: Pair) -> float:
    """the same weapon is named"""
    return float(bool(both.left.weapons & both.right.weapons))


def other_weapon(both: Pair) -> float:
    """different weapons are named"""
    return float(bool(both.left.weapons and both.right.weapons) and not both.left.weapons & both.right.weapons)


# ------------------------------------------------------------------------------------------------------------ tolls


def same_toll(both: Pair) -> float:
    """both give one figure for one outcome"""
    return float(any(both.left.whole[o] & both.right.whole[o] for o in both.left.whole if o in both.right.whole))


def same_large_toll(both: Pair) -> float:
    """both give one large figure for one outcome"""
    return float(any(low >= LARGE_TOLL for _, low in both.left.figures & both.right.figures))


def same_figure(both: Pair) -> float:
    """a figure of one, whole or part, stands in the other"""
    return float(bool(both.left.figures & both.right.figures))


def other_toll(both: Pair) -> float:
    """they give different figures"""
    return float(any(o in both.right.whole for o in both.left.whole) and not same_toll(both))


# ---------------------------------------------------------------------------------------------------------- parties


def same_harmed(both: Pair) -> float:
    """those harmed are called the same"""
    return float(bool(both.left.harmed & both.right.harmed))


def other_harmed(both: Pair) -> float:
    """those harmed are called differently"""
    return float(bool(both.left.harmed and both.right.harmed) and not both.left.harmed & both.right.harmed)


def actors_called_alike(both: Pair) -> float:
    """those who did it are called the same"""
    return float(bool(both.left.acting & both.right.acting))


def same_actor(both: Pair) -> float:
    """the same actor is named"""
    return float(bool(both.left.actors & both.right.actors))


def other_actor(both: Pair) -> float:
    """different actors are named"""
    return float(bool(both.left.actors and both.right.actors) and not both.left.actors & both.right.actors)


def like_actor(both: Pair) -> float:
    """actors of one country and sector are named"""
    return float(bool(both.left.codes & both.right.codes))


def same_target(both: Pair) -> float:
    """the same target is named"""
    return float(bool(both.left.targets & both.right.targets))


def turned_roles(both: Pair) -> float:
    """who acts in one is harmed in the other"""
    one, other = both.left, both.right
    return float(bool(one.actors & other.targets or other.actors & one.targets))


# ----------------------------------------------------------------------------------------------------------- telling


def sum_and_single(both: Pair) -> float:
    """one sums several incidents up"""
    return float(both.left.episode.aggregate != both.right.episode.aggregate)


def looking_back(both: Pair) -> float:
    """one tells of an old incident"""
    return float(both.left.episode.background or both.right.episode.background)


def other_status(both: Pair) -> float:
    """one tells of it as done, the other does not"""
    return float((both.left.episode.status == "actual") != (both.right.episode.status == "actual"))


def bare(both: Pair) -> float:
    """one of them says neither when nor where"""
    return float(any(each.days is None and not each.place_names for each in (both.left, both.right)))


def brief(both: Pair) -> float:
    """one of them is told in a single word"""
    return float(min(len(both.left.episode.tellings), len(both.right.episode.tellings)) == 1)


def same_publisher(both: Pair) -> float:
    """one publisher tells both"""
    one, other = both.left.episode.card.publisher, both.right.episode.card.publisher
    return float(one is not None and one == other)


FEATURES: tuple[Feature, ...] = (
    same_day, same_stretch, day_apart, two_days_apart, days_apart, dated_later, published_apart,
    same_place, place_named_alike, other_place, near, distant, other_division, other_country,
    shared_names, shared_marks, marks_in_common, marks_elsewhere, like_words, same_trigger,
    same_family, both_violent, families_meet, same_means, other_means, same_weapon, other_weapon,
    same_toll, same_large_toll, same_figure, other_toll,
    same_harmed, other_harmed, actors_called_alike, same_actor, other_actor, like_actor, same_target, turned_roles,
    sum_and_single, looking_back, other_status, bare, brief, same_publisher,
)  # fmt: skip


def _gap(both: Pair) -> int | None:
    """Days between the two dates, 0 when they meet; None when one is undated."""
    one, other = both.left.days, both.right.days
    if one is None or other is None:
        return None
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def _length(profile: Profile) -> int:
    return (profile.days[1] - profile.days[0]).days if profile.days else 0


def _after(dated: Profile, other: Profile) -> bool:
    return dated.days is not None and other.published is not None and dated.days[0] > other.published


def _same(one: Place, other: Place) -> bool:
    if one.precision > POINTED or other.precision > POINTED:
        return False
    return one.id == other.id if one.id and other.id else one.name == other.name


def _distance(both: Pair) -> float | None:
    points = [(p.latitude, p.longitude) for p in (both.left.place, both.right.place) if p is not None]
    known = [(lat, lon) for lat, lon in points if lat is not None and lon is not None]
    return distance_km(*known) if len(known) == 2 else None
