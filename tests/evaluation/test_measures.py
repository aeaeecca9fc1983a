from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.measures import NAMES, Tally, main, measure, measure_types
from evaluation.sheets import ROLES, SheetError, sheets
from tests import handmade
from tests.evaluation.annotated import at, event, record

Record = dict[str, Any]
Change = Callable[[Record], None]


def scores(coded: Record | None, gold: Record | None = None) -> dict[str, Tally]:
    return measure(sheets([gold or record()]), sheets([coded] if coded else []))


def changed(change: Change) -> dict[str, Tally]:
    coded = deepcopy(record())
    change(coded)
    return scores(coded)


def counts(tally: Tally) -> tuple[float, int, int]:
    return tally.found, tally.gold, tally.coded


def test_gold_measured_against_itself_is_without_fault() -> None:
    full = scores(record())
    assert tuple(full) == NAMES
    assert {name for name, tally in full.items() if tally.gold and tally.score < 1} == set()
    assert {name for name, tally in full.items() if not tally.gold} == {
        "role place", "role time", "role weapon", "role count", "response",
    }  # fmt: skip


def test_a_coded_report_is_read_as_gold_is() -> None:
    coded = handmade.coded().to_dict()
    full = scores(coded, gold=coded)
    assert full["trigger"].gold == len(handmade.coded().events)
    assert {tally.score for tally in full.values() if tally.gold} == {1.0}


def test_a_report_that_was_not_coded_counts_as_empty() -> None:
    none = scores(None)
    assert counts(none["trigger"]) == (0, 4, 0)
    assert counts(none["roles"]) == (0, 5, 0)
    assert none["trigger"].score == none["attribution"].score == none["same"].score == 0


def test_a_coded_report_without_gold_is_left_out() -> None:
    assert measure({}, sheets([record()]))["trigger"] == Tally()


def drop(name: str) -> Change:
    def change(coded: Record) -> None:
        coded["events"] = [e for e in coded["events"] if e["id"] != name]

    return change


def put(number: int, **values: Any) -> Change:
    def change(coded: Record) -> None:
        coded["events"][number].update(values)

    return change


def say(**values: Any) -> Change:
    def change(coded: Record) -> None:
        coded["attributions"][0].update(values)

    return change


def fill(number: int, role: str, *phrases: list[int]) -> Change:
    return put(number, roles={**record()["events"][number]["roles"], role: list(phrases)})


def link(**values: Any) -> Change:
    def change(coded: Record) -> None:
        coded["links"] = [{**coded["links"][0], **values}]

    return change


def name(*entities: list[Any]) -> Change:
    def change(coded: Record) -> None:
        coded["entities"] = list(entities)

    return change


CASES: dict[str, tuple[Change, str, tuple[float, int, int]]] = {
    "an event missed": (drop("e3"), "trigger", (3, 4, 3)),
    "an event that is not there": (
        lambda coded: coded["events"].append(event("e9", "Sunday", "PROTEST", None)),
        "trigger",
        (4, 4, 5),
    ),
    "a trigger half found": (put(0, trigger=[at("shelled")[0] + 3, at("shelled")[1] + 4]), "trigger", (4, 4, 4)),
    "a trigger beside the word": (put(0, trigger=at("port")), "trigger", (3, 4, 4)),
    "another type": (put(2, type="REJECT"), "type", (3, 4, 4)),
    "another type takes its mode along": (put(2, type="REJECT"), "type+mode", (3, 4, 4)),
    "another mode": (put(0, mode="aerial"), "type+mode", (3, 4, 4)),
    "no mode, written as an empty word": (put(0, mode=""), "type+mode", (3, 4, 4)),
    "another type loses its roles": (put(0, type="COERCE"), "roles", (3, 5, 5)),
    "a phrase without its article": (fill(0, "target", at("port of Ras Dumair")), "role target", (2, 2, 2)),
    "the head alone": (fill(0, "target", at("Dumair")), "role target", (2, 2, 2)),
    "a phrase without its head": (fill(0, "target", at("the port")), "role target", (1, 2, 2)),
    "a filler that is not there": (fill(0, "actor", at("Rebels"), at("the army")), "role actor", (2, 2, 3)),
    "one phrase answers once": (fill(0, "actor", at("Rebels"), at("Rebels")), "role actor", (2, 2, 3)),
    "the wrong role": (fill(1, "target", at("three dock workers")), "role target", (2, 2, 3)),
    "another status": (put(0, status="negated"), "status", (3, 4, 4)),
    "a status where the type is wrong": (put(0, status="negated", type="COERCE"), "status", (3, 3, 3)),
    "an attribution covers less": (say(events=["e1"]), "attribution", (1, 2, 1)),
    "an attribution to somebody else": (say(speaker=at("The mayor")), "attribution", (0, 2, 2)),
    "a speaker who covers nothing": (say(events=[]), "speaker", (1, 1, 1)),
    "another stance": (say(stance="denies"), "stance", (0, 2, 2)),
    "an attribution of an event that is not there": (say(events=["e1", "e9"]), "attribution", (1, 2, 1)),
    "a part forgotten": (put(1, part=None), "part", (0, 1, 0)),
    "a part of another mention of the same": (put(1, part="e4"), "part", (1, 1, 1)),
    "a link the wrong way round": (link(**{"from": "e4", "to": "e3"}), "about", (0, 1, 1)),
    "a link to another mention of the same": (link(to="e1"), "about", (1, 1, 1)),
    "a link of another type": (link(type="response"), "about", (0, 1, 0)),
    "a link to an event that is not in the gold": (
        lambda coded: put(3, trigger=at("Sunday"))(coded),
        "about",
        (0, 1, 1),
    ),
    "another label": (name([*at("Ras Dumair"), "LOC"]), "entities", (0, 1, 1)),
    "a name cut short": (name([*at("Dumair"), "GPE"]), "entities", (0, 1, 1)),
    "no names at all": (name(), "entities", (0, 1, 0)),
}


