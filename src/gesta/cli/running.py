"""From an intake to coded reports, with the faults told on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gesta.cli.complaints import Complaints
from gesta.cli.inputs import Intake
from gesta.nouns.coded import Coded
from gesta.pipeline import Coder, default_coder


def coded_reports(coder: Coder | None, intake: Intake, complaints: Complaints) -> Iterator[Coded]:
    """Each report of the intake, coded, in order; by the coder that ships with Gesta unless another is given.

    The coder is loaded once there is a report to code, so that a mistyped path is told at once.
    """
    reports = complaints.sift(intake.reports())
    for first in reports:
        results = (coder or default_coder()).attempt_many(chain([first], reports))
        yield from complaints.sift(results)
