"""What a shape of outside data is: its name, how its files are known, and how a row becomes an outside record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gesta.nouns.outside import Outside
from gesta.nouns.referent import Actor, Place

Row = Mapping[str, str]
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


def whole(cell: str) -> int | None:
    """A whole number, None for an empty cell. Raises ValueError for anything else."""
    return int(float(cell)) if cell.strip() else None


def number(cell: str) -> float | None:
    """A number, None for an empty cell. Raises ValueError for anything else."""
    return float(cell) if cell.strip() else None


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
