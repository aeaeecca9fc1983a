"""Tolls that no harm event tells: the cases of counting.toml, which an analyst can read and add to."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gesta.linking.counting import counted
from gesta.linking.script import opened
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from tests.handmade import report, words_at

CASES = tomllib.loads(Path(__file__).with_name("counting.toml").read_text(encoding="utf-8"))["cases"]


def told(text: str, *tolls: Toll, kind: str = "ASSAULT") -> Coded:
    """A report of one sentence with one event, the blast."""
    blast = Event("e1", words_at(text, "blast"), kind, None, "actual", 0.9, {}, tolls)
    return Coded(report(text), (Sentence(Span(0, len(text)), "lead", 0),), (), (blast,), (), (), {})


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = [figure for figures in counted(opened(told(case["text"]))).values() for figure, _ in figures]
    for outcome in ("killed", "injured"):
        bounds = [[f.low, -1 if f.high is None else f.high] for f in found if f.outcome == outcome]
        assert bounds == case.get(outcome, []), found


def test_a_figure_that_coding_has_read_is_not_read_again() -> None:
    text = "After the blast, rescuers counted nine bodies in the yard."
    assert counted(opened(told(text, Toll("killed", 9, 9, "nine", (words_at(text, "nine"),))))) == {}


def test_a_figure_needs_a_deed_that_it_can_belong_to() -> None:
    text = "After the blast, rescuers counted nine bodies in the yard."
    assert counted(opened(told(text, kind="CONSULT"))) == {}


def test_the_words_of_a_figure_are_its_own() -> None:
    text = "The blast cost the lives of at least four people."
    [(figure, [span])] = counted(opened(told(text)))["e1"]
    assert span.of(text) == "at least four"
    assert figure.as_said == "at least four"


def test_the_dead_are_those_of_the_violence_told_not_of_an_arrest_beside_them() -> None:
    text = "A blast shook the market. Police arrested a man as nine bodies were found."
    blast = Event("e1", words_at(text, "blast"), "ASSAULT", None, "actual", 0.9, {}, ())
    arrest = Event("e2", words_at(text, "arrested"), "COERCE", "arrest", "actual", 0.9, {}, ())
    sentences = tuple(Sentence(Span(*ends), "lead", 0) for ends in ((0, 25), (26, len(text))))
    coded = Coded(report(text), sentences, (), (blast, arrest), (), (), {})
    assert list(counted(opened(coded))) == ["e1"]
    assert list(counted(opened(replace(coded, events=(arrest,))))) == ["e2"]
