"""One event as it is compared, whoever recorded it: an incident of ours and a record of theirs in the same few fields.

A side is small: a whole data set of them fits in memory, while incidents and records pass by one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gesta.nouns.event import Status
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside, Suffered
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When

LONGEST = timedelta(days=31)  # a date wider than a month says too little to tell one event from another
OURS = "gesta"
UNRESOLVED = "unresolved"  # the kind of an actor of whom we have no more than the words
NO_DATE, TOO_WIDE = "no date", "dated no closer than a month"
UNREAL: Mapping[Status, str] = {
    "future": "told as yet to come",
    "possible": "told as possible",
    "negated": "told as not having happened",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on which something may have happened, both ends included."""

    first: date
    last: date

    def apart(self, other: Stretch) -> int:
        """Days between the two; 0 when they share one."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    @property
    def length(self) -> timedelta:
        """From the first day to the last; nothing for a single day."""
        return self.last - self.first

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Side:
    """An event as it is compared. `key` names it: the id of an incident, or data set and id of a record.

    `told` says it in a few words. `code` is the data set's own code for it, `row` where it was read; both None for an
    incident. `aside` says why it is not matched, None when it is.
    """

    dataset: str
    key: str
    told: str
    type: str | None
    mode: str | None
    code: str | None
    days: Stretch | None
    place: Place | None
    actors: tuple[Actor, ...]
    killed: Suffered | None
    row: str | None = None
    aside: str | None = None

    @property
    def country(self) -> str | None:
        """The state where it happened."""
        return self.place.country if self.place else None


def side_of(event: Incident | Outside) -> Side:
    """The side of an incident or of a record."""
    return _of_incident(event) if isinstance(event, Incident) else _of_outside(event)


def _of_incident(incident: Incident) -> Side:
    days = _stretch(incident.when)
    toll = incident.tolls.get("killed")
    return Side(
        dataset=OURS,
        key=incident.id,
        told=incident.headline,
        type=incident.type,
        mode=incident.mode,
        code=None,
        days=days,
        place=incident.where.value if isinstance(incident.where, Resolved) else None,
        actors=tuple(_actors(incident)),
        killed=Suffered(toll.low, toll.best, toll.high) if toll else None,
        aside=UNREAL.get(incident.status) or _undated(days),
    )


def _of_outside(outside: Outside) -> Side:
    days = Stretch(outside.first, outside.last) if outside.first and outside.last else None
    place = outside.place.name or outside.place.country if outside.place else None
    return Side(
        dataset=outside.dataset,
        key=outside.key,
        told=", ".join(part for part in (outside.code, place, str(days) if days else None) if part),
        type=outside.type,
        mode=outside.mode,
        code=outside.code,
        days=days,
        place=outside.place,
        actors=outside.actors,
        killed=outside.tolls.get("killed"),
        row=outside.row,
        aside=_undated(days),
    )


def _undated(days: Stretch | None) -> str | None:
    if days is None:
        return NO_DATE
    return TOO_WIDE if days.length > LONGEST else None


def _actors(incident: Incident) -> Iterator[Actor]:
    """Everybody who took part; of those not resolved the name."""
    for one in incident.participants:
        yield one.actor.value if isinstance(one.actor, Resolved) else Actor(None, one.name, UNRESOLVED)


def _stretch(when: Resolved[When] | Gap) -> Stretch | None:
    if not isinstance(when, Resolved) or when.value.start is None or when.value.end is None:
        return None
    return Stretch(when.value.start.date(), when.value.end.date())
