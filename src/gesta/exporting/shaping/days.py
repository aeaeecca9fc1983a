"""The days of an incident, in the ways that other people write them; an unknown day is nothing, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from gesta.nouns.referent import Gap, Resolved, When

WEEK, MONTH, YEAR = 7, 31, 366  # days, both ends counted: what fits into them is known to the week, the month, the year
# Of GDELT's FractionDate. Its codebook prints (month * 30 + day) / 365, which would end beyond the year; its files hold
# ((month - 1) * 30 + day) / 365: 2017-06-01 is 2017.4137.
DAYS_OF_A_YEAR, DAYS_OF_A_MONTH = 365, 30


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which it may have happened."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days there are, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle, the earlier of two: ACLED's date for what is known to the week or the month."""
        return self.first + (self.last - self.first) // 2

    @property
    def day(self) -> date | None:
        """The one day there is; None for several, which a shape with one date and no precision cannot hold."""
        return self.first if self.first == self.last else None


def days(when: Resolved[When] | Gap) -> Days | None:
    """The days of an interval that is closed at both ends; None for a gap and for an open one."""
    if not isinstance(when, Resolved) or when.value.start is None or when.value.end is None:
        return None
    return Days(when.value.start.date(), when.value.end.date())


def acled_precision(known: Days) -> str | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month; None for anything wider."""
    return next((code for code, most in (("1", 1), ("2", WEEK), ("3", MONTH)) if known.count <= most), None)


def ucdp_precision(known: Days) -> str:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    steps = (("1", 1), ("2", WEEK - 1), ("3", WEEK), ("4", MONTH))
    return next((code for code, most in steps if known.count <= most), "5")


def compact(day: date | None) -> str:
    """YYYYMMDD; nothing for None."""
    return "" if day is None else f"{day.year:04d}{day.month:02d}{day.day:02d}"


def compact_time(moment: date | datetime | None) -> str:
    """YYYYMMDDHHMMSS in UTC as GDELT writes moments, midnight when only the day is known; nothing for None."""
    if moment is None:
        return ""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    clock = moment.strftime("%H%M%S") if isinstance(moment, datetime) else "000000"
    return compact(moment) + clock


def fraction(day: date) -> str:
    """GDELT's FractionDate: the year and the part of it that is over, to four digits."""
    return f"{day.year + ((day.month - 1) * DAYS_OF_A_MONTH + day.day) / DAYS_OF_A_YEAR:.4f}"
