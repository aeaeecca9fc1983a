"""What coders said, side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gesta.nouns.judgement import Judgement, Verdict
from gesta.nouns.review import CorrectedField, Correction
from gesta.reviewing.ballots import PAIR, SETTLING, Ballot, event_ballots, figure, label, pair_ballots
from gesta.reviewing.measures import measures

MADE = datetime(2023, 5, 1, tzinfo=UTC)
MACHINE: dict[str, Any] = {"type": "ASSAULT", "mode": "aerial", "status": "actual", "toll": [], "where": None}
TWO_KILLED = {"outcome": "killed", "low": 2, "high": 2}


def correction(by: str, field: CorrectedField, value: Any, later: int = 0, **more: Any) -> Correction:
    made = MADE + timedelta(minutes=later)
    return Correction(f"{by}{field}{later}", "r:0-4", field, value, MACHINE.get(field), by, made, **more)


def judgement(by: str, verdict: Verdict, later: int = 0, right: str = "s:0-4", **more: Any) -> Judgement:
    made = MADE + timedelta(minutes=later)
    return Judgement("r:0-4", right, verdict, 1.0, f"person:{by}", made=made, **more)


def ballots(*corrections: Correction) -> dict[str, Ballot]:
    found = event_ballots(corrections, lambda _anchor, field: MACHINE.get(field))
    return {ballot.field: ballot for ballot in found}


def test_who_changes_nothing_holds_with_the_machine() -> None:
    found = ballots(correction("ada", "status", "possible"), correction("ben", "event", "correct"))
    assert found["status"].answers == {"ada": "possible", "ben": "actual"}
    assert found["type"].answers == {"ada": "ASSAULT", "ben": "ASSAULT"}
    assert found["event"].answers == {"ada": "correct", "ben": "correct"}
    assert [name for name, ballot in found.items() if ballot.open] == ["status"]


def test_of_a_wrong_event_nothing_further_is_asked() -> None:
    found = ballots(correction("ada", "event", "wrong"), correction("ben", "event", "correct"))
    assert found["event"].open
    assert found["status"].answers == {"ben": "actual"}


def test_a_word_taken_back_is_no_word() -> None:
    first = correction("ada", "status", "possible")
    assert ballots(first, correction("ada", "status", None, 1, undoes=first.id)) == {}


def test_a_third_decision_settles_and_does_not_count_as_agreement() -> None:
    two = (correction("ada", "status", "possible"), correction("ben", "status", "negated"))
    third = correction("cyd" + SETTLING, "status", "negated", 2)
    found = ballots(*two, third)["status"]
    assert not found.open
    assert set(found.blind) == {"ada", "ben"}
    assert set(ballots(*two, third)["type"].answers) == {"ada", "ben"}  # the settler spoke on the status alone


def test_pairs_take_the_latest_word_that_stands() -> None:
    words = [judgement("ada", "same"), judgement("ada", "not", 1), judgement("ben", "not", 2)]
    [ballot] = pair_ballots(words)
    assert (ballot.field, dict(ballot.answers)) == (PAIR, {"ada": "not", "ben": "not"})
    back = replace(judgement("ada", "not", 3), withdrawn=True)
    assert pair_ballots([*words, back])[0].answers == {"ada": "same", "ben": "not"}
    assert pair_ballots([judgement("ada", "same"), replace(judgement("ada", "same", 1), withdrawn=True)]) == []


def test_what_machines_judged_is_no_ballot() -> None:
    assert pair_ballots([Judgement("r:0-4", "s:0-4", "same", 0.9, "model:m1")]) == []


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("where", {"kind": "place", "id": "geonames:1", "name": "Gao", "score": 0.4}, {"id": "geonames:1"}),
        ("where", {"kind": "gap", "reason": "not said"}, {"kind": "gap", "reason": "none found"}),
        ("when", {"from": "2021-03-09", "to": None, "method": "x"}, {"from": "2021-03-09", "to": None}),
        ("victim", [{"text": "two men"}, {"text": "a child"}], [{"text": "a child"}, {"text": "two men"}]),
        ("toll", [{"outcome": "killed", "low": 2, "high": 2, "as_said": "two"}], [TWO_KILLED]),
    ],
)
def test_answers_that_mean_the_same_have_one_label(field: str, one: Any, other: Any) -> None:
    assert label(field, one) == label(field, other)


def test_figures() -> None:
    tolls = [{"outcome": "killed", "low": None, "high": 7}, {"outcome": "injured", "low": 3, "high": None}]
    assert (figure(tolls, "killed"), figure(tolls, "injured"), figure(tolls, "missing")) == (7, 3, None)
    assert figure(None, "killed") is None


def test_measures_a_field() -> None:
    killed = [{"outcome": "killed", "low": 4, "high": 4}]
    words = [judgement("ada", "same"), judgement("ben", "same"), judgement("ada", "not", right="t:0-1"),
             judgement("ben", "same", right="t:0-1")]  # fmt: skip
    found = {line.field: line for line in measures([
        *pair_ballots(words),
        *event_ballots([correction("ada", "toll", killed), correction("ben", "toll", killed)], lambda *_: None),
    ])}  # fmt: skip
    assert (found[PAIR].units, found[PAIR].percent, found[PAIR].kappa) == (2, 50.0, 0.0)
    assert found[PAIR].alpha == pytest.approx(0.0)
    assert (found["toll"].units, found["toll"].percent, found["toll"].alpha) == (1, 100.0, None)
    assert (found["killed"].level, found["killed"].units) == ("interval", 1)
    assert found["status"].coders == ("ada", "ben")
    assert "missing" not in found
