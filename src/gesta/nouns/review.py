"""What people decide when they review: corrections of single fields, each with who, when and why. Append-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

CorrectedField = Literal["event", "type", "mode", "status", "actor", "target", "victim", "where", "when", "toll"]
CORRECTED_FIELDS: tuple[CorrectedField, ...] = (
    *("event", "type", "mode", "status", "actor", "target", "victim", "where", "when", "toll"),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on one field of the event whose trigger stands at `anchor` (written out).

    field "event" with value "correct" or "wrong" judges the event as a whole; other fields carry the new value as
    plain JSON in the shape of the contract. `before` is what the machine had said, so that a later version that says
    something else is seen as a conflict. `undoes` is the id of an earlier correction that this one takes back.
    """

    id: str
    anchor: str
    field: CorrectedField
    value: Any
    before: Any
    by: str
    made: datetime
    comment: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be taken in: what was tried, at which stage, why, and when."""

    id: str
    target: str
    stage: str
    message: str
    made: datetime
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history: who changed which row of which table, when, why, and what it was before and after."""

    sequence: int
    made: datetime
    by: str
    why: str
    table: str
    key: str
    before: Any
    after: Any
