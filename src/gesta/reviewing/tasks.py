"""What a person is asked: is this pair one incident, is this event read rightly; and what a decision is worth."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log10
from typing import Literal, TypeAlias

from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement

NAME_DIGITS = 6
"""Digits of a task's name: short enough to be typed, and of ten thousand tasks hardly two share them."""

Kind = Literal["pair", "event"]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much hangs on a decision: the incident (None when it is in none), its reports, and people harmed."""

    incident: str | None = None
    reports: int = 1
    harmed: int = 0


@dataclass(frozen=True, slots=True)
class PairTask:
    """Do two episodes, by their ids, tell of one incident? `model` is what the machine judged, None when it did not."""

    left: str
    right: str
    doubt: float
    weight: Weight
    model: Judgement | None = None

    @property
    def kind(self) -> Kind:
        """What is asked."""
        return "pair"

    @property
    def name(self) -> str:
        """What the task is called when a decision on it is typed; the same on every day and machine."""
        return _name(self.left, self.right)


@dataclass(frozen=True, slots=True)
class EventTask:
    """Is the event whose trigger stands at `anchor` read rightly? `why` says in words what raises doubt."""

    anchor: str
    doubt: float
    weight: Weight
    why: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is asked."""
        return "event"

    @property
    def name(self) -> str:
        """What the task is called when a decision on it is typed; the same on every day and machine."""
        return _name(self.anchor)


Task: TypeAlias = PairTask | EventTask


def weight(*incidents: Incident) -> Weight:
    """What hangs on a decision about these incidents together; nothing more than one report when there is none."""
    if not incidents:
        return Weight()
    figures = (t.best if t.best is not None else t.high or t.low or 0 for i in incidents for t in i.tolls.values())
    return Weight(incidents[0].id, sum(i.reports for i in incidents), sum(figures))


def worth(task: Task) -> float:
    """How much a decision helps: doubt (0–1) × reports × the size of the toll.

    The toll counts by its order of magnitude, 1 + log₁₀(1 + harmed): an incident with 900 dead should come before one
    with nine, and not hide a hundred of them.
    """
    return task.doubt * importance(task.weight)


def importance(held: Weight) -> float:
    """What a decision would be worth that was wholly in doubt."""
    return held.reports * (1 + log10(1 + held.harmed))


def most_useful(tasks: Iterable[Task], most: int) -> list[Task]:
    """The tasks whose decision helps most, each once, of equals by name; no more than `most` in memory."""
    return heapq.nsmallest(most, tasks, key=lambda task: (-worth(task), task.name))


@dataclass(slots=True)
class Best:
    """The most useful of the tasks that are offered; no more than twice `most` of them are in memory."""

    most: int
    _kept: list[Task] = field(default_factory=list)
    _floor: float = 0.0

    def offer(self, task: Task) -> None:
        """Takes the task in, unless there are enough better ones."""
        self._kept.append(task)
        if len(self._kept) > 2 * self.most:
            self._kept = self.tasks()
            self._floor = worth(self._kept[-1]) if self._kept else 0.0

    def may_take(self, held: Weight, doubt: float = 1.0) -> bool:
        """False when a task with no more than this weight and doubt would not be among the best."""
        return doubt * importance(held) >= self._floor

    def tasks(self) -> list[Task]:
        """The best, the most useful first, of equals by name."""
        return most_useful(self._kept, self.most)


def pair_doubt(judgement: Judgement) -> float:
    """How unsure a judgement is, 0–1: 1 at a score of one half; an "unsure" is never less than half unsure."""
    near = 1 - abs(2 * judgement.score - 1)
    return max(near, UNSURE) if judgement.verdict == "unsure" else near


OPEN = (0.15, 0.85)
"""Scores of firm verdicts between which a judgement is open: those with the doubt NEAR."""

UNSURE = 0.5
"""The least doubt of a verdict "unsure", wherever its score lies: the matcher says itself that it cannot tell."""

NEAR = 0.3
"""The least doubt for which a firm verdict is asked about: a score between .15 and .85, near enough to the
other answer. Surer ones are hundreds a day and hardly ever changed by a reader."""


def is_open(judgement: Judgement) -> bool:
    """True for what a machine judged and could not well tell."""
    return not judgement.personal and judgement.matter == "incident" and pair_doubt(judgement) >= NEAR


def _name(*content: str) -> str:
    return hashlib.sha256(" ".join(content).encode("utf-8")).hexdigest()[:NAME_DIGITS]
