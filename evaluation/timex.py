"""Time expressions in the value notation of TIMEX3 (TimeML 1.2.1), for scoring against corpora that use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from gesta.nouns.referent import Gap
from gesta.resolving.dates_counting import stretch_of
from gesta.resolving.dates_expressions import Expression, said
from gesta.resolving.dates_reference import Reference
from gesta.resolving.dates_stretches import Stretch

_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "season": "S",
    "year": "Y",
    "decade": "E",
    "century": "E",
    "anniversary": "Y",
}
_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "small hours": "MO",
    "dawn": "MO",
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def timex_value(expression: Expression, reference: Reference) -> str:
    """The TIMEX3 value of an expression: "1998-03-05", "1989-W43", "P3D", "PAST_REF"; "" when it has none."""
    return _KINDS[expression.kind](expression, reference)


def _dated(expression: Expression, reference: Reference) -> str:
    if expression.fiscal:
        return str(expression.year or (reference.now.year if reference.now else ""))
    if expression.decade is not None:
        return f"{expression.decade // 10}"
    if expression.century is not None:
        return f"{expression.century - 1}"
    if expression.kind == "count" and expression.anchor == "tied":
        return _length(expression, reference)
    expression = replace(expression, bound=None)
    if expression.kind == "count" and expression.unit == "decade" and expression.number and reference.now:
        return str(reference.now.year + (expression.sign or 0) * int(expression.number * 10))
    if expression.kind == "count" and expression.number is None and expression.unit not in ("hour", "minute", "second"):
        return "PAST_REF" if (expression.sign or 0) < 0 else "FUTURE_REF"
    found = stretch_of(expression, _placed(expression, reference))
    return "" if isinstance(found, Gap) else _written(expression, found)


def _placed(expression: Expression, reference: Reference) -> Reference:
    """Corpora give a time of day without a day that of the document."""
    bare = said(expression) <= {"part", "hour", "minute", "zone", "edge", "when"}
    if reference.now is None or not (bare or reference.story is None):
        return reference
    whole = stretch_of(Expression(0, 1, "calendar", unit="day", shift=0), reference)
    return replace(reference, story=whole if isinstance(whole, Stretch) else None)


def _written(expression: Expression, found: Stretch) -> str:
    day = found.start.date()
    if expression.hour is not None:
        return f"{day}T{expression.hour:02}" + ("" if expression.minute is None else f":{expression.minute:02}")
    if expression.part == "noon":
        return f"{day}T12:00"
    if expression.part in _PARTS:
        return f"{day}T{_PARTS[expression.part]}"
    if expression.season and expression.kind == "calendar":
        return f"{day.year}-{_SEASONS[expression.season]}"
    if expression.piece:
        length = 3 if expression.piece == "quarter" else 6
        return f"{day.year}-{'Q' if length == 3 else 'H'}{(day.month - 1) // length + 1}"
    return _calendar_value(expression, found)


def _calendar_value(expression: Expression, found: Stretch) -> str:
    day = found.start.date() + (found.end - found.start) // 2
    if expression.unit == "weekend" and expression.kind == "calendar":
        return f"{_week(day)}-WE"
    if expression.unit in ("decade", "century") and expression.kind == "calendar":
        return str(day.year // (10 if expression.unit == "decade" else 100))
    if found.precision == "week":
        return _week(day)
    if found.precision == "month":
        return f"{day:%Y-%m}"
    if found.precision == "season":
        return f"{day.year}" if expression.month is None and expression.unit != "quarter" else f"{day:%Y-%m}"
    return f"{day.year:04}" if found.precision == "year" else day.isoformat()


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _length(expression: Expression, _: Reference) -> str:
    unit, number = expression.unit or "day", expression.number
    times = {"century": 10, "fortnight": 2}.get(unit, 1)
    if unit == "century" and number is not None:
        return f"P{_figure(number * 100)}Y"
    if unit == "decade" and number is not None:
        return f"P{_figure(number * 10)}Y"
    clock = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{clock}{'X' if number is None else _figure(number * times)}{_LETTERS[unit]}"


def _window(expression: Expression, reference: Reference) -> str:
    recent = expression.number is None and (expression.sign or 0) < 0 and expression.direction == "recent"
    return "PAST_REF" if recent else _length(expression, reference)


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _repeated(expression: Expression, reference: Reference) -> str:
    if expression.weekday is not None:
        return f"XXXX-WXX-{expression.weekday + 1}" + (
            f"T{_PARTS[expression.part]}" if expression.part in _PARTS else ""
        )
    if expression.part in _PARTS:
        return f"XXXX-XX-XXT{_PARTS[expression.part]}"
    return _length(expression, reference)


def _vague(expression: Expression, _: Reference) -> str:
    return {"past": "PAST_REF", "future": "FUTURE_REF"}.get(expression.direction or "", "PRESENT_REF")


_KINDS: Mapping[str, Callable[[Expression, Reference], str]] = {
    "calendar": _dated,
    "count": _dated,
    "window": _window,
    "duration": _length,
    "repeated": _repeated,
    "vague": _vague,
    "age": lambda *_: "",
}
