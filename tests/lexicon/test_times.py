"""Dates and times of day, told from names and people that are made of the same words."""

from __future__ import annotations

import pytest

from gesta.lexicon.times import is_time, names_movement


@pytest.mark.parametrize(
    "phrase",
    [
        "10 May", "May 10", "the 10th of May", "May 10, 2031", "10 May 2031", "Monday", "Wednesday morning",
        "yesterday", "6.30 pm", "around 6.30 a.m.", "5 o'clock", "the night of Monday", "noon on Tuesday",
        "late on Friday", "the following day", "that night", "the 9th of September last", "March 2031",
    ],
)  # fmt: skip
def test_a_date_or_time_of_day_is_nobody(phrase: str) -> None:
    assert is_time(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "May", "August", "30", "seven", "two people", "14 February Coalition", "the day labourers", "Monday Market",
        "the Sunday school", "Theresa May", "night guards", "the 10", "dozens", "the Black September group", "",
        "a March", "morning prayers",
    ],
)  # fmt: skip
def test_names_numbers_and_people_are_none(phrase: str) -> None:
    assert not is_time(phrase)


def test_a_movement_may_bear_the_name_of_a_day() -> None:
    assert [names_movement(phrase) for phrase in ("17 November", "November 17", "Monday", "November 2031 17")] == [
        True,
        True,
        False,
        False,
    ]
