"""Partial dates ("2014", "2014-06", "2014-06-12") compared with a day: text only, no guessed month or day."""

from __future__ import annotations

import re
from datetime import date

_SHAPE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def valid(text: str) -> bool:
    """True for "", a year, a year and month, or a day."""
    return not text or _SHAPE.fullmatch(text) is not None


def in_order(since: str, until: str) -> bool:
    """True unless `until` lies before `since`, as far as both are precise."""
    shared = min(len(since), len(until))
    return not since or not until or since[:shared] <= until[:shared]


def covers(since: str, until: str, day: date) -> bool:
    """True when the day lies in the span, ends included; an end that is not known does not shut it out."""
    text = day.isoformat()
    return text[: len(since)] >= since and (not until or text[: len(until)] <= until)


def years_after(until: str, day: date) -> int:
    """Whole calendar years from the end of the span to the day; 0 when it has no end or ends later."""
    return max(0, day.year - int(until[:4])) if until else 0
