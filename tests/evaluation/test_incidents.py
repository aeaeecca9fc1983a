from __future__ import annotations

import pytest

from evaluation.incidents import breaches

FOUND = {"incident B3 (all mentions)": {"f1": 0.6}, "near-misses merged": {"share": 0.25}}


@pytest.mark.parametrize(
    ("floors", "expected"),
    [
        ({"incident B3 (all mentions) · f1": {"least": 0.6}}, []),
        ({"incident B3 (all mentions) · f1": {"least": 0.61}}, ["incident B3 (all mentions) · f1: 0.6, but"]),
        ({"near-misses merged · share": {"most": 0.25}}, []),
        ({"near-misses merged · share": {"most": 0.2}}, ["near-misses merged · share: 0.25, but"]),
    ],
)
def test_a_figure_beyond_its_limit_is_told(floors: dict[str, dict[str, float]], expected: list[str]) -> None:
    told = breaches(FOUND, floors)
    assert [line.startswith(start) for line, start in zip(told, expected, strict=True)] == [True] * len(expected)
