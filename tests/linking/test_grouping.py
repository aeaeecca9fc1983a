"""Which events of one report are brought together, by hand-made odds and by the wording of invented sentences."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.grouping import grouped, joined
from gesta.linking.grouping_features import GROUP_FEATURES, group_values
from gesta.linking.grouping_wording import told_apart
from gesta.linking.scene import Scene, scene, turns
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, PairScore
from gesta.nouns.report import Report, digest
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


def two(text: str, first: str, second: str) -> tuple[Scene, bool]:
    looked = scene(told(text, first, second))
    return looked, told_apart(looked, *looked.sights)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Two men are suspected of the blast in Ayo and of the shooting in Bura.", "blast", "shooting"),
        ("In response to the massacre in the village, gunners pounded the camp.", "massacre", "pounded"),
        ("The raid hit riders who were leaving after a massacre.", "raid", "massacre"),
        ("We reject that the press links the kidnapping with the massacre.", "kidnapping", "massacre"),
    ],
)
def test_wording_sets_two_incidents_apart(text: str, first: str, second: str) -> None:
    assert two(text, first, second)[1]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Gunmen attacked the market, killing nine traders.", "attacked", "killing"),
        ("Nine traders died in the attack on the market.", "died", "attack"),
        ("Gunmen attacked the market.\nThe attack left nine dead.", "attacked", "attack left"),
    ],
)
def test_an_attack_and_its_harm_are_not_set_apart(text: str, first: str, second: str) -> None:
    assert not two(text, first, second)[1]


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
