"""What a shape of outside data is: its name, how its files are known, and how a row becomes an outside record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
# What R, pandas and databases write for an empty cell. "None" and "Nan" are towns and are not among them.
NOTHING = frozenset({"NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "\\N"})
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
SHORTEST_MONTH = 3  # letters: "Jan"
CENTURY, TURN = 100, 69  # two digits of a year: 69 to 99 are of the last century, as POSIX has it
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?|(\d{4})(\d\d)(\d\d)")
_MONTH_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]+)\.?[- ](\d{4}|\d\d)")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[T ].*)?")
_COMMA = re.compile(r"(-?\d{1,3}),(\d+)")
_FLOATED = re.compile(r"(\d+)\.0")


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of event data.

    `telling` are sets of columns that only its header has, one of which is enough. `without_header` are the orders of
    columns of its files that come without one. `record` makes an outside record of a row and of "file:line"; it raises
    ValueError for a cell that cannot be read. `renamed` are names that older releases gave to columns.
    """

    name: str
    title: str
    telling: Sequence[frozenset[str]]
    without_header: Sequence[Sequence[str]]
    record: Callable[[Row, str], Outside]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def columns(self, header: Sequence[str]) -> list[str]:
        """The columns of a header as `record` calls them, whatever their case and the release."""
        orders = (*self.telling, *self.without_header)
        known = {column.lower(): column for order in orders for column in order}
        plain = [column.strip().lower() for column in header]
        return [self.renamed.get(column, known.get(column, column)) for column in plain]

    def lacking(self, header: Sequence[str]) -> frozenset[str]:
        """The columns without which a header is none of this shape; none for one that is."""
        there = set(self.columns(header))
        return min((wanted - there for wanted in self.telling), key=len)

    def checked(self, row: Row, where: str) -> Outside:
        """The record of a row, if it can be true. Raises ValueError for a cell that cannot be read or cannot be so."""
        found = self.record({name: "" if cell.strip() in NOTHING else cell for name, cell in row.items()}, where)
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
    found = _float(cell)
    if found is None or not found.is_integer() or not 0 <= found <= MOST_PEOPLE:
        raise ValueError(f"{cell.strip()!r} is no count of people")
    return int(found)


def number(cell: str, most: float) -> float | None:
    """A number of degrees between -most and most, with a decimal point or comma; None for an empty cell. Raises
    ValueError for anything else."""
    if not cell.strip():
        return None
    found = _float(_COMMA.sub(r"\1.\2", cell))
    if found is None or not -most <= found <= most:
        raise ValueError(f"{cell.strip()!r} is no number of degrees from -{most} to {most}")
    return found


def code(cell: str) -> str:
    """A code of digits as it was before a program took it for a number: "2" for "2.0"; any other cell as it is."""
    return _FLOATED.sub(r"\1", cell.strip())


def day(cell: str) -> date | None:
    """A day with the year first or the month as a word: 2023-02-16, 20230216, 16 February 2023, 16-Feb-23; a time
    behind it is cut off. None for an empty cell. Raises ValueError for anything else: nobody can tell which day
    1/2/2023 is.
    """
    text = cell.strip()
    if not text:
        return None
    if first := _YEAR_FIRST.fullmatch(text):
        year, month, of_month = filter(None, first.groups())
        return date(int(year), int(month), int(of_month))
    if named := _MONTH_NAMED.fullmatch(text):
        return date(_year(named[3]), _month(named[2], text), int(named[1]))
    unclear = "may have the day or the month first" if _YEAR_LAST.fullmatch(text) else "is no day"
    raise ValueError(f"{text!r} {unclear}: write days as YYYY-MM-DD")


def _year(digits: str) -> int:
    year = int(digits)
    return year if year >= CENTURY else year + (1900 if year >= TURN else 2000)


def _month(word: str, text: str) -> int:
    for number_of, name in enumerate(MONTHS, start=1):
        if len(word) >= SHORTEST_MONTH and name.startswith(word.lower()):
            return number_of
    raise ValueError(f"{text!r} is no day: write days as YYYY-MM-DD")


def _float(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


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
