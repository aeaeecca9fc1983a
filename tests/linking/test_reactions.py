"""What answers what within one report: the wording of invented sentences, and the laws of chances."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.lexicon import table
from gesta.linking.episodes import assembled
from gesta.linking.reaction_features import FEATURES
from gesta.linking.reaction_page import kind_of, laid_out
from gesta.linking.reactions import Weights, bonds, chances, with_reactions
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode, Tie
from gesta.nouns.event import Event, Link, PairScore, Status
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.ontologies import load
from gesta.spans import Span
from tests.handmade import words_at

CASES = tomllib.loads((Path(__file__).parent / "reactions.toml").read_text(encoding="utf-8"))
LIKELY = 0.2  # twice the chance from which relations are told

SHELLED = "Gunmen attacked Ayo.\nThe army condemned the attack."


def coded(text: str, told: list[list[str]], **known: Any) -> Coded:
    """A coded report whose sentences are its lines, with an event for each trigger."""
    text, events, sentences, at = text.strip(), [], [], 0
    for place, (trigger, code) in enumerate(told):
        kind, _, mode = code.partition(".")
        events.append(Event(f"e{place}", words_at(text, trigger), kind, mode or None, "actual", 0.9, {}))
    for number, line in enumerate(text.split("\n")):
        sentences.append(Sentence(Span(at, at + len(line)), "body", number))
        at += len(line) + 1
    return Coded(Report("r", text, digest(text)), tuple(sentences), (), tuple(events), (), (), {}, **known)


def reacting(report: Coded) -> dict[str, Episode]:
    """The episodes by their trigger, each event one of its own."""
    told = with_reactions(report, assembled(report, [(event.id,) for event in report.events]))
    return {episode.tellings[0].trigger.text: episode for episode in told}


def ties(report: Coded, effect: str) -> dict[str, Tie]:
    """The likely ties of an episode, by the trigger of their goal."""
    told = reacting(report)
    names = {episode.id: trigger for trigger, episode in told.items()}
    return {names[tie.to]: tie for tie in told[effect].ties if tie.score >= LIKELY}


@pytest.mark.parametrize("case", CASES["tied"], ids=lambda case: " ".join(case["by"]))
def test_words_tie_an_answer_to_its_cause(case: dict[str, Any]) -> None:
    found = ties(coded(case["text"], case["told"]), case["effect"])
    best = max(found.values(), key=lambda tie: tie.score)
    assert found[case["cause"]] == best
    assert best.type == case["type"]
    assert [evidence.text for evidence in best.evidence] == case["by"]


@pytest.mark.parametrize("case", CASES["moved"], ids=lambda case: case["why"])
def test_wording_moves_the_chance(case: dict[str, Any]) -> None:
    plain = chance_of(coded(case["plain"], case["told"]))
    worded = chance_of(coded(case["worded"], case.get("told_so", case["told"])))
    assert plain != worded
    assert (worded > plain) is case["more"]


def chance_of(report: Coded) -> float:
    """The chance that the second event answers the first."""
    cause, effect = (event.id for event in report.events)
    page = laid_out(report, assembled(report, [(effect,), (cause,)]))
    found = bonds(page, next(side for side in page.sides if side.episode.tellings[0].event == effect))
    return max(chances(found, Weights.load()), default=0.0)


@pytest.mark.parametrize("status", ["possible", "negated"])
def test_what_did_not_happen_is_not_tied(status: Status) -> None:
    report = coded(SHELLED, [["attacked", "ASSAULT"], ["condemned", "ACCUSE.disapprove"]])
    for place in (0, 1):
        events = tuple(replace(e, status=status) if n == place else e for n, e in enumerate(report.events))
        linked = replace(report, events=events, links=(Link("about", "e1", "e0", 0.9),))
        assert ties(linked, "condemned") == {}


@pytest.mark.parametrize("case", CASES["untied"], ids=lambda case: case["why"])
def test_without_words_there_is_no_tie(case: dict[str, Any]) -> None:
    report = coded(case["text"], case["told"])
    assert [ties(report, trigger) for trigger, _ in case["told"]] == [{}, {}]


def test_the_cause_does_not_answer() -> None:
    case = CASES["tied"][0]
    assert ties(coded(case["text"], case["told"]), "raid") == {}


def test_the_kind_of_reaction_gives_the_type_whatever_the_report_links() -> None:
    report = coded(SHELLED, [["attacked", "ASSAULT"], ["condemned", "COERCE.arrest"]])
    linked = replace(report, links=(Link("about", "e1", "e0", 0.9),))
    assert ties(linked, "condemned")["attacked"].type == "response"


def test_an_arrest_that_is_part_of_a_raid_is_told_so() -> None:
    report = coded("Troops raided Ayo and arrested two men.", [["raided", "ASSAULT"], ["arrested", "COERCE.arrest"]])
    part = replace(report.events[1], part="e0", scores={"part": 0.8})
    found = ties(replace(report, events=(report.events[0], part)), "arrested")
    assert found["raided"].type == "part"


def test_what_the_network_reads_moves_the_chance() -> None:
    report = coded(SHELLED, [["attacked", "ASSAULT"], ["condemned", "ACCUSE.disapprove"]])
    read = replace(report, pairs=(PairScore("e0", "e1", 0.0, 0.0, 0.0, 0.9),))
    scores = [max((t.score for t in reacting(each)["condemned"].ties), default=0.0) for each in (report, read)]
    assert scores[0] < scores[1]


def test_a_sum_answers_nothing() -> None:
    case = CASES["tied"][1]
    report = coded(case["text"], case["told"])
    summed = replace(report, events=tuple(replace(event, aggregate=True) for event in report.events))
    assert all(not episode.ties for episode in reacting(summed).values())


def test_evidence_leads_back_to_the_words() -> None:
    for case in CASES["tied"]:
        report = coded(case["text"], case["told"])
        for tie in (tie for episode in reacting(report).values() for tie in episode.ties):
            assert all(e.anchor.span.of(report.report.text) == e.text for e in tie.evidence)


def test_every_feature_and_every_kind_is_weighed() -> None:
    weights = Weights.load()
    assert [feature.__name__ for feature in FEATURES] == list(weights.features)
    kinds = {kind_of(kind, mode) for kind, modes in _types().items() for mode in (None, *modes)}
    assert kinds <= set(table("gesta.linking", "reactions")["ties"])
    assert kinds - {"capture"} <= set(weights.kinds)
    assert set(weights.causes) == set(weights.kinds)


def _types() -> dict[str, list[str]]:
    return {name: list(known.modes) for name, known in load("plover").types.items()}


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=1), st.sampled_from(CASES["tied"]))
def test_the_chances_of_all_causes_are_less_than_certain(moved: list[float], case: dict[str, Any]) -> None:
    weights = Weights({feature.__name__: moved[0] for feature in FEATURES}, {}, {})
    report = coded(case["text"], case["told"])
    page = laid_out(report, assembled(report, [(event.id,) for event in report.events]))
    for effect in page.sides:
        found = chances(bonds(page, effect), weights)
        assert all(0 <= chance <= 1 for chance in found)
        assert sum(found) <= 1 + 1e-9
