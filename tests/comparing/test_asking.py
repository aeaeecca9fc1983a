"""A filter asks of records what their rows tell, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gesta.comparing.asking import asks_only_ours, fits
from gesta.comparing.sides import side_of
from gesta.nouns.filter import Box, Filter
from tests.comparing.test_comparison import theirs


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ({}, True),
        ({"since": date(2022, 3, 1)}, True),
        ({"since": date(2022, 3, 2)}, False),
        ({"until": date(2022, 2, 28)}, False),
        ({"types": ("ASSAULT",)}, True),
        ({"types": ("ASSAULT.clash", "PROTEST")}, True),
        ({"types": ("ASSAULT.aerial",)}, False),
        ({"countries": ("NER",)}, True),
        ({"countries": ("MLI",)}, False),
        ({"actors": ("sahel victory front",)}, True),
        ({"actors": ("*victory*",)}, True),
        ({"actors": ("MIL",)}, True),
        ({"actors": ("Dune*",)}, False),
        ({"place": "kurbo"}, True),
        ({"place": "Tillabéri"}, True),
        ({"place": "Dosso"}, False),
        ({"box": Box(0, 14, 1, 15)}, True),
        ({"box": Box(1, 14, 2, 15)}, False),
        ({"box": Box(170, 14, 1, 15)}, True),
    ],
)
def test_what_a_record_can_be_asked(asked: dict[str, Any], fitting: bool) -> None:
    assert fits(side_of(theirs()), Filter(**asked)) == fitting
    assert not asks_only_ours(Filter(**asked))


@pytest.mark.parametrize(
    "asked",
    [
        {"grades": ("Weak",)},
        {"statuses": ("future",)},
        {"origins": 2},
        {"killed": 1},
        {"publishers": ("Sahel Wire",)},
        {"reviewed": False},
        {"changed_since": datetime(2022, 1, 1, tzinfo=UTC)},
        {"text": "market"},
    ],
)
def test_what_only_incidents_can_be_asked(asked: dict[str, Any]) -> None:
    assert asks_only_ours(Filter(**asked))


def test_without_day_or_place_a_record_fits_nothing_that_asks_for_them() -> None:
    bare = side_of(theirs(first=None, last=None, place=None))
    assert fits(bare, Filter())
    for asked in (
        Filter(since=date(2022, 1, 1)),
        Filter(countries=("NER",)),
        Filter(place="Kurbo"),
        Filter(box=Box(-180, -90, 180, 90)),
    ):
        assert not fits(bare, asked)
