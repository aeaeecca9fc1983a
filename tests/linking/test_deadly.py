"""Deeds that kill by their own word."""

from __future__ import annotations

import pytest

from gesta.linking.deadly import deadly
from gesta.linking.script import opened
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Status
from gesta.nouns.mention import Mention
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from tests.handmade import report, words_at


def found(
    text: str, trigger: str, target: str, *others: Event, status: Status = "actual"
) -> list[tuple[int | None, int | None, str]]:
    """The figures of an assault on a target."""
    aimed_at = (Filler(words_at(text, target), 0.9),)
    deed = Event("e1", words_at(text, trigger), "ASSAULT", None, status, 0.9, {"target": aimed_at})
    names = tuple(Mention(words_at(text, name), "PER", 0.9) for name in ("Amin Rao",) if name in text)
    sentences = (Sentence(Span(0, len(text)), "lead", 0),)
    laid = opened(Coded(report(text), sentences, names, (deed, *others), (), (), {}))
    return [(each.low, each.high, each.as_said) for told in deadly(laid).values() for each, _ in told]


@pytest.mark.parametrize(
    ("text", "trigger", "target", "expected"),
    [
        ("The mayor was assassinated in his car.", "assassinated", "The mayor", (1, 1)),
        ("Amin Rao was gunned down at noon.", "gunned down", "Amin Rao", (1, 1)),
        ("They lynched two men at the market.", "lynched", "two men", (2, 2)),
        ("The murder of a pastor and his wife was condemned.", "murder", "a pastor and his wife", (2, 2)),
        ("One Israeli was stabbed to death at a bus stop.", "stabbed", "One Israeli", (1, 1)),
    ],
)
def test_those_whom_it_was_aimed_at_are_dead(text: str, trigger: str, target: str, expected: tuple[int, int]) -> None:
    assert [each[:2] for each in found(text, trigger, target)] == [expected]


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("The mayor survived an assassination attempt.", "assassination", "The mayor"),
        ("Gunmen tried to murder the mayor.", "murder", "the mayor"),
        ("The mayor was stabbed at noon.", "stabbed", "The mayor"),
        ("They executed a plan.", "executed", "a plan"),
        ("They executed several prisoners.", "executed", "several prisoners"),
    ],
)
def test_attempts_other_deeds_things_and_crowds_give_no_figure(text: str, trigger: str, target: str) -> None:
    assert found(text, trigger, target) == []


def test_a_deed_that_did_not_happen_kills_nobody() -> None:
    assert found("The mayor may be assassinated.", "assassinated", "The mayor", status="negated") == []


def test_the_dead_whom_another_event_counts_are_not_counted_again() -> None:
    text = "Two men were murdered and died at once."
    toll = Toll("killed", 2, 2, "Two men", (words_at(text, "Two men"),))
    died = Event("e2", words_at(text, "died"), "HARM", "kill", "actual", 0.9, {}, (toll,))
    assert found(text, "murdered", "Two men", died) == []
