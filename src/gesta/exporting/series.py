"""Counts of incidents by day, week and month, country and type: what models of conflict read.

An incident counts in the day, the week (Monday to Sunday) and the month that surely hold it: one that is known to the
month only is in no day. Only cells that hold an incident are written; an absent one says that none was reported, not
that none happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Literal

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.shaping.accounts import with_version
from gesta.exporting.shaping.choosing import NO_DATE, NOT_HAPPENED
from gesta.exporting.shaping.days import Days, days
from gesta.exporting.shaping.spots import country, place_of
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.nouns.incident import Incident

Unit = Literal["day", "week", "month"]
UNITS: tuple[Unit, ...] = ("day", "week", "month")
COUNTED = ("unit", "start", "country", "type", "incidents", "with_killed", "killed_low", "killed_best", "killed_high")
COLUMNS = (*COUNTED, "version")
TOO_LONG = "its time is not known to the month"


@dataclass(slots=True)
class Counts:
    """The counts of one unit, country and type. `best` and `high` are None once an incident with killed has none by
    the rule."""

    incidents: int = 0
    with_killed: int = 0
    low: int = 0
    best: int | None = 0
    high: int | None = 0
    versions: tuple[str, ...] = ()

    def add(self, incident: Incident) -> None:
        """Counts an incident; its killed where a figure is given."""
        self.incidents += 1
        self.versions = with_version(self.versions, incident.versions)
        killed = incident.tolls.get("killed")
        if killed is None or killed.low is None:
            return
        self.with_killed += 1
        self.low += killed.low
        self.best = _sum(self.best, killed.best)
        self.high = _sum(self.high, killed.high)

    def row(self) -> tuple[Cell, ...]:
        """The counts; no figure of killed where no incident gives one. Last the versions that made the incidents."""
        figures: tuple[Cell, ...] = (self.low, self.best, self.high) if self.with_killed else (None, None, None)
        return self.incidents, self.with_killed, *figures, joined(self.versions)


def _sum(known: int | None, figure: int | None) -> int | None:
    """Both together; None when one of them is not known."""
    return None if known is None or figure is None else known + figure


Key = tuple[Unit, date, str, str]


def write(records: Records, stream: IO[bytes]) -> Written:
    """One line a unit, country and type. The counts are held in memory, the incidents are not."""
    cells: dict[Key, Counts] = {}
    left_out: dict[str, int] = {}
    for incident in records.incidents():
        reason = _unfit(incident)
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
        for key in () if reason else _keys(incident):
            cells.setdefault(key, Counts()).add(incident)
    rows = Table(COLUMNS).write(stream, _rows(cells))
    return Written(rows, dict(sorted(left_out.items())))


def _unfit(incident: Incident) -> str | None:
    """Why an incident is in no cell, or None."""
    if incident.status != "actual":
        return NOT_HAPPENED
    known = days(incident.when)
    if known is None:
        return NO_DATE
    return None if _start(known, "month") else TOO_LONG


def _keys(incident: Incident) -> Iterator[Key]:
    known, place = days(incident.when), place_of(incident.where)
    for unit in UNITS:
        start = _start(known, unit) if known else None
        if start is not None:
            yield unit, start, country(place) or "", incident.type


def _start(known: Days, unit: Unit) -> date | None:
    """The first day of the unit that holds all the days; None when none does."""
    first, last = (_unit_start(day, unit) for day in (known.first, known.last))
    return first if first == last else None


def _unit_start(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _rows(cells: dict[Key, Counts]) -> Iterator[tuple[Cell, ...]]:
    for unit in UNITS:
        for key in sorted(key for key in cells if key[0] == unit):
            yield unit, key[1].isoformat(), key[2], key[3], *cells[key].row()


EXPORTER = Exporter(
    name="series",
    title="Counts by day, week and month, country and type",
    row="count",
    reads="incidents",
    suffix=".csv",
    loss=(
        "Incidents themselves: only their counts and killed are there.",
        "What is not dated to the month; in days and weeks, what is not dated to them.",
        "An absent line means that nothing was reported, not that nothing happened.",
    ),
    write=write,
)
