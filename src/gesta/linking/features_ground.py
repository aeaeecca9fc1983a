"""When and where: what days and places speak for and against two episodes being one incident (features.py)."""

from __future__ import annotations

from gesta.linking.pairing import Feature, Pair
from gesta.linking.profile import Days, Profile
from gesta.linking.words import meeting
from gesta.nouns.referent import Place
from gesta.places.geometry import distance_km

NEAR_KM = 25.0  # UCDP's bound of precision 2: two points this near are told as one place
POINTED = 3  # precision up to which a place can be told from its neighbours
WIDE_DAYS = 2  # days that a date may span and still date an incident
MOST_DAYS = 10  # days between publications: further is all the same


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


def day_told_before(both: Pair) -> float:
    """they are of the same day if the date told last before one holds for it"""
    return float(_hinted(both) == 0)


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


def place_told_before(both: Pair) -> float:
    """they happened in the same place if the one told last before holds"""
    return float(_placed_before(both) and bool(meeting(both.left.hint_places, both.right.hint_places)))


def other_place_told_before(both: Pair) -> float:
    """they happened in different places if the one told last before holds"""
    return float(_placed_before(both) and not meeting(both.left.hint_places, both.right.hint_places))


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


GROUND: tuple[Feature, ...] = (
    same_day, same_stretch, day_apart, two_days_apart, days_apart, day_told_before, dated_later, published_apart,
    same_place, place_named_alike, other_place, place_told_before, other_place_told_before, near, distant,
    other_division, other_country,
)  # fmt: skip


def _gap(both: Pair) -> int | None:
    """Days between the two dates, 0 when they meet; None when one is undated."""
    return _between(both.left.days, both.right.days)


def _hinted(both: Pair) -> int | None:
    """Days between the two dates where one has none of its own, but one was told before it."""
    told = both.left.days and both.right.days
    return None if told else _between(both.left.hint_days, both.right.hint_days)


def _between(one: Days | None, other: Days | None) -> int | None:
    if one is None or other is None:
        return None
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def _placed_before(both: Pair) -> bool:
    """True where one names no place of its own, but one was told before it."""
    own = both.left.place_names and both.right.place_names
    return not own and bool(both.left.hint_places and both.right.hint_places)


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
