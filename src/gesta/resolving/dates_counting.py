"""From what the words say to a stretch of time, counted from the report's date or from the story's – or to a gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from math import ceil

from gesta.nouns.referent import Gap
from gesta.resolving.dates_expressions import Expression
from gesta.resolving.dates_naming import named_stretch, weekday_stretch
from gesta.resolving.dates_reference import NO_ANCHOR, NO_STORY, Reference, is_close
from gesta.resolving.dates_stretches import DAY, FINENESS, Stretch, days, month_of, moved, precision_of

SAME_DAY_HOURS = 6
"""Hours counted from a date of the story that are taken to end on the same day; more may run into the next."""

HALF_UNITS: Mapping[str, int] = {
    "week": 3,
    "fortnight": 7,
    "weekend": 3,
    "month": 15,
    "quarter": 45,
    "season": 45,
    "year": 183,
    "decade": 730,
    "century": 3650,
}
"""Days that a count leaves open either way: "two years ago" is half a year more or less, a "decade ago" two years."""

_DAYS: Mapping[str, int] = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_HOURS: Mapping[str, float] = {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}
_TIED = Gap("counted from an event that these words do not date")


def stretch_of(words: Expression, reference: Reference) -> Stretch | Gap:
    """The stretch of the calendar that an expression means, or why it means none.

    Rules: "last week" is the calendar week before, from Monday; "n units ago" is n units back to the day, and half a
    unit either way; a bare weekday, month or day of a month is the nearest one not after the report's date, or not
    before it when the direction is future; "last May" is the nearest one wholly before today; "early", "mid" and "late"
    are thirds.
    """
    try:
        return _KINDS[words.kind](words, reference)
    except (ValueError, OverflowError):
        return Gap("no such day in the calendar")


def _count(words: Expression, reference: Reference) -> Stretch | Gap:
    """ "Three weeks ago" from now; "hours later" from the story; "two days after …" from what follows."""
    if words.weekday is not None:
        return weekday_stretch(replace(words, anchor=None, shift=None), reference)
    if words.anchor == "now":
        return _counted(words, days(reference.now, reference.now)) if reference.now else NO_ANCHOR
    if reference.story is None:
        return _TIED if words.anchor == "tied" else NO_STORY
    if not is_close(reference.story, words.unit):
        return Gap("counted from a date that is known less closely")
    return _counted(words, reference.story)


def _counted(words: Expression, base: Stretch) -> Stretch | Gap:
    if words.unit in _HOURS:
        return _hours_away(words, base)
    if words.number is None:
        return _uncounted(words)
    coarse = FINENESS.index(base.precision) >= FINENESS.index(precision_of(words.unit))
    if coarse and not words.number % 1:
        return moved(base, words.unit, words.sign * int(words.number))
    return _about(words, base, words.number)


def _uncounted(words: Expression) -> Gap:
    return Gap(f"no number of {words.unit}s is said")


def _about(words: Expression, base: Stretch, number: float) -> Stretch:
    """So many units away, half a unit either way; "more than two" is two to three, "nearly two" one to two."""
    others = {"more": number + 1, "less": max(number - 1, 0)}
    numbers = (number, others.get(words.bound or "", number))
    half = 0 if words.bound else HALF_UNITS.get(words.unit, 0) // (2 if number % 1 else 1)
    ends = [_away(day.date(), words.unit, words.sign * each) for day in (base.start, base.end) for each in numbers]
    return days(min(ends) - half * DAY, max(ends) + half * DAY, precision_of(words.unit))


def _hours_away(words: Expression, base: Stretch) -> Stretch:
    """Hours are told as days, since the hour counted from is rarely known: the same day, or up to the next one."""
    first, last = base.start.date(), base.end.date()
    hours = _HOURS[words.unit] * (words.number or 0)
    if hours >= 24:
        return days(first + words.sign * int(hours // 24) * DAY, last + words.sign * ceil(hours / 24) * DAY)
    if words.unit == "hour" and (words.number is None or hours > SAME_DAY_HOURS):
        return days(first, last + DAY) if words.sign > 0 else days(first - DAY, last)
    return days(first, last)


def _window(words: Expression, reference: Reference) -> Stretch | Gap:
    """ "The past three weeks": from so long ago up to now, both days included."""
    if words.number is None:
        return _uncounted(words)
    base = reference.now
    if words.anchor == "story":
        base = reference.story.start.date() if reference.story else None
    if base is None:
        return NO_STORY if words.anchor == "story" else NO_ANCHOR
    other = _away(base, words.unit, words.sign * words.number)
    return days(min(base, other), max(base, other), precision_of(words.unit))


def _away(base: date, unit: str, number: float) -> date:
    """The day so many units away on the calendar; part days are whole ones."""
    if unit in _HOURS:
        length = ceil(abs(number) * _HOURS[unit] / 24)
        return base + (length if number > 0 else -length) * DAY
    if unit in _DAYS:
        return base + round(number * _DAYS[unit]) * DAY
    index = base.year * 12 + base.month - 1 + round(number * _MONTHS[unit])
    month = month_of(index // 12, index % 12 + 1)
    return date(index // 12, index % 12 + 1, min(base.day, month.end.day))


_KINDS: Mapping[str, Callable[[Expression, Reference], Stretch | Gap]] = {
    "calendar": named_stretch,
    "count": _count,
    "window": _window,
    "duration": lambda *_: Gap("a length of time, no date"),
    "repeated": lambda *_: Gap("repeated, no single date"),
    "vague": lambda *_: Gap("no date, only a direction"),
    "age": lambda *_: Gap("an age, no date"),
}
