from __future__ import annotations

from gesta.places.folding import fold
from gesta.places.knowledge import tables


def test_every_country_has_a_code_of_three_letters_and_a_middle_on_the_globe() -> None:
    for row in tables.countries().values():
        assert len(row.iso3) == 3
        assert row.iso3.isupper()
        if row.point:
            assert -90 <= row.point[0] <= 90
            assert -180 <= row.point[1] <= 180


def test_no_people_belongs_to_two_countries_but_the_congolese() -> None:
    owners: dict[str, set[str]] = {}
    for row in tables.countries().values():
        for name in row.demonyms:
            owners.setdefault(name, set()).add(row.iso3)
    assert {name for name, countries in owners.items() if len(countries) > 1} == {"Congolese"}


def test_features_have_unique_ids_known_countries_and_a_point_with_reach() -> None:
    rows = tables.features()
    assert len(rows) > 350
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert set(row.countries) <= set(tables.countries()), row.id
        assert row.point is not None, row.id
        assert row.radius_km is not None, row.id
        assert row.radius_km > 0, row.id


def test_every_name_of_a_feature_folds_to_something() -> None:
    for row in tables.features():
        names = [fold(name) for name in (row.name, *row.aliases)]
        assert all(names), row.id


def test_every_feature_kind_has_a_precision_of_the_scale() -> None:
    assert all(1 <= tables.precision(row.feature) <= 7 for row in tables.features())
    assert all(value in tables.kinds()["precision"] for value in tables.kinds()["codes"].values())
    for kinds in tables.kinds()["type_words"].values():
        assert set(kinds) <= set(tables.kinds()["precision"])


def test_short_forms_are_of_one_place_each() -> None:
    short = [name for row in tables.abbreviations() for name in row.names]
    assert len(set(short)) == len(short)
