"""A doubtful pair connects only where one of the two resembles no other episode as much."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.connecting import DOUBTFUL, SURE_ENOUGH, connecting
from gesta.nouns.judgement import Judgement

LITTLE = (DOUBTFUL + SURE_ENOUGH) / 2


def judged(pair: str, score: float) -> Judgement:
    return Judgement(pair[0], pair[1], "unsure", score, "model:m1")


def connected(**scores: float) -> list[str]:
    return [each.left + each.right for each in connecting(judged(pair, score) for pair, score in scores.items())]


def test_a_sure_pair_connects_whatever_else_there_is() -> None:
    assert connected(ab=SURE_ENOUGH, ac=0.9, bc=0.9) == ["ab", "ac", "bc"]


def test_a_faint_likeness_connects_nothing() -> None:
    assert connected(ab=DOUBTFUL - 0.01) == []


def test_a_doubtful_pair_connects_when_one_of_the_two_has_nothing_better() -> None:
    assert connected(ab=LITTLE, bc=0.9) == ["ab", "bc"]
    assert connected(ab=LITTLE, bc=0.9, ad=0.9) == ["bc", "ad"]


def test_what_people_say_is_no_likeness() -> None:
    word = Judgement("a", "c", "same", 1.0, "person:ada")
    assert connecting([judged("ab", LITTLE), word]) == [judged("ab", LITTLE)]


scores = st.dictionaries(st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd"]), st.floats(0.0, 1.0))


@given(scores)
def test_whoever_resembles_anybody_is_connected_with_its_likest(known: dict[str, float]) -> None:
    pairs = connected(**known)
    for name in "abcd":
        likest = max((score for pair, score in known.items() if name in pair), default=0.0)
        joined = [known[pair] for pair in pairs if name in pair]
        assert (likest in joined) == (likest >= DOUBTFUL)
