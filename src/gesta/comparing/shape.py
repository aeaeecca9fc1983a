"""What a shape of outside data is: its name, how its files are known, and how a row becomes an outside record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gesta.nouns.outside import Outside
from gesta.nouns.referent import Actor, Place
from gesta.ontologies.codes.tables import state_by

Row = Mapping[str, str]
EARLIEST, LATEST = 1800, 2200  # years beyond are mistakes of writing
MOST_PEOPLE = 1_000_000_000  # more were never alive in one place
NORTH, EAST = 90, 180  # the most degrees of latitude and longitude
POINTED, UNSAID = 3, 7  # UCDP's scale: the widest place that keeps its point; where nobody says how exact it is


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of event data.

    `telling` are columns that only its header has. `without_header` are the orders of columns of its files that come
    without one. `record` makes an outside record of a row and of "file:line"; it raises ValueError for a cell that
    cannot be read.
    """

    name: str
    title: str
    telling: frozenset[str]
    without_header: Sequence[Sequence[str]]
    record: Callable[[Row, str], Outside]

    def checked(self, row: Row, where: str) -> Outside:
        """The record of a row, if it can be true. Raises ValueError for a cell that cannot be read or cannot be so."""
        found = self.record(row, where)
        if not found.id.strip():
            raise ValueError("no id")
        for one in (found.first, found.last):
            if one is not None and not EARLIEST <= one.year <= LATEST:
                raise ValueError(f"the year {one.year}")
        if found.first and found.last and found.first > found.last:
            raise ValueError(f"it ends on {found.last}, before it begins on {found.first}")
        return found


def whole(cell: str) -> int | None:
    """A count of people, None for an empty cell. Raises ValueError for anything else, and for one that cannot be."""
    if not cell.strip():
        return None
    found = float(cell)
    if not found.is_integer() or not 0 <= found <= MOST_PEOPLE:
        raise ValueError(f"{cell.strip()!r} is no count of people")
    return int(found)


def number(cell: str, most: float) -> float | None:
    """A number of degrees between -most and most, None for an empty cell. Raises ValueError for anything else."""
    if not cell.strip():
        return None
    found = float(cell)
    if not -most <= found <= most:
        raise ValueError(f"{cell.strip()!r} is no number of degrees from -{most} to {most}")
    return found


def day(cell: str) -> date | None:
    """A day written YYYY-MM-DD (a time behind it is cut off) or YYYYMMDD; None for an empty cell. Raises ValueError."""
    text = cell.strip()
    return date.fromisoformat(text[:10] if "-" in text else text) if text else None


def text(cell: str) -> str | None:
    """The text of a cell, None for an empty one."""
    return cell.strip() or None


def actor(name: str, country: str | None = None, sector: str | None = None) -> Actor | None:
    """An actor that the data set names; None for an empty name."""
    return Actor(None, name.strip(), "outside", country, sector) if name.strip() else None


@lru_cache(2_000)
def state_known_as(column: str, name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the state that a data set calls so; None for an empty or unknown name."""
    return state_by(column, name)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row says it happened; `precision` is on UCDP's scale, 7 when it does not say."""

    name: str
    country: str | None
    admin: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: int


def place(spot: Spot) -> Place | None:
    """The place of a row; None when it names none. Points of what is wider than a second-order division are not kept:
    data sets put a capital or a middle there."""
    if not (spot.name or spot.country):
        return None
    admin = tuple(part for part in spot.admin if part)
    known = spot.precision <= POINTED
    point = (spot.latitude, spot.longitude) if known else (None, None)
    return Place(None, spot.name, "outside", spot.country, admin, spot.precision, *point)
