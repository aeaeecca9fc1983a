"""A happening: all that one report says of one thing that happened, its mentions brought together."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.nouns.event import Event, Filler, Role, Status
from gesta.nouns.toll import Toll
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Happening:
    """The mentions of one happening in order, and their roles and tolls merged; it adds nothing that no mention says.

    `id` is the id of the first mention. Fillers stand most informative first, each phrase once. Tolls that differ stay
    side by side as said. `status` is actual when any mention tells it as having happened, else that of the first.
    """

    id: str
    mentions: tuple[Event, ...]
    type: str
    mode: str | None
    status: Status
    roles: dict[Role, tuple[Filler, ...]]
    toll: tuple[Toll, ...]
    aggregate: bool
    ordered_by: tuple[Span, ...]
    part: str | None
