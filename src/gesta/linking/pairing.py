"""Two episodes side by side, ready to be compared by the features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gesta.linking.profile import Profile
from gesta.linking.words import meeting


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles, and the marks that both of them have, however spelt."""

    left: Profile
    right: Profile
    marks: frozenset[str]
    astray: frozenset[str]


Feature = Callable[[Pair], float]


def pair(left: Profile, right: Profile) -> Pair:
    """The pair of two profiles; what they share is told in the spelling of the left one.

    `astray` are marks of one that mark another episode of the other's report.
    """
    one, other = left.episode, right.episode
    astray = meeting(one.marks, other.beside) | meeting(other.marks, one.beside)
    return Pair(left, right, meeting(one.marks, other.marks), astray)
