"""A judgement: two episodes do (not) tell of the same incident, who says so, and why. Append-only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["same", "not", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "not", "unsure")
Matter = Literal["incident", "copy"]
ID_DIGITS = 16  # 64 bits: no two of a thousand million judgements meet by chance


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
    withdrawn: bool = False

    @property
    def id(self) -> str:
        """A digest of what was judged, how, by whom and when: the same judgement has the same id in every store."""
        made = self.made.isoformat() if self.made else None
        content = [self.matter, self.left, self.right, self.verdict, self.by, made, self.withdrawn]
        return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()[:ID_DIGITS]

    @property
    def personal(self) -> bool:
        """True when a person made it."""
        return self.by.startswith("person:")
