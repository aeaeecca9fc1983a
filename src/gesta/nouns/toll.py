"""A toll: how many people were harmed, as said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gesta.spans import Span

Outcome = Literal["killed", "injured", "missing", "displaced"]


@dataclass(frozen=True, slots=True)
class Toll:
    """An interval as said: "at least seven" is [7, None), "four" is [4, 4], "no casualties" is [0, 0].

    `low` and `high` are both None for words without a figure ("dozens", "several"): the words stay in `as_said`, and
    only a named rule may turn them into numbers later. A high of None with a low means open-ended.
    `approximate` marks a figure said with "about", "nearly", "an estimated": [50, 50] is then no exact count.
    """

    outcome: Outcome
    low: int | None
    high: int | None
    as_said: str
    evidence: tuple[Span, ...]
    approximate: bool = False
