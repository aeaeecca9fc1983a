"""ACLED's shape: types, actors, kinds of actors, precisions and its way with the dead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gesta.exporting.acled import COLUMNS, interaction
from gesta.exporting.shaping.sides import name_of
from gesta.nouns.incident import Participant
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.ontologies.crosswalk import load
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
    rows,
    somewhere,
    toll,
    written,
)

KNOWN = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def acled(code: str = "ASSAULT.firearms", **changed: Any) -> dict[str, str]:
    return row("acled", COLUMNS, incident(code, **changed))


def test_the_columns_stand_in_acleds_order() -> None:
    assert ",".join(COLUMNS) == KNOWN


@pytest.mark.parametrize(
    ("code", "parties", "types"),
    [
        ("ASSAULT.clash", {"actors": "army rebels"}, ("Political violence", "Battles", "Armed clash")),
        ("ASSAULT.firearms", {"actors": "rebels", "targets": "army"}, ("Political violence", "Battles", "Armed clash")),
        (
            "ASSAULT.firearms",
            {"actors": "rebels", "victims": "villagers"},
            ("Political violence", "Violence against civilians", "Attack"),
        ),
        ("ASSAULT.drone", {"actors": "army"}, ("Political violence", "Explosions/Remote violence", "Air/drone strike")),
        ("PROTEST.demo", {"actors": "traders"}, ("Demonstrations", "Protests", "Peaceful protest")),
        ("PROTEST.riot", {"actors": "traders"}, ("Demonstrations", "Riots", "Violent demonstration")),
        (
            "ASSAULT.crowd-control",
            {"actors": "police", "targets": "protesters"},
            ("Demonstrations", "Protests", "Protest with intervention"),
        ),
        (
            "ASSAULT.firearms",
            {"actors": "police", "victims": "protesters"},
            ("Political violence; Demonstrations", "Protests", "Excessive force against protesters"),
        ),
        ("COERCE.arrest", {"actors": "police"}, ("Strategic developments", "Strategic developments", "Arrests")),
        ("RETREAT.ceasefire", {"actors": "rebels"}, ("Strategic developments", "Strategic developments", "Agreement")),
    ],
)
def test_the_types_follow_from_mode_and_sides(code: str, parties: dict[str, str], types: tuple[str, ...]) -> None:
    found = acled(code, **parties)
    assert (found["disorder_type"], found["event_type"], found["sub_event_type"]) == types
    assert load("acled").codes[types[2]].group == types[1]


@pytest.mark.parametrize(
    ("parties", "first", "second", "both"),
    [
        ({"actors": "army rebels"}, ("Military Forces of Niger", "1"), ("Sahel Victory Front", "2"), "12"),
        ({"actors": "rebels army"}, ("Sahel Victory Front", "2"), ("Military Forces of Niger", "1"), "12"),
        ({"actors": "rebels rivals"}, ("Sahel Victory Front", "2"), ("Dune Brigade", "2"), "22"),
        ({"actors": "police gunmen"}, ("Police Forces of Niger", "1"), ("Unidentified Armed Group (Niger)", "3"), "13"),
        ({"actors": "neighbours rebels"}, ("Military Forces of Mali", "8"), ("Sahel Victory Front", "2"), "28"),
        ({"actors": "nation rebels"}, ("United Nations peacekeepers", "8"), ("Sahel Victory Front", "2"), "28"),
        ({"actors": "rebels", "victims": "traders"}, ("Sahel Victory Front", "2"), ("Civilians (Niger)", "7"), "27"),
        ({"actors": "rebels", "victims": "villagers"}, ("Sahel Victory Front", "2"), ("Civilians (Niger)", "7"), "27"),
        ({"actors": "somebody", "victims": "villagers"}, ("", ""), ("Civilians (Niger)", "7"), ""),
    ],
)
def test_actors_and_their_kinds(
    parties: dict[str, str], first: tuple[str, str], second: tuple[str, str], both: str
) -> None:
    found = acled("ASSAULT.clash", **parties)
    assert (found["actor1"], found["inter1"]) == first
    assert (found["actor2"], found["inter2"]) == second
    assert found["interaction"] == both


@pytest.mark.parametrize(
    ("parties", "actors"),
    [
        ({"actors": "rebels", "targets": "vehicle"}, ("Sahel Victory Front", "", "")),
        ({"actors": "vehicle", "targets": "army"}, ("", "Military Forces of Niger", "")),
        (
            {"actors": "rebels", "victims": "villagers vehicle"},
            ("Sahel Victory Front", "Civilians (Niger)", "villagers"),
        ),
        ({"actors": "rebels", "victims": "villagers heads"}, ("Sahel Victory Front", "Civilians (Niger)", "villagers")),
        ({"actors": "state", "victims": "villagers"}, ("Government of Niger", "Civilians (Niger)", "villagers")),
    ],
)
def test_things_and_counted_heads_are_no_actors(parties: dict[str, str], actors: tuple[str, ...]) -> None:
    found = acled("ASSAULT.drone", **parties)
    assert (found["actor1"], found["actor2"], found["assoc_actor_2"]) == actors


def test_in_a_battle_those_who_bear_arms_come_first() -> None:
    found = acled(actors="rebels", victims="villagers army")
    assert (found["actor2"], found["assoc_actor_2"]) == ("Military Forces of Niger", "villagers")
    assert found["civilian_targeting"] == ""


def test_nobody_fights_against_themselves() -> None:
    found = acled("ASSAULT.clash", actors="army", targets="army rebels")
    assert (found["actor1"], found["actor2"]) == ("Military Forces of Niger", "Sahel Victory Front")
    alone = acled("ASSAULT.clash", actors="army", targets="army")
    assert (alone["actor1"], alone["actor2"], alone["inter2"]) == ("Military Forces of Niger", "", "")


def test_companions_are_called_as_actors_are_and_stand_on_one_side_once() -> None:
    found = acled("ASSAULT.clash", actors="state army police", targets="army rebels")
    assert (found["actor1"], found["assoc_actor_1"]) == (
        "Government of Niger",
        "Military Forces of Niger; Police Forces of Niger",
    )
    assert (found["actor2"], found["assoc_actor_2"]) == ("Sahel Victory Front", "")


def test_who_is_only_counted_is_no_actor_where_somebody_else_is_there() -> None:
    found = acled("ASSAULT.drone", actors="army", targets="heads rebels")
    assert (found["actor2"], found["inter2"], found["interaction"]) == ("Sahel Victory Front", "2", "12")
    assert acled("ASSAULT.drone", actors="army", targets="heads")["actor2"] == "Civilians (Niger)"


def test_a_place_that_was_struck_is_no_actor() -> None:
    found = acled("ASSAULT.heavy-weapons", actors="army", targets="town")
    assert (found["actor2"], found["inter2"], found["interaction"]) == ("", "", "10")


def test_a_ruler_stands_for_the_government_and_a_chief_for_himself() -> None:
    found = acled("ASSAULT.drone", actors="president", targets="chief")
    assert (found["actor1"], found["actor2"]) == ("Government of Niger", "Moussa Kell")
    assert acled("ASSAULT.drone", actors="army president")["assoc_actor_1"] == "Ada Sani"


def test_police_at_a_riot_stand_against_it() -> None:
    found = acled("PROTEST.riot", actors="traders police")
    assert (found["actor1"], found["assoc_actor_1"]) == ("Rioters (Niger)", "traders")
    assert (found["actor2"], found["interaction"]) == ("Police Forces of Niger", "15")
    on_strike = acled("PROTEST.demo", actors="police")
    assert (on_strike["actor1"], on_strike["actor2"]) == ("Protesters (Niger)", "")


def test_the_words_for_somebody_unknown_lose_the_capital_of_a_sentence() -> None:
    unknown = Participant("actor", "Dock workers", Gap("not known"), (), (evidence("Dock workers", 40),))
    assert name_of(replace(unknown, name="Students")) == "students"
    assert name_of(unknown) == "Dock workers"
    assert name_of(party("actor", "rebels")) == "Sahel Victory Front"


def test_protesters_who_were_attacked_are_the_first_side_and_their_attackers_the_second() -> None:
    found = acled(actors="police", victims="protesters")
    assert (found["actor1"], found["assoc_actor_1"], found["inter1"]) == ("Protesters (Niger)", "protesters", "6")
    assert (found["actor2"], found["assoc_actor_2"], found["interaction"]) == ("Police Forces of Niger", "", "16")


def test_an_attack_in_which_soldiers_were_hit_as_well_is_none_on_protesters() -> None:
    found = acled(actors="rebels", victims="protesters army")
    assert (found["event_type"], found["sub_event_type"]) == ("Battles", "Armed clash")


def test_a_fight_of_the_unarmed_is_mob_violence_and_no_battle() -> None:
    found = acled("ASSAULT.clash", actors="traders villagers")
    assert (found["event_type"], found["sub_event_type"]) == ("Riots", "Mob violence")
    assert (found["actor1"], found["actor2"], found["interaction"]) == ("Rioters (Niger)", "Civilians (Niger)", "57")
    assert acled("ASSAULT.clash", actors="traders somebody")["sub_event_type"] == "Armed clash"


def test_forces_of_which_nobody_says_whose_they_are_have_no_kind() -> None:
    unknown = replace(
        party("actor", "army"), actor=Resolved(Actor(None, "soldiers", "body", None, "MIL"), 0.9, "head", ())
    )
    found = acled("ASSAULT.drone", participants=(replace(unknown, name="soldiers"), party("target", "rebels")))
    assert (found["actor1"], found["inter1"], found["interaction"]) == ("soldiers", "", "")


def test_soldiers_under_fire_are_the_actor_and_civilians_beside_them_companions() -> None:
    found = acled("ASSAULT.heavy-weapons", actors="rebels", victims="traders army")
    assert (found["actor2"], found["assoc_actor_2"], found["interaction"]) == (
        "Military Forces of Niger",
        "traders",
        "12",
    )


def test_things_are_no_companions_whoever_owns_them() -> None:
    found = acled("ASSAULT.explosives", actors="rebels", targets="shop", victims="traders")
    assert (found["actor2"], found["assoc_actor_2"], found["inter2"]) == ("Civilians (Niger)", "traders", "7")
    assert acled("ASSAULT.drone", actors="army", targets="convoy")["actor2"] == ""
    alone = acled("ASSAULT.drone", actors="army", targets="shop")
    assert (alone["actor2"], alone["assoc_actor_2"], alone["interaction"]) == ("Civilians (Niger)", "", "17")
    assert acled("ASSAULT.drone", actors="rebels", targets="post")["actor2"] == "Police Forces of Niger"


def test_crowds_stand_alone_with_those_they_are_as_companions() -> None:
    found = acled("PROTEST.demo", actors="traders")
    assert (found["actor1"], found["assoc_actor_1"], found["inter1"]) == ("Protesters (Niger)", "traders", "6")
    assert (found["actor2"], found["inter2"], found["interaction"]) == ("", "", "60")
    assert acled("PROTEST.riot", actors="traders")["inter1"] == "5"


@pytest.mark.parametrize("first", "12345678")
def test_interaction_has_the_lower_digit_first(first: str) -> None:
    assert interaction(first, "4") == "".join(sorted(first + "4"))
    assert interaction(first, "", alone=True) == first + "0"
    assert interaction(first, "") == ""


@pytest.mark.parametrize(
    ("code", "parties", "together"),
    [
        ("ASSAULT.drone", {"actors": "army"}, "10"),
        ("ASSAULT.explosives", {"actors": "rebels"}, "20"),
        ("COERCE.arrest", {"actors": "police"}, "10"),
        ("ASSAULT.drone", {"actors": "army", "targets": "vehicle"}, "10"),
        ("ASSAULT.drone", {"actors": "army", "targets": "rebels"}, "12"),
        ("ASSAULT.drone", {"actors": "somebody"}, ""),
        ("ASSAULT.sexual", {"actors": "rebels"}, ""),
    ],
)
def test_one_actor_alone_is_an_interaction_where_acled_records_sole_actors(
    code: str, parties: dict[str, str], together: str
) -> None:
    assert acled(code, **parties)["interaction"] == together


def test_no_actor_name_carries_years_that_nobody_knows() -> None:
    found = rows(
        "acled", COLUMNS, [incident("ASSAULT.clash", actors=pair) for pair in ("army rebels", "police gunmen")]
    )
    assert all("(2" not in each[name] and "-)" not in each[name] for each in found for name in ("actor1", "actor2"))


def test_attacks_on_civilians_are_marked() -> None:
    assert acled(actors="rebels", victims="villagers")["civilian_targeting"] == "Civilian targeting"
    assert acled("ASSAULT.clash", actors="army rebels")["civilian_targeting"] == ""
    assert acled("ASSAULT.drone", actors="army", victims="traders")["civilian_targeting"] == "Civilian targeting"


@pytest.mark.parametrize(
    ("last", "day", "precision"), [(1, "01", "1"), (2, "01", "2"), (7, "04", "2"), (8, "04", "3"), (31, "16", "3")]
)
def test_time_precision_and_the_middle_of_what_is_not_known_to_the_day(last: int, day: str, precision: str) -> None:
    found = acled("ASSAULT.clash", actors="army rebels", when=on(date(2022, 3, 1), date(2022, 3, last)))
    assert (found["event_date"], found["year"], found["time_precision"]) == (f"2022-03-{day}", "2022", precision)


def test_without_a_date_or_with_a_broad_one_it_is_left_out() -> None:
    broad = incident("ASSAULT.clash", actors="army rebels", when=on(date(2022, 1, 1), date(2022, 12, 31)))
    undated = incident("ASSAULT.clash", actors="army rebels", when=Gap("no date"))
    left_out = written("acled", [broad, undated])[1]
    assert left_out == {"the date is known no closer than a month": 1, "no date is known": 1}


def test_a_town_has_its_point_and_a_region_has_none() -> None:
    town = acled("ASSAULT.clash", actors="army rebels")
    assert (town["iso"], town["region"], town["country"]) == ("562", "Western Africa", "Niger")
    assert (town["admin1"], town["admin2"], town["admin3"]) == ("Tillabéri", "Kurbo-Nord", "")
    assert (town["latitude"], town["longitude"], town["geo_precision"]) == ("14.0313", "0.9127", "1")
    for place, precision in ((REGION, "3"), (STATE, "")):
        wide = acled("ASSAULT.clash", actors="army rebels", where=somewhere(place))
        assert (wide["latitude"], wide["longitude"], wide["geo_precision"]) == ("", "", precision)


def test_ids_begin_with_the_country_and_differ() -> None:
    made = [incident("ASSAULT.clash", actors="army rebels"), incident("ASSAULT.drone", actors="army")]
    ids = [found["event_id_cnty"] for found in rows("acled", COLUMNS, made)]
    assert all(each[:3] == "NER" and each[3:].isdigit() for each in ids)
    assert len(set(ids)) == 2


def test_the_most_conservative_figure_is_given_and_the_dispute_told() -> None:
    said = (killed(11, None), killed(14, 14, LATER))
    found = acled(actors="rebels", victims="villagers", statements=said, tolls={"killed": toll(14)})
    assert found["fatalities"] == "11"
    assert "Reports of the dead range from 11 to 14" in found["notes"]


@pytest.mark.parametrize(
    ("said", "figure"), [("tens of dead", "10"), ("dozens of dead", "12"), ("hundreds of dead", "100")]
)
def test_words_without_a_figure_have_acleds_figures(said: str, figure: str) -> None:
    found = acled(actors="rebels", victims="villagers", statements=(killed(None, None, said=said),))
    assert found["fatalities"] == figure


def test_a_figure_that_only_the_rule_has_is_told_with_its_words() -> None:
    vague = acled(actors="rebels", victims="villagers", statements=(killed(None, None, said="dozens of dead"),))
    assert "12 stands for “dozens of dead”." in vague["notes"]
    both = (killed(None, None, said="dozens of dead"), killed(9, 9, LATER))
    assert "stands for" not in acled(actors="rebels", victims="villagers", statements=both)["notes"]


def test_no_figure_is_empty_and_none_dead_is_0() -> None:
    assert acled(actors="rebels", victims="villagers")["fatalities"] == ""
    nobody = acled(actors="rebels", victims="villagers", statements=(killed(0, 0, said="nobody was killed"),))
    assert nobody["fatalities"] == "0"


def test_publishers_are_joined_and_the_timestamp_counts_seconds() -> None:
    found = acled("ASSAULT.clash", actors="army rebels", cards=(CARD, LATER))
    assert found["source"] == "Sahel Wire; Desert Post"
    assert found["timestamp"] == "1646352000"


@pytest.mark.parametrize("code", ["CONSULT", "ACCUSE", "SANCTION", "AID", "HARM.displace"])
def test_what_acled_does_not_record_is_left_out_with_the_reason(code: str) -> None:
    left_out = written("acled", [incident(code, actors="army")])[1]
    assert list(left_out) == [
        "ACLED event types and sub-event types: no code for it, or what decides the code is not known"
    ]


# ----------------------------------------------------------------------------------- crowds and people in an office


def sides_of(found: dict[str, str]) -> tuple[str, ...]:
    return found["actor1"], found["inter1"], found["actor2"], found["inter2"], found["interaction"]


RIOTERS, PROTESTERS = ("Rioters (Niger)", "5"), ("Protesters (Niger)", "6")


@pytest.mark.parametrize("code", ["ASSAULT", "ASSAULT.beat", "ASSAULT.primitive", "ASSAULT.destroy", "HARM.kill"])
@pytest.mark.parametrize(
    ("who", "type_"),
    [("protesters", "Violent demonstration"), ("demonstrators", "Violent demonstration"), ("mob", "Mob violence")],
)
def test_protesters_who_attack_are_rioters(who: str, type_: str, code: str) -> None:
    found = acled(code, actors=who, targets="traders")
    assert (found["event_type"], found["sub_event_type"]) == ("Riots", type_)
    assert sides_of(found) == (*RIOTERS, "Civilians (Niger)", "7", "57")


def test_a_crowd_that_attacks_is_a_mob_and_one_that_is_attacked_protests() -> None:
    assert acled("ASSAULT.beat", actors="crowd", victims="traders")["sub_event_type"] == "Mob violence"
    assert sides_of(acled("ASSAULT.firearms", actors="police", victims="crowd"))[:2] == PROTESTERS


@pytest.mark.parametrize("parties", ["police protesters", "protesters police"])
def test_a_clash_with_protesters_is_no_battle(parties: str) -> None:
    found = acled("ASSAULT.clash", actors=parties)
    assert found["sub_event_type"] == "Violent demonstration"
    assert sides_of(found) == (*RIOTERS, "Police Forces of Niger", "1", "15")


def test_who_riots_against_a_mob_stands_first() -> None:
    found = acled("PROTEST.riot", actors="traders", targets="mob")
    assert (found["assoc_actor_1"], found["assoc_actor_2"]) == ("traders", "an angry mob")


def test_armed_people_among_a_crowd_make_it_no_riot() -> None:
    found = acled("ASSAULT", actors="protesters rebels", victims="villagers")
    assert (found["sub_event_type"], found["actor1"], found["inter1"]) == ("Attack", "Sahel Victory Front", "2")


@pytest.mark.parametrize("code", ["COERCE.arrest", "ASSAULT.abduct", "ASSAULT.explosives", "ASSAULT.aerial"])
@pytest.mark.parametrize("who", ["protesters", "demonstrators"])
def test_protesters_are_protesters_whatever_is_done_to_them(code: str, who: str) -> None:
    found = acled(code, actors="police", targets=who)
    assert (found["actor2"], found["inter2"], found["interaction"]) == (*PROTESTERS, "16")


@pytest.mark.parametrize("code", ["ASSAULT.abduct", "ASSAULT.explosives"])
def test_protesters_who_do_violence_of_any_kind_are_rioters(code: str) -> None:
    assert sides_of(acled(code, actors="protesters", targets="traders"))[:2] == RIOTERS


@pytest.mark.parametrize("code", ["ASSAULT", "ASSAULT.targeted", "ASSAULT.firearms", "HARM.kill"])
@pytest.mark.parametrize(
    ("who", "beside"),
    [("mayor", "Government of Niger; the mayor"), ("judges", "two judges"), ("president", "Government of Niger")],
)
def test_people_in_an_office_who_are_attacked_are_civilians_of_their_government(
    code: str, who: str, beside: str
) -> None:
    found = acled(code, actors="rebels", victims=who)
    assert (found["event_type"], found["civilian_targeting"]) == ("Violence against civilians", "Civilian targeting")
    assert sides_of(found)[2:] == ("Civilians (Niger)", "7", "27")
    assert found["assoc_actor_2"].startswith(beside)


def test_an_arrested_mayor_is_a_civilian_and_an_agreeing_one_the_state() -> None:
    assert acled("COERCE.arrest", actors="army", targets="mayor")["inter2"] == "7"
    assert acled("AGREE", actors="rebels mayor")["sub_event_type"] == "Agreement"
    assert acled("AGREE", actors="rebels", targets="mayor")["inter2"] == "1"


def test_an_office_is_of_the_state_even_where_nobody_says_of_which() -> None:
    assert acled("AGREE", actors="rebels", targets="judges")["inter2"] == "1"
    assert acled("COERCE.arrest", actors="judges", targets="traders")["inter1"] == "1"


def test_a_guarded_mayor_and_a_parliament_are_no_civilians() -> None:
    assert acled("ASSAULT", actors="rebels", victims="mayor army")["event_type"] == "Battles"
    assert sum(written("acled", [incident("ASSAULT", actors="rebels", targets="parliament")])[1].values()) == 1


def test_a_body_of_several_states_is_external() -> None:
    assert acled("RETREAT.ceasefire", actors="rebels", targets="mission")["inter2"] == "8"


def test_of_several_attackers_those_who_bear_arms_stand_first() -> None:
    found = acled("ASSAULT.firearms", actors="villagers rebels", victims="traders")
    assert (found["actor1"], found["inter1"]) == ("Sahel Victory Front", "2")
