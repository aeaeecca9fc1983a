"""Ours beside theirs: the same is matched once, what one side lacks is told, and differences are named."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gesta.comparing import compare, read
from gesta.comparing.comparison import Comparison
from gesta.comparing.likeness import SHARES
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside, Suffered
from gesta.nouns.referent import Actor, Gap, Place
from tests.exporting.staged import KURBO, REGION, incident, killed, on, somewhere, toll, written

DAY = date(2022, 3, 1)
BRIGADE = Actor(None, "Sahel Victory Front", "outside", None, "REB")
ARMY = Actor(None, "Military Forces of Niger", "outside", "NER", "MIL")


def clash(name: str = "ours", **changed: Any) -> Incident:
    return replace(incident("ASSAULT.clash", actors="army rebels", **changed), id=name)


def theirs(name: str = "T1", **changed: Any) -> Outside:
    usual: dict[str, Any] = {
        "dataset": "acled",
        "id": name,
        "row": "held.csv:2",
        "code": "Armed clash",
        "type": "ASSAULT",
        "mode": "clash",
        "first": DAY,
        "last": DAY,
        "place": replace(KURBO, id=None),
        "actors": (ARMY, BRIGADE),
    }
    return Outside(**{**usual, **changed})


def fields(found: Comparison) -> dict[str, tuple[str, str]]:
    (match,) = found.matched
    return {difference.field: (difference.ours, difference.theirs) for difference in match.differences}


def test_the_same_event_is_matched_without_differences() -> None:
    found = compare([clash()], [theirs()])
    assert len(found.matched) == 1
    assert found.matched[0].likeness.score == pytest.approx(1 - 0.6 * SHARES["killed"])  # nobody says how many died
    assert found.matched[0].reasons == (
        "same day",
        "same spot",
        "both ASSAULT",
        "both name Niger Armed Forces and Sahel Victory Front",
    )
    assert fields(found) == {}
    assert (found.only_ours, found.only_theirs) == ((), ())


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        ({"when": on(DAY - timedelta(days=3))}, {}),
        ({}, {"place": Place(None, "Kurbo", "outside", "MLI", (), 1, 14.03, 0.91)}),
        ({}, {"place": Place(None, "Arlit", "outside", "NER", (), 1, 18.7, 7.4)}),
        ({}, {"type": "PROTEST", "mode": "demo", "actors": (Actor(None, "Protesters", "outside"),)}),
    ],
)
def test_what_differs_in_day_country_place_or_kind_is_not_the_same(ours: dict[str, Any], other: dict[str, Any]) -> None:
    found = compare([clash(**ours)], [theirs(**other)])
    assert found.matched == ()
    assert len(found.only_ours) == len(found.only_theirs) == 1


def test_a_day_apart_may_be_the_same_and_is_told() -> None:
    found = compare([clash(when=on(DAY + timedelta(days=1)))], [theirs()])
    assert fields(found) == {"date": ("2022-03-02", "2022-03-01")}


def test_every_field_that_differs_is_told() -> None:
    told = clash(statements=(killed(4, 6),), tolls={"killed": replace(toll(4), high=6)})
    other = theirs(
        code="Air/drone strike",
        mode="aerial",
        place=Place(None, "Dosso", "outside", "NER", ("Dosso",), 1, 14.2, 0.95),
        actors=(ARMY, Actor(None, "Dune Brigade", "outside")),
        tolls={"killed": Suffered(9, 9, 9)},
    )
    assert fields(compare([told], [other])) == {
        "type": ("ASSAULT.clash", "ASSAULT.aerial (Air/drone strike)"),
        "place": ("Kurbo, Tillabéri, NER", "Dosso, NER (19 km apart)"),
        "actors": ("Niger Armed Forces; Sahel Victory Front", "Military Forces of Niger; Dune Brigade"),
        "killed": ("4–6, best 4", "9"),
    }


def test_nobody_dead_is_another_thing_than_nothing_said() -> None:
    assert fields(compare([clash()], [theirs(tolls={"killed": Suffered(0, 0, 0)})])) == {"killed": ("not said", "0")}


def test_civilians_are_civilians_whatever_the_words() -> None:
    ours = replace(incident("ASSAULT.firearms", actors="rebels", victims="traders"), id="ours")
    other = theirs(code="Attack", mode=None, actors=(BRIGADE, Actor(None, "Civilians (Niger)", "outside", None, "CVL")))
    assert fields(compare([ours], [other])) == {}


def test_the_likest_pair_goes_first_and_each_side_is_used_once() -> None:
    near, exact = theirs("T-near", first=DAY + timedelta(days=1), last=DAY + timedelta(days=1)), theirs("T-exact")
    found = compare([clash()], [near, exact])
    assert [match.theirs.key for match in found.matched] == ["acled:T-exact"]
    assert [one.key for one in found.only_theirs] == ["acled:T-near"]


def test_what_did_not_happen_and_what_has_no_date_is_put_aside() -> None:
    denied, undated = replace(clash("denied"), status="negated"), clash("undated", when=Gap("no date"))
    found = compare([denied, undated], [theirs(first=None, last=None)])
    assert {one.key: one.aside for one in found.aside_ours} == {
        "denied": "told as not having happened",
        "undated": "no date",
    }
    assert [one.aside for one in found.aside_theirs] == ["no date"]
    assert (found.matched, found.only_ours, found.only_theirs) == ((), (), ())


def test_a_region_matches_a_town_of_it() -> None:
    found = compare([clash(where=somewhere(REGION))], [theirs()])
    assert len(found.matched) == 1
    assert "place" in fields(found)


def test_the_end_of_a_month_is_no_border() -> None:
    last = date(2022, 3, 31)
    found = compare([clash(when=on(last))], [theirs(first=date(2022, 4, 1), last=date(2022, 4, 1))])
    assert len(found.matched) == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_inputs_is_all_one(seed: int) -> None:
    ours: list[Incident] = [clash(f"o{n}", when=on(DAY + timedelta(days=n // 2))) for n in range(8)]
    others = [theirs(f"t{n}", first=DAY + timedelta(days=n // 3), last=DAY + timedelta(days=n // 3)) for n in range(9)]
    expected = ids(compare(ours, others))
    for side in (ours, others):
        random.Random(seed).shuffle(side)
    assert ids(compare(ours, others)) == expected


def ids(found: Comparison) -> Any:
    pairs = [(match.ours.key, match.theirs.key) for match in found.matched]
    return pairs, [one.key for one in found.only_ours], [one.key for one in found.only_theirs]


@pytest.mark.parametrize(("name", "suffix"), [("acled", ".csv"), ("ucdp-ged", ".csv"), ("gdelt-events", ".export.CSV")])
def test_what_we_export_is_found_again_as_the_same(tmp_path: Path, name: str, suffix: str) -> None:
    ours = [
        clash("c1", statements=(killed(4, 4),), tolls={"killed": toll(4)}),
        clash("c2", when=on(DAY + timedelta(days=9)), statements=(killed(7, 7),), tolls={"killed": toll(7)}),
    ]
    path = tmp_path / f"ours{suffix}"
    path.write_bytes(written(name, ours)[0])
    records = [one for one in read(path) if isinstance(one, Outside)]
    found = compare(ours, records)
    assert len(found.matched) == 2
    assert (found.only_ours, found.only_theirs) == ((), ())
    assert [match.theirs.row for match in found.matched] == [
        f"{path}:{n}" for n in ((2, 3) if suffix == ".csv" else (1, 2))
    ]
    assert {d.field for match in found.matched for d in match.differences} <= {"type", "actors", "killed"}
