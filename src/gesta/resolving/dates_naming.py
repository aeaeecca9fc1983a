"""From the names of the calendar ("Thursday", "3 May", "last week", "Ramadan") to the stretch they mean or to a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from gesta.nouns.referent import Gap
from gesta.resolving.dates_expressions import Expression, said
from gesta.resolving.dates_feasts import feasts_of, is_single
from gesta.resolving.dates_reference import NO_ANCHOR, NO_STORY, Reference, is_close, nearest
from gesta.resolving.dates_stretches import (
    DAY,
    Stretch,
    at_clock,
    days,
    edge_of,
    month_of,
    part_of,
    season_of,
    unit_at,
    years,
)

YEARS_ABOUT = 8
"""Years either way among which the nearest one is looked for: enough for 29 February."""

ONCE_ABOUT = 40
"""Years back in which a named day of history is looked for."""


def named_stretch(words: Expression, reference: Reference) -> Stretch | Gap:
    """The stretch that an expression of kind "calendar" means, or why it means none.

    Raises ValueError or OverflowError for days that no calendar has.
    """
    if words.fiscal:
        return Gap("a fiscal year, which begins on a day that the words do not say")
    filled = said(words)
    rule = next((rule for name, rule in _RULES if name in filled), None)
    found = rule(words, reference) if rule else Gap("no date in these words")
    return found if isinstance(found, Gap) else _narrowed(words, found, reference)


def _narrowed(words: Expression, found: Stretch, reference: Reference) -> Stretch:
    """The stretch cut to the edge, the part of the day, the hour and the side of now that the words say."""
    if words.edge and not words.part and words.hour is None:
        found = edge_of(found, words.edge)
    if words.part:
        found = part_of(found, words.part)
    if words.hour is not None and words.zone is None:
        found = at_clock(found, words.hour, words.minute)
    return _cut(found, words.when, reference) if words.when else found


def _cut(found: Stretch, when: str, reference: Reference) -> Stretch:
    """ "Earlier this year" ends now, "later this year" begins now; days are left whole."""
    now = reference.now
    if now is None or found.precision == "day" or not found.start.date() <= now <= found.end.date():
        return found
    today = days(now, now)
    return replace(found, end=today.end) if when == "earlier" else replace(found, start=today.start)


def _feast(words: Expression, reference: Reference) -> Stretch | Gap:
    """A named day; of computed calendars a day more or less, since the world goes by sighting."""
    name = words.feast or ""
    single = is_single(name)
    if not single and words.year is None and reference.direction == "nearest" and reference.past_year is None:
        return Gap("a day of every year, and no year is said")
    return _of_year(words, reference, lambda year: _feasts(words, year), "a named day", ONCE_ABOUT if single else None)


def _feasts(words: Expression, year: int) -> tuple[Stretch, ...]:
    found = []
    for feast in feasts_of(words.feast or "", year):
        first, last = (feast.start - DAY, feast.start - DAY) if words.eve else (feast.start, feast.end)
        margin = DAY if feast.approximate else 0 * DAY
        found.append(replace(days(first - margin, last + margin), approximate=feast.approximate))
    return tuple(found)


def _day(words: Expression, reference: Reference) -> Stretch | Gap:
    """A day of a month; where a weekday is said too, the year is one in which they agree, if one is near."""
    if words.month is None:
        return Gap("a day without a month")
    return _of_year(words, reference, lambda year: _days(words, year), "a day")


def _days(words: Expression, year: int) -> tuple[Stretch, ...]:
    first, last = words.day or 1, words.day_to or words.day or 1
    month = words.month or 1
    if month_of(year, month).end.day < max(first, last):
        return ()
    stretch = days(date(year, month, first), date(year, month, last))
    fits = words.year is not None or words.weekday is None or stretch.start.weekday() == words.weekday
    return (stretch,) if fits else ()


def _month(words: Expression, reference: Reference) -> Stretch | Gap:
    return _of_year(words, reference, lambda year: (month_of(year, words.month or 1),), "a month")


def _season(words: Expression, reference: Reference) -> Stretch | Gap:
    return _of_year(words, reference, lambda year: (season_of(year, words.season or ""),), "a season")


def _piece(words: Expression, reference: Reference) -> Stretch | Gap:
    """A quarter or half: of the year stated, else the last one begun."""
    length = 3 if words.piece == "quarter" else 6
    if words.ordinal is None:
        return unit_at(reference.now, words.piece or "", words.shift or 0) if reference.now else NO_ANCHOR
    ordinal = 12 // length if words.ordinal < 0 else words.ordinal
    first = (ordinal - 1) * length + 1
    if first > 12:
        return Gap("no such part of a year")
    back = replace(reference, direction="past")
    return _of_year(words, back, lambda year: (month_of(year, first, length, "season"),), f"a {words.piece}")


def _of_year(
    words: Expression,
    reference: Reference,
    at: Callable[[int], tuple[Stretch, ...]],
    what: str,
    about: int | None = None,
) -> Stretch | Gap:
    """What comes every year: that of the year said, else the nearest."""
    year = _stated_year(words, reference)
    if year is not None:
        return next(iter(at(year)), Gap("no such day in that year"))
    middle = reference.past_year or reference.now
    if middle is None:
        return Gap(f"{what} without a year")
    span = range(middle.year - (about or YEARS_ABOUT), middle.year + YEARS_ABOUT + 1)
    near = [stretch for each in span for stretch in at(each)]
    return nearest(near, reference, words.shift) or Gap("no such day near the report's date")


def _stated_year(words: Expression, reference: Reference) -> int | None:
    """The year that the words give: in figures, as "last year", or as the story's ("that December")."""
    if words.anchor == "story" and words.unit in ("", "year"):
        return reference.story.start.year + (words.shift or 0) if reference.story else words.year
    if words.year is not None or words.unit != "year" or reference.now is None:
        return words.year
    return reference.now.year + (words.shift or 0)


