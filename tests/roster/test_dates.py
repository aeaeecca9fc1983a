"""Partial dates: what they cover and in which order they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.roster import dates


@pytest.mark.parametrize("text", ["", "2014", "2014-06", "2014-06-30"])
def test_a_year_a_month_and_a_day_are_dates(text: str) -> None:
    assert dates.valid(text)


@pytest.mark.parametrize("text", ["14", "2014-13", "2014-6", "2014-06-32", "June 2014", "2014-06-30T00:00"])
def test_other_shapes_are_not(text: str) -> None:
    assert not dates.valid(text)


@pytest.mark.parametrize(
    ("since", "until", "covered"),
    [
        ("2014", "2016", True),
        ("2015-03-09", "2015-03-09", True),
        ("2015-04", "", False),
        ("", "2015-02", False),
        ("", "", True),
        ("2015-03", "2015-03", True),
    ],
)
def test_a_span_covers_the_ninth_of_march_2015(since: str, until: str, covered: bool) -> None:
    assert dates.covers(since, until, date(2015, 3, 9)) is covered


def test_order_is_judged_as_far_as_both_are_precise() -> None:
    assert dates.in_order("2014-06", "2014")
    assert not dates.in_order("2015", "2014-12")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_its_own_year_and_month(day: date) -> None:
    text = day.isoformat()
    assert dates.covers(text[:4], text[:7], day)
    assert dates.years_after(text[:4], day) == 0
