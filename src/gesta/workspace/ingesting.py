"""Takes reports in: codes them in batches and stores each batch in one transaction, whatever some of them fail at.

Running it again changes nothing: a report is known by its key. Killed at any moment, the batches that were stored are
whole, and the next run goes on behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gesta.errors import GestaError, StoreError
from gesta.nouns.coded import Coded
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.nouns.review import Failure
from gesta.store import Store
from gesta.workspace.batching import batches
from gesta.workspace.boundary import Codes, ready_each
from gesta.workspace.listing import Listed, failure
from gesta.workspace.tidying import rarely_tidied

Arrival = tuple[Report | GestaError, Provenance]
"""A report, or the error that stands in for it, and where it came from."""

# Reports stored in one transaction: some seconds' work on two cores, so that little is lost when the run is killed.
BATCH_STORED = 64

BY = "gesta"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some arrivals: how many were new, known already, or failed."""

    new: int = 0
    known: int = 0
    failed: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.new + other.new, self.known + other.known, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A batch of arrivals after coding."""

    coded: Sequence[tuple[Coded, Linkable, Provenance]]
    failures: Sequence[Failure]
    known: int


def taken_in(store: Store, coder: Codes, arrivals: Iterable[Arrival]) -> Iterator[Taken]:
    """What became of each batch of arrivals, as it was stored."""
    listed = Listed()
    for batch in batches(arrivals, BATCH_STORED):
        with rarely_tidied():
            taken = _stored(store, _sorted(store, coder, batch), listed)
        yield taken


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def _sorted(store: Store, coder: Codes, batch: Sequence[Arrival]) -> _Sorted:
    """The batch's new reports coded; what failed, as failures; and how many are in the store already."""
    failures = [failure(found, origin) for found, origin in batch if isinstance(found, GestaError)]
    reports = {found.key: (found, origin) for found, origin in batch if isinstance(found, Report)}
    fresh = [each for key, each in reports.items() if not store.view.has_report(key)]
    known = len(batch) - len(failures) - len(fresh)
    coded: list[tuple[Coded, Linkable, Provenance]] = []
    for result, (_, origin) in zip(ready_each(coder, [report for report, _ in fresh]), fresh, strict=True):
        if isinstance(result, GestaError):
            failures.append(failure(result, origin))
        else:
            coded.append((*result, origin))
    return _Sorted(coded, failures, known)


def _stored(store: Store, batch: _Sorted, listed: Listed) -> Taken:
    """What became of the batch, once it is stored whole.

    When the store refuses it, each report is stored alone, so that only the one at fault fails; a store that cannot
    even keep the failure (a full disk) ends the run with its StoreError.
    """
    if not batch.coded and not batch.failures:
        return Taken(known=batch.known)
    try:
        return _written(store, batch, listed)
    except StoreError:
        if len(batch.coded) == 0:
            raise
        alone = [_alone(store, each, listed) for each in batch.coded]
        return sum(alone, _written(store, _Sorted((), batch.failures, batch.known), listed))


def _alone(store: Store, ready: tuple[Coded, Linkable, Provenance], listed: Listed) -> Taken:
    try:
        return _written(store, _Sorted([ready], (), 0), listed)
    except StoreError as error:
        return _written(store, _Sorted((), [failure(error, ready[2])], 0), listed)


def _written(store: Store, batch: _Sorted, listed: Listed) -> Taken:
    new = 0
    with store.writing(BY, "ingest") as writer:
        for coded, brought, origin in batch.coded:
            new += writer.add_report(coded, origin, brought)
        for failed in listed.of(batch.failures):
            writer.add_failure(failed)
    return Taken(new, batch.known + len(batch.coded) - new, len(batch.failures))
