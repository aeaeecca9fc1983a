"""Stretches of the calendar: their ends, their parts, and how they shift."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from gesta.lexicon import table
from gesta.nouns.referent import TimePrecision

DAY = timedelta(days=1)
_LAST = time(23, 59, 59)
_UNITS: Mapping[str, TimePrecision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "season",
    "season": "season",
    "half": "season",
    "year": "year",
    "anniversary": "day",
    "decade": "year",
    "century": "year",
}
FINENESS: tuple[TimePrecision, ...] = ("minute", "hour", "day", "week", "month", "season", "year")
"""The precisions, finest first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, both ends included; `approximate` when the calendar behind it is."""

    start: datetime
    end: datetime
    precision: TimePrecision
    approximate: bool = False


def days(first: date, last: date, precision: TimePrecision = "day") -> Stretch:
    """From the first moment of one day to the last of another."""
    return Stretch(datetime.combine(first, time()), datetime.combine(last, _LAST), precision)


def precision_of(unit: str) -> TimePrecision:
    """The precision that counting in a unit gives: decades and centuries are told in years."""
    return _UNITS[unit]


def month_of(year: int, month: int, count: int = 1, precision: TimePrecision = "month") -> Stretch:
    """`count` months from the one given; months beyond December run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return days(date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1]), precision)


def years(first: int, last: int) -> Stretch:
    """From 1 January of one year to 31 December of another."""
    return days(date(first, 1, 1), date(last, 12, 31), "year")


def season_of(year: int, season: str) -> Stretch:
    """A season: the winter of a year is the one that begins in it. Northern hemisphere."""
    first, count = table("gesta.resolving", "dates_hours")["season"][season]
    return month_of(year, first, count, "season")


def unit_at(day: date, unit: str, shift: int = 0) -> Stretch:
    """The unit of the calendar that holds a day, or one `shift` units away. Weeks begin on Monday.

    Raises OverflowError or ValueError beyond the calendar's end.
    """
    if unit in ("second", "minute", "hour", "day"):
        return days(day + shift * DAY, day + shift * DAY)
    if unit in ("week", "fortnight", "weekend"):
        return _week(day, unit, shift)
    if unit in ("month", "quarter", "half", "season"):
        return _months(day, {"month": 1, "half": 6}.get(unit, 3), shift, precision_of(unit))
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (day.year // length + shift) * length
    return years(first, first + length - 1)


def _week(day: date, unit: str, shift: int) -> Stretch:
    monday = day - day.weekday() * DAY + shift * (14 if unit == "fortnight" else 7) * DAY
    return days(monday + 5 * DAY, monday + 6 * DAY) if unit == "weekend" else days(monday, monday + 6 * DAY, "week")


def _months(day: date, length: int, shift: int, precision: TimePrecision) -> Stretch:
    index = (day.year * 12 + day.month - 1) // length + shift
    return month_of(index * length // 12, index * length % 12 + 1, length, precision)


def part_of(stretch: Stretch, part: str) -> Stretch:
    """The hours of a part of the day; longer stretches, and "midnight" (at which end?), stay as they are."""
    if stretch.precision != "day":
        return stretch
    if part == "overnight":
        first, last = _clock_times("overnight", "hours") or (time(), _LAST)
        return replace(stretch, start=_at(stretch.start, first), end=_at(stretch.start + DAY, last))
    return _hours(stretch, "part", part)


def edge_of(stretch: Stretch, edge: str) -> Stretch:
    """The first, middle or last third ("early December": the 1st to the 10th); of a day, the hours that news means."""
    first, length = stretch.start.date(), (stretch.end.date() - stretch.start.date()).days + 1
    if length == 1:
        return _hours(stretch, "edge", edge)
    if stretch.precision in ("year", "season", "month"):
        return _third(stretch, edge)
    third = -(-length // 3)
    begin = {"start": 0, "mid": (length - third) // 2, "end": length - third}[edge]
    return days(first + begin * DAY, first + (begin + third - 1) * DAY, stretch.precision)


def _third(stretch: Stretch, edge: str) -> Stretch:
    """A third in whole units: of a month ten days, of a year four months, of a decade four years (they overlap)."""
    first, last, which = stretch.start.date(), stretch.end.date(), ("start", "mid", "end").index(edge)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        begin = first.replace(day=10 * which + 1)
        return days(begin, last if which == 2 else begin + 9 * DAY, "month")
    if months <= 12:
        precision: TimePrecision = "month" if months < 12 else "season"
        return month_of(first.year, first.month + which * months // 3, months // 3, precision)
    length = months // 12
    start = first.year + (0, length * 3 // 10, length * 6 // 10)[which]
    return years(start, last.year if which == 2 else start + length * 4 // 10 - 1)


def _hours(stretch: Stretch, kind: str, name: str) -> Stretch:
    times = _clock_times(kind, name)
    if times is None:
        return stretch
    return replace(stretch, start=_at(stretch.start, times[0]), end=_at(stretch.start, times[1]))


@cache
def _clock_times(kind: str, name: str) -> tuple[time, time] | None:
    found = table("gesta.resolving", "dates_hours")[kind].get(name)
    return (time.fromisoformat(found[0]), time.fromisoformat(found[1]).replace(second=59)) if found else None


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock)


def at_clock(stretch: Stretch, hour: int, minute: int | None) -> Stretch:
    """A minute, or an hour, of a day; stretches longer than a day stay as they are."""
    if stretch.precision != "day":
        return stretch
    start = _at(stretch.start, time(hour, minute or 0))
    length = timedelta(seconds=59) if minute is not None else timedelta(minutes=59, seconds=59)
    return replace(stretch, start=start, end=start + length, precision="hour" if minute is None else "minute")


def moved(stretch: Stretch, unit: str, number: int) -> Stretch:
    """The unit of the calendar so many units away from the one a stretch begins in; anniversaries to the day."""
    day = stretch.start.date()
    if unit == "anniversary":
        return days(day.replace(year=day.year + number), day.replace(year=day.year + number))
    return unit_at(day, unit, number)
