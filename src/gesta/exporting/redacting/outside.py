"""Records of other data sets as a profile shows them: notes are others' text, and ids lead to others' maps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from gesta.exporting.exporter import Beside
from gesta.exporting.redacting.places import coarsened
from gesta.exporting.redacting.profile import Profile
from gesta.exporting.redacting.text import TextPolicy, short


@dataclass(slots=True)
class SafeBeside:
    """Rows beside incidents as they may be seen. With a profile the notes and the data set's own publishers are left
    out, as names in them cannot be known; places are made coarser as ours are, and then neither ids nor matches are
    given: both lead to the exact place in the data set itself. Of recent rows `withheld` counts how many there were.

    `leaves_out` says which incidents are not in the export: no match names them.
    """

    rows: Iterable[Beside]
    profile: Profile | None
    policy: TextPolicy
    embargo: date | None = None
    leaves_out: Callable[[str], bool] = field(default=lambda _: False)
    withheld: int = 0

    def __iter__(self) -> Iterator[Beside]:
        for row in self.rows:
            if self.embargo is not None and (row.record.last is None or row.record.last >= self.embargo):
                self.withheld += 1
                continue
            yield self._safe(_worded(row, self.policy))

    def _safe(self, row: Beside) -> Beside:
        if self.profile is None:
            return row
        place = coarsened(row.record.place, self.profile) if row.record.place else None
        record = replace(row.record, place=place, notes=None, credit=None)
        if self.profile.places != "exact":
            return Beside(replace(record, id=""), None)
        kept = row.match is not None and not self.leaves_out(row.match)
        return Beside(record, row.match if kept else None)


def _worded(row: Beside, policy: TextPolicy) -> Beside:
    """The row with the wanted amount of its notes."""
    notes = row.record.notes
    if notes is None or policy == "full":
        return row
    return replace(row, record=replace(row.record, notes=short(notes) if policy == "quotes" else None))
