"""Named days: Easter, Ramadan, Christmas and their like, from the table dates_feasts.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from gesta.lexicon import table

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram of the year 1 by the civil count, 16 July 622 of the Julian calendar (Calendrical Calculations, ch. 7)."""


@dataclass(frozen=True, slots=True)
class Feast:
    """One occurrence of a named day. `approximate` when the calendar is computed and the world goes by sighting."""

    start: date
    end: date
    approximate: bool


@cache
def feast_names() -> tuple[str, ...]:
    """All names, longest first, as the words of a text are matched against them."""
    names = (name for entry in table("gesta.resolving", "dates_feasts")["feast"] for name in entry["names"])
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def feasts_of(name: str, year: int) -> tuple[Feast, ...]:
    """The occurrences that begin in a Gregorian year: mostly one; for Islamic days none to two."""
    entry = _entries()[_key(name)]
    length = timedelta(days=entry.get("days", 1) - 1)
    inexact = entry["rule"] == "islamic" or entry.get("approximate", False)
    return tuple(Feast(day, day + length, inexact) for day in _RULES[entry["rule"]](entry, year) if day.year == year)


def is_single(name: str) -> bool:
    """True for a name of one day in history ("the September 11 attacks")."""
    return bool(_entries()[_key(name)]["rule"] == "once")


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {_key(name): entry for entry in table("gesta.resolving", "dates_feasts")["feast"] for name in entry["names"]}


def _key(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _fixed(entry: dict[str, Any], year: int) -> list[date]:
    return [date(year, entry["month"], entry["day"])]


def _once(entry: dict[str, Any], year: int) -> list[date]:
    return [date(entry["year"], entry["month"], entry["day"])] if entry["year"] == year else []


def _easter(entry: dict[str, Any], year: int) -> list[date]:
    """Meeus' form of the Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return [date(year, month, day + 1) + timedelta(days=entry["offset"])]


def _orthodox(entry: dict[str, Any], year: int) -> list[date]:
    """Meeus' form of the Julian rule, moved to the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    ahead = year // 100 - year // 400 - 2
    return [date(year, month, day + 1) + timedelta(days=ahead + entry["offset"])]


def _islamic(entry: dict[str, Any], year: int) -> list[date]:
    about = (year - 622) * 33 // 32
    return [_tabular(hijri, entry["month"], entry["day"]) for hijri in range(about - 1, about + 3)]


def _tabular(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the tabular Islamic calendar."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def _weekday(entry: dict[str, Any], year: int) -> list[date]:
    days = [date(year, entry["month"], 1) + timedelta(days=n) for n in range(31)]
    fitting = [day for day in days if day.month == entry["month"] and day.weekday() == entry["weekday"]]
    nth = entry["nth"]
    return [fitting[nth - 1 if nth > 0 else nth]]


_RULES: Mapping[str, Callable[[dict[str, Any], int], list[date]]] = {
    "fixed": _fixed,
    "once": _once,
    "easter": _easter,
    "orthodox": _orthodox,
    "islamic": _islamic,
    "weekday": _weekday,
}
