from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.places.geometry import distance_km, middle, moved

POINTS = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
MOSUL, ERBIL = (36.335, 43.1189), (36.1926, 44.0106)


def test_a_known_distance() -> None:
    assert distance_km(MOSUL, ERBIL) == pytest.approx(81.5, abs=1.0)


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, b) >= 0


@given(POINTS, st.floats(0, 360), st.floats(0, 500))
def test_a_move_goes_as_far_as_said(start: tuple[float, float], bearing: float, km: float) -> None:
    assert distance_km(start, moved(start, bearing, km)) == pytest.approx(km, abs=0.01)


def test_south_is_south() -> None:
    latitude, longitude = moved(MOSUL, 180, 15)
    assert latitude == pytest.approx(36.2, abs=0.01)
    assert longitude == pytest.approx(MOSUL[1], abs=0.001)


@given(POINTS)
def test_the_middle_of_one_point_is_itself(point: tuple[float, float]) -> None:
    assert distance_km(middle([point]), point) < 0.01


def test_the_middle_lies_between_across_the_date_line() -> None:
    assert abs(middle([(0, 179), (0, -179)])[1]) == pytest.approx(180)
