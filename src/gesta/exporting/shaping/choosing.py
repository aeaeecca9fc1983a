"""Which incidents a shape can hold: rows are made one by one, what is left out is counted with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Generic, TypeVar

from gesta.exporting.exporter import Records, Write, Written
from gesta.exporting.shaping.days import Days, days
from gesta.exporting.shaping.sides import Sides, circumstances, sides
from gesta.exporting.shaping.spots import country, place_of
from gesta.exporting.writing.tables import Cell, Table
from gesta.nouns.event import Status
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Place
from gesta.ontologies.crosswalk import Code, load, split

NOT_HAPPENED = "told as planned, possible or denied"
NO_DATE = "no date is known"
NO_CODE = "{title}: no code for it, or what decides the code is not known"

R = TypeVar("R")
T = TypeVar("T")
Row = Sequence[Cell]


class LeftOut(Exception):  # noqa: N818 - it is no error: the shape has no place for this incident
    """Raised by a row maker for what the shape cannot hold; the message is the reason that users read."""


@dataclass(slots=True)
class Chosen(Generic[R, T]):
    """The rows of what the shape can hold, and a count of what it cannot, by reason."""

    rows_of: Callable[[R], Iterable[T]]
    left_out: Counter[str] = field(default_factory=Counter)

    def rows(self, records: Iterable[R]) -> Iterator[T]:
        """The rows of each record in turn."""
        for record in records:
            try:
                rows = list(self.rows_of(record))
            except LeftOut as reason:
                self.left_out[str(reason)] += 1
            else:
                yield from rows

    def reasons(self) -> dict[str, int]:
        """How many were left out, by reason, sorted."""
        return dict(sorted(self.left_out.items()))


@dataclass(frozen=True, slots=True)
class Scene:
    """An incident with what the shapes ask of it: its code in their ontology, sides, days and place."""

    incident: Incident
    code: Code
    sides: Sides
    days: Days | None
    place: Place | None

    @property
    def day(self) -> date | None:
        """The day when it is known to the day."""
        return self.days.day if self.days is not None else None

    @property
    def day_text(self) -> str:
        """The day as YYYY-MM-DD; nothing when it is not known to the day."""
        return self.day.isoformat() if self.day is not None else ""

    @property
    def country(self) -> str | None:
        """The country of the place, None when it is not known."""
        return country(self.place)


def scene(incident: Incident, ontology: str) -> Scene:
    """The incident by the crosswalk of that name. Raises LeftOut for what did not happen and what has no code there."""
    if incident.status != "actual":
        raise LeftOut(NOT_HAPPENED)
    crosswalk = load(ontology)
    code = crosswalk.code(incident.type, incident.mode, circumstances(incident))
    if code is None:
        raise LeftOut(NO_CODE.format(title=crosswalk.title))
    return Scene(incident, code, sides(incident), days(incident.when), place_of(incident.where))


def plover_label(type: str, mode: str | None, status: Status) -> tuple[str, str | None]:  # noqa: A002
    """Type and mode as PLOVER has them. Raises LeftOut when there are none, or when it did not happen.

    What is planned goes only where the manual says so: a meeting to come is an agreement.
    """
    crossing = load("plover").crossing(type, mode)
    code = crossing.code if status == "actual" else crossing.when.get(status)
    if code is None:
        raise LeftOut(NO_CODE.format(title="PLOVER") if crossing.code is None else NOT_HAPPENED)
    return split(code)


def table_writer(table: Table, rows_of: Callable[[Incident], Iterable[Row]]) -> Write:
    """A function that writes the incidents as a table and counts what it left out."""

    def write(records: Records, stream: IO[bytes]) -> Written:
        chosen: Chosen[Incident, Row] = Chosen(rows_of)
        rows = chosen.rows(records.incidents())
        count = table.write(stream, rows if table.quoted else map(_unquoted, rows))
        return Written(count, chosen.reasons())

    return write


def _unquoted(row: Row) -> Row:
    """The row with single quotation marks for double ones: a reader that knows quotes would run lines together."""
    return [cell.replace('"', "'") if isinstance(cell, str) else cell for cell in row]
