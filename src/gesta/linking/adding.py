"""Figures that one sentence adds up: "they counted nine bodies in uniform, and one merchant killed" tells of ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gesta.lexicon import pattern
from gesta.linking.counting import Counted
from gesta.linking.script import Script
from gesta.spans import Span

REACH = 90  # characters between two figures that are still one sum

_HERE = "gesta.linking"


def sums(script: Script, counted: Sequence[Counted]) -> Iterator[Counted]:
    """The sum of two figures of one outcome that "and" adds within a sentence; the parts stay what they are."""
    ordered = sorted(counted, key=lambda each: min(each[1]))
    for first, second in pairwise(ordered):
        if _add(script, first, second):
            yield _sum(first, second)


def _add(script: Script, first: Counted, second: Counted) -> bool:
    one, other = first[0], second[0]
    before, behind = max(first[1]), min(second[1])
    if one.outcome != other.outcome or one.part or other.part or not (_is_exact(first) and _is_exact(second)):
        return False
    between = script.text[before.end : behind.start]
    if script.sentence(before) != script.sentence(behind) or not 0 < len(between) <= REACH:
        return False
    joined = pattern(_HERE, "adding", "joins.words", r",?\s+(?:{})\s+$").search(between)
    return joined is not None and not _apart(script, between, behind)


def _apart(script: Script, between: str, behind: Span) -> bool:
    """True when the second figure may tell of something else: another day or voice, bodies of the same dead."""
    rest = script.text[behind.start : script.sentence(behind).end]
    return (
        pattern(_HERE, "adding", "apart.between").search(between) is not None
        or pattern(_HERE, "adding", "apart.behind").search(rest) is not None
    )


def _is_exact(counted: Counted) -> bool:
    figure = counted[0]
    return figure.low is not None and figure.low == figure.high and figure.low > 0 and not figure.approximate


def _sum(first: Counted, second: Counted) -> Counted:
    one, other = first[0], second[0]
    total = (one.low or 0) + (other.low or 0)
    spans = (*first[1], *second[1])
    return replace(one, low=total, high=total, as_said=f"{one.as_said}; {other.as_said}", who=None), spans
