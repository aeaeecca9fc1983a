"""Two episodes side by side, ready to be compared by the features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gesta.linking.profile import Profile
from gesta.linking.words import meeting


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles, the marks that both of them have, however spelt, and the log-odds that their reports have an
    incident in common (sketches.py)."""

    left: Profile
    right: Profile
    marks: frozenset[str]
    astray: frozenset[str]
    common: float


Feature = Callable[[Pair], float]


def pair(left: Profile, right: Profile, common: float) -> Pair:
    """The pair of two profiles; what they share is told in the spelling of the left one.

    `astray` are marks of one that mark another episode of the other's report.
    """
    one, other = left.episode, right.episode
    astray = meeting(one.marks, other.beside) | meeting(other.marks, one.beside)
    return Pair(left, right, meeting(one.marks, other.marks), astray, common)
