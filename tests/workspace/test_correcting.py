"""Corrections laid over a coded report, on the example that is coded by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gesta.errors import WorkspaceError
from gesta.nouns.episode import Anchor
from gesta.nouns.referent import Gap, Resolved
from gesta.nouns.review import CorrectedField, Correction
from gesta.workspace.correcting import conflicts, corrected, event_at, said, standing
from gesta.workspace.deciding import Author, correction, undoing
from tests import handmade, referents

MADE = datetime(2023, 5, 1, tzinfo=UTC)
CODED = referents.coded()
FIRST = CODED.events[0]


def correct(field: CorrectedField, value: Any, *, event: int = 0, later: int = 0) -> Correction:
    """A correction of one field of an event of the example, on what the machine says."""
    trigger = CODED.events[event].trigger
    anchor = str(Anchor(CODED.report.key, trigger))
    before = said(CODED, CODED.events[event], field)
    return correction(anchor, field, value, before, Author("ada", MADE + timedelta(minutes=later)))


def test_nothing_corrected_is_the_same() -> None:
    assert corrected(CODED, []) == CODED
    assert corrected(CODED, [correct("event", "correct")]) == CODED


def test_a_wrong_event_goes_with_all_that_leads_to_it() -> None:
    for at, event in enumerate(CODED.events):
        left = corrected(CODED, [correct("event", "wrong", event=at)])
        ids = {e.id for e in left.events}
        assert ids == {e.id for e in CODED.events} - {event.id}
        assert all(link.origin in ids and link.goal in ids for link in left.links)
        assert all(set(claim.events) <= ids for claim in left.claims)
        assert all(e.same is None or e.same in ids for e in left.events)
        assert all(e.part is None or e.part in ids for e in left.events)


@pytest.mark.parametrize(("field", "value"), [("type", "COERCE"), ("mode", "arrest"), ("status", "possible")])
def test_codes_are_replaced(field: CorrectedField, value: str) -> None:
    assert getattr(corrected(CODED, [correct(field, value)]).events[0], field) == value


def test_tolls_places_and_dates_are_replaced() -> None:
    toll = [{"outcome": "killed", "low": 4, "high": None, "as_said": "at least four", "evidence": []}]
    place = {"kind": "place", "id": None, "name": "Tessara", "feature": "village", "country": "MLI", "precision": 1}
    when = {"from": "2019-03-10", "to": "2019-03-10", "precision": "day", "basis": "stated"}
    found = corrected(CODED, [correct("toll", toll), correct("where", place), correct("when", when)])
    assert [(t.outcome, t.low, t.high) for t in found.events[0].toll] == [("killed", 4, None)]
    where, day = found.resolution.where[FIRST.id], found.resolution.when[FIRST.id]
    assert isinstance(where, Resolved)
    assert (where.value.name, where.method) == ("Tessara", "corrected by ada")
    assert isinstance(day, Resolved)
    assert day.value.end == datetime(2019, 3, 10, 23, 59, 59)


def test_a_place_may_be_corrected_to_unknown() -> None:
    found = corrected(CODED, [correct("where", {"kind": "gap", "reason": "the text names none"})])
    assert found.resolution.where[FIRST.id] == Gap("the text names none")


def test_a_filler_takes_the_words_and_the_actor_given() -> None:
    words = handmade.words_at(CODED.report.text, "army jets")
    actor = {"kind": "actor", "id": None, "name": "Malian Air Force", "codes": {"country": "MLI", "sector": "MIL"}}
    found = corrected(CODED, [correct("actor", [{"start": words.start, "end": words.end, "resolved": actor}])])
    assert [filler.span for filler in found.events[0].roles["actor"]] == [words]
    chosen = found.resolution.actors[words]
    assert isinstance(chosen, Resolved)
    assert (chosen.value.name, chosen.value.country, chosen.score) == ("Malian Air Force", "MLI", 1.0)


def test_the_latest_word_counts_and_may_be_taken_back() -> None:
    first, second = correct("type", "COERCE"), correct("type", "PROTEST", later=1)
    assert corrected(CODED, [second, first]).events[0].type == "PROTEST"
    back = undoing(second, Author("ada", MADE + timedelta(minutes=2)))
    assert standing([first, second, back]) == [first]
    assert corrected(CODED, [first, second, back]).events[0].type == "COERCE"


def test_a_correction_finds_its_event_by_words_not_by_number() -> None:
    trigger = FIRST.trigger
    assert event_at(CODED, f"key:{trigger.start + 1}-{trigger.end + 3}") == FIRST
    assert event_at(CODED, "key:0-1") is None


def test_a_shifted_ground_is_a_conflict_and_scores_are_none() -> None:
    made = correct("type", "COERCE")
    assert conflicts(CODED, [made]) == []
    other = corrected(CODED, [correct("type", "PROTEST")])
    [conflict] = conflicts(other, [made])
    assert (conflict.event, conflict.now) == (FIRST.id, "PROTEST")
    [gone] = conflicts(corrected(CODED, [correct("event", "wrong")]), [made])
    assert gone.event is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("toll", [{"outcome": "killed"}]), ("where", {"kind": "place"}), ("when", {"from": "yesterday"})],
)
def test_a_misshapen_value_is_told(field: CorrectedField, value: Any) -> None:
    with pytest.raises(WorkspaceError, match=r"docs/output\.md"):
        corrected(CODED, [correct(field, value)])
