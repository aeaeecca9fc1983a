"""The one error boundary: whatever goes wrong with one report becomes an error beside the others, and the run goes on.

Nowhere else is every exception caught. A fault that nobody foresaw (a bug in a stage) must not cost a night's run; it
is stored as a failure, with its kind and words, and listed by `gesta failures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from gesta.errors import CodingError, GestaError
from gesta.nouns.coded import Coded
from gesta.nouns.linkable import Linkable
from gesta.nouns.report import Report
from gesta.workspace.linkables import linkable

T = TypeVar("T")


class Codes(Protocol):
    """Whatever codes reports: the pipeline's Coder, or a stand-in for it."""

    @property
    def versions(self) -> dict[str, str]:
        """What makes the coded reports, by version."""

    def attempt_many(self, reports: Iterable[Report]) -> Iterator[Coded | CodingError]:
        """A coded report, or the error that stands in for it, for each report in order."""


Ready = tuple[Coded, Linkable]


def shielded(make: Callable[[], T], report: Report) -> T | CodingError:
    """What `make` returns, or the error that stands in for it, naming the report and the kind of fault."""
    try:
        return make()
    except GestaError as error:
        return CodingError(f"report {report.id}: {error.stage}: {error}", report=report.id)
    except MemoryError:
        raise  # no fault of the report's, and the next would fare no better
    except Exception as error:  # noqa: BLE001 - the one place that may
        return CodingError(
            f"report {report.id}: {type(error).__name__}: {error} – a fault of Gesta's", report=report.id
        )


def ready_each(coder: Codes, reports: Sequence[Report]) -> list[Ready | CodingError]:
    """For each report, in order, its coding and what it brings to linking, or the error that stands in for them."""
    results = coded_each(coder, reports)
    return [
        result if isinstance(result, CodingError) else shielded(partial(_ready, result), report)
        for result, report in zip(results, reports, strict=True)
    ]


def coded_each(coder: Codes, reports: Sequence[Report]) -> list[Coded | CodingError]:
    """A coded report or an error for each report, in order.

    They are coded together; when that breaks off, each is coded alone, so that only the one at fault fails.
    """
    if not reports:
        return []
    together = shielded(lambda: list(coder.attempt_many(reports)), reports[0])
    if not isinstance(together, CodingError):
        return together
    return [_alone(coder, report) for report in reports]


def _alone(coder: Codes, report: Report) -> Coded | CodingError:
    """One report coded alone, with everything that its coding may raise caught."""
    results = shielded(lambda: list(coder.attempt_many([report])), report)
    return results if isinstance(results, CodingError) else results[0]


def _ready(coded: Coded) -> Ready:
    return coded, linkable(coded)
