"""A chosen entry as the place that the phrase says: the entry itself, a part of it, or a point or area beside it.

The rules of precision follow UCDP's scale as docs/places.md states them; radii are in kilometres.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gesta.nouns.referent import Gap, Place, Resolved
from gesta.places.entry import Entry
from gesta.places.gazetteer import Gazetteer
from gesta.places.geometry import Point, distance_km, middle, moved
from gesta.places.knowledge import tables
from gesta.resolving.places_choosing import Choice
from gesta.resolving.places_holding import OPEN_SEA, innermost, point_of, several, shared
from gesta.resolving.places_phrases import Phrase, Relation
from gesta.spans import Span

NEAR_KM = 25.0
"""How far "near", "outside" and "on the outskirts of" reach: UCDP's bound for precision 2."""

DISTRICT_KM = 100.0
"""Radius up to which an area still says no less than a second-order division does."""

WEDGE = 0.38
"""Share of a stated distance that a compass word leaves open to the side: the sine of half of 45 degrees."""

LEAST_RADIUS_KM = 2.0
"""The least radius of a stated distance: distances in the news are rounded and start from a town's edge or middle."""

POINTED = 3
"""Precision up to which a place has a point."""


def placed(
    span: Span, said: str, phrase: Phrase, choices: Sequence[Choice], gazetteer: Gazetteer
) -> Resolved[Place] | Gap:
    """The place that `said` (the words at `span`) denotes, given the choice for each name of its phrase.

    Its score is that of the least sure name. A Gap when a point is asked for beside something that has none.
    """
    entries = [choice.candidate.entry for choice in choices]
    if phrase.relation == "capital":
        entries = [_capital(entry, gazetteer) for entry in entries]
    bases = [place_of(entry, gazetteer) for entry in entries]
    words = " ".join(said.split())
    place = _RULES[phrase.relation](words, phrase, bases)
    if place is None:
        return Gap(f"{words!r} gives no distance from a point that could be placed")
    method = choices[0].candidate.method if phrase.relation == "at" else phrase.relation
    considered = choices[0].considered if len(choices) == 1 else ()
    return Resolved(place, min(choice.score for choice in choices), method, (span,), considered)


def held(span: Span, said: str, holder: Resolved[Place]) -> Resolved[Place]:
    """The place at `span`, of which only what it lies in is known: no better placed than that."""
    place = _part(" ".join(said.split()), holder.value)
    return Resolved(place, holder.score, holder.method, (span,))


def _capital(entry: Entry, gazetteer: Gazetteer) -> Entry:
    """The capital of a country; the entry itself where it is none, or where which town it is is disputed."""
    row = tables.countries().get(entry.country or "")
    if row is None or len(row.capitals) != 1 or gazetteer.country(row.iso3) != entry:
        return entry
    return gazetteer.entry(row.capitals[0]) or entry


def place_of(entry: Entry, gazetteer: Gazetteer) -> Place:
    """An entry as a place: its point up to precision 3, else its middle as `centre`."""
    precision = tables.precision(entry.feature)
    point = (entry.latitude, entry.longitude) if entry.latitude is not None and entry.longitude is not None else None
    pointed = point if precision <= POINTED else None
    return Place(
        entry.id,
        entry.name,
        entry.feature,
        entry.country,
        gazetteer.chain(entry),
        precision,
        latitude=pointed[0] if pointed else None,
        longitude=pointed[1] if pointed else None,
        radius_km=entry.radius_km,
        centre=None if pointed else point,
    )


def _at(_words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    return bases[0]


def _part_of(words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    return _part(words, bases[0])


def _part(words: str, whole: Place) -> Place:
    """A part keeps the precision and middle of the whole: which half of a country it is does not place it better."""
    return replace(whole, id=None, name=words, feature=f"part of a {whole.feature}")


def _near(words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    """Near a town: within 25 km of it. Near anything wider: no better placed than the thing itself."""
    base = replace(bases[0], id=None, name=words, feature="surroundings")
    if point_of(base) is None or base.precision == POINTED:
        return base
    return replace(base, precision=2, radius_km=NEAR_KM)


def _offset(words: str, phrase: Phrase, bases: list[Place]) -> Place | None:
    """A stated distance: a point when the direction is said, else the circle around the name."""
    start = point_of(bases[0])
    if start is None or phrase.km is None:
        return None
    point = start if phrase.bearing is None else moved(start, phrase.bearing, phrase.km)
    radius = max(LEAST_RADIUS_KM, phrase.km if phrase.bearing is None else phrase.km * WEDGE)
    return _area(words, bases, point, radius)


def _direction(words: str, phrase: Phrase, bases: list[Place]) -> Place | None:
    """A direction without distance is taken as near, for towns only."""
    return _near(words, phrase, bases) if point_of(bases[0]) else None


def _between(words: str, _phrase: Phrase, bases: list[Place]) -> Place | None:
    """Half-way between two points, with a radius that reaches both."""
    points = [point for point in map(point_of, bases) if point]
    if len(points) < 2:
        return None
    return _area(words, bases, middle(points), distance_km(*points) / 2)


def _border(words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    """A border is a line: precision 5, no point, in one country only when one is named."""
    country, admin = shared(bases)
    return Place(None, words, "border", country, admin, 5)


def _coast(words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    """The waters off a place: precision 5; the place itself gives the middle."""
    base = bases[0]
    return replace(
        base,
        id=None,
        name=words,
        feature="coastal waters",
        precision=OPEN_SEA if base.precision == OPEN_SEA else 5,
        latitude=None,
        longitude=None,
        centre=point_of(base) or base.centre,
    )


def _area(words: str, bases: list[Place], point: Point, radius: float) -> Place:
    country, admin = shared(bases)
    precision = 2 if radius <= NEAR_KM else 3 if radius <= DISTRICT_KM else 5
    latitude, longitude = (round(x, 4) for x in point)
    pointed = precision <= POINTED
    return Place(
        None,
        words,
        "surroundings",
        country,
        admin[:1],
        precision,
        latitude=latitude if pointed else None,
        longitude=longitude if pointed else None,
        radius_km=round(radius, 1),
        centre=None if pointed else (latitude, longitude),
    )


def _several(_words: str, _phrase: Phrase, bases: list[Place]) -> Place:
    """The places of a list; what only says where one of them lies ("Kano, Nigeria and Maradi, Niger") is none."""
    inner = innermost(bases)
    return inner[0] if len(inner) == 1 else several(inner)


_RULES: Mapping[Relation, Callable[[str, Phrase, list[Place]], Place | None]] = {
    "at": _at,
    "part": _part_of,
    "near": _near,
    "offset": _offset,
    "direction": _direction,
    "between": _between,
    "border": _border,
    "coast": _coast,
    "several": _several,
    "capital": _at,
}
