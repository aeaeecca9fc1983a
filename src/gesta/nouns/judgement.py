"""A judgement: two episodes do (not) tell of the same incident, who says so, and why. Append-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["same", "not", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "not", "unsure")
Matter = Literal["incident", "copy"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature said: its name, its value and how much it moved the score (in log-odds), told in words."""

    feature: str
    value: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` and `right` are anchors, written out, in order (matter "incident"), or keys of reports (matter "copy":
    `left` is a copy of `right`).

    `by` is "model:<version>" or "person:<name>"; a person's word beats any model's, the latest of a person's counts.
    `score` is the calibrated probability of "same"; 1 or 0 for people. `made` is when, None for models (the same
    version always judges the same).
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    by: str
    reasons: tuple[Reason, ...] = ()
    made: datetime | None = None
    comment: str | None = None
    matter: Matter = "incident"

    @property
    def personal(self) -> bool:
        """True when a person made it."""
        return self.by.startswith("person:")
