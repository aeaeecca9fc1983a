"""The projection of what the network sees: signed bytes of length one, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gesta.errors import ReaderError
from gesta.linking.alike import alike
from gesta.reading.embedding import DIMENSIONS, FILE, Projection


def _projection() -> Projection:
    return Projection(np.vstack([np.eye(3, DIMENSIONS), np.zeros((1, DIMENSIONS))]).astype(np.float32), "by hand")


def test_like_views_lie_close_whatever_their_length() -> None:
    views = np.array([[1, 0, 0], [5, 0, 0], [0, 2, 0]], np.float32)
    one, same, other = _projection().embed(views)
    assert len(one) == DIMENSIONS
    assert one == same
    assert alike(one, same) == pytest.approx(1.0)
    assert alike(one, other) == 0.0


def test_a_view_of_nothing_is_embedded_as_nothing() -> None:
    assert _projection().embed(np.zeros((1, 3), np.float32)) == [bytes(DIMENSIONS)]


def test_the_shipped_one_has_the_right_shape() -> None:
    from gesta.reading.reader import WEIGHTS

    assert Projection.load(WEIGHTS).weights.shape[1] == DIMENSIONS


@pytest.mark.parametrize("content", [None, b"no array"])
def test_one_that_is_missing_or_damaged_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ReaderError, match=r"embedding\.npy: .* reinstall gesta"):
        Projection.load(tmp_path)
