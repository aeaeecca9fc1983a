"""Embeddings of a variation: as close to each other as those of the story, and far from them."""

from __future__ import annotations

from random import Random

import numpy as np

from evaluation.variation import AFRESH, any_turn, turned
from gesta.linking.alike import DIMENSIONS, PARTS, alike, within
from gesta.nouns.mention import EMBEDDING_SCALE


def embeddings(count: int) -> list[bytes]:
    drawn = np.random.default_rng(0).standard_normal((count, PARTS, DIMENSIONS))
    unit = drawn / np.linalg.norm(drawn, axis=-1, keepdims=True)
    return [np.rint(EMBEDDING_SCALE * each).astype(np.int8).tobytes() for each in unit]


def test_mentions_of_a_story_stay_as_close_as_they_were() -> None:
    one, other = embeddings(2)
    turn = any_turn(Random(1))
    assert abs(alike(within(turned(one, turn)), within(turned(other, turn))) - alike(within(one), within(other))) < 0.03


def test_a_retelling_lies_a_little_off_and_another_variation_anywhere() -> None:
    known, chance = embeddings(100), Random(1)
    again, elsewhere = any_turn(chance, AFRESH), any_turn(chance)
    near = [alike(within(each), within(turned(each, again))) for each in known]
    far = [alike(within(each), within(turned(each, elsewhere))) for each in known]
    assert 0.5 < np.mean(near) < 0.75
    assert abs(np.mean(far)) < 0.1


def test_what_has_no_embedding_gets_none() -> None:
    assert turned(b"", any_turn(Random(1))) == b""
    [one] = embeddings(1)
    assert turned(one, None) == one
