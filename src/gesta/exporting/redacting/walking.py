"""Rebuilding a noun with everything in it, so that no field is forgotten when something is taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Final

from gesta.spans import Span

DEEPER: Final = object()
"""What a visit returns to say: nothing to change here, look into it."""

Visit = Callable[[Any, str], Any]

_LEAVES = (Span, int, float, date, type(None))


def rebuilt(value: Any, visit: Visit, field: str = "") -> Any:
    """The value with what `visit` changes in it, at any depth; what nothing changes in is the same object.

    `visit` gets each value with the name of the field it stands in (of the field that holds a tuple or mapping, for
    their parts) and returns a new value or DEEPER. Spans, numbers and dates hold no words and are not visited.
    """
    if isinstance(value, _LEAVES):
        return value
    found = visit(value, field)
    if found is not DEEPER:
        return found
    if isinstance(value, tuple | frozenset):
        return type(value)(rebuilt(one, visit, field) for one in value)
    if isinstance(value, Mapping):
        return {rebuilt(key, visit, field): rebuilt(one, visit, field) for key, one in value.items()}
    return _with_fields(value, visit) if is_dataclass(value) else value


def _with_fields(noun: Any, visit: Visit) -> Any:
    changed = {}
    for name in (field.name for field in fields(noun)):
        before = getattr(noun, name)
        after = rebuilt(before, visit, name)
        if after is not before:
            changed[name] = after
    return replace(noun, **changed) if changed else noun
