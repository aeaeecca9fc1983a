"""Whether it happened: the network's best status, and one plain sign in the words that overrules it."""

from __future__ import annotations

from collections.abc import Mapping

from gesta.coding.triggers import best
from gesta.nouns.event import STATUSES, Status
from gesta.nouns.mention import ReadTrigger

# The network says "possible" too readily: this is what its score for it counts (best accuracy on development reports).
POSSIBLE_WEIGHT = 0.45


def status(read: ReadTrigger, *, nobody: bool) -> tuple[Status, float]:
    """The status and its score. An event that happened to nobody ("No one was hurt") did not happen: negated."""
    scored = _weighted(read.status_scores)
    found = best(scored, STATUSES)
    if nobody:
        return "negated", scored.get("negated", 0.0)
    named: dict[str, Status] = {each: each for each in STATUSES}
    return (named[found], scored[found]) if found else ("actual", 0.0)


def _weighted(scores: Mapping[str, float]) -> dict[str, float]:
    """The scores with "possible" weighed down, adding up to what they did before."""
    weighted = {each: score * (POSSIBLE_WEIGHT if each == "possible" else 1) for each, score in scores.items()}
    share = sum(scores.values()) / (sum(weighted.values()) or 1)
    return {each: score * share for each, score in weighted.items()}
