"""Clusters: derived from judgements, whatever their order; people's word first; contradictions never joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.clusters import HELD_APART, clusters
from gesta.linking.outlines import outlines
from gesta.linking.relations import relations
from gesta.nouns.cluster import Cluster
from gesta.nouns.episode import Episode, Setting, Tie
from gesta.nouns.judgement import Judgement, Verdict
from tests.weighing.accounts import card, day, episode, place

NAMES = "abcdef"
MOMENT = datetime(2031, 5, 20, tzinfo=UTC)


def told(*names: str, **known: object) -> dict[str, Episode]:
    found = [episode(card(name), **known) for name in names]
    return {each.id: each for each in found}


EPISODES = told(*NAMES)
IDS = sorted(EPISODES)


def judged(left: str, right: str, score: float) -> Judgement:
    verdict: Verdict = "same" if score >= 0.5 else "unsure"
    return Judgement(min(left, right), max(left, right), verdict, score, "model:m1")


def person(left: str, right: str, verdict: Verdict, name: str = "ada") -> Judgement:
    return Judgement(left, right, verdict, float(verdict == "same"), f"person:{name}", made=MOMENT)


def groups(episodes: dict[str, Episode], *judgements: Judgement) -> list[tuple[str, ...]]:
    return [cluster.episodes for cluster in clusters(outlines(episodes.values()), judgements)]


scores = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.05, 0.99),
)


@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_judgements_and_episodes_changes_nothing(
    given_scores: dict[tuple[str, str], float], random: Random
) -> None:
    judgements = [judged(left, right, score) for (left, right), score in given_scores.items()]
    mixed, ids = list(judgements), list(IDS)
    random.shuffle(mixed)
    random.shuffle(ids)
    light = outlines(EPISODES.values())
    assert clusters(light, judgements) == clusters({name: light[name] for name in ids}, mixed)


@given(scores)
def test_each_episode_is_in_one_cluster(given_scores: dict[tuple[str, str], float]) -> None:
    found = groups(EPISODES, *(judged(left, right, score) for (left, right), score in given_scores.items()))
    assert sorted(name for group in found for name in group) == IDS


@given(scores)
def test_what_people_parted_is_never_together(given_scores: dict[tuple[str, str], float]) -> None:
    judgements = [judged(left, right, score) for (left, right), score in given_scores.items()]
    found = groups(EPISODES, *judgements, person(IDS[0], IDS[1], "not"))
    assert not any({IDS[0], IDS[1]} <= set(group) for group in found)


@given(scores)
def test_what_people_joined_is_together(given_scores: dict[tuple[str, str], float]) -> None:
    judgements = [judged(left, right, score) for (left, right), score in given_scores.items()]
    found = groups(EPISODES, *judgements, person(IDS[0], IDS[1], "same"))
    assert any({IDS[0], IDS[1]} <= set(group) for group in found)


def test_a_sure_pair_is_joined_and_a_doubtful_chain_is_not() -> None:
    a, b, c, *rest = IDS
    assert groups(EPISODES, judged(a, b, 0.95)) == [(a, b), (c,), *((name,) for name in rest)]
    chain = [judged(a, b, 0.95), judged(b, c, 0.3), judged(a, c, 0.005)]
    assert groups(EPISODES, *chain)[0] == (a, b)


def test_the_latest_word_of_people_counts() -> None:
    a, b, *_ = IDS
    later = replace(person(a, b, "same", "bea"), made=datetime(2031, 5, 21, tzinfo=UTC))
    assert (a, b) in groups(EPISODES, person(a, b, "not"), later)


def test_dates_that_contradict_are_not_joined_however_alike_the_words() -> None:
    apart = {**told("a", when=day(2)), **told("b", when=day(9))}
    a, b = sorted(apart)
    assert groups(apart, judged(a, b, 0.99)) == [(a,), (b,)]
    near = {**told("a", when=day(2)), **told("b", when=day(3))}
    assert groups(near, judged(a, b, 0.99)) == [(a, b)]


def test_places_far_apart_are_not_joined() -> None:
    north = place("Tal Ward", 1, latitude=16.27, longitude=-0.05)
    south = place("Ras Ayn", 1, latitude=12.6, longitude=-8.0)
    apart = {**told("a", where=north), **told("b", where=south)}
    a, b = sorted(apart)
    assert groups(apart, judged(a, b, 0.99)) == [(a,), (b,)]


def paired(kin: float) -> dict[str, Episode]:
    """Two episodes of one report with what speaks for them being one, and one of another report."""
    first, second, other = episode(card("a")), episode(card("a"), at=90), episode(card("b"))
    first = replace(first, setting=Setting(kin=((second.id, kin),)))
    second = replace(second, setting=Setting(kin=((first.id, kin),)))
    return {each.id: each for each in (first, second, other)}


def test_two_that_a_report_holds_apart_are_not_joined_through_a_third() -> None:
    apart = paired(HELD_APART - 0.1)
    first, second, other = sorted(apart, key=lambda name: (apart[name].card.id, apart[name].tellings[0].trigger.anchor))
    found = groups(apart, judged(first, other, 0.95), judged(second, other, 0.9))
    assert found == sorted([tuple(sorted((first, other))), (second,)])
    close = paired(-0.6)
    assert groups(close, judged(first, other, 0.95), judged(second, other, 0.9)) == [tuple(sorted(close))]


def test_people_join_what_a_report_holds_apart() -> None:
    apart = paired(HELD_APART - 0.1)
    first, second, _ = sorted(apart, key=lambda name: (apart[name].card.id, apart[name].tellings[0].trigger.anchor))
    assert tuple(sorted((first, second))) in groups(apart, person(first, second, "same"))


def test_whoever_resembles_another_of_the_report_more_is_less_likely_this_one() -> None:
    apart = paired(-1.5)
    first, second, other = sorted(apart, key=lambda name: (apart[name].card.id, apart[name].tellings[0].trigger.anchor))
    alone = groups(apart, judged(second, other, 0.3))
    assert tuple(sorted((second, other))) in alone
    assert tuple(sorted((second, other))) not in groups(apart, judged(first, other, 0.6), judged(second, other, 0.3))


def test_a_sum_is_attached_and_is_no_incident() -> None:
    episodes = {**told("a"), **told("b", aggregate=True)}
    a, b = sorted(episodes)
    light = outlines(episodes.values())
    (found,) = clusters(light, [judged(a, b, 0.9)])
    assert found.episodes == (a,)
    assert [(each.episode, each.reason) for each in found.attached] == [
        (b, "it sums several incidents up, this one among them")
    ]
    assert clusters({b: light[b]}, []) == ()


def test_relations_are_merged_across_reports_with_their_voices() -> None:
    first, second = told("a", "b"), told("c", "d")
    ties = [(Tie("response", goal, 0.5),) for goal in sorted(second)]
    answers = {name: replace(each, ties=tie) for (name, each), tie in zip(first.items(), ties, strict=True)}
    named = [("i-1", Cluster(tuple(sorted(answers)))), ("i-2", Cluster(tuple(sorted(second))))]
    found = relations(named, outlines([*answers.values(), *second.values()]))
    assert set(found) == {"i-1"}
    (relation,) = found["i-1"]
    assert (relation.type, relation.to, relation.score, relation.voices) == ("response", "i-2", 0.75, ("Delta Wire",))


def test_ties_within_one_incident_are_no_relations() -> None:
    episodes = told("a", "b")
    a, b = sorted(episodes)
    tied = {a: replace(episodes[a], ties=(Tie("part", b, 0.9),)), b: episodes[b]}
    assert relations([("i-1", Cluster((a, b)))], outlines(tied.values())) == {}
