"""Measures of coreference: MUC, B³, CEAF-e and their mean, the CoNLL score, over groups of mentions.

As in the reference scorer (Pradhan et al. 2014, https://aclanthology.org/P14-2006): MUC counts links (Vilain et al.
1995), B³ mentions (Bagga and Baldwin 1998), CEAF-e groups matched one to one by the share of mentions they have in
common (Luo 2005, φ4). All are counted over the whole corpus at once. A mention that stands in one
of the two groupings only counts as missed, or as one too many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

Group = frozenset[Hashable]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 when both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures of one grouping against the gold."""

    muc: Agreement
    b_cubed: Agreement
    ceaf_e: Agreement

    @property
    def conll(self) -> float:
        """The CoNLL score: the mean F1 of the three."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def scores(gold: Iterable[Group], found: Iterable[Group]) -> Scores:
    """The measures of the groups `found` against those of the gold; groups of one mention count."""
    key, response = list(gold), list(found)
    return Scores(muc(key, response), b_cubed(key, response), ceaf_e(key, response))


def groups(home: Mapping[Key, Hashable]) -> list[Group]:
    """The groups of mentions, from the name of the group that each belongs to."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in home.items():
        found[name].add(mention)
    return [frozenset(group) for group in found.values()]


def muc(key: Sequence[Group], response: Sequence[Group]) -> Agreement:
    """MUC: of the links that hold each group together, the share that the other side has."""
    return Agreement(_links_kept(response, key), _links_kept(key, response))


def b_cubed(key: Sequence[Group], response: Sequence[Group]) -> Agreement:
    """B³: for each mention the share of its group that stands with it on the other side, as a mean over mentions."""
    return Agreement(_company_kept(response, key), _company_kept(key, response))


def ceaf_e(key: Sequence[Group], response: Sequence[Group]) -> Agreement:
    """CEAF-e: the likeness of groups matched one to one for the best total, over the number of groups of either side.

    The likeness of two groups is φ4: twice the mentions in common over the mentions of both.
    """
    if not key or not response:
        return Agreement(0.0, 0.0)
    home = _homes(response)
    alike = np.zeros((len(key), len(response)))
    for row, group in enumerate(key):
        for mention in group & home.keys():
            alike[row, home[mention]] += 2
    alike /= np.add.outer([len(group) for group in key], [len(group) for group in response])
    total = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Agreement(total / len(response), total / len(key))


def _links_kept(whole: Sequence[Group], parts: Sequence[Group]) -> float:
    """Of the fewest links that hold the groups of `whole` together, the share that is left when `parts` cut them."""
    home = _homes(parts)
    links = sum(len(group) - 1 for group in whole)
    kept = sum(len(group) - _pieces(group, home) for group in whole)
    return kept / links if links else 0.0


def _pieces(group: Group, home: Mapping[Hashable, int]) -> int:
    """Into how many pieces the other side cuts a group; a mention it does not know is a piece of its own."""
    known = group & home.keys()
    return len({home[mention] for mention in known}) + len(group - known)


def _company_kept(whole: Sequence[Group], parts: Sequence[Group]) -> float:
    home = _homes(parts)
    kept = sum(len(group & parts[home[mention]]) / len(group) for group in whole for mention in group & home.keys())
    mentions = sum(map(len, whole))
    return kept / mentions if mentions else 0.0


def _homes(found: Sequence[Group]) -> dict[Hashable, int]:
    return {mention: number for number, group in enumerate(found) for mention in group}
