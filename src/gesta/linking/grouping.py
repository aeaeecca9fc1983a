"""The events of one report, brought together by the incident that they tell.

An incident is told with many words: "stormed", "killed eleven", "set fire to", "the massacre". Each pair of events is
weighed by what speaks for and against one incident (grouping_features.py); then groups are joined, the best pair of
groups first, as long as their members speak for it on average, the worst pair counting more. A mention of which it is
unclear what it tells of stays alone: other reports may still tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesta.lexicon import table
from gesta.linking.grouping_apart import told_apart
from gesta.linking.grouping_features import GROUP_FEATURES, group_values
from gesta.linking.grouping_together import told_together
from gesta.linking.scene import Scene, scene
from gesta.nouns.coded import Coded

# What two groups must reach to be joined, in log-odds, and how much their worst pair counts beside the mean of all.
# How the floor was chosen is told under "How well it does" in docs/linking.md.
JOIN_FLOOR = 0.4
WORST = 0.3
# Taken from the odds of two events that the wording sets apart (grouping_apart.told_apart), or given to those that it
# makes one (grouping_together.told_together): more than most reach.
PLAIN = 4.0

_HERE = "gesta.linking"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A report's events, the log-odds of each pair of them, and the groups, as places in the order of the events."""

    told: Scene
    odds: NDArray[np.float64]
    groups: list[list[int]]

    @property
    def ids(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the events, one tuple per incident told, in order of first mention."""
        return tuple(tuple(self.told.sights[place].event.id for place in group) for group in self.groups)

    def kinship(self, one: int, other: int) -> float:
        """The log-odds that two groups tell one incident after all: the mean of their pairs."""
        return float(self.odds[np.ix_(self.groups[one], self.groups[other])].mean())


def grouped(coded: Coded) -> tuple[tuple[str, ...], ...]:
    """Ids of the events, one tuple per incident told, in order of first mention."""
    return grouping(coded).ids


def grouping(coded: Coded) -> Grouping:
    """The events of a report by the incident that they tell, with what speaks for it."""
    told = scene(coded)
    odds = weighed(told)
    return Grouping(told, odds, joined(odds, JOIN_FLOOR))


def weighed(told: Scene) -> NDArray[np.float64]:
    """The log-odds, for each pair of events by order of position, that both tell of one incident."""
    fitted = table(_HERE, "grouping")
    weights = np.array([fitted["weights"][feature.__name__] for feature in GROUP_FEATURES])
    return with_weights(told, weights, fitted["bias"])


def with_weights(told: Scene, weights: NDArray[np.float64], bias: float) -> NDArray[np.float64]:
    """The same with weights of one's own: training fits them."""
    odds = np.zeros((len(told.sights), len(told.sights)))
    for place, left in enumerate(told.sights):
        for right in told.sights[place + 1 :]:
            plain = PLAIN * (told_together(told, left, right) - told_apart(told, left, right))
            odds[place, right.order] = bias + weights @ np.array(group_values(told, left, right)) + plain
    return odds + odds.T


def joined(odds: NDArray[np.float64], floor: float) -> list[list[int]]:
    """Groups of places, joined best first while what their pairs say, on average and at worst, exceeds the floor."""
    groups = [[place] for place in range(len(odds))]
    sums, worst = odds.copy(), odds.copy()
    while len(groups) > 1:
        sizes = np.array([len(group) for group in groups], dtype=float)
        said = np.round((1 - WORST) * sums / np.outer(sizes, sizes) + WORST * worst, 9)
        said[np.tril_indices(len(groups))] = -np.inf
        left, right = (int(at) for at in np.unravel_index(np.argmax(said), said.shape))
        if said[left, right] <= floor:
            break
        groups[left] = sorted(groups[left] + groups.pop(right))
        sums, worst = _merged(sums, np.add, left, right), _merged(worst, np.minimum, left, right)
    return sorted(groups)


def _merged(figures: NDArray[np.float64], by: np.ufunc, left: int, right: int) -> NDArray[np.float64]:
    """The table with the row and column of `right` taken into those of `left`."""
    figures[left] = by(figures[left], figures[right])
    figures[:, left] = by(figures[:, left], figures[:, right])
    return np.delete(np.delete(figures, right, axis=0), right, axis=1)
