"""PLOVER's JSON lines and NGEC's: every field of the manual, offsets that hold, nulls where nothing is known."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from gesta.exporting import exporter_named
from gesta.ontologies import load
from tests.exporting import golden
from tests.exporting.invented import Shelf, reports
from tests.handmade import coded

TEXT, NUMBER = {"type": ["string", "null"]}, {"type": ["number", "null"]}
WHOLE = {"type": ["integer", "null"], "minimum": 0}


def closed(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def several(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


ENTITY = closed(
    **dict.fromkeys(
        "code sector entity_text identifier_id identifier_text religion ethnicity office gender age".split(), TEXT
    )
)
LOCATION = closed(
    **dict.fromkeys("extracted_place resolved_place geonameid".split(), TEXT),
    lat=NUMBER,
    lon=NUMBER,
    **dict.fromkeys("city district province country country_code feature_class feature_code".split(), TEXT),
    resolution={"type": ["integer", "null"], "minimum": 1, "maximum": 5},
)
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
PLOVER = closed(
    id={"type": "string", "pattern": r"^[0-9a-f]{32}:\d+-\d+$"},
    has_event={"const": True},
    date=DAY,
    time=TEXT,
    enddate=DAY,
    endtime=TEXT,
    actor=several(ENTITY),
    recipient=several(ENTITY),
    event={
        "type": "array",
        "items": {"enum": [c for c, t in load().types.items() if t.origin == "plover"]},
        "minItems": 1,
    },
    event_loc={"oneOf": [{"type": "null"}, LOCATION]},
    event_text=several({"type": "string"}),
    quad_code={"enum": [1, 2, 3, 4]},
    event_scale=NUMBER,
    mode=several({"type": "string"}),
    context=several({"enum": list(load().contexts)}),
    size=closed(dead=WHOLE, injured=WHOLE, arrested=WHOLE),
    link=several({"type": "string"}),
    text=TEXT,
    text_info={"oneOf": [{"type": "null"}, closed(sequence=WHOLE, start=WHOLE, end=WHOLE, text_story=TEXT)]},
    cite_info=closed(
        **dict.fromkeys(
            "corpus citation url title language publication license copyright coder codebook version".split(), TEXT
        )
    ),
    **dict.fromkeys("coder coded_date coded_time comment".split(), TEXT),
)
WORDS = {"text": {"type": "string"}, "qa_start_char": WHOLE, "qa_end_char": WHOLE, "qa_score": NUMBER}
PARTY = closed(**WORDS, **{key: {"type": "string"} for key in "wiki country country_name code_1 code_2".split()})
PARTICULARS = {"story_id": {"type": "string"}, "publisher": TEXT, "headline": TEXT, "pub_date": DAY}
NGEC = closed(
    id={"type": "string"},
    date=DAY,
    **{key: {"type": "string"} for key in "event_type event_mode event_text version orig_id date_raw".split()},
    **PARTICULARS,
    contexts=several({"type": "string"}),
    **dict.fromkeys("story_people story_organizations story_places".split(), several({"type": "string"})),
    attributes=closed(
        ACTOR=several(PARTY), RECIP=several(PARTY), LOC=several(closed(**WORDS)), DATE=several(closed(**WORDS))
    ),
    event_geolocation=closed(reason={"type": "string"}, geo={"type": ["object", "null"]}),
    date_resolved=DAY,
)
STORY = closed(
    id={"type": "string"},
    date=DAY,
    event_type=several({"type": "string"}),
    event_mode=several({"type": "string", "pattern": "^[A-Z]+-[a-z-]+$"}),
    event_text={"type": "string"},
    **PARTICULARS,
    contexts=several({"type": "string"}),
    version={"type": "string"},
)
SCHEMAS = {"plover": PLOVER, "ngec": NGEC, "ngec-stories": STORY}


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in golden.exported(name).decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_line_has_the_fields_of_the_shape_and_no_others(name: str) -> None:
    found = lines(name)
    assert found
    for line in found:
        jsonschema.validate(line, SCHEMAS[name])


@pytest.mark.parametrize("name", ["plover", "ngec"])
def test_ids_do_not_repeat(name: str) -> None:
    ids = [line["id"] for line in lines(name)]
    assert len(ids) == len(set(ids))


def test_harm_is_the_size_of_the_deed_and_only_when_exact() -> None:
    attack = next(line for line in lines("plover") if line["mode"] == ["firearms"])
    assert attack["size"] == {"dead": None, "injured": 20, "arrested": None}, "two figures of dead are no figure"
    assert all(line["event"] != ["HARM"] for line in lines("plover"))


def test_no_date_is_null_never_the_day_of_publication() -> None:
    undated = [line for line in lines("ngec") if line["date_resolved"] is None]
    assert undated
    assert {line["date_raw"] for line in undated} == {"No date detected"}
    assert any(line["date"] is None for line in lines("plover"))


def test_a_meeting_to_come_is_an_agreement() -> None:
    talks = next(line for line in lines("plover") if "talks" in line["event_text"])
    assert (talks["event"], talks["mode"], talks["quad_code"]) == (["AGREE"], [], 1)


def test_offsets_hold_in_the_text_of_the_line() -> None:
    for line in lines("ngec"):
        for words in (each for group in line["attributes"].values() for each in group):
            assert line["event_text"][words["qa_start_char"] : words["qa_end_char"]] == words["text"]
    for line in lines("plover"):
        stands = line["text_info"]
        assert stands["text_story"][stands["start"] : stands["end"]] == line["text"]


def test_a_story_lists_its_types_and_modes_once() -> None:
    story = next(line for line in lines("ngec-stories") if line["story_id"] == "accra-1")
    assert (story["event_type"], story["event_mode"]) == (["PROTEST", "AGREE"], ["PROTEST-demo"])


def test_every_report_is_a_story_even_without_events() -> None:
    assert len(lines("ngec-stories")) == len(reports())


def test_of_a_fight_between_two_sides_all_parties_are_actors() -> None:
    attack = next(e for e in coded().events if e.type == "ASSAULT" and e.roles.get("actor") and e.roles.get("target"))
    parties = len(attack.roles["actor"]) + len(attack.roles["target"])
    for mode, both in (("clash", True), (attack.mode, False)):
        one = replace(coded(), events=(replace(attack, mode=mode, same=None, part=None),), links=(), claims=())
        stream = io.BytesIO()
        exporter_named("plover").write(Shelf((one,), ()), stream)
        told = json.loads(stream.getvalue())
        assert len(told["actor"]) == (parties if both else len(attack.roles["actor"]))
        assert bool(told["recipient"]) is not both


def test_what_plover_has_no_type_for_is_counted() -> None:
    stream = io.BytesIO()
    written = exporter_named("plover").write(Shelf((coded(),), ()), stream)
    told = {event.same or event.id for event in coded().events}
    assert written.rows + sum(written.left_out.values()) == len(told)
    assert written.rows == len(stream.getvalue().splitlines())
