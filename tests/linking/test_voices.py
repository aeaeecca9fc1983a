"""Kinds of voices and of figures, by their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gesta.linking.figures import figures
from gesta.linking.script import opened
from gesta.linking.voices import voice_of
from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Actor, Resolved
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from tests.handmade import report, words_at


def sentence(text: str, *events: Event) -> Coded:
    """A report of one sentence."""
    return Coded(report(text), (Sentence(Span(0, len(text)), "lead", 0),), (), events, (), (), {})


@pytest.mark.parametrize(
    ("speaker", "official", "medical"),
    [
        ("the governor of Gao", True, False),
        ("an army spokesman", True, False),
        ("two police officers", True, False),
        ("a doctor at the regional hospital", False, True),
        ("the Red Cross", False, True),
        ("residents", False, False),
        ("a rebel commander", False, False),
        ("a former minister", False, False),
        ("a teachers' union", False, False),
    ],
)
def test_a_voice_is_known_by_its_words(speaker: str, official: bool, medical: bool) -> None:
    text = f"Nine people died, {speaker} said."
    claim = Claim(Speaker(words_at(text, speaker), 0.9), "asserts", words_at(text, "said"), ())
    found = voice_of(opened(sentence(text)), claim)
    assert (found.official, found.medical) == (official, medical)


def test_a_brigade_that_is_known_to_be_rebels_is_no_official() -> None:
    text = "Nine people died, the Dunes Brigade said."
    span = words_at(text, "the Dunes Brigade")
    claim = Claim(Speaker(span, 0.9), "asserts", words_at(text, "said"), ())
    assert voice_of(opened(sentence(text)), claim).official
    rebels = Resolved(Actor("dunes", "Dunes Brigade", "group", None, "REB"), 0.9, "roster", ())
    known = replace(sentence(text), resolution=Resolution(actors={span: rebels}))
    assert not voice_of(opened(known), claim).official


def test_the_director_speaks_for_the_hospital_that_the_sentence_names() -> None:
    text = "At the hospital of Gao, the director said nine had died."
    claim = Claim(Speaker(words_at(text, "the director"), 0.9), "asserts", words_at(text, "said"), ())
    assert voice_of(opened(sentence(text)), claim).medical


@pytest.mark.parametrize(
    ("text", "words", "part", "low"),
    [
        ("Seven people were killed there.", "Seven people", False, 7),
        ("Nine died, among them two women who were killed.", "two women", True, 2),
        ("Of the group, two of the wounded were later killed.", "two of the wounded", True, 2),
        ("On Friday a third labourer was killed.", "a third labourer", False, 3),
    ],
)
def test_parts_and_ordinals(text: str, words: str, part: bool, low: int) -> None:
    span, count = words_at(text, words), {"Seven people": 7, "two women": 2, "two of the wounded": 2}.get(words, 1)
    toll = Toll("killed", count, count, words, (span,))
    event = Event(
        "e1", words_at(text, "killed"), "HARM", "kill", "actual", 0.9, {"victim": (Filler(span, 0.9),)}, (toll,)
    )
    [(figure, evidence)] = figures(opened(sentence(text, event)), event)
    assert (figure.part, figure.low, figure.who) == (part, low, words)
    assert evidence == (span,)
