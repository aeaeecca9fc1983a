from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import CONTRACT, Coded
from gesta.nouns.event import ROLES, Event, Filler, Link
from gesta.nouns.mention import Mention
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from tests import handmade

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
# Letters, and what has broken writers of JSON lines: line ends of every kind, quotes, half a surrogate pair.
LETTERS = st.text(st.sampled_from('aé😀\x00\x1c\x85\u2028\u2029\ud800\n"\\< '), min_size=1, max_size=40)


@pytest.fixture
def contract() -> dict[str, Any]:
    return handmade.coded().to_dict()


def test_the_report_stands_at_the_top(contract: dict[str, Any]) -> None:
    assert list(contract) == [
        *("id", "contract", "report", "text", "sentences", "entities"),
        *("events", "mentions", "links", "attributions", "versions"),
    ]
    assert (contract["id"], contract["contract"]) == ("report", CONTRACT)
    assert contract["report"] == {
        "title": "Army jets answer market bombing in Mali",
        "publisher": "Sahel Wire",
        "published": "2019-03-12",
        "dateline": "KORAMBE, Mali, March 12 (Sahel Wire) -",
        "url": None,
        "language": "en",
        "digest": handmade.example().digest,
    }
    assert contract["text"] == handmade.example().text


def test_an_event_has_every_key_and_all_seven_roles(contract: dict[str, Any]) -> None:
    bombing = contract["events"][0]
    text = contract["text"]
    assert list(bombing) == [
        *("id", "trigger", "type", "mode", "status", "score", "roles", "when", "where"),
        *("toll", "aggregate", "ordered_by", "same", "part", "score_parts"),
    ]
    assert bombing["trigger"] == {
        "start": text.index("exploded"),
        "end": text.index("exploded") + 8,
        "text": "exploded",
    }
    assert (bombing["type"], bombing["mode"], bombing["status"]) == ("ASSAULT", "explosives", "actual")
    assert list(bombing["roles"]) == list(ROLES)
    assert bombing["roles"]["victim"] == []
    assert [filler["text"] for filler in bombing["roles"]["weapon"]] == ["A car bomb"]
    assert bombing["ordered_by"] == []


def test_scores_have_four_digits(contract: dict[str, Any]) -> None:
    assert contract["events"][0]["score"] == 0.9123
    assert contract["events"][0]["score_parts"] == {"trigger": 0.95, "type": 0.9}


def test_an_event_that_nobody_dated_or_placed_says_so(contract: dict[str, Any]) -> None:
    for event in contract["events"]:
        latest = "2019-03-12" if event["status"] == "actual" else None
        assert event["when"] == {"from": None, "to": latest, "basis": "unknown", "reason": "not resolved"}
        assert event["where"] == {"kind": "gap", "reason": "not resolved"}


def test_without_a_date_of_publication_nothing_is_known_of_when() -> None:
    undated = replace(handmade.coded(), report=replace(handmade.example(), published=None)).to_dict()
    assert undated["report"]["published"] is None
    assert undated["events"][0]["when"] == {"from": None, "to": None, "basis": "unknown", "reason": "not resolved"}


def test_a_time_of_publication_is_kept_and_bounds_events_by_its_day() -> None:
    moment = datetime(2019, 3, 12, 8, 30, tzinfo=UTC)
    timed = replace(handmade.coded(), report=replace(handmade.example(), published=moment)).to_dict()
    assert timed["report"]["published"] == "2019-03-12T08:30:00+00:00"
    assert timed["events"][0]["when"]["to"] == "2019-03-12"


def test_a_toll_is_an_interval_as_said(contract: dict[str, Any]) -> None:
    killing, wounding = contract["events"][1:3]
    [killed] = killing["toll"]
    assert {key: killed[key] for key in ("outcome", "low", "high", "as_said")} == {
        "outcome": "killed",
        "low": 7,
        "high": None,
        "as_said": "at least seven people",
    }
    assert [evidence["text"] for evidence in killed["evidence"]] == ["at least seven people"]
    assert (wounding["toll"][0]["low"], wounding["toll"][0]["high"]) == (None, None)


def test_events_are_tied_by_id(contract: dict[str, Any]) -> None:
    by_id = {event["id"]: event for event in contract["events"]}
    assert (by_id["e5"]["same"], by_id["e2"]["part"], by_id["e14"]["aggregate"]) == ("e1", "e1", True)
    assert [(link["type"], link["from"], link["to"]) for link in contract["links"]] == [
        ("response", "e4", "e5"),
        ("about", "e11", "e12"),
    ]


