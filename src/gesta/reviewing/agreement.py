"""How far coders agree beyond chance: percent, Cohen's kappa and Krippendorff's alpha.

A unit is what several coders gave a value to: a mapping from coder to value. Units with one value say nothing of
agreement and are left out. None comes back where a measure is not defined, as when all values are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

Unit = Mapping[str, Any]
Distance = Callable[[Any, Any], float]


def nominal(one: Hashable, other: Hashable) -> float:
    """The squared difference of two names: 0 when they are the same, else 1."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """The squared difference of two figures."""
    return float(one - other) ** 2


def paired(units: Iterable[Unit]) -> list[Unit]:
    """The units that two coders or more gave a value to."""
    return [unit for unit in units if len(unit) > 1]


def percent(units: Iterable[Unit]) -> float | None:
    """The share of pairs of coders, over all units, that gave the same value, in per cent; None without a pair."""
    pairs = [one == other for unit in units for one, other in combinations(unit.values(), 2)]
    return 100 * sum(pairs) / len(pairs) if pairs else None


def kappa(units: Iterable[Unit]) -> float | None:
    """Cohen's kappa of the two coders of the units: agreement beyond what their own habits give by chance.

    None unless there are exactly two coders, and where chance alone agrees wholly. J. Cohen, A coefficient of
    agreement for nominal scales, Educational and Psychological Measurement 20 (1960) 37–46.
    """
    both = paired(units)
    coders = sorted({coder for unit in both for coder in unit})
    if len(coders) != 2:
        return None
    first, second = (Counter(unit[coder] for unit in both) for coder in coders)
    count = len(both)
    observed = sum(unit[coders[0]] == unit[coders[1]] for unit in both) / count
    expected = sum(first[value] * second[value] for value in first) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Unit], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha for any number of coders and missing values: 1 − observed / expected disagreement.

    `distance` is the squared difference of two values (nominal or interval). None where no two values differ, as
    nothing then shows that coders could tell one from another. K. Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011), https://repository.upenn.edu/asc_papers/43.
    """
    both = [list(unit.values()) for unit in paired(units)]
    values = Counter(value for unit in both for value in unit)
    count = sum(values.values())
    expected = sum(values[a] * values[b] * distance(a, b) for a, b in permutations(values, 2))
    if not expected:
        return None
    return 1 - (count - 1) * sum(map(_within(distance), both)) / expected


def _within(distance: Distance) -> Callable[[Sequence[Any]], float]:
    """The disagreement within one unit, each value paired with each other one."""
    return lambda unit: sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1)
