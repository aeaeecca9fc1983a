"""Fillers are whole phrases: what the network leaves hanging at their edges is cut."""

from __future__ import annotations

import pytest

from gesta.coding.roles import trimmed
from gesta.spans import Span


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("by the junta, which", "the junta"),
        ("an Abu Raas member, by", "an Abu Raas member"),
        ("the 2,000 special forces in", "the 2,000 special forces"),
        ("a nursing home at a", "a nursing home"),
        ("the sit-in", "the sit-in"),
        ("the “safe zone” in the north", "the “safe zone” in the north"),
    ],
)
def test_words_that_hang_at_the_end_are_cut(words: str, kept: str) -> None:
    found = trimmed(words, Span(0, len(words)), "target")
    assert found is not None
    assert found.of(words) == kept


@pytest.mark.parametrize("words", ["in", "From", "a", "the"])
def test_a_word_that_only_joins_fills_no_role(words: str) -> None:
    assert trimmed(words, Span(0, len(words)), "place") is None
