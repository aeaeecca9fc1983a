from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pytest

import gesta
from gesta.errors import CodingError, FormatError, OntologyError
from gesta.formats import Hints
from gesta.nouns.report import Report
from gesta.ontologies import EventType, Ontology
from gesta.pipeline import BATCH_CHARACTERS, BATCH_REPORTS, Coder, batches, report_of
from tests import handmade, standin

SHELLED = "Rebels shelled the port of Ras Dumair on Sunday, killing three dock workers, the government said."


def reports(count: int) -> Iterator[Report]:
    return (handmade.report(f"{SHELLED} Part {number}.", id=f"r{number}") for number in range(count))


@dataclass
class FussyOntology:
    """An ontology that refuses the first report and takes the next."""

    fault: Exception
    stamp: str = "fussy-1"
    asked: int = 0

    @property
    def types(self) -> Mapping[str, EventType]:
        self.asked += 1
        if self.asked == 1:
            raise self.fault
        return standin.coder().ontology.types


def _fussy_coder(fault: Exception | None = None) -> Coder:
    ontology = FussyOntology(fault or OntologyError("there is no such type"))
    return Coder(standin.StandIn(), cast(Ontology, ontology))


def test_a_report_goes_through_all_stages() -> None:
    coded = standin.coder().code(handmade.report(SHELLED))
    shelled, killing = coded.events
    assert (shelled.type, shelled.mode, killing.type, killing.part) == ("ASSAULT", "heavy-weapons", "HARM", shelled.id)
    assert [f.span.of(SHELLED) for f in shelled.roles["actor"]] == ["Rebels"]
    assert [(toll.outcome, toll.low, toll.high) for toll in killing.toll] == [("killed", 3, 3)]
    [claim] = coded.claims
    assert claim.speaker.span.of(SHELLED) == "the government"
    assert claim.events == (shelled.id, killing.id)


def test_a_coded_report_says_what_made_it() -> None:
    coded = standin.coder().code(handmade.report(SHELLED))
    assert coded.versions["weights"] == "sha256:stand-in"
    assert coded.versions["ontology"].startswith("plover")
    assert coded.versions["gesta"]


def test_the_dateline_is_found() -> None:
    text = f"RAS DUMAIR, Yemen, March 12 (Gulf Wire) - {SHELLED}"
    coded = standin.coder().code(handmade.report(text))
    assert coded.report.dateline is not None
    assert coded.report.dateline.of(text).startswith("RAS DUMAIR, Yemen")


def test_many_reports_come_out_in_order() -> None:
    given = [report.id for report in reports(2 * BATCH_REPORTS + 3)]
    coder = standin.coder()
    assert [coded.report.id for coded in coder.code_many(reports(len(given)))] == given
    assert isinstance(coder.reader, standin.StandIn)
    assert coder.reader.batches == [BATCH_REPORTS, BATCH_REPORTS, 3]


def test_many_reports_are_coded_as_each_alone() -> None:
    coder = standin.coder()
    together = [coded.to_json() for coded in coder.code_many(reports(5))]
    assert together == [coder.code(report).to_json() for report in reports(5)]


def test_only_one_batch_of_reports_is_taken_ahead() -> None:
    given = reports(10 * BATCH_REPORTS)
    next(standin.coder().code_many(given))
    assert next(given).id == f"r{BATCH_REPORTS + 1}"


def test_a_long_report_is_a_batch_alone() -> None:
    long = handmade.report("x" * BATCH_CHARACTERS, id="long")
    sizes = [[report.id for report in batch] for batch in batches([*reports(2), long, *reports(1)])]
    assert sizes == [["r0", "r1"], ["long"], ["r0"]]


def test_no_report_makes_no_batch() -> None:
    assert list(batches([])) == []
    assert list(standin.coder().code_many([])) == []


def test_a_report_that_fails_is_named_and_the_others_go_on() -> None:
    first, second = _fussy_coder().attempt_many(reports(2))
    assert isinstance(first, CodingError)
    assert first.report == "r0"
    assert str(first) == "report r0: ontologies: there is no such type"
    assert not isinstance(second, CodingError)
    with pytest.raises(CodingError, match="r0"):
        list(_fussy_coder().code_many(reports(2)))


def test_an_unexpected_fault_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        _fussy_coder(fault=ZeroDivisionError("a bug")).code(next(reports(1)))


def test_a_text_becomes_a_report_as_a_file_would() -> None:
    report = report_of("A headline\r\n\r\nRebels shelled a port.", Hints(publisher="Gulf Wire", encoding="utf-8"))
    assert report.text == "A headline\n\nRebels shelled a port."
    assert (report.title, report.publisher, report.published) == ("A headline", "Gulf Wire", None)


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 broken"])
def test_a_text_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        report_of(text, Hints(encoding="utf-8"))


def test_the_facade_lists_its_names_in_order() -> None:
    assert gesta.__all__ == sorted(gesta.__all__)
    assert all(hasattr(gesta, name) for name in gesta.__all__)


def test_a_date_that_is_none_is_refused_before_the_network_is_loaded() -> None:
    with pytest.raises(ValueError):
        gesta.code(SHELLED, published="last week")
