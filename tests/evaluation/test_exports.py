"""The measurement of exports: as many rows as asked for, all different, and no more records than they need."""

from __future__ import annotations

import pytest

from evaluation.exports import Varied, _records, measured
from tests.exporting import invented


@pytest.mark.parametrize(("name", "suffix"), [("csv", ""), ("csv", ".zip"), ("acled", ".gz"), ("jsonl", "")])
def test_a_shape_writes_about_as_many_rows_as_asked_for(name: str, suffix: str) -> None:
    found = measured(name, 30, suffix)
    assert 30 <= found["rows"] < 30 + 150
    assert found["bytes"] > 0
    assert found["peak"] > 1


def test_records_differ_in_ids_days_and_spots() -> None:
    varied = Varied(invented.reports(), invented.incidents(), 3)
    incidents, reports = list(varied.incidents()), list(varied.reports())
    assert len({incident.id for incident in incidents}) == len(incidents) == 3 * len(invented.incidents())
    assert len({coded.report.key for coded in reports}) == len(reports)
    assert {card.key for incident in incidents for card in incident.cards} <= {coded.report.key for coded in reports}
    kurbo = [incident for incident in incidents if incident.id.startswith("inc-kurbo")]
    assert len({str(incident.when) for incident in kurbo}) == len({str(incident.where) for incident in kurbo}) == 3


def test_a_shape_of_incidents_gets_only_those_that_it_has_a_place_for() -> None:
    kinds = {incident.id.rpartition("-")[0] for incident in _records("ucdp-ged", 2).incidents()}
    assert kinds == {"inc-kurbo"}
