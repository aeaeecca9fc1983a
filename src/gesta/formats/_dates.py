"""Dates of publication, as files write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

FORMS = "write it as 2019-03-12, 2019-03-12T14:00:00Z or 12 March 2019"
"""The remedy named in messages."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\s*,?\s*)?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_WORDS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (rf"{_DAY}\s*{_NAMES}\s*,?\s*{_YEAR}", rf"{_NAMES}\s*{_DAY}\s*,?\s*{_YEAR}")
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_ISO_TIME = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{8})[T ]\d{1,2}:?\d{2}.*", re.IGNORECASE)
_MAIL = re.compile(r"(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{4}\s+\d{1,2}:\d{2}.*")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})")
_YEAR_LAST = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})")


def parse_date(value: str) -> date | datetime:
    """The date, or the datetime when a time was given (with its zone when that was given).

    A time of midnight without zone counts as no time: spreadsheets and data frames write dates so. Raises ValueError,
    with a reason for the user, for anything that is not plainly one day: "March 2019", "last week", and figures such
    as 03/04/2019 that are two days, depending on the country.
    """
    text = " ".join(value.split())
    for form, read in _FORMS:
        if found := form.fullmatch(text):
            return read(found)
    raise ValueError("it is not plainly one day")


def _iso(found: re.Match[str]) -> date:
    return date.fromisoformat(found[0])


def _iso_time(found: re.Match[str]) -> date | datetime:
    moment = datetime.fromisoformat(found[0].replace(" UTC", "+00:00").replace(" Z", "Z").replace(" +", "+"))
    return moment.date() if moment.time() == time() and moment.tzinfo is None else moment


def _mail(found: re.Match[str]) -> datetime:
    return parsedate_to_datetime(found[0])


def _words(found: re.Match[str]) -> date:
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    return date(int(found["year"]), month, int(found["day"]))


def _year_first(found: re.Match[str]) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _year_last(found: re.Match[str]) -> date:
    """Day and month in figures: certain only when one of the two cannot be a month, or both are the same."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"it may be {date(year, second, first)} or {date(year, first, second)}")
    return date(year, first, second) if first <= 12 else date(year, second, first)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | datetime]], ...] = (
    (_ISO, _iso),
    (_ISO_TIME, _iso_time),
    (_MAIL, _mail),
    *((form, _words) for form in _WORDS),
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
)
