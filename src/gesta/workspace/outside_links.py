"""Which outside records are which incidents: derived when asked, so that it always fits what the store holds now.

One rule (`gesta.comparing`) decides, and people's words beat it. For one incident only its neighbours in time and
place are read, whatever the store holds besides; the answer is that of comparing everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from gesta.comparing import Comparison, Match, Side, compare, side_of
from gesta.comparing.asking import asks_only_ours, fits
from gesta.comparing.comparison import match
from gesta.comparing.likeness import SLACK_DAYS
from gesta.comparing.matching import Neighbours, Pair, Words, pair
from gesta.errors import StoreError
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside
from gesta.store import OutsideView, View
from gesta.workspace.outside import held

# Days around those asked for whose events are matched too, though not told: else one at the edge would lose its match.
MARGIN = timedelta(days=14)
SLACK = timedelta(days=SLACK_DAYS)


def also_in(view: View, incident: Incident) -> list[Match]:
    """The record that an incident is matched with, of each data set that the workspace holds, by name."""
    outside, side = OutsideView.of(view), side_of(incident)
    found: list[Match] = []
    words: Words | None = None
    for dataset in outside.origins():
        words = held(view) if words is None else words
        around = _Around(outside, dataset, words)
        neighbours = Neighbours(around.of_ours, around.of_theirs)
        found += [match(one) for one in around.of_ours(side) if neighbours.is_matched(one)]
    return found


def with_matches(view: View, dataset: str, wanted: Filter = EVERYTHING) -> Iterator[tuple[Outside, str | None]]:
    """The records of a data set that a filter wants, by day and key, each with the id of the incident that it is.

    A record is wanted when it fits what the filter can ask of records, or when its incident fits the filter.
    """
    wanted, outside = replace(wanted, limit=None, with_deletions=False), OutsideView.of(view)
    found = compare(view.incidents(), outside.records(dataset), held(view))
    incident_of = {one.theirs.key: one.ours.key for one in found.matched}
    ids = None if wanted == EVERYTHING else {incident.id for incident in view.incidents(wanted)}
    askable = not asks_only_ours(wanted)
    for record in outside.records(dataset):
        incident = incident_of.get(record.key)
        if ids is None or incident in ids or (askable and fits(side_of(record), wanted)):
            yield record, incident


def beside(view: View, theirs: Iterable[Side], wanted: Filter = EVERYTHING) -> Comparison:
    """The incidents of a workspace beside records, as far as a filter wants them.

    All that happened about the days asked for is matched first; the filter then says what is told, so that what it
    leaves out still takes its match. Records are not told as missing when the filter asks what only incidents know.
    """
    wanted = replace(wanted, limit=None)
    since = wanted.since - MARGIN if wanted.since else None
    until = wanted.until + MARGIN if wanted.until else None
    ours = [side_of(incident) for incident in view.incidents(Filter(since=since, until=until))]
    found = compare(ours, theirs, held(view))
    if wanted == EVERYTHING:
        return found
    ids = {incident.id for incident in view.incidents(wanted)}
    missing = () if asks_only_ours(wanted) else _fitting(found.only_theirs, wanted)
    aside = () if asks_only_ours(wanted) else _fitting(found.aside_theirs, wanted)
    return Comparison(
        tuple(one for one in found.matched if one.ours.key in ids),
        tuple(side for side in found.only_ours if side.key in ids),
        missing,
        tuple(side for side in found.aside_ours if side.key in ids),
        aside,
    )


def two_tables(ours: Iterable[Side], theirs: Iterable[Side], wanted: Filter = EVERYTHING) -> Comparison:
    """Two tables beside each other, as far as a filter wants their rows."""
    found = compare(ours, theirs)
    wanted = replace(wanted, limit=None)
    if wanted == EVERYTHING:
        return found
    return Comparison(
        tuple(one for one in found.matched if fits(one.ours, wanted) or fits(one.theirs, wanted)),
        *(
            _fitting(sides, wanted)
            for sides in (found.only_ours, found.only_theirs, found.aside_ours, found.aside_theirs)
        ),
    )


def origin_named(view: View, name: str) -> str:
    """The data set of this name. Raises StoreError, naming those that the workspace holds, when it has none of it."""
    origins = OutsideView.of(view).origins()
    if name in origins:
        return name
    known = f"it holds {', '.join(origins)}" if origins else "take one in first: gesta ingest TABLE"
    raise StoreError(f"no records of {name!r}", where=view.where, remedy=known)


@dataclass(slots=True)
class _Around:
    """The pairs of one side with its neighbours, read from the store once."""

    outside: OutsideView
    dataset: str
    words: Words
    _ours: dict[str, Sequence[Pair]] = field(default_factory=dict)
    _theirs: dict[str, Sequence[Pair]] = field(default_factory=dict)
    _sides: dict[str, Side] = field(default_factory=dict)

    def of_ours(self, side: Side) -> Sequence[Pair]:
        """The pairs of an incident with the records about it."""
        if side.key not in self._ours:
            self._ours[side.key] = [p for one in self._records(side) if (p := self._pair(side, one))]
        return self._ours[side.key]

    def of_theirs(self, side: Side) -> Sequence[Pair]:
        """The pairs of a record with the incidents about it."""
        if side.key not in self._theirs:
            self._theirs[side.key] = [p for one in self._incidents(side) if (p := self._pair(one, side))]
        return self._theirs[side.key]

    def _pair(self, ours: Side, theirs: Side) -> Pair | None:
        return pair(ours, theirs, self.words.get((ours.key, theirs.key)))

    def _records(self, side: Side) -> Iterator[Side]:
        if side.days is None or side.aside:
            return
        first, last = side.days.first - SLACK, side.days.last + SLACK
        found = {one.key: one for one in self.outside.near(first, last, side.country, self.dataset)}
        for incident, record in self.words:
            if incident == side.key and record not in found and record.startswith(f"{self.dataset}:"):
                found[record] = self.outside.record(record)
        yield from (self._side(key, found[key]) for key in sorted(found))

    def _incidents(self, side: Side) -> Iterator[Side]:
        if side.days is None or side.aside:
            return
        first, last = side.days.first - SLACK, side.days.last + SLACK
        found = {one.id: one for one in self.outside.incidents_near(first, last, side.country)}
        said = [incident for incident, record in self.words if record == side.key and incident not in found]
        found |= self.outside.incidents_by_id(said)
        yield from (self._side(key, found[key]) for key in sorted(found))

    def _side(self, key: str, event: object) -> Side:
        if key not in self._sides:
            self._sides[key] = side_of(event)  # type: ignore[arg-type]
        return self._sides[key]


def _fitting(sides: Iterable[Side], wanted: Filter) -> tuple[Side, ...]:
    return tuple(side for side in sides if fits(side, wanted))
