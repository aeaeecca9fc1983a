"""Rebuilding a noun with everything in it, so that no field is forgotten when something is taken out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from gesta.spans import Span

DEEPER: Final = object()
"""What a visit returns to say: nothing to change here, look into it."""

Visit = Callable[[Any, str], Any]
Kinds = frozenset[type]

_LEAVES = frozenset({Span, int, float, bool, date, datetime, type(None)})


def rebuilt(value: Any, visit: Visit, field: str = "", only: Kinds | None = None) -> Any:
    """The value with what `visit` changes in it, at any depth; what nothing changes in is the same object.

    `visit` gets each value with the name of the field it stands in (of the field that holds a tuple or mapping, for
    their parts) and returns a new value or DEEPER. Spans, numbers and dates hold no words and are not visited. With
    `only`, fields that by their types can hold none of these kinds are passed over: a million incidents are walked in
    half the time.
    """
    kind = type(value)
    if kind in _LEAVES:
        return value
    found = visit(value, field)
    if found is not DEEPER:
        return found
    if kind is tuple or kind is frozenset:
        parts = [rebuilt(one, visit, field, only) for one in value]
        return value if _same(parts, value) else kind(parts)
    names = _fields(cast(Hashable, kind), only)
    if names:
        return _with_fields(value, names, visit, only)
    return _mapping(value, visit, field, only) if isinstance(value, Mapping) else value


def parts_rebuilt(noun: Any, visit: Visit, only: Kinds | None = None) -> Any:
    """The noun with what `visit` changes in its fields, itself not visited: for a visit that has changed it already."""
    return _with_fields(noun, _fields(cast(Hashable, type(noun)), only), visit, only)


def _mapping(value: Mapping[Any, Any], visit: Visit, field: str, only: Kinds | None) -> Mapping[Any, Any]:
    made = {rebuilt(key, visit, field, only): rebuilt(one, visit, field, only) for key, one in value.items()}
    return value if _same(made, value) and _same(made.values(), value.values()) else made


def _with_fields(noun: Any, names: tuple[str, ...], visit: Visit, only: Kinds | None) -> Any:
    changed = {}
    for name in names:
        before = getattr(noun, name)
        after = rebuilt(before, visit, name, only)
        if after is not before:
            changed[name] = after
    return replace(noun, **changed) if changed else noun


def _same(ones: Any, others: Any) -> bool:
    """True when each of the ones is the very object of the others."""
    return len(ones) == len(others) and all(one is other for one, other in zip(ones, others, strict=True))


@cache
def _fields(kind: Hashable, only: Kinds | None) -> tuple[str, ...]:
    """The names of the fields of a kind of noun that are looked into; none for what has no fields."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind) if only is not None else {}
    return tuple(one.name for one in fields(kind) if only is None or _may_hold(hints[one.name], only))


def _may_hold(hint: Any, only: Kinds) -> bool:
    """True for a type in which one of the kinds may stand, at any depth; a type that is left open may hold any."""
    origin = get_origin(hint)
    if origin is Literal:
        return False
    if origin is not None:
        return any(_may_hold(part, only) for part in (origin, *get_args(hint)))
    if hint is Any or isinstance(hint, TypeVar) or hint in only:
        return True
    return bool(is_dataclass(hint) and _fields(cast(Hashable, hint), only))
