"""The decoder gives the best lawful path, and spans of whole words."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gesta.reading import decoder
from gesta.reading.arrays import Floats

LOGITS = st.integers(1, 5).flatmap(
    lambda length: arrays(np.float32, (2, length, 5), elements=st.floats(-8, 8, width=16))
)  # fmt: skip


def lawful(path: tuple[int, ...]) -> bool:
    """I-x (even, from 2) only after B-x or I-x."""
    before = (0, *path[:-1])
    return all(tag == 0 or tag % 2 == 1 or last in (tag, tag - 1) for last, tag in zip(before, path, strict=True))


@given(LOGITS)
def test_best_tags_are_the_best_lawful_path(logits: Floats) -> None:
    scores = decoder.log_softmax(logits)
    for row, path in enumerate(decoder.best_tags(logits)):
        found = tuple(path.tolist())
        assert lawful(found)
        ways = (w for w in itertools.product(range(5), repeat=len(path)) if lawful(w))
        best = max(sum(scores[row, at, tag] for at, tag in enumerate(way)) for way in ways)
        assert np.isclose(sum(scores[row, at, tag] for at, tag in enumerate(found)), best, atol=1e-3)


def test_tagged_reads_the_ranges_of_a_path() -> None:
    path = np.asarray([0, 1, 2, 2, 3, 0, 1])
    chosen = np.full((7, 5), 0.1, np.float32)
    chosen[np.arange(7), path] = [0.9, 0.8, 0.6, 0.7, 0.5, 0.9, 1.0]
    found = [(start, end, label, round(score, 4)) for start, end, label, score in decoder.tagged(path, chosen)]
    assert found == [(1, 4, 0, 0.7), (4, 5, 1, 0.5), (6, 7, 0, 1.0)]


def test_a_trigger_of_doubtful_type_is_found_by_the_sum_of_its_types() -> None:
    doubtful = np.asarray([[0.9, 0.1, 0, 0, 0], [0.4, 0.3, 0, 0.3, 0]], np.float32)
    [(start, end, labels)] = decoder.grouped(doubtful, np.zeros(2, np.bool_), 0.5)
    assert (start, end) == (1, 2)
    assert np.allclose(labels, [0.3, 0.3])


def test_a_trigger_holds_the_whole_word() -> None:
    pieces = np.asarray([[0.1, 0.9, 0], [0.9, 0, 0.1], [0.2, 0.8, 0]], np.float32)
    ranges = [(a, b) for a, b, _ in decoder.grouped(pieces, np.asarray([False, True, False]), 0.5)]
    assert ranges == [(0, 2), (2, 3)]


def test_a_trigger_of_two_words_stays_one() -> None:
    pieces = np.asarray([[0.1, 0.9, 0], [0.2, 0.1, 0.7], [0.9, 0, 0.1]], np.float32)
    assert [(a, b) for a, b, _ in decoder.grouped(pieces, np.zeros(3, np.bool_), 0.5)] == [(0, 2)]
