"""What several reports say of two incidents, merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gesta.linking.outlines import outlines
from gesta.linking.relations import LEAST_RELATED, relations
from gesta.nouns.cluster import Cluster
from gesta.nouns.episode import Card, Episode, Tie, TieType
from tests.weighing.accounts import card, day, episode, evidence

WIRE, LOCAL = card("wire", "Delta Wire"), card("local", "Tal Ward Post")


def raid(report: Card, *ties: Tie) -> Episode:
    return episode(report, trigger="raid", at=100, ties=ties)


def tie(goal: Episode, score: float, kind: TieType = "response", words: str = "in response to") -> Tie:
    return Tie(kind, goal.id, score, (evidence(goal.card, words, 80),))


def related(*groups: tuple[Episode, ...]) -> dict[str, list[tuple[str, str, float]]]:
    """The relations by incident: "a", "b" …, each with type, goal and score."""
    told = {each.id: each for group in groups for each in group}
    named = [("abc"[place], Cluster(tuple(e.id for e in group), ())) for place, group in enumerate(groups)]
    found = relations(named, outlines(told.values()))
    return {name: [(r.type, r.to, r.score) for r in each] for name, each in found.items()}


BOMBINGS = (episode(WIRE), episode(LOCAL))


def test_two_reports_make_it_likelier_than_one() -> None:
    raids = tuple(raid(bombing.card, tie(bombing, 0.5)) for bombing in BOMBINGS)
    assert related(raids, BOMBINGS) == {"a": [("response", "b", 0.75)]}


def test_chances_of_one_report_exclude_each_other_and_add_up() -> None:
    again = episode(WIRE, trigger="blast", at=200)
    answer = raid(WIRE, tie(BOMBINGS[0], 0.2), tie(again, 0.2))
    assert related((answer,), (*BOMBINGS, again)) == {"a": [("response", "b", 0.4)]}


def test_what_is_hardly_likely_is_not_told() -> None:
    assert related((raid(WIRE, tie(BOMBINGS[0], LEAST_RELATED - 0.01)),), BOMBINGS) == {}


def test_of_both_ways_round_the_likelier_is_told() -> None:
    answer = raid(WIRE)
    bombing = episode(WIRE, ties=(tie(answer, 0.4),))
    assert related((raid(WIRE, tie(bombing, 0.6)),), (bombing,)) == {"a": [("response", "b", 0.6)]}


def test_as_likely_ways_round_are_settled_by_name() -> None:
    answer = raid(WIRE)
    bombing = episode(WIRE, ties=(tie(answer, 0.6),))
    assert list(related((raid(WIRE, tie(bombing, 0.6)),), (bombing,))) == ["a"]


def test_what_an_incident_answers_competes() -> None:
    shelling = episode(WIRE, trigger="shelling", at=300)
    answer = raid(WIRE, tie(BOMBINGS[0], 0.6), tie(shelling, 0.15))
    assert related((answer,), BOMBINGS, (shelling,)) == {"a": [("response", "b", 0.5604)]}


def test_two_incidents_that_are_both_likely_are_both_told() -> None:
    shelling = episode(LOCAL, trigger="shelling", at=300)
    raids = (raid(WIRE, tie(BOMBINGS[0], 0.9)), raid(LOCAL, tie(shelling, 0.9)))
    assert related(raids, BOMBINGS, (shelling,)) == {"a": [("response", "b", 0.4737), ("response", "c", 0.4737)]}


def test_what_else_a_cause_answers_does_not_turn_a_relation() -> None:
    answer, shelling = raid(WIRE), episode(LOCAL, trigger="shelling", at=300)
    bombing = episode(WIRE, ties=(tie(answer, 0.4), tie(shelling, 0.9)))
    found = related((raid(WIRE, tie(bombing, 0.3)),), (bombing,), (shelling,))
    assert found == {"b": [("response", "c", 0.8438)]}


def test_an_incident_told_as_violence_is_about_nothing() -> None:
    talks = raid(WIRE, tie(BOMBINGS[0], 0.9, "about"))
    assert related((talks,), BOMBINGS) == {}
    assert related((replace(talks, type="CONSULT", mode=None),), BOMBINGS) == {"a": [("about", "b", 0.9)]}


def test_nothing_answers_what_came_after_it() -> None:
    early, late = (replace(raid(WIRE), when=day(n)) for n in (3, 5))
    bombing = replace(episode(WIRE), when=day(4))
    assert related((replace(early, ties=(tie(bombing, 0.9),)),), (bombing,)) == {}
    assert related((replace(late, ties=(tie(bombing, 0.9),)),), (bombing,)) == {"a": [("response", "b", 0.9)]}
    planned = replace(bombing, status="future")
    assert related((replace(early, ties=(tie(planned, 0.9),)),), (planned,)) == {"a": [("response", "b", 0.9)]}


def test_the_type_is_the_one_most_chances_favour() -> None:
    raids = (raid(WIRE, tie(BOMBINGS[0], 0.4, "part")), raid(LOCAL, tie(BOMBINGS[1], 0.7)))
    assert related(raids, BOMBINGS) == {"a": [("response", "b", 0.82)]}


def test_a_tie_within_an_incident_is_none_between_two() -> None:
    answer = raid(WIRE, tie(BOMBINGS[0], 0.9))
    assert related((answer, *BOMBINGS)) == {}


def test_voices_and_evidence_are_those_of_the_reports_that_say_so() -> None:
    raids = (raid(WIRE, tie(BOMBINGS[0], 0.8)), raid(LOCAL, tie(BOMBINGS[1], 0.1, words="later")))
    told = {each.id: each for each in (*raids, *BOMBINGS)}
    clusters = [("a", Cluster(tuple(e.id for e in raids), ())), ("b", Cluster(tuple(e.id for e in BOMBINGS), ()))]
    (found,) = relations(clusters, outlines(told.values()))["a"]
    assert found.voices == ("Delta Wire",)
    assert [each.text for each in found.evidence] == ["in response to"]


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_clusters_is_all_one(turned: bool) -> None:
    raids = tuple(raid(bombing.card, tie(bombing, 0.5)) for bombing in BOMBINGS)
    told = {each.id: each for each in (*raids, *BOMBINGS)}
    clusters = [("a", Cluster(tuple(e.id for e in raids), ())), ("b", Cluster(tuple(e.id for e in BOMBINGS), ()))]
    found = relations(clusters[::-1] if turned else clusters, outlines(told.values()))
    assert [(r.type, r.to) for r in found["a"]] == [("response", "b")]
