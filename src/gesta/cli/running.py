"""From an intake to coded reports, with the faults told on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from gesta.cli.complaints import Complaints
from gesta.cli.inputs import Intake, tell_passed_over
from gesta.cli.progress import building
from gesta.nouns.coded import Coded
from gesta.pipeline import Coder, default_coder
from gesta.places.opening import open_gazetteer


def coded_reports(coder: Coder | None, intake: Intake, complaints: Complaints) -> Iterator[Coded]:
    """Each report of the intake, coded, in order; by the coder that ships with Gesta unless another is given.

    The coder is loaded at once, so that no other display is in the way of the gazetteer's bar, but only when there is
    a report to code, so that a mistyped path is told first.
    """
    tell_passed_over(intake)
    reports = complaints.sift(intake.reports())
    first = next(reports, None)
    if first is None:
        return iter(())
    results = ready(coder, intake.resolving).attempt_many(chain([first], reports))
    return complaints.sift(results)


def ready(coder: Coder | None, resolving: bool = True) -> Coder:
    """The coder given, else the one that ships with Gesta; with or without what referents are looked up in."""
    if coder is not None:
        return coder if resolving else replace(coder, knowledge=None)
    if resolving:
        with building() as progress:
            open_gazetteer(None, progress).close()
    return default_coder(resolving)
