"""A time expression: what its words say, before anybody asks which day that was."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Literal

Kind = Literal["calendar", "count", "window", "duration", "repeated", "vague", "age"]
Anchor = Literal["now", "story", "tied"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words `text[start:end]` say of time; fields they do not fill are None (`unit` "", `sign` 0).

    calendar  a stretch of the calendar: fields of a date, or a unit some `shift` away ("last week": week, -1)
    count     `number` units before (`sign` -1) or after (+1) the anchor ("three weeks ago", "hours later")
    window    the `number` units up to the anchor or from it on ("the past three weeks")
    duration  how long, not when ("for five hours");  repeated  how often;  vague  only a direction ("recently")
    age       how old someone is ("a two-week-old"), which is no time of the report

    `number` is None when the words give none ("several weeks ago"); `bound` is "more" or "less" where it is only that
    ("more than two years ago"). The anchor is now (the report's own date), the story (the date last told: "the previous
    day") or tied to an event that follows ("two days after the attack").
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    year_to: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    season: str | None = None
    piece: str | None = None
    ordinal: int | None = None
    decade: int | None = None
    century: int | None = None
    feast: str | None = None
    eve: bool | None = None
    fiscal: bool | None = None
    part: str | None = None
    edge: str | None = None
    when: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    unit: str = ""
    shift: int | None = None
    anchor: Anchor | None = None
    number: float | None = None
    sign: int = 0
    bound: str | None = None
    direction: str | None = None


_PLACE = frozenset({"start", "end", "kind", "sign"})
_FIELDS = tuple(field.name for field in fields(Expression) if field.name not in _PLACE)
_VALUES = attrgetter(*_FIELDS)
_FINE = frozenset({"part", "hour", "minute", "zone"})
_WITH_WEEKDAY = _FINE | {"weekday", "edge", "when"}


def said(expression: Expression) -> frozenset[str]:
    """The names of the fields that the words fill."""
    values = _VALUES(expression)
    return frozenset(name for name, value in zip(_FIELDS, values, strict=True) if value is not None and value != "")


def merged(left: Expression, right: Expression) -> Expression | None:
    """Two neighbours as one ("8 p.m." and "Friday"), or None when they are two different times.

    They are one when one tells the hour and the other the day, or one the weekday and the other the date.
    """
    if left.kind != "calendar" or right.kind != "calendar":
        return None
    a, b = said(left), said(right)
    if a & b - {"edge", "when", "part"} or not _fit(a, b):
        return None
    filled = {name: getattr(right, name) for name in b - a}
    return replace(left, end=max(left.end, right.end), start=min(left.start, right.start), **filled)


def _fit(a: frozenset[str], b: frozenset[str]) -> bool:
    fine_and_day = any(_is_fine(x) and (_is_day(y) or _is_fine(y)) for x, y in ((a, b), (b, a)))
    weekday_and_date = any("weekday" in x and x <= _WITH_WEEKDAY and "day" in y for x, y in ((a, b), (b, a)))
    return fine_and_day or weekday_and_date


def _is_fine(names: frozenset[str]) -> bool:
    return bool(names & _FINE) and names <= _FINE | {"edge", "when"}


def _is_day(names: frozenset[str]) -> bool:
    return bool(names & {"weekday", "day", "shift", "feast"}) and not names & {"hour"}
