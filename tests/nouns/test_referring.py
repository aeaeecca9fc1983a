from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.referring import actor_object, place_object, time_object, when_object
from tests import handmade, referents

POINT = ("latitude", "longitude", "radius_km")


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return referents.coded().to_dict()


def event(contract: dict[str, Any], event_id: str) -> dict[str, Any]:
    return next(event for event in contract["events"] if event["id"] == event_id)


def test_an_actor_has_codes_score_and_method(contract: dict[str, Any]) -> None:
    [jets] = event(contract, "e4")["roles"]["actor"]
    assert jets["resolved"] == {
        "kind": "actor",
        "id": "body:mli-army",
        "name": "Malian armed forces",
        "actor_kind": "army",
        "codes": {"country": "MLI", "sector": "MIL"},
        "score": 0.86,
        "method": "short form: alias",
    }


def test_ally_and_anonymity_stand_only_where_they_are_known() -> None:
    gunmen = Actor(None, "gunmen", "composed", "LBN", "MIL", ally="SYR", anonymous=True)
    written = actor_object(Resolved(gunmen, 0.123456, "composed", ()))
    assert (written["ally"], written["anonymous"], written["score"]) == ("SYR", True, 0.1235)
    plain = actor_object(Resolved(replace(gunmen, ally=None, anonymous=False), 0.5, "composed", ()))
    assert not {"ally", "anonymous"} & set(plain)


def test_a_speaker_is_resolved_too(contract: dict[str, Any]) -> None:
    army = next(a["speaker"] for a in contract["attributions"] if a["speaker"]["text"] == "the Malian army")
    assert army["resolved"]["id"] == "body:mli-army"


def test_the_place_chosen_for_an_event(contract: dict[str, Any]) -> None:
    where = event(contract, "e1")["where"]
    assert where == {
        "kind": "place",
        "id": "geonames:1",
        "name": "Korambe",
        "feature": "town",
        "country": "MLI",
        "admin": ["Mopti"],
        "latitude": 14.1,
        "longitude": -3.2,
        "radius_km": None,
        "precision": 1,
        "score": 0.9,
        "method": "name",
    }
    assert event(contract, "e1")["roles"]["place"][1]["resolved"] == where
    assert event(contract, "e4")["where"] == {"kind": "gap", "reason": "'Tessara' is not in the gazetteer"}


@pytest.mark.parametrize(("precision", "pointed"), [(1, True), (2, True), (3, True), (4, False), (6, False)])
def test_a_point_is_given_up_to_precision_3_only(precision: int, pointed: bool) -> None:
    place = Place("g", "Somewhere", "place", "MLI", (), precision, 14.0, -3.0, 20.0)
    written = place_object(Resolved(place, 1.0, "name", ()))
    assert [written[key] for key in POINT] == ([14.0, -3.0, 20.0] if pointed else [None, None, None])


def test_when_says_interval_basis_and_the_words_it_rests_on(contract: dict[str, Any]) -> None:
    when = event(contract, "e1")["when"]
    text = contract["text"]
    start = text.index("Monday")
    assert when == {
        "from": "2019-03-11",
        "to": "2019-03-11",
        "precision": "day",
        "basis": "relative",
        "score": 0.95,
        "method": "counted from the report's date",
        "evidence": [{"start": start, "end": start + 6, "text": "Monday"}],
    }
    [monday] = event(contract, "e1")["roles"]["time"]
    assert {key: monday["resolved"][key] for key in ("kind", "from", "to")} == {
        "kind": "time",
        "from": "2019-03-11",
        "to": "2019-03-11",
    }


def test_the_time_of_day_is_written_where_the_words_fix_it() -> None:
    when = When(datetime(2019, 3, 11, 6), datetime(2019, 3, 11, 11, 59), "hour", "relative")
    written = time_object(Resolved(when, 1.0, "x", ()))
    assert (written["from"], written["to"]) == ("2019-03-11T06:00", "2019-03-11T11:59")
    assert time_object(Resolved(replace(when, end=None), 1.0, "x", ()))["to"] is None


def test_what_happened_undated_is_bounded_by_the_report_and_what_is_planned_is_not() -> None:
    report, first = handmade.example(), handmade.coded().events[0]
    gap = Gap("no words say when")
    bounded = when_object(first, gap, report.published, report.text)
    assert bounded == {"from": None, "to": "2019-03-12", "basis": "unknown", "reason": "no words say when"}
    planned = when_object(replace(first, status="future"), gap, report.published, report.text)
    assert planned["to"] is None


def test_things_are_not_resolved_as_actors(contract: dict[str, Any]) -> None:
    assert all("resolved" not in filler for e in contract["events"] for filler in e["roles"]["weapon"])
    assert all("resolved" not in filler for e in contract["events"] for filler in e["roles"]["count"])
