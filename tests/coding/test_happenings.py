"""The mentions of one happening brought together."""

from __future__ import annotations

from gesta.coding import happenings
from gesta.nouns.happening import Happening
from tests.coding.casefiles import Case, run

ROW = {
    "text": [
        "The army said it shelled Hadram on Monday, killing two men.",
        "The shelling by Ruvian army gunners killed at least five men, the hospital said.",
    ],
    "names": {"ORG": ["The army"], "GPE": ["Hadram"]},
    "read": [
        {"trigger": "said", "type": "ACCUSE", "actor": ["The army"]},
        {"trigger": "shelled", "type": "ASSAULT", "actor": ["it"], "target": ["Hadram"], "time": ["Monday"]},
        {"trigger": "killing", "type": "HARM.kill", "victim": ["two men"]},
        {"trigger": "shelling", "type": "ASSAULT.heavy-weapons", "actor": ["Ruvian army gunners"]},
        {"trigger": "killed", "type": "HARM.kill", "status": "actual", "victim": ["at least five men"]},
    ],
    "pairs": ["shelling same shelled", "killed same killing = 0.95", "killing part shelled"],
}


def merged() -> tuple[Case, dict[str, Happening]]:
    case = run(ROW)
    found = happenings(case.report, list(case.events.values()))
    return case, {case.trigger(happening.id) or "": happening for happening in found}


def test_there_is_one_happening_for_each_cluster() -> None:
    _, found = merged()
    assert list(found) == ["said", "shelled", "killing"]
    assert [len(happening.mentions) for happening in found.values()] == [1, 2, 2]


def test_a_pronoun_gives_way_and_the_most_informative_filler_stands_first() -> None:
    case, found = merged()
    assert [case.said(filler.span) for filler in found["shelled"].roles["actor"]] == ["Ruvian army gunners"]
    assert [case.said(filler.span) for filler in found["shelled"].roles["time"]] == ["Monday"]


def test_a_mode_comes_from_whichever_mention_has_one() -> None:
    _, found = merged()
    assert found["shelled"].mode == "heavy-weapons"


def test_tolls_that_differ_stay_side_by_side() -> None:
    _, found = merged()
    assert [(toll.low, toll.high) for toll in found["killing"].toll] == [(2, 2), (5, None)]
    assert found["killing"].part == found["shelled"].id


def test_one_actual_mention_makes_the_happening_actual() -> None:
    row = {
        "text": ["Rebels will attack Hadram.", "The attack killed nobody."],
        "read": [
            {"trigger": "attack", "type": "ASSAULT", "status": "possible"},
            {"trigger": "attack@2", "type": "ASSAULT", "status": "actual"},
        ],
        "pairs": ["attack@2 same attack = 0.95"],
    }
    case = run(row)
    [happening] = happenings(case.report, list(case.events.values()))
    assert happening.status == "actual"
