"""How alike two mentions are by their embeddings."""

from __future__ import annotations

import pytest

from gesta.linking.alike import DIMENSIONS, UNTOLD, across, alike, answered, answering, closest, mean, within
from gesta.nouns.mention import EMBEDDING_SCALE

REST = bytes(DIMENSIONS - 2)
EAST, NORTH, WEST = (
    bytes(each) + REST for each in ((EMBEDDING_SCALE, 0), (0, EMBEDDING_SCALE), (256 - EMBEDDING_SCALE, 0))
)


@pytest.mark.parametrize(("other", "cosine"), [(EAST, 1.0), (NORTH, 0.0), (WEST, -1.0), (b"", UNTOLD)])
def test_the_cosine_of_two(other: bytes, cosine: float) -> None:
    assert alike(EAST, other) == alike(other, EAST) == pytest.approx(cosine)


def test_the_middle_of_some_lies_between_them() -> None:
    assert alike(mean([EAST, NORTH]), EAST) == pytest.approx(0.5**0.5, abs=0.01)
    assert mean([EAST, b"", EAST]) == EAST


def test_the_middle_of_none_and_of_opposites_tells_nothing() -> None:
    assert mean([]) == mean([b""]) == b""
    assert alike(mean([EAST, WEST]), EAST) == 0.0


def test_an_embedding_has_four_parts() -> None:
    whole = EAST + NORTH + WEST + EAST
    assert [part(whole) for part in (within, across, answering, answered)] == [EAST, NORTH, WEST, EAST]
    assert within(b"") == answered(b"") == b""


def test_an_embedding_of_another_size_says_nothing() -> None:
    assert within(EAST) == across(EAST + EAST) == b""


def test_the_closest_of_some() -> None:
    assert closest([WEST, NORTH], [EAST, b""]) == 0.0
    assert closest([WEST, EAST], [EAST]) == pytest.approx(1.0)
    assert closest([], [EAST]) == closest([b""], [EAST]) == UNTOLD
