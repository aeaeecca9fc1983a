"""The measures give what the papers that define them give."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.reviewing.agreement import Unit, alpha, interval, kappa, paired, percent

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units.
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def units(rows: Sequence[str]) -> list[Unit]:
    """Units of rows of values, one row a coder; a dot is a missing value."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [{f"coder{n}": value for n, value in enumerate(column) if value != "."} for column in columns]


def test_two_observers_binary() -> None:
    rows = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")  # example A of the same paper
    assert alpha(units(rows)) == pytest.approx(0.095, abs=0.0005)


def test_two_observers_nominal() -> None:
    rows = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")  # example B
    assert alpha(units(rows)) == pytest.approx(0.692, abs=0.0005)


def test_many_observers_missing_values() -> None:
    assert alpha(units(FOUR)) == pytest.approx(0.743, abs=0.0005)
    figures = [{coder: int(value) for coder, value in unit.items()} for unit in units(FOUR)]
    assert alpha(figures, interval) == pytest.approx(0.849, abs=0.0005)


def test_kappa_of_cohens_own_table() -> None:
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))  # Cohen (1960), table 1, of 200 cases
    told = [{"a": i, "b": j} for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    assert kappa(told) == pytest.approx(0.492, abs=0.0005)
    assert percent(told) == pytest.approx(70.0)


def test_what_is_not_defined_is_none() -> None:
    assert percent([{"a": 1}]) is None
    assert kappa(units(FOUR)) is None  # four coders
    assert alpha([{"a": 1, "b": 1}, {"a": 1, "b": 1}]) is None  # nothing varies
    assert kappa([{"a": 1, "b": 1}]) is None
    assert paired([{"a": 1}, {"a": 1, "b": 2}]) == [{"a": 1, "b": 2}]


@given(st.lists(st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.integers(0, 3)}), min_size=1, max_size=30))
def test_laws(told: list[dict[str, int]]) -> None:
    swapped: list[Unit] = [{"a": unit["b"], "b": unit["a"]} for unit in told]
    assert alpha(told) == pytest.approx(alpha(swapped)) if alpha(told) is not None else alpha(swapped) is None
    for measure in (kappa(told), alpha(told), alpha(told, interval)):
        assert measure is None or measure <= 1 + 1e-9
    if percent(told) == 100 and alpha(told) is not None:
        assert alpha(told) == pytest.approx(1)
