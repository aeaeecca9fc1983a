"""Whose a figure is, which figures are parts, which add up and which are set aside, in reports of one or two events."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gesta.linking.adding import sums
from gesta.linking.figures import figures, is_overall
from gesta.linking.partial import is_part
from gesta.linking.script import Script, opened
from gesta.linking.speaking import figure_speakers
from gesta.nouns.claim import Claim, Speaker, Stance
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Outcome, Toll
from gesta.spans import Span
from tests.handmade import report, words_at


def harm(text: str, trigger: str, words: str, low: int, outcome: Outcome = "killed", name: str = "e1") -> Event:
    """A harm with one figure."""
    toll = Toll(outcome, low, low, words.partition("@")[0], (words_at(text, words),))
    mode = "kill" if outcome == "killed" else "injure"
    return Event(name, words_at(text, trigger), "HARM", mode, "actual", 0.9, {}, (toll,))


def says(text: str, speaker: str, cue: str, events: Sequence[str] = ("e1",), stance: Stance = "asserts") -> Claim:
    """A claim that covers events."""
    return Claim(Speaker(words_at(text, speaker), 0.9), stance, words_at(text, cue), tuple(events))


def script(text: str, *events: Event, claims: Sequence[Claim] = ()) -> Script:
    """A report of one sentence, laid open."""
    sentence = Sentence(Span(0, len(text)), "lead", 0)
    return opened(Coded(report(text), (sentence,), (), events, (), tuple(claims), {}))


def voices(laid: Script, figure: str) -> list[tuple[str | None, str]]:
    """The speakers of the words of a figure, and how they say it."""
    event = laid.coded.events[0]
    covering = laid.claims.get(event.id, ())
    said = figure_speakers(laid, event, covering, (words_at(laid.text, figure),))
    return [(each.voice.words.text if each.voice else None, each.stance) for each in said]


@pytest.mark.parametrize(
    ("text", "figure", "teller"),
    [
        ("The county's list of those killed was closed at 119 names.", "119", "The county"),
        ("The prosecutor yesterday raised its count of those killed from five to seven.", "seven", "The prosecutor"),
        ("A rebel list has nineteen names of those killed.", "nineteen", "A rebel list"),
        ("Many were killed; the police put it at 12.", "12", "the police"),
        ("Ten were killed, the governor said; the militia says nine.", "nine", "the militia"),
        ("Ten were killed; clinic staff still speak of 13.", "13", "clinic staff"),
        ("Ten were killed; the clerk, whom we rang, spoke of nine.", "nine", "the clerk"),
        ("Ten were killed; the hospital of Gao has now registered 13.", "13", "the hospital of Gao"),
        ("After the raid that killed many, the Red Cross picked up 22 bodies.", "22", "the Red Cross"),
        ("Those killed at the ford have been put by the mayor at 15.", "15", "the mayor"),
        ("The directors put the cost of the duel that killed many at eleven.", "eleven", "The directors"),
    ],
)
def test_a_figure_is_of_the_body_or_paper_that_is_named_as_its_teller(text: str, figure: str, teller: str) -> None:
    laid = script(text, harm(text, "killed", figure, 2))
    assert voices(laid, figure) == [(teller, "asserts")]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll of those killed stands at 12.",
        "Rebel losses were put at 12 killed.",
        "It was the rebels who struck, and put the number killed at 12.",
    ],
)
def test_a_toll_and_an_elided_subject_are_no_tellers(text: str) -> None:
    assert voices(script(text, harm(text, "killed", "12", 12)), "12") == []


def test_of_several_voices_the_one_right_behind_a_figure_gives_it() -> None:
    text = "The toll ranges from 13, according to police, to 16, according to residents."
    claims = (says(text, "police", "according to"), says(text, "residents", "according to@2"))
    laid = script(text, harm(text, "toll", "13", 13), claims=claims)
    assert voices(laid, "13") == [("police", "asserts")]
    assert voices(laid, "16") == [("residents", "asserts")]


def test_a_denial_ends_with_its_clause() -> None:
    text = "The front denied the raid but the shelling killed nine."
    laid = script(text, harm(text, "killed", "nine", 9), claims=(says(text, "The front", "denied", stance="denies"),))
    assert voices(laid, "nine") == [("The front", "asserts")]


def test_a_denied_figure_is_denied() -> None:
    text = "The front denied that the shelling killed nine."
    laid = script(text, harm(text, "killed", "nine", 9), claims=(says(text, "The front", "denied", stance="denies"),))
    assert voices(laid, "nine") == [("The front", "denies")]


def test_what_is_said_to_have_been_done_is_within_the_denial() -> None:
    text = "The front denied that a shelling said to have killed nine ever took place."
    laid = script(text, harm(text, "killed", "nine", 9), claims=(says(text, "The front", "denied", stance="denies"),))
    assert voices(laid, "nine") == [("The front", "denies")]


def test_reports_that_are_called_a_lie_are_denied() -> None:
    text = "Reports of nine killed in the raid are a lie."
    assert voices(script(text, harm(text, "killed", "nine", 9)), "nine") == [(None, "denies")]


def test_who_only_urges_something_gives_no_figure() -> None:
    text = "With the toll at nine, the council urged a truce."
    plea = Event("e2", words_at(text, "urged"), "REQUEST", None, "actual", 0.9, {}, ())
    laid = script(text, harm(text, "toll", "nine", 9), plea, claims=(says(text, "the council", "urged", ("e2",)),))
    assert voices(laid, "nine") == []


@pytest.mark.parametrize(
    ("text", "figure", "part"),
    [
        ("Twelve people were killed, including three children who died.", "three", True),
        ("Thirty miners were attacked, of whom nine were killed.", "nine", False),
        ("Among the dead were two nurses who were killed.", "two", True),
        ("Three drivers are among those killed.", "Three drivers", True),
        ("One of its staff was killed and two were too.", "two", True),
        ("No losses were killed on our side.", "No losses", True),
        ("There was no casualty on the government side, none killed.", "no casualty", True),
        ("Seven people were killed.", "Seven people", False),
    ],
)
def test_a_part_is_known_by_the_words_around_it(text: str, figure: str, part: bool) -> None:
    span = words_at(text, figure)
    assert is_part(script(text, harm(text, "killed", figure, 3)), "killed", (span,)) is part


@pytest.mark.parametrize(
    ("text", "figure", "kept"),
    [
        ("The girl hurt in the raid died at dawn.", "The girl", False),
        ("The bodies of five men with injuries lay there; nobody died.", "five men", False),
        ("Fifty were hurt or died.", "Fifty", True),
    ],
)
def test_the_wounded_who_died_are_no_wounded(text: str, figure: str, kept: bool) -> None:
    trigger = "injuries" if "injuries" in text else "hurt"
    wounded = harm(text, trigger, figure, 1, "injured")
    dead = harm(text, "died", figure if "nobody" not in text else "nobody", 1, name="e2")
    laid = script(text, wounded, dead)
    assert bool(list(figures(laid, wounded))) is kept


@pytest.mark.parametrize("lead", ["up from", "an earlier count of", "and not"])
def test_a_figure_that_is_set_aside_is_none(lead: str) -> None:
    text = f"The toll is lower, {lead} nine killed."
    event = harm(text, "killed", "nine", 9)
    assert list(figures(script(text, event), event)) == []


def test_a_figure_for_a_year_or_a_district_is_none_of_one_incident() -> None:
    text = "Six were killed, bringing to 45 the number killed in the district this year."
    laid = script(text, harm(text, "killed", "Six", 6))
    assert is_overall(laid, (words_at(text, "45"),))
    assert not is_overall(laid, (words_at(text, "Six"),))


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("Three soldiers were killed and six rebels died, the army said.", 9),
        ("Three soldiers were killed and six rebels died on Tuesday.", None),
        ("Three soldiers were killed but six rebels died.", None),
        ("Three soldiers were killed and six bodies found.", None),
    ],
)
def test_figures_that_a_sentence_adds_up_are_summed(text: str, sum_: int | None) -> None:
    laid = script(text)
    told = [(Figure("killed", n, n, said), (words_at(text, said),)) for n, said in ((3, "Three"), (6, "six"))]
    assert [figure.low for figure, _ in sums(laid, told)] == ([] if sum_ is None else [sum_])


@pytest.mark.parametrize(
    ("text", "words", "outcome", "bounds"),
    [
        ("A fifth man died on Friday.", "A fifth man", "killed", (5, None)),
        ("The fifth victim died on Friday.", "The fifth victim", "killed", (5, None)),
        ("The fifth occupant died on Friday.", "The fifth occupant", "killed", (5, None)),
        ("Two fled; the third died at the door.", "the third", "killed", (1, 1)),
        ("A second soldier died of wounds.", "A second soldier", "injured", (1, 1)),
    ],
)
def test_a_place_in_a_row_of_the_dead_is_a_figure(
    text: str, words: str, outcome: Outcome, bounds: tuple[int, int | None]
) -> None:
    event = harm(text, "died", words, 1, outcome)
    [(figure, _)] = figures(script(text, event), event)
    assert (figure.low, figure.high) == bounds
