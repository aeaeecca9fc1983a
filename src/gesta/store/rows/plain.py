"""Nouns as plain JSON and back, exactly: what is not in a column of its own is kept so.

Fields that hold their default are left out. Spans are [start, stop], anchors are written out, sets are sorted, times
are ISO 8601. A referent and a gap are told apart by the gap's one field, `reason`.
"""

from __future__ import annotations

import types
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from gesta.nouns.episode import Anchor
from gesta.nouns.referent import Gap, Resolved
from gesta.spans import Span

T = TypeVar("T")

DAY_LETTERS = 10  # of a date without a time: 2021-03-09


def to_plain(value: Any, kind: Any = None) -> Any:
    """A noun, or a container of nouns of `kind`, as dicts, lists, strings and numbers."""
    return _converter().unstructure(value, unstructure_as=kind)


def from_plain(plain: Any, kind: type[T]) -> T:
    """The noun that was written so."""
    return _converter().structure(plain, kind)


def moment(written: str | None) -> date | datetime | None:
    """The date, or date with time and zone, that was written in ISO 8601."""
    if written is None:
        return None
    return date.fromisoformat(written) if len(written) == DAY_LETTERS else datetime.fromisoformat(written)


def written(when: date | datetime | None) -> str | None:
    """A date, or date with time, in ISO 8601."""
    return when.isoformat() if when is not None else None


def encoded(content: bytes) -> str:
    """Bytes as text, in base 64."""
    return b64encode(content).decode("ascii")


def decoded(text: str | None) -> bytes:
    """The bytes that were written so; none for None."""
    return b64decode(text) if text else b""


def day(when: date | datetime | None) -> date | None:
    """The day of a date or time, as its own clock tells it."""
    return when.date() if isinstance(when, datetime) else when


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True, detailed_validation=False)  # what is read was written by `to_plain`
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, lambda pair, _: Span(*pair))
    converter.register_unstructure_hook(bytes, encoded)
    converter.register_structure_hook(bytes, lambda text, _: decoded(text))
    converter.register_unstructure_hook(Anchor, str)
    converter.register_structure_hook(Anchor, lambda text, _: _anchor(text))
    converter.register_unstructure_hook(float, float)
    converter.register_unstructure_hook_factory(_is_set, lambda _: sorted)
    converter.register_unstructure_hook_func(_is_time, written)
    converter.register_structure_hook_func(_is_time, lambda text, _: moment(text))
    converter.register_structure_hook_factory(_is_answer, lambda kind: _answer(converter, kind))
    converter.register_unstructure_hook_factory(_is_answer, lambda kind: _unanswer(converter, kind))
    converter.register_unstructure_hook_factory(_is_resolved, lambda kind: _whole(converter, kind))
    return converter


@lru_cache(maxsize=8192)
def _anchor(text: str) -> Anchor:
    """The anchor that was written so: the same words are evidence of many things."""
    return Anchor.parse(text)


def _is_set(kind: Any) -> bool:
    return get_origin(kind) is frozenset


def _is_time(kind: Any) -> bool:
    return kind in (date, datetime) or (_is_union(kind) and date in get_args(kind))


def _is_answer(kind: Any) -> bool:
    return _is_union(kind) and Gap in get_args(kind)


def _is_resolved(kind: Any) -> bool:
    return get_origin(kind) is Resolved


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _whole(converter: Converter, kind: Any) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)


def _answer(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """Reads a referent or a gap."""
    [resolved] = (k for k in get_args(kind) if get_origin(k) is Resolved)
    structure = converter.get_structure_hook(resolved)
    return lambda plain, _: Gap(plain["reason"]) if "reason" in plain else structure(plain, resolved)


def _unanswer(converter: Converter, kind: Any) -> Callable[[Any], Any]:
    """Writes a referent or a gap."""
    [resolved] = (k for k in get_args(kind) if get_origin(k) is Resolved)
    unstructure = converter.get_unstructure_hook(resolved)
    return lambda answer: {"reason": answer.reason} if isinstance(answer, Gap) else unstructure(answer)
