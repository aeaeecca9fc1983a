"""UCDP GED's shape: sides, types of violence, deaths, precisions, grid cells, and who made the claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gesta.exporting.shaping.accounts import claimants
from gesta.exporting.ucdp_ged import COLUMNS
from gesta.nouns.episode import Voice
from gesta.nouns.referent import Actor, Gap, Place, Resolved
from tests.exporting.staged import (
    CARD,
    LATER,
    REGION,
    STATE,
    evidence,
    incident,
    killed,
    on,
    party,
    row,
    somewhere,
    written,
)

KNOWN = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def ged(code: str = "ASSAULT.clash", **changed: Any) -> dict[str, str]:
    changed = {"actors": "army rebels", "statements": (killed(4, 4),), **changed}
    return row("ucdp-ged", COLUMNS, incident(code, **changed))


def test_the_columns_stand_in_the_order_of_26_1() -> None:
    assert ",".join(COLUMNS) == KNOWN


@pytest.mark.parametrize(
    ("parties", "violence", "sides", "numbers"),
    [
        ({"actors": "army rebels"}, "1", ("Government of Niger", "Sahel Victory Front"), ("436", "")),
        ({"actors": "rebels army"}, "1", ("Government of Niger", "Sahel Victory Front"), ("436", "")),
        ({"actors": "army neighbours"}, "1", ("Government of Niger", "Government of Mali"), ("436", "432")),
        ({"actors": "rebels rivals"}, "2", ("Sahel Victory Front", "Dune Brigade"), ("", "")),
        ({"actors": "rebels", "victims": "villagers"}, "3", ("Sahel Victory Front", "Civilians"), ("", "")),
        (
            {"actors": "government", "victims": "rebels"},
            "1",
            ("Government of Niger", "Sahel Victory Front"),
            ("436", ""),
        ),
        ({"actors": "army", "victims": "traders"}, "3", ("Government of Niger", "Civilians"), ("436", "")),
    ],
)
def test_the_type_of_violence_follows_from_the_sides(
    parties: dict[str, str], violence: str, sides: tuple[str, str], numbers: tuple[str, str]
) -> None:
    found = ged("ASSAULT.firearms" if "victims" in parties else "ASSAULT.clash", **parties)
    assert found["type_of_violence"] == violence
    assert (found["side_a"], found["side_b"]) == sides
    assert found["dyad_name"] == " - ".join(sides)
    assert (found["gwnoa"], found["gwnob"]) == numbers


def test_a_thing_is_no_side_whoever_owns_it() -> None:
    made = incident("ASSAULT.drone", actors="army", targets="convoy", statements=(killed(4, 4),))
    assert written("ucdp-ged", [made])[1] == {"an armed side is not identified": 1}


def test_those_who_made_the_claims_are_named_once_and_pronouns_are_nobody() -> None:
    said = [killed(4, 4), killed(5, 5, LATER), killed(6, 6, LATER), killed(7, 7, LATER)]
    words = ("The mayor", "the mayor", "we", "Sahel Wire")
    speakers = (Voice(evidence(each, 3), Gap("not known")) for each in words)
    told = tuple(replace(one, voice=voice) for one, voice in zip(said, speakers, strict=True))
    assert claimants(incident(statements=told)) == "The mayor;Sahel Wire"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"actors": "army police"}, "both sides have one name"),
        ({"statements": ()}, "no direct death is reported"),
        ({"statements": (killed(0, 0),)}, "no direct death is reported"),
        ({"when": Gap("no date")}, "no date is known"),
        ({"when": on(date(2000, 1, 1), date(2001, 1, 1))}, "the date is known no closer than a year"),
        ({"actors": "somebody"}, "UCDP GED types of violence: no code for it, or what decides the code is not known"),
        ({"actors": "", "victims": "villagers"}, "an armed side is not identified"),
        ({"actors": "gunmen", "victims": "villagers"}, "an armed side is not identified"),
        ({"actors": "somebody", "victims": "villagers"}, "an armed side is not identified"),
    ],
)
def test_what_ucdp_does_not_record_is_left_out_with_the_reason(changed: dict[str, Any], reason: str) -> None:
    made = incident("ASSAULT.clash", **{"actors": "army rebels", "statements": (killed(4, 4),), **changed})
    assert written("ucdp-ged", [made])[1] == {reason: 1}


def test_the_figure_of_most_reports_is_best_and_nobody_is_sorted_to_a_side() -> None:
    found = ged(statements=(killed(4, 4), killed(9, 9, LATER)))
    assert (found["low"], found["best"], found["high"]) == ("4", "9", "9")
    assert dead(found) == ("", "", "", "9")


def dead(found: dict[str, str]) -> tuple[str, ...]:
    return tuple(found[f"deaths_{kind}"] for kind in ("a", "b", "civilians", "unknown"))


FIGHT: dict[str, Any] = {"actors": "army rebels", "victims": "traders"}


@pytest.mark.parametrize(
    ("said", "sides"),
    [
        # Words for all of the dead.
        ((killed(4, 4, who="Niger Armed Forces"),), ("4", "0", "0", "0")),
        ((killed(4, 4, who="Dune Brigade"),), ("0", "4", "0", "0")),
        ((killed(4, 4, who="four villagers"),), ("0", "0", "4", "0")),
        ((killed(4, 4, who="four people"),), ("", "", "", "4")),
        ((killed(4, 4, who="four recruits, including two women"),), ("", "", "", "4")),
        # Words for some of them, in the same report.
        ((killed(9, 9, who="nine people"), killed(2, 2, who="traders", part=True)), ("", "", "2", "7")),
        ((killed(9, 9), killed(5, 5, who="Dune Brigade"), killed(4, 4, who="traders")), ("0", "5", "4", "0")),
        ((killed(9, 9), killed(2, 2, LATER, who="traders", part=True)), ("", "", "", "9")),
        # Some that may be among the others are not counted twice, and more than all is nobody's.
        ((killed(9, 9), killed(3, 3, who="traders"), killed(1, 1, who="a girl", part=True)), ("", "", "3", "6")),
        ((killed(4, 4), killed(3, 3, who="traders"), killed(2, 2, who="Dune Brigade")), ("", "", "", "4")),
        # Reports that contradict each other, and several kinds in one figure.
        ((killed(4, 4, who="traders"), killed(4, 4, LATER, who="Dune Brigade")), ("", "", "", "4")),
        (
            (killed(4, 4, who="traders; Dune Brigade", said="three traders; one of the Dune Brigade"),),
            ("", "", "", "4"),
        ),
        ((killed(4, 4, who="traders", said="three traders; one"),), ("", "", "", "4")),
        # None of theirs are 0 only where nobody tells of any.
        ((killed(4, 4, who="Dune Brigade"), killed(2, None, LATER, who="traders", part=True)), ("0", "4", "", "0")),
    ],
)
def test_the_dead_are_sorted_as_far_as_words_say_so_and_add_up(said: tuple[Any, ...], sides: tuple[str, ...]) -> None:
    made = incident("ASSAULT.clash", **FIGHT, statements=said)
    made = replace(made, participants=(*made.participants, party("victim", "rivals"), party("victim", "army")))
    found = row("ucdp-ged", COLUMNS, made)
    assert dead(found) == sides
    assert sum(int(count or 0) for count in dead(found)) == int(found["best"])


def test_in_one_sided_violence_neither_side_has_dead_of_its_own() -> None:
    told = (killed(4, 4, who="traders"),)
    assert dead(ged("ASSAULT.firearms", actors="rebels", victims="traders", statements=told)) == ("0", "0", "4", "0")
    vague = (killed(4, 4, who="four people"),)
    assert dead(ged("ASSAULT.firearms", actors="rebels", victims="traders", statements=vague)) == ("0", "0", "", "4")


def test_a_side_needs_a_name() -> None:
    nameless = Actor(None, "Four suspects", "composed", "NER", "CRM")
    made = incident("ASSAULT.clash", actors="army rebels", statements=(killed(4, 4),))
    army, rebels = made.participants
    suspects = replace(rebels, name="Four suspects", actor=Resolved(nameless, 0.9, "composed", ()))
    assert written("ucdp-ged", [replace(made, participants=(army, suspects))])[1] == {
        "an armed side is not identified": 1
    }
    both = row("ucdp-ged", COLUMNS, replace(made, participants=(army, suspects, rebels)))
    assert both["side_b"] == "Sahel Victory Front"


def test_a_single_person_is_no_side_but_a_ruler_stands_for_the_state() -> None:
    alone = incident("ASSAULT.clash", actors="army chief", statements=(killed(4, 4),))
    assert written("ucdp-ged", [alone])[1] == {"an armed side is not identified": 1}
    assert ged(actors="army chief rebels")["side_b"] == "Sahel Victory Front"
    assert ged(actors="president rebels")["side_a"] == "Government of Niger"


def test_a_report_of_which_nothing_is_known_is_no_article() -> None:
    bare = replace(CARD, publisher=None, published=None, title=None)
    assert ged(cards=(bare,))["source_article"] == ""
    assert ged(cards=(replace(CARD, publisher=None),))["source_article"] == '",2022-03-02,Attack in Kurbo"'


def test_groups_that_fight_each_other_beside_a_nameless_state_are_non_state() -> None:
    made = incident("ASSAULT.clash", actors="rebels rivals gunmen", statements=(killed(4, 4),))
    gunmen = replace(
        made.participants[2], actor=Resolved(Actor(None, "soldiers", "composed", None, "MIL"), 0.9, "", ())
    )
    found = row("ucdp-ged", COLUMNS, replace(made, participants=(*made.participants[:2], gunmen)))
    assert (found["type_of_violence"], found["side_b"]) == ("2", "Dune Brigade")


@pytest.mark.parametrize(("last", "precision"), [(1, "1"), (2, "2"), (6, "2"), (7, "3"), (8, "4"), (31, "4")])
def test_date_prec(last: int, precision: str) -> None:
    found = ged(when=on(date(2022, 3, 1), date(2022, 3, last)))
    assert (found["date_start"], found["date_end"]) == ("2022-03-01", f"2022-03-{last:02d}")
    assert found["date_prec"] == precision
    assert ged(when=on(date(2022, 1, 1), date(2022, 12, 31)))["date_prec"] == "5"


def test_the_place_has_grid_cell_point_and_numbers() -> None:
    found = ged()
    assert found["priogrid_gid"] == "150122"
    assert (found["latitude"], found["longitude"]) == ("14.0313", "0.9127")
    assert found["geom_wkt"] == "POINT (0.9127 14.0313)"
    assert (found["where_prec"], found["where_coordinates"]) == ("1", "Kurbo")
    assert (found["country"], found["country_id"], found["region"]) == ("Niger", "436", "Africa")


def test_a_wide_place_has_no_point_and_no_cell() -> None:
    for place, precision in ((REGION, "4"), (STATE, "6")):
        found = ged(where=somewhere(place))
        assert found["where_prec"] == precision
        assert {found[name] for name in ("latitude", "longitude", "geom_wkt", "priogrid_gid")} == {""}


def test_names_of_states_are_ucdps() -> None:
    goma = Place("geonames:9", "Goma", "town", "COD", ("North Kivu",), 1, -1.6585, 29.2205)
    found = ged(where=somewhere(goma))
    assert (found["country"], found["country_id"], found["priogrid_gid"]) == ("DR Congo (Zaire)", "490", "127139")


def test_reports_stand_beside_each_other_and_claimants_are_named() -> None:
    found = ged(cards=(CARD, LATER))
    assert found["number_of_sources"] == "2"
    assert found["source_office"] == "Sahel Wire;Desert Post"
    assert found["source_date"] == "2022-03-02;2022-03-03"
    assert found["source_headline"] == 'Attack in Kurbo;Toll "rises"'
    assert found["source_article"] == '"Sahel Wire,2022-03-02,Attack in Kurbo";"Desert Post,2022-03-03,Toll \'rises\'"'
    assert found["source_original"] == "the army"


def test_only_what_somebody_reviewed_is_clear() -> None:
    assert ged()["code_status"] == ""
    assert ged(reviewed="person:Ada")["code_status"] == "Clear"


def test_ucdps_own_numbers_stay_empty() -> None:
    found = ged()
    assert {found[name] for name in COLUMNS if name.endswith(("_dset_id", "_new_id"))} == {""}
    assert found["active_year"] == found["conflict_name"] == ""
    assert found["id"].isdigit()
