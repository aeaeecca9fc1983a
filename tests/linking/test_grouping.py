"""Which events of one report are brought together, by hand-made odds and by the wording of invented sentences."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.grouping import grouped, grouping, joined
from gesta.linking.grouping_apart import CONSTRUCTIONS, other_dates, other_hours, told_apart
from gesta.linking.grouping_features import GROUP_FEATURES, group_values
from gesta.linking.grouping_together import told_together
from gesta.linking.scene import scene, turns
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, PairScore
from gesta.nouns.referent import Resolved, When
from gesta.nouns.report import Report, digest
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.spans import Span


def told(text: str, *triggers: str, kinds: str = "", pairs: tuple[PairScore, ...] = ()) -> Coded:
    """A coded report whose sentences are its lines, with an event for each trigger; HARM where kinds has h."""
    events = []
    for place, trigger in enumerate(triggers):
        start = text.index(trigger)
        harm = kinds[place : place + 1] == "h"
        kind, mode = ("HARM", "kill") if harm else ("ASSAULT", None)
        events.append(Event(f"e{place}", Span(start, start + len(trigger)), kind, mode, "actual", 0.9, {}))
    sentences, at = [], 0
    for number, line in enumerate(text.split("\n")):
        sentences.append(Sentence(Span(at, at + len(line)), "body", number))
        at += len(line) + 1
    report = Report("r", text, digest(text))
    return Coded(report, tuple(sentences), (), tuple(events), (), (), {}, pairs=pairs)


CASES = tomllib.loads((Path(__file__).parent / "apart.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["apart"], ids=lambda case: case["text"][:40])
def test_wording_sets_two_incidents_apart(case: dict[str, str]) -> None:
    looked = scene(told(case["text"], *case["two"], kinds=case.get("kinds", "")))
    assert [c.__name__ for c in CONSTRUCTIONS if c(looked, *looked.sights)] == [case["by"]]


@pytest.mark.parametrize("case", CASES["together"], ids=lambda case: case["text"][:40])
def test_one_incident_is_not_set_apart(case: dict[str, str]) -> None:
    looked = scene(told(case["text"], *case["two"], kinds=case.get("kinds", "")))
    assert not told_apart(looked, *looked.sights)


@pytest.mark.parametrize(
    ("text", "two", "together"),
    [
        ("The toll of Monday's raid on Ayo rose to 14.", ("toll", "raid"), True),
        ("Eighteen people were killed in the second shelling.", ("killed", "shelling"), True),
        ("Eighteen people were killed in response to the shelling.", ("killed", "shelling"), False),
        ("Eighteen people were killed in Ayo and Bura before the shelling.", ("killed", "shelling"), False),
        ("Two died. The toll of the raid stands at nine.", ("died", "raid"), False),
    ],
)
def test_who_was_harmed_in_a_deed_is_told_together_with_it(text: str, two: tuple[str, str], together: bool) -> None:
    looked = scene(told(text, *two, kinds="ha"))
    assert told_together(looked, *looked.sights) == together


def test_every_construction_has_a_case() -> None:
    by_dates = {"other_dates", "other_hours"}
    assert {case["by"] for case in CASES["apart"]} | by_dates == {c.__name__ for c in CONSTRUCTIONS}


def test_a_long_stretch_that_a_date_does_not_meet_is_another_incident() -> None:
    coded = told("Gunmen raided Ayo.\nIn May the chief of Ayo was murdered.", "raided", "murdered")
    report = replace(coded.report, published=date(2021, 6, 12))
    may = When(datetime(2021, 5, 1), datetime(2021, 5, 31, 23, 59), "month", "relative")
    looked = scene(replace(coded, report=report, resolution=dated(e1=may)))
    assert other_dates(looked, *looked.sights)
    undated = scene(replace(coded, report=report))
    assert not other_dates(undated, *undated.sights)


@pytest.mark.parametrize(("minute", "apart"), [((3, 15), True), ((2, 40), False)])
def test_attacks_an_hour_apart_are_two(minute: tuple[int, int], apart: bool) -> None:
    coded = told("At 2 am gunmen attacked the camp.\nLater shells hit the hill.", "attacked", "hit")
    first = When(datetime(2021, 6, 1, 2), datetime(2021, 6, 1, 2, 59), "hour", "stated")
    second = When(datetime(2021, 6, 1, *minute), datetime(2021, 6, 1, *minute, 59), "minute", "stated")
    looked = scene(replace(coded, resolution=dated(e0=first, e1=second)))
    assert other_hours(looked, *looked.sights) is apart


def dated(**when: When) -> Resolution:
    return Resolution(when={event: Resolved(each, 1.0, "by hand", ()) for event, each in when.items()})


def test_an_attack_and_the_deaths_in_it_are_one_incident() -> None:
    read = (PairScore("e0", "e1", 0.02, 0.95, 0.01, 0.0),)
    coded = told(
        "Gunmen attacked the market on Friday, killing nine traders.", "attacked", "killing", kinds="ah", pairs=read
    )
    assert grouped(coded) == (("e0", "e1"),)


def test_what_was_answered_and_the_answer_are_two_incidents() -> None:
    read = (PairScore("e0", "e1", 0.02, 0.6, 0.3, 0.0),)
    text = "In response to the massacre in the village, gunners pounded the camp."
    assert grouped(told(text, "massacre", "pounded", kinds="ha", pairs=read)) == (("e0",), ("e1",))


def test_kinship_is_what_speaks_for_one_incident_between_two_groups() -> None:
    text = "In response to the massacre in the village, gunners pounded the camp.\nTwelve died in the camp."
    found = grouping(told(text, "massacre", "pounded", "died", kinds="hah"))
    apart = [place for place, group in enumerate(found.groups) if 0 in group]
    others = [place for place, group in enumerate(found.groups) if 0 not in group]
    assert all(found.kinship(apart[0], other) == found.kinship(other, apart[0]) < 0 for other in others)


def test_no_events_make_no_groups() -> None:
    assert grouped(told("Nothing happened.")) == ()


@pytest.mark.parametrize(("sentence", "found"), [("Separately, a mine went off.", True), ("A mine went off.", False)])
def test_sentences_that_turn_to_something_else(sentence: str, found: bool) -> None:
    assert turns(sentence) is found


def test_shells_and_gunmen_are_other_means() -> None:
    looked = scene(told("Mortar shelling hit Ayo.\nGunmen opened gunfire in Bura.", "shelling", "gunfire"))
    values = dict(zip((f.__name__ for f in GROUP_FEATURES), group_values(looked, *looked.sights), strict=True))
    assert values["other_means"] == 1.0
    assert values["same_sentence"] == 0.0


def test_the_worst_pair_keeps_groups_apart() -> None:
    odds = np.array([[0.0, 3.0, 1.0], [3.0, 0.0, -9.0], [1.0, -9.0, 0.0]])
    assert joined(odds, 0.0) == [[0, 1], [2]]


@given(st.integers(0, 7), st.randoms(use_true_random=False), st.floats(-2, 2))
def test_every_event_is_in_one_group(count: int, chance: random.Random, floor: float) -> None:
    half = np.triu(
        np.array([[chance.uniform(-3, 3) for _ in range(count)] for _ in range(count)]).reshape(count, count), 1
    )
    groups = joined(half + half.T, floor)
    assert sorted(place for group in groups for place in group) == list(range(count))
    assert groups == sorted(sorted(group) for group in groups)