def weekday_stretch(words: Expression, reference: Reference) -> Stretch | Gap:
    """A weekday: the last one, today's included, or the next when the direction is future; "last" excludes today."""
    base = _base(words, reference, "day")
    if isinstance(base, Gap):
        return base
    back, ahead = (base.weekday() - (words.weekday or 0)) % 7, ((words.weekday or 0) - base.weekday()) % 7
    if words.shift:
        day = base - (back or 7) * DAY if words.shift < 0 else base + (ahead or 7) * DAY
    else:
        day = base + ahead * DAY if reference.direction == "future" else base - back * DAY
    return days(day, day)


def _year(words: Expression, _: Reference) -> Stretch | Gap:
    return years(words.year or 0, words.year_to or words.year or 0)


def _decade(words: Expression, _: Reference) -> Stretch | Gap:
    """Ten years; of "the 1800s" a hundred."""
    first = words.decade or 0
    return years(first, first + (99 if first % 100 == 0 and first < 1900 else 9))


def _century(words: Expression, _: Reference) -> Stretch | Gap:
    last = (words.century or 0) * 100
    return years(last - 99, last)


def _unit(words: Expression, reference: Reference) -> Stretch | Gap:
    """ "Last week", "today", "the previous day"; a bare weekend is the nearest one."""
    base = _base(words, reference, words.unit)
    if isinstance(base, Gap):
        return base
    if words.unit == "weekend" and not words.shift:
        near = [unit_at(base, "weekend", shift) for shift in (-1, 0, 1)]
        return nearest(near, replace(reference, now=base, past_year=None)) or NO_ANCHOR
    return unit_at(base, words.unit, words.shift or 0)


def _base(words: Expression, reference: Reference, unit: str) -> date | Gap:
    """The day that a unit is counted from."""
    if words.anchor != "story":
        return reference.now or NO_ANCHOR
    if reference.story is None or not is_close(reference.story, unit):
        return NO_STORY
    return reference.story.start.date()


def _part(words: Expression, reference: Reference) -> Stretch | Gap:
    """A part of the day: of the day that a direction word gives ("last night"), else of the day the story has reached.

    "Overnight" alone is the night before the report.
    """
    if words.part == "overnight" or (words.shift is not None and words.anchor == "now"):
        shift = -1 if words.shift is None else words.shift
        return unit_at(reference.now, "day", shift) if reference.now else NO_ANCHOR
    return _hour(words, reference)


def _hour(words: Expression, reference: Reference) -> Stretch | Gap:
    if reference.story is None or not is_close(reference.story, "day"):
        return Gap("a time of day, and no day is given for it")
    return unit_at(reference.story.start.date(), "day", words.shift or 0)


_RULES: tuple[tuple[str, Callable[[Expression, Reference], Stretch | Gap]], ...] = (
    ("feast", _feast),
    ("day", _day),
    ("month", _month),
    ("season", _season),
    ("weekday", weekday_stretch),
    ("piece", _piece),
    ("year", _year),
    ("decade", _decade),
    ("century", _century),
    ("unit", _unit),
    ("part", _part),
    ("hour", _hour),
)
