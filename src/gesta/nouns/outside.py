"""An outside record: one event as somebody else's data set has it, with the row that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from gesta.nouns.referent import Actor, Place
from gesta.nouns.toll import Outcome

Held = Literal["same", "not", "unsure"]
"""What a person says of an incident and a record: the same, not the same, or neither any more."""

Said = Held | Literal["undone"]
"""What a word can be: one of these, or the taking back of its author's last word on that incident and record."""


@dataclass(frozen=True, slots=True)
class Suffered:
    """What a data set says of one outcome: lowest, best and highest figure, each None where it says none."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Outside:
    """An event of another data set. It is nobody's report: it is linked and compared, never weighed with reports.

    `id` is that of the data set, `row` the file and line it was read from. `code` is its own code for what happened;
    `type` and `mode` are ours for it, None where there is none. `first` and `last` are the days on which it may have
    happened, both included. `actors` have no direction where the data set gives none. `credit` names its own sources.
    """

    dataset: str
    id: str
    row: str
    code: str
    type: str | None
    mode: str | None
    first: date | None
    last: date | None
    place: Place | None
    actors: tuple[Actor, ...] = ()
    tolls: Mapping[Outcome, Suffered] = field(default_factory=dict)
    notes: str | None = None
    credit: str | None = None

    @property
    def key(self) -> str:
        """Data set and id: "acled:NER1", unique among all records."""
        return f"{self.dataset}:{self.id}"


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word on a record (by its key) and the incident whose report tells of it at `anchor` (written out).

    It beats the rule; of several on one record and incident the latest counts, whoever's it is. "undone" takes back
    the last word of its author on the two, as if it had never been said.
    """

    record: str
    anchor: str
    verdict: Said
    by: str
    made: datetime
    comment: str | None = None
