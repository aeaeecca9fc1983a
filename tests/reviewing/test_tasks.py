"""Which decisions come first."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.nouns.judgement import Judgement, Verdict
from gesta.reviewing.doubts import event_tasks
from gesta.reviewing.tasks import EventTask, PairTask, Task, Weight, is_open, most_useful, pair_doubt, weight, worth
from tests.exporting import invented

INCIDENTS = {incident.id: incident for incident in invented.incidents()}


def judgement(verdict: Verdict, score: float, by: str = "model:m1") -> Judgement:
    return Judgement("a:0-1", "b:0-1", verdict, score, by)


def test_a_score_of_one_half_is_the_greatest_doubt() -> None:
    assert pair_doubt(judgement("same", 0.5)) == 1
    assert pair_doubt(judgement("same", 0.9)) == pytest.approx(0.2)
    assert pair_doubt(judgement("unsure", 0.99)) == 0.5


def test_only_what_machines_could_not_tell_is_asked() -> None:
    assert is_open(judgement("unsure", 0.3))
    assert is_open(judgement("same", 0.6))
    assert not is_open(judgement("same", 0.97))
    assert not is_open(judgement("unsure", 0.5, "person:ada"))
    assert not is_open(replace(judgement("unsure", 0.5), matter="copy"))


def test_more_reports_and_more_dead_come_first() -> None:
    plain = EventTask("a:0-1", 0.4, Weight("i1", 1, 0))
    carried = EventTask("a:2-3", 0.4, Weight("i2", 4, 0))
    deadly = EventTask("a:4-5", 0.4, Weight("i3", 4, 90))
    unsure = PairTask("a:0-1", "b:0-1", 1.0, Weight("i4", 4, 90))
    assert most_useful([plain, carried, deadly, unsure], 3) == [unsure, deadly, carried]
    assert worth(deadly) == pytest.approx(0.4 * 4 * 2.959, abs=0.001)


def test_what_hangs_on_an_incident() -> None:
    kurbo = INCIDENTS["inc-kurbo"]
    best = sum(t.best or t.high or t.low or 0 for t in kurbo.tolls.values())
    assert weight(kurbo) == Weight("inc-kurbo", kurbo.reports, best)
    assert weight() == Weight(None, 1, 0)


def test_names_are_stable_and_differ() -> None:
    names = {EventTask(f"a:{n}-{n + 1}", 0.1, Weight()).name for n in range(100)}
    assert len(names) == 100
    assert EventTask("a:0-1", 0.1, Weight()).name == EventTask("a:0-1", 0.9, Weight("i", 9)).name


def test_an_event_is_asked_about_with_its_reasons() -> None:
    for task in event_tasks(INCIDENTS.values()):
        assert 0 < task.doubt <= 1
        assert task.why
        assert task.weight.incident in INCIDENTS


def test_a_sure_reading_is_not_asked_about() -> None:
    kurbo = INCIDENTS["inc-kurbo"]
    told = tuple(replace(each, telling=replace(each.telling, score=0.4)) for each in kurbo.tellings)
    unsure = replace(kurbo, tellings=told)
    [first, *_] = event_tasks([unsure])
    assert first.doubt == pytest.approx(0.6)
    assert "with the score 0.40" in first.why[0]
    sure = replace(unsure.tellings[0], telling=replace(told[0].telling, score=1.0))
    bare = replace(kurbo, tellings=(sure,), tolls={}, participants=())
    bare = replace(bare, where=_sure(bare.where), when=_sure(bare.when))
    assert list(event_tasks([bare])) == []


def _sure(answer: Any) -> Any:
    return replace(answer, score=1.0, considered=())


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 50), st.integers(0, 900)), max_size=20), st.randoms())
def test_the_order_does_not_depend_on_how_tasks_come(told: list[tuple[float, int, int]], random: Random) -> None:
    tasks: list[Task] = [EventTask(f"a:{n}-{n + 1}", d, Weight(None, r, h)) for n, (d, r, h) in enumerate(told)]
    shuffled = list(tasks)
    random.shuffle(shuffled)
    assert most_useful(tasks, 7) == most_useful(shuffled, 7)
