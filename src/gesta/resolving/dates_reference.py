"""What a time expression is counted from, and which of many like days it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gesta.nouns.referent import Gap
from gesta.resolving.dates_stretches import FINENESS, Stretch, days, precision_of

Direction = Literal["past", "future", "nearest"]

AHEAD_WEIGHT = 2
"""News tells more of the past: a day without a year is ahead only when it is twice as near there as behind."""

NO_ANCHOR = Gap("counted from the report's date, which nobody gave")
NO_STORY = Gap("counted from an earlier date that the text does not give")


@dataclass(frozen=True, slots=True)
class Reference:
    """What an expression is counted from: the report's own date, the date last told, and which way a bare name goes.

    `past_year` is a day of the past that the text just gave with its year: a day without a year is then near it.
    `direction` is past, future, or whichever is nearest; the nearest weekday is the last one.
    """

    now: date | None
    story: Stretch | None = None
    past_year: date | None = None
    direction: Direction = "past"


def nearest(near: Sequence[Stretch], reference: Reference, shift: int | None = None) -> Stretch | None:
    """Of stretches in order, the nearest on the right side of now; with "last" or "next", wholly on that side."""
    if reference.now is None or not near:
        return None
    if not shift and reference.past_year:
        return min(near, key=lambda stretch: _distance(stretch, reference.past_year))
    if not shift and reference.direction == "nearest":
        return min(near, key=lambda stretch: _distance(stretch, reference.now, AHEAD_WEIGHT))
    now = days(reference.now, reference.now)
    if (shift or 0) > 0 or (not shift and reference.direction == "future"):
        return next((s for s in near if (s.start > now.end if shift else s.end >= now.start)), None)
    return next((s for s in reversed(near) if (s.end < now.start if shift else s.start <= now.end)), None)


def is_close(story: Stretch, unit: str) -> bool:
    """True when the story's date is known closely enough to count such units from it; hours are counted in days."""
    return FINENESS.index(story.precision) <= max(FINENESS.index(precision_of(unit)), FINENESS.index("day"))


def _distance(stretch: Stretch, day: date | None, ahead: int = 1) -> timedelta:
    """How far a stretch lies from a day, times `ahead` when it lies after it; nothing when it holds it."""
    if day is None:
        return timedelta(0)
    return max((stretch.start.date() - day) * ahead, day - stretch.end.date(), timedelta(0))
