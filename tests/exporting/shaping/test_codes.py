"""The parts that shapes share: sides and their circumstances, grid cells, precisions, numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.exporting.shaping import days, spots
from gesta.exporting.shaping.accounts import number, parallel
from gesta.exporting.shaping.sides import circumstances, name_of, names, sides
from gesta.nouns.referent import Place
from tests.exporting.staged import evidence, incident, toll

LATITUDES = st.floats(-90, 90, allow_nan=False)
LONGITUDES = st.floats(-180, 180, allow_nan=False)


def spot(latitude: float, longitude: float) -> Place:
    return Place(None, "here", "spot", None, (), 1, latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, "1"), (-90, 179.9, "720"), (-89.5, -180, "721"), (33.33, 44.39, "177569"), (90, 180, "259200")],
)
def test_grid_cells_count_from_the_south_west(latitude: float, longitude: float, cell: str) -> None:
    assert spots.grid_cell(spot(latitude, longitude)) == cell


@given(LATITUDES, LONGITUDES)
def test_every_point_of_the_world_has_a_cell(latitude: float, longitude: float) -> None:
    assert 1 <= int(spots.grid_cell(spot(latitude, longitude))) <= 259200


@pytest.mark.parametrize(
    ("feature", "precision", "code"), [("city", 1, "1"), ("country", 6, "6"), ("sea", 7, "7"), ("continent", 7, "")]
)
def test_ucdps_widest_precision_is_of_waters_only(feature: str, precision: int, code: str) -> None:
    assert spots.ucdp_precision(Place(None, "x", feature, None, (), precision)) == code
    assert spots.ucdp_precision(None) == ""


def test_a_country_has_one_code_for_places_and_actors() -> None:
    assert spots.country(Place(None, "Mitrovica", "city", "XKX", (), 1, 42.9, 20.9)) == "KOS"
    assert spots.country(Place(None, "Gao", "city", "MLI", (), 1, 16.3, 0.0)) == "MLI"
    assert spots.country(Place(None, "the sea", "sea", None, (), 7)) is None
    assert spots.country(None) is None


def test_a_place_without_a_point_has_no_cell() -> None:
    assert spots.grid_cell(None) == spots.grid_cell(Place(None, "x", "region", "NER", (), 4, 1.0, 2.0)) == ""


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_wider_days_are_never_more_precise(first: date, length: int) -> None:
    known = days.Days(first, date.fromordinal(first.toordinal() + length))
    wider = days.Days(first, date.fromordinal(first.toordinal() + length + 1))
    assert days.ucdp_precision(known) <= days.ucdp_precision(wider)
    assert (days.acled_precision(known) or "4") <= (days.acled_precision(wider) or "4")
    assert (known.day is None) == (length > 0)


@pytest.mark.parametrize(
    ("code", "parties", "holds"),
    [
        ("ASSAULT.clash", {"actors": "army rebels"}, {"two-sided", "state", "group"}),
        ("ASSAULT.clash", {"actors": "rebels rivals"}, {"two-sided", "group"}),
        ("ASSAULT.firearms", {"actors": "rebels", "victims": "villagers"}, {"civilians", "group"}),
        ("ASSAULT.firearms", {"actors": "rebels", "victims": "villagers army"}, {"two-sided", "state", "group"}),
        ("ASSAULT.firearms", {"actors": "rebels", "victims": "somebody"}, {"group"}),
        ("ASSAULT.firearms", {"actors": "police", "victims": "protesters"}, {"protest", "civilians"}),
        ("ASSAULT.firearms", {"actors": "government", "targets": "agency"}, set()),
    ],
)
def test_what_the_sides_tell(code: str, parties: dict[str, Any], holds: set[str]) -> None:
    assert circumstances(incident(code, **parties)) == holds


def test_tolls_and_weapons_tell_more() -> None:
    hurt = incident(actors="rebels", tolls={"killed": toll(2)}, weapons=(evidence("a hand grenade"),))
    assert circumstances(hurt) == {"group", "harmed", "killed", "grenade"}
    assert "harmed" not in circumstances(incident(actors="rebels", tolls={"killed": toll(0)}))


def test_only_a_fight_without_a_target_sets_actors_against_each_other() -> None:
    assert len(sides(incident("ASSAULT.clash", actors="army rebels")).second) == 1
    assert sides(incident("ASSAULT.drone", actors="army neighbours")).second == ()
    assert len(sides(incident("ASSAULT.clash", actors="army rebels", targets="traders")).first) == 2


def test_things_give_way_to_people_and_pronouns_are_no_names() -> None:
    struck = sides(incident(actors="they", victims="vehicle traders vehicle villagers")).second
    assert [name_of(one) for one in struck] == ["traders", "villagers"]
    assert [name_of(one) for one in sides(incident(actors="they", victims="vehicle")).second] == ["their vehicle"]
    assert names(sides(incident(actors="they")).first) == ()


@given(st.text(), st.text())
def test_numbers_are_the_same_for_the_same_and_fit_64_bits(one: str, other: str) -> None:
    assert number(one) == number(one)
    assert int(number(one, other)) < 2**63
    assert (number(one) == number(other)) == (one == other)


def test_parallel_lists_keep_their_length() -> None:
    assert parallel(["a;b", None, "c"]) == "a,b;;c"
