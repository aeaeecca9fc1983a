"""Whether it happened: the network's best status, and one plain sign in the words that overrules it."""

from __future__ import annotations

from collections.abc import Mapping

from gesta.coding.triggers import best
from gesta.nouns.event import STATUSES, Status
from gesta.nouns.mention import ReadTrigger


def status(read: ReadTrigger, *, nobody: bool) -> tuple[Status, float]:
    """The status and its score. An event that happened to nobody ("No one was hurt") did not happen: negated."""
    scored: Mapping[str, float] = read.status_scores
    found = best(scored, STATUSES)
    if nobody:
        return "negated", scored.get("negated", 0.0)
    named: dict[str, Status] = {each: each for each in STATUSES}
    return (named[found], scored[found]) if found else ("actual", 0.0)
