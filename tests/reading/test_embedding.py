"""The projection of what the network sees: signed bytes of length one, or an error that says what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gesta.errors import ReaderError
from gesta.linking import alike as linking
from gesta.linking.alike import across, alike, answered, answering, within
from gesta.reading.arrays import Floats
from gesta.reading.embedding import DIMENSIONS, FILE, PARTS, REACH, SENTENCES, Embedding, Projection, Seen
from gesta.reading.reader import WEIGHTS

WIDTH, STATES = 3, 2


def _floats(*shape: int) -> Floats:
    return np.zeros(shape, np.float32)


def _projection(tell: float = 0.0) -> Projection:
    """Views go to the first numbers of both parts as they are; what the only head hears goes, `tell` times, to the
    last ones."""
    view = np.vstack([np.eye(WIDTH, DIMENSIONS), _floats(1, DIMENSIONS)]).astype(np.float32)
    told = _floats(STATES, 1, DIMENSIONS)
    told[0, 0, -1] = told[1, 0, -2] = tell
    asking, keys = _floats(WIDTH + 1, 1, 1), _floats(STATES, 1, 1)
    near, fade = _floats(1, 2 * SENTENCES + 1), _floats(1)
    return Projection(np.tile(view, PARTS), asking, keys, np.tile(told, PARTS), near, fade)


def _seen(views: list[list[float]], states: list[list[float]] | None = None, **known: list[int]) -> Seen:
    pieces = np.array(states, np.float32) if states else _floats(len(views), STATES)
    places = np.array(known.get("places", range(len(views))))
    return Seen(np.array(views, np.float32), places, pieces, np.array(known.get("sentences", [0] * len(pieces))))


def test_like_views_lie_close_whatever_their_length() -> None:
    one, same, other = _projection().embed(_seen([[1, 0, 0], [5, 0, 0], [0, 2, 0]]))
    assert len(one) == PARTS * DIMENSIONS
    assert one == same
    assert one[:DIMENSIONS] == one[DIMENSIONS:]
    assert alike(one[:DIMENSIONS], same[:DIMENSIONS]) == pytest.approx(1.0)
    assert alike(one[:DIMENSIONS], other[:DIMENSIONS]) == 0.0


def test_a_view_of_nothing_is_embedded_as_nothing() -> None:
    assert _projection().embed(_seen([[0, 0, 0]])) == [bytes(PARTS * DIMENSIONS)]


def test_what_stands_around_a_trigger_tells_it_from_its_like() -> None:
    views = [[1.0, 0, 0]] * 2
    far = [[0.0, 0.0]] * (2 * REACH + 2)
    seen = _seen(views, [[1, 0], *far, [0, 1]], places=[0, len(far) + 1])
    deaf, hearing = ([each[:DIMENSIONS] for each in _projection(tell).embed(seen)] for tell in (0, 300))
    assert alike(*deaf) == pytest.approx(1.0)
    assert alike(*hearing) < 0.9


def test_what_stands_out_of_reach_changes_nothing() -> None:
    near = [[1.0, 0.0]] * (REACH + 1)
    short, long = (_seen([[1, 0, 0]], [*near, *more], places=[0]) for more in ([], [[0.0, 9.0]]))
    assert _projection(tell=1).embed(short) == _projection(tell=1).embed(long)


def test_near_sentences_and_near_pieces_are_heard_more() -> None:
    plain = _projection(tell=1)
    own_sentence = _floats(1, 2 * SENTENCES + 1)
    own_sentence[0, SENTENCES] = 9
    seen = _seen([[1, 0, 0]], [[1, 0], [0, 1]], places=[0], sentences=[0, 1])
    [both], [own], [near] = (
        each.embed(seen)
        for each in (plain, replace(plain, near=own_sentence), replace(plain, fade=np.array([9], np.float32)))
    )
    assert np.frombuffer(both, np.int8)[-2:].tolist() == [52, 52]
    assert own == near
    assert np.frombuffer(own, np.int8)[-2:].tolist() == [0, 90]


def test_what_a_head_asks_for_is_heard_more() -> None:
    asks = replace(_projection(tell=1), ask=np.ones((WIDTH + 1, 1, 1), np.float32), key=_floats(STATES, 1, 1))
    asks.key[1] = 9
    [found] = asks.embed(_seen([[1, 0, 0]], [[1, 0], [0, 1]], places=[0]))
    assert np.frombuffer(found, np.int8)[-2:].tolist() == [90, 0]


def _embedding(tell: float = 0.0) -> Embedding:
    return Embedding(_projection(), _projection(tell), "by hand")


def test_what_is_the_same_stands_before_what_answers() -> None:
    seen = _seen([[1, 0, 0]], [[1, 0]], places=[0])
    [found], [same], [answers] = (each.embed(seen) for each in (_embedding(9), _projection(), _projection(9)))
    assert found == same + answers
    assert len(found) == linking.PARTS * linking.DIMENSIONS
    assert (within(found), across(found)) == (same[:DIMENSIONS], same[DIMENSIONS:])
    assert (answering(found), answered(found)) == (answers[:DIMENSIONS], answers[DIMENSIONS:])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    _embedding(2).save(tmp_path / FILE)
    read = Embedding.load(tmp_path)
    seen = _seen([[1, 2, 3]], [[1, 0]], places=[0])
    assert read.embed(seen) == _embedding(2).embed(seen)
    assert len(read.version) == 64


def test_the_shipped_one_fits_the_network() -> None:
    shipped = Embedding.load(WEIGHTS)
    for each in (shipped.same, shipped.answers):
        assert each.view.shape[0] == each.ask.shape[0]
        assert each.view.shape[1] == each.tell.shape[2] == PARTS * DIMENSIONS


@pytest.mark.parametrize("content", [None, b"no arrays", b"PK\x03\x04 cut off"])
def test_one_that_is_missing_or_damaged_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ReaderError, match=r"embedding\.npz: .* reinstall gesta"):
        Embedding.load(tmp_path)


def test_one_that_lacks_weights_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, same_view=_floats(WIDTH + 1, DIMENSIONS))
    with pytest.raises(ReaderError, match="reinstall gesta"):
        Embedding.load(tmp_path)
