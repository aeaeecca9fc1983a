"""Parts of rows that several of our own tables share: days, places, people, each with its columns and its cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from gesta.exporting.redacting.blocks import is_blank
from gesta.exporting.shaping.spots import country, division, latitude, longitude, place_of
from gesta.exporting.writing.tables import Cell
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When

Kind = Literal["text", "whole", "number", "truth"]
Columns = Mapping[str, Kind]

WHEN = ("date_from", "date_to", "date_precision", "date_basis")
WHERE = (
    *("place", "place_id", "country", "admin1", "admin2", "latitude", "longitude", "radius_km", "place_precision"),
)
WHO = ("actor_id", "actor_name", "actor_country", "actor_sector")
TIMED = ("minute", "hour")


def when_cells(when: Resolved[When] | Gap | None) -> tuple[Cell, ...]:
    """The cells of WHEN; all empty for a gap."""
    if not isinstance(when, Resolved):
        return (None, None, None, None)
    found = when.value
    timed = found.precision in TIMED
    return moment(found.start, timed), moment(found.end, timed), found.precision, found.basis


def where_cells(where: Resolved[Place] | Gap | None) -> tuple[Cell, ...]:
    """The cells of WHERE; all empty for a gap."""
    place = place_of(where) if where is not None else None
    if place is None:
        return (None,) * len(WHERE)
    point = latitude(place), longitude(place)
    radius = place.radius_km if point[0] is not None else None
    admin = division(place, 1), division(place, 2)
    return place.name, place.id, country(place), *admin, *point, radius, place.precision


def who_cells(actor: Resolved[Actor] | Gap | None) -> tuple[Cell, ...]:
    """The cells of WHO; all empty for a gap."""
    if not isinstance(actor, Resolved):
        return (None, None, None, None)
    found = actor.value
    return found.id, found.name, found.country, found.sector


def moment(found: datetime | None, timed: bool) -> str | None:
    """A moment as ISO 8601: its day, with hour and minute when they are known."""
    if found is None:
        return None
    return found.isoformat(timespec="minutes") if timed else found.date().isoformat()


def day_of(published: date | datetime | None) -> str | None:
    """When a report appeared, as ISO 8601 and as exactly as it was given."""
    return published.isoformat() if published else None


def shown(text: str) -> str | None:
    """Words of a report, or None where none may be given."""
    return None if is_blank(text) else text
