"""Values of the contract as given by a person, read back into nouns; a person's word has the score 1.

Raises WorkspaceError for a value of another shape, so that a mistyped correction is told and not stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import wraps
from typing import Any, TypeVar

from gesta.errors import WorkspaceError
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.toll import Toll
from gesta.spans import Span

T = TypeVar("T")
Object = Mapping[str, Any]

SURE = 1.0
_LAST = time(23, 59, 59)


def _reading(what: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Turns the errors of a misshapen value into one that says what was expected."""

    def reads(read: Callable[..., T]) -> Callable[..., T]:
        @wraps(read)
        def reading(value: Any, *more: str) -> T:
            try:
                return read(value, *more)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise WorkspaceError(f"{value!r} is no {what}: {error} – see docs/output.md for its shape") from error

        return reading

    return reads


@_reading("span")
def span(value: Object) -> Span:
    """The span of an object with `start` and `end`."""
    return Span(int(value["start"]), int(value["end"]))


@_reading("toll")
def toll(value: Object) -> Toll:
    """A toll; its bounds may be null, its evidence may be left out."""
    evidence = tuple(span(each) for each in value.get("evidence", ()))
    bounds = (_count(value["low"]), _count(value["high"]))
    return Toll(value["outcome"], *bounds, value["as_said"], evidence, bool(value.get("approximate", False)))


@_reading("actor")
def actor(value: Object, by: str) -> Resolved[Actor] | Gap:
    """An actor as a roster id and codes, or a gap."""
    if value["kind"] == "gap":
        return Gap(value["reason"])
    codes = value.get("codes", {})
    named = (value.get("id"), value["name"], value.get("actor_kind", "actor"))
    found = Actor(*named, codes.get("country"), codes.get("sector"), value.get("ally"), value.get("anonymous", False))
    return Resolved(found, SURE, by, ())


@_reading("place")
def place(value: Object, by: str) -> Resolved[Place] | Gap:
    """A place with its divisions and point, or a gap."""
    if value["kind"] == "gap":
        return Gap(value["reason"])
    point = [value.get(key) for key in ("latitude", "longitude", "radius_km")]
    known = (value.get("country"), tuple(value.get("admin", ())), int(value["precision"]))
    return Resolved(Place(value.get("id"), value["name"], value["feature"], *known, *point), SURE, by, ())


@_reading("date")
def when(value: Object, by: str) -> Resolved[When] | Gap:
    """An interval, both ends included; a day without a time is the whole day. A gap when neither end is given."""
    if value.get("from") is None and value.get("to") is None:
        return Gap(value.get("reason") or by)
    ends = (_moment(value.get("from"), time.min), _moment(value.get("to"), _LAST))
    return Resolved(When(*ends, value.get("precision", "day"), value.get("basis", "stated")), SURE, by, ())


def _count(value: Any) -> int | None:
    return None if value is None else int(value)


def _moment(written: str | None, at: time) -> datetime | None:
    if written is None:
        return None
    moment = datetime.fromisoformat(written)
    return moment if "T" in written else datetime.combine(moment.date(), at)