@pytest.mark.parametrize(("change", "measured", "expected"), CASES.values(), ids=CASES.keys())
def test_a_fault_is_counted_where_it_belongs(change: Change, measured: str, expected: tuple[float, int, int]) -> None:
    assert counts(changed(change)[measured]) == expected


def test_happenings_are_measured_by_mention() -> None:
    apart = changed(put(3, same=None))["same"]
    assert (apart.found, apart.right, apart.gold) == (0.5 + 0.5 + 1 + 1, 4, 4)
    together = changed(put(1, same="e1"))["same"]
    assert together.found == 4
    assert together.right == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1)
    assert changed(drop("e4"))["same"].score == 1


def test_spans_may_be_objects() -> None:
    coded = record()
    for one in coded["events"]:
        start, end = one["trigger"]
        one["trigger"] = {"start": start, "end": end, "text": "whatever"}
    assert scores(coded) == scores(record())


def test_types_are_measured_one_by_one() -> None:
    coded = record()
    coded["events"][2]["type"] = "REJECT"
    by_type = measure_types(sheets([record()]), sheets([coded]))
    assert {name: counts(tally) for name, tally in by_type.items()} == {
        "ACCUSE": (0, 1, 0),
        "ASSAULT": (2, 2, 2),
        "HARM": (1, 1, 1),
        "REJECT": (0, 0, 1),
    }


def test_a_record_of_another_shape_is_named() -> None:
    with pytest.raises(SheetError, match="report 2"):
        sheets([record(), {"id": "r2", "events": [{"id": "e1"}]}])


def test_the_command_compares_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record()) + "\n\n", "utf-8")
    assert main([str(path), str(path), "--by-type"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 reports, 0 of them not coded")
    assert re.search(r"^trigger +1\.0000 +1\.000 +1\.000 +4 +4$", shown, re.MULTILINE)
    assert "ASSAULT" in shown


def test_the_command_says_which_file_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("no JSON\n", "utf-8")
    assert main([str(path), str(path)]) == 1
    assert "gold.jsonl: not one JSON object a line" in capsys.readouterr().err


def invented(seed: int) -> Record:
    """A report of up to six events with roles, identity, parts, links, attributions and entities, by chance."""
    chance = Random(seed)
    names = [f"e{number}" for number in range(chance.randrange(7))]
    events = [
        {
            "id": one,
            "trigger": _span(chance),
            "type": chance.choice(["ASSAULT", "HARM"]),
            "mode": chance.choice([None, "kill"]),
            "status": chance.choice(["actual", "future"]),
            "roles": {role: [_span(chance)] for role in chance.sample(ROLES, 2)},
            "same": chance.choice([None, *names]),
            "part": chance.choice([None, *names]),
        }
        for one in names
    ]
    links = [{"type": "about", "from": one, "to": chance.choice(names)} for one in names[:2]]
    said = [{"speaker": _span(chance), "stance": "asserts", "events": chance.sample(names, 1)} for _ in names[:2]]
    return {"id": "r", "events": events, "links": links, "attributions": said, "entities": [[*_span(chance), "GPE"]]}


def renamed(coded: Record, names: Callable[[str], str]) -> Record:
    """The same report with other ids for its events."""
    refer = {"same", "part"}
    events = [
        {key: names(value) if key == "id" or (key in refer and value) else value for key, value in one.items()}
        for one in coded["events"]
    ]
    links = [{**one, "from": names(one["from"]), "to": names(one["to"])} for one in coded["links"]]
    said = [{**one, "events": [names(event) for event in one["events"]]} for one in coded["attributions"]]
    return {**coded, "events": events, "links": links, "attributions": said}


def _span(chance: Random) -> list[int]:
    start = chance.randrange(60)
    return [start, start + chance.randrange(1, 15)]


SEEDS = st.integers(0, 10**6)
a_few = settings(max_examples=40, deadline=None)


@a_few
@given(SEEDS, SEEDS)
def test_scores_lie_between_nothing_and_all(gold: int, coded: int) -> None:
    for tally in scores(invented(coded), invented(gold)).values():
        assert 0 <= tally.found <= tally.gold
        assert 0 <= tally.right <= tally.coded
        assert 0 <= tally.score <= 1


@a_few
@given(SEEDS)
def test_the_same_twice_is_found_whole(gold: int) -> None:
    full = scores(invented(gold), invented(gold))
    for measured in ("trigger", "speaker", "entities"):
        assert full[measured].found == full[measured].gold == full[measured].coded


@a_few
@given(SEEDS, SEEDS)
def test_what_the_coder_calls_its_events_is_its_own_business(gold: int, coded: int) -> None:
    other = renamed(invented(coded), lambda name: f"{name}-of-mine")
    assert scores(other, invented(gold)) == scores(invented(coded), invented(gold))


@a_few
@given(SEEDS, SEEDS)
def test_precision_and_recall_change_places_with_the_files(gold: int, coded: int) -> None:
    one, other = scores(invented(coded), invented(gold)), scores(invented(gold), invented(coded))
    for measured in ("trigger", "speaker", "entities"):
        assert (one[measured].precision, one[measured].recall) == (other[measured].recall, other[measured].precision)
