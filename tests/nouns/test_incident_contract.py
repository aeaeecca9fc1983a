"""The contract of incidents and of the list of reports."""

from __future__ import annotations

import json

from gesta.nouns.incident import Incident, Relation
from gesta.nouns.incident_contract import incident_object, report_row
from gesta.weighing.frame import Frame
from gesta.weighing.incidents import weigh
from tests.weighing.accounts import DOCTOR, actor, card, day, episode, evidence, party, place, said, toll

WIRE, COPY = card("r1", "Delta Wire", 2), card("r3", "Evening Star", 2)
KEYS = [
    *("id", "contract", "headline", "type", "mode", "status", "when", "where", "actors", "weapons", "events", "claims"),
    *("tolls", "origins", "reports", "copies", "grade", "status_line", "relations", "attached", "judgements"),
    *("reviewed", "changed", "versions"),
]


def incident() -> Incident:
    """A bombing told by a wire and a copy of it."""
    front = actor("Front for the Plains", "front")
    held = said(WIRE, "the Front", question="who", value="Front for the Plains", actor=front, at=40)
    parties = (party(WIRE, "actor", "the Front", front), party(WIRE, "target", "the market", at=70))
    first = episode(WIRE, held, toll(WIRE, 7, DOCTOR, at=20), parties=parties, when=day(1), where=place("Korambe"))
    relation = Relation("response", "i2", 0.81234567, (evidence(WIRE, "in response", 90),), ("the army",))
    return weigh([first, episode(COPY)], Frame(originals={"r3": "r1"}, relations=(relation,)))


def test_every_key_of_the_contract_is_there_in_order_and_is_json() -> None:
    written = incident_object(incident())
    assert list(written) == KEYS
    assert json.loads(json.dumps(written)) == written


def test_events_lead_back_to_the_reports_by_the_ids_they_came_with() -> None:
    events = incident_object(incident())["events"]
    assert [event["report"] for event in events] == ["id-r1", "id-r3"]
    assert events[0]["trigger"] == {"start": 0, "end": 7, "text": "bombing"}
    assert (events[0]["event"], events[0]["report_key"]) == ("e1", "r1")


def test_a_claim_says_whose_it_is_and_where_it_goes_back_to() -> None:
    claims = {(claim["about"], claim["report"]): claim for claim in incident_object(incident())["claims"]}
    count = claims["how many", "id-r1"]
    assert count["speaker"]["text"] == "a doctor at the hospital"
    assert count["speaker"]["medical"] is True
    assert count["toll"] | {"outcome": "killed", "low": 7, "high": 7, "part": False} == count["toll"]
    assert claims["happened", "id-r3"]["origin"] == "id-r1"
    assert claims["happened", "id-r3"]["speaker"] is None


def test_participants_name_the_claims_that_hold_them() -> None:
    actors = incident_object(incident())["actors"]
    assert [(a["role"], a["id"], a["name"]) for a in actors] == [
        ("actor", "front", "Front for the Plains"),
        ("target", None, "the market"),
    ]
    assert len(actors[0]["held_by"]) == 1
    assert actors[1]["reason"] == "not resolved"


def test_tolls_and_relations() -> None:
    written = incident_object(incident())
    killed = written["tolls"]["killed"]
    assert (killed["low"], killed["best"], killed["high"], killed["rule"]) == (7, 7, 7, "bundles-1")
    assert killed["by_claim"] == [c["id"] for c in written["claims"] if c["about"] == "how many"]
    [relation] = written["relations"]
    assert (relation["type"], relation["to"], relation["score"], relation["voices"]) == (
        "response",
        "i2",
        0.8123,
        ["the army"],
    )


def test_an_undated_incident_lies_no_later_than_its_first_report() -> None:
    when = incident_object(weigh([episode(WIRE), episode(card("r5", "Post", 9))]))["when"]
    assert when == {
        "from": None,
        "to": "2031-05-02",
        "precision": None,
        "basis": "unknown",
        "reason": "no words say when",
    }
    announced = incident_object(weigh([episode(WIRE, status="future")]))["when"]
    assert announced["to"] is None


def test_a_row_of_the_list_of_reports() -> None:
    row = report_row(COPY, "id-r1", "sha256:00")
    assert (row["id"], row["digest"], row["publisher"], row["copy_of"]) == (
        "id-r3",
        "sha256:00",
        "Evening Star",
        "id-r1",
    )
    assert row["published"] == "2031-05-02"
    assert report_row(card(published=None), None)["published"] is None
