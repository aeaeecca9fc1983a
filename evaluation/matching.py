"""Matching: which coded spans and events answer which gold ones, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.sheets import Deed, Range, Sheet

# Spans that share at least half of what they cover together say the same thing, give or take a word.
ENOUGH = 0.5

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A gold sheet, the coded sheet beside it, and the pairs of events (gold index, coded index) by trigger.

    `typed` are the pairs that have the same type.
    """

    gold: Sheet
    coded: Sheet
    pairs: tuple[Pair, ...]
    typed: tuple[Pair, ...]


def match(gold: Sheet, coded: Sheet) -> Match:
    """The two sheets with their events paired: any overlap of the triggers will do, the largest first."""
    pairs = paired([d.trigger for d in gold.deeds], [d.trigger for d in coded.deeds], lambda a, b: shared(a, b) > 0)
    typed = [(i, j) for i, j in pairs if gold.deeds[i].type == coded.deeds[j].type]
    return Match(gold, coded, tuple(pairs), tuple(typed))


def paired(gold: Sequence[Range], coded: Sequence[Range], fits: Callable[[Range, Range], bool]) -> list[Pair]:
    """Index pairs of spans that fit, one to one: the best overlap first, then in order."""
    candidates = sorted((-overlap(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(coded) if fits(a, b))
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    pairs: list[Pair] = []
    for _, i, j in candidates:
        if i not in taken_gold and j not in taken_coded:
            taken_gold.add(i)
            taken_coded.add(j)
            pairs.append((i, j))
    return pairs


def alike(a: Range, b: Range) -> bool:
    """True when two phrases overlap by half or end on the same word: the head, whatever stands before it."""
    return overlap(a, b) >= ENOUGH or a[1] == b[1]


def overlap(a: Range, b: Range) -> float:
    """What two spans share, as a part of what they cover together (intersection over union)."""
    common = shared(a, b)
    return common / (a[1] - a[0] + b[1] - b[0] - common) if common else 0.0


def shared(a: Range, b: Range) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def happenings(deeds: Sequence[Deed]) -> dict[str, frozenset[str]]:
    """For each event id, the ids of all mentions of its happening; a `same` that names no event counts for nothing."""
    first = {deed.id: deed.id for deed in deeds}
    for deed in deeds:
        if deed.same in first:
            first[_root(first, deed.id)] = _root(first, deed.same)
    together: dict[str, set[str]] = defaultdict(set)
    for deed in deeds:
        together[_root(first, deed.id)].add(deed.id)
    return {one: frozenset(ids) for ids in together.values() for one in ids}


def _root(first: dict[str, str], mention: str) -> str:
    while first[mention] != mention:
        mention = first[mention]
    return mention