def test_an_attribution_says_who_says_what(contract: dict[str, Any]) -> None:
    said = {a["cue"]["text"]: a for a in contract["attributions"] if a["cue"]}
    claiming = said["claimed responsibility"]
    assert (claiming["speaker"]["text"], claiming["stance"]) == ("The Front for the Plains", "claims")
    assert (claiming["venue"]["text"], claiming["events"]) == ("a communiqué", ["e7"])
    assert said["denied"]["speaker"]["referent"]["text"] == "The Front for the Plains"
    assert said["told"]["speaker"]["role"]["text"] == "spokesman"
    assert said["declined to comment"]["events"] == []
    assert [a["speaker"]["text"] for a in contract["attributions"] if a["anonymous"]] == ["A local official"]


def test_entities_stand_as_triples_and_as_mentions(contract: dict[str, Any]) -> None:
    assert len(contract["entities"]) == len(contract["mentions"]) > 0
    for (start, end, label), mention in zip(contract["entities"], contract["mentions"], strict=True):
        assert (mention["start"], mention["end"], mention["label"]) == (start, end, label)


def test_no_value_is_resolved_that_nothing_resolved(contract: dict[str, Any]) -> None:
    answers = list(_values(contract, "resolved"))
    assert answers
    assert all(answer == {"kind": "gap", "reason": "not resolved"} for answer in answers)


def test_versions_say_what_was_there_and_what_was_not(contract: dict[str, Any]) -> None:
    assert contract["versions"] == {**handmade.VERSIONS, "roster": None, "gazetteer": None}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert handmade.coded().to_json() == replace(handmade.coded()).to_json()
    assert json.loads(handmade.coded().to_json()) == handmade.coded().to_dict()


def test_a_table_for_notebooks_escapes_the_report() -> None:
    text = "<script>alert(1)</script> bombed"
    event = Event("e1", Span(0, 25), "ASSAULT", None, "actual", 1.0, {"actor": (Filler(Span(0, 8), 1.0),)})
    shown = _coded(text, (event,))._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@st.composite
def coded_reports(draw: st.DrawFn) -> Coded:
    """Any text with spans anywhere in it, in every place where a span may stand."""
    text = draw(LETTERS)
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1))
    drawn = draw(st.lists(ends, min_size=12, max_size=12))
    trigger, filler, referent, harmed, ordered, speaker, meant, role, nation, cue, venue, name = (
        Span(min(pair), max(pair) + 1) for pair in drawn
    )
    event = Event(
        *("e1", trigger, "HARM", "kill", "actual", 1.0),
        roles={draw(st.sampled_from(ROLES)): (Filler(filler, 0.5, referent),)},
        toll=(Toll("killed", None, None, harmed.of(text), (harmed,)),),
        ordered_by=(ordered,),
    )
    claim = Claim(Speaker(speaker, 0.5, meant, role, nation, draw(st.booleans())), "denies", cue, ("e1",), venue)
    return replace(_coded(text, (event,)), claims=(claim,), entities=(Mention(name, "GPE", 0.5),))


@PATIENT
@given(coded_reports())
def test_every_span_gives_the_words_it_came_from(coded: Coded) -> None:
    written = json.loads(coded.to_json())
    assert written["text"] == coded.report.text
    found = list(_spans(written))
    assert len(found) == 12
    assert all(span["text"] == written["text"][span["start"] : span["end"]] for span in found)


@PATIENT
@given(coded_reports())
def test_a_report_is_one_line_for_every_reader_of_lines(coded: Coded) -> None:
    line = coded.to_json()
    assert line.splitlines() == [line]
    assert line.encode("utf-8").decode("utf-8") == line


def _coded(text: str, events: tuple[Event, ...]) -> Coded:
    sentences = (Sentence(Span(0, len(text)), "lead", 0),)
    links: tuple[Link, ...] = ()
    return Coded(handmade.report(text), sentences, (), events, links, (), {"gesta": "0.1.0"})


def _values(value: Any, key: str) -> Iterator[Any]:
    """Every value of a key anywhere in a contract object."""
    if isinstance(value, dict) and key in value:
        yield value[key]
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _values(inner, key)


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span object anywhere in a contract object."""
    if isinstance(value, dict) and "start" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _spans(inner)
