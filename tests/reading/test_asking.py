"""Questions hold one sentence each and are grouped without waste."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gesta.reading import asking, pairs


def test_a_question_points_at_its_trigger() -> None:
    asked = asking.ask([(4, 6), (10, 11)], [(2, 8), (9, 13)], np.zeros((2, 3), np.float32))
    assert asked.piece.tolist() == [[2, 3, 4, 5, 6, 7], [9, 10, 11, 12, 9, 9]]
    assert asked.inside.tolist() == [[0, 0, 1, 1, 0, 0], [0, 1, 0, 0, 0, 0]]
    assert asked.mask.sum(1).tolist() == [6, 4]
    assert (asked.distance[0] - asking.FAR).tolist() == [-2, -1, 0, 1, 2, 3]


def test_a_long_sentence_is_asked_about_near_its_trigger_only() -> None:
    assert asking.reach((200, 201), (0, 500)) == (200 - asking.SIDE, 201 + asking.SIDE)
    assert asking.reach((3, 4), (0, 20)) == (0, 20)


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(50, 1000))
def test_batches_hold_everything_once_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = asking.batches(lengths, budget)
    assert sorted(i for g in groups for i in g.tolist()) == list(range(len(lengths)))
    assert all(len(g) == 1 or len(g) * max(lengths[i] for i in g) <= budget for g in groups)


def test_pairs_join_each_trigger_with_the_earlier_ones_in_reach() -> None:
    earlier, later = pairs.pairs(3)
    assert sorted(zip(earlier.tolist(), later.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    earlier, later = pairs.pairs(pairs.REACH + 5)
    assert (later - earlier).max() == pairs.REACH


def test_pair_features_see_words_stems_types_and_distance() -> None:
    earlier, later = np.asarray([0, 0]), np.asarray([1, 2])
    kinds = np.asarray([3, 3, 5])
    classes = pairs.features(earlier, later, np.asarray([0, 0, 7]), kinds, ["attacked", "Attacked", "attacks"])
    assert classes.tolist() == [[0, 0, 1, 1, 1], [1, 5, 0, 0, 1]]
