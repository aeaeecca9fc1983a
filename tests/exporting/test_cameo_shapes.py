"""CAMEO dyads, ICEWS and GDELT: codes of events and actors, scores, classes, places and mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from gesta.exporting import cameo, gdelt_events, gdelt_mentions, icews
from gesta.exporting.shaping.cameo import actor_code, goldstein, quad
from gesta.nouns.incident import Told
from gesta.nouns.referent import Gap, Place
from gesta.ontologies import load
from gesta.ontologies.crosswalk import load as load_crosswalk
from tests.exporting.staged import CARD, LATER, REGION, STATE, incident, on, party, row, rows, somewhere, toll, written

TAB = "\t"
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def dyads(code: str, **changed: Any) -> list[dict[str, str]]:
    return rows("cameo", cameo.COLUMNS, [incident(code, **changed)])


def gdelt(code: str = "ASSAULT.clash", **changed: Any) -> dict[str, str]:
    changed = {"actors": "army rebels", **changed}
    return row("gdelt-events", gdelt_events.COLUMNS, incident(code, **changed), TAB)


def pairs(code: str, **changed: Any) -> list[tuple[str, str]]:
    return [(found["source_name"], found["target_name"]) for found in dyads(code, **changed)]


def test_who_is_target_and_victim_is_one_and_nobody_acts_on_themselves() -> None:
    assert pairs("ASSAULT", actors="rebels", targets="traders", victims="traders") == [
        ("Sahel Victory Front", "traders")
    ]
    front, army = "Sahel Victory Front", "Niger Armed Forces"
    assert pairs("ASSAULT", actors="rebels army", targets="army rebels") == [(front, army)]
    assert pairs("ASSAULT", actors="army police", targets="rebels police") == [
        (army, front),
        ("Niger National Police", front),
    ]


def test_of_violence_the_unarmed_are_the_victims_where_they_are_read_on_both_sides() -> None:
    assert pairs("ASSAULT", actors="traders", victims="traders") == [("", "traders")]
    assert pairs("ASSAULT", actors="traders gunmen", victims="traders") == [("gunmen", "traders")]
    front = "Sahel Victory Front"
    assert pairs("ASSAULT", actors="somebody rebels", victims="traders rebels") == [(front, "traders")]
    assert pairs("ASSAULT", actors="rebels army", victims="army rivals") == [
        (front, "Dune Brigade"),
        (front, "Niger Armed Forces"),
    ]
    assert pairs("PROTEST.demo", actors="traders", targets="traders") == [("traders", "")]


def test_bodies_of_one_state_may_speak_of_each_other_and_meet() -> None:
    state, ruler = "Niger", "Ada Sani"
    assert pairs("ACCUSE", actors="government", targets="state") == [("Government of Niger", state)]
    assert pairs("CONSULT", actors="president state", targets="state president") == [(ruler, state)]


# -------------------------------------------------------------------------------------------------------------- codes


@pytest.mark.parametrize("label", load().labels)
def test_every_code_that_is_written_is_a_string_of_the_list_with_its_root_and_class(label: str) -> None:
    type_, _, mode = label.partition(".")
    codes = load_crosswalk("cameo").codes
    for parties in ({"actors": "army rebels"}, {"actors": "rebels", "victims": "traders"}, {"actors": "traders"}):
        for found in dyads(label, **parties):
            assert found["code"] in codes
            assert found["root"] == found["code"][:2]
            assert float(found["goldstein"]) == goldstein(codes[found["code"]])
            assert found["quad_class"] == quad(codes[found["code"]])
    assert type_, mode


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("army", "NERMIL"),
        ("police", "NERCOP"),
        ("rebels", "NERREB"),
        ("gunmen", "NERUAF"),
        ("traders", "NERBUS"),
        ("government", "NERGOV"),
        ("nation", "IGOUNO"),
        ("agency", "NGO"),
        ("somebody", ""),
    ],
)
def test_actor_codes(who: str, code: str) -> None:
    assert str(actor_code(party("actor", who))) == code


@pytest.mark.parametrize(
    ("code", "score"), [("042", 1.9), ("19", -10.0), ("1712", -9.2), ("1952", -10.0), ("176", -7.0)]
)
def test_the_goldstein_score_is_the_codes_own_or_that_of_the_code_above(code: str, score: float) -> None:
    assert goldstein(load_crosswalk("cameo").codes[code]) == score


def test_an_actor_nobody_names_has_no_code() -> None:
    assert str(actor_code(None)) == ""
    (found,) = dyads("ASSAULT.drone", actors="", targets="rebels")
    assert (found["source"], found["target"]) == ("", "NERREB")


def test_each_pair_is_a_row_and_a_visit_is_seen_from_both_sides() -> None:
    assert len(dyads("ASSAULT.firearms", actors="rebels rivals", targets="army police")) == 4
    visit = dyads("CONSULT.visit", actors="government", targets="nation")
    assert [(each["source"], each["code"], each["target"]) for each in visit] == [
        ("NERGOV", "042", "IGOUNO"),
        ("IGOUNO", "043", "NERGOV"),
    ]
    assert len(dyads("CONSULT.visit", actors="government")) == 1


def test_an_assassination_needs_a_death() -> None:
    sides = {"actors": "gunmen", "targets": "government"}
    assert dyads("ASSAULT.targeted", **sides, tolls={"killed": toll(1)})[0]["code"] == "186"
    assert dyads("ASSAULT.targeted", **sides)[0]["code"] == "180"


def test_harm_without_a_deed_is_coded_by_the_sides_or_left_out() -> None:
    assert dyads("HARM.kill", actors="army", victims="rebels")[0]["code"] == "190"
    assert dyads("HARM.kill", actors="army", victims="traders")[0]["code"] == "180"
    left_out = written("cameo", [incident("HARM.kill", actors="army"), incident("HARM.displace", actors="army")])[1]
    assert left_out == {"CAMEO event codes: no code for it, or what decides the code is not known": 2}


# -------------------------------------------------------------------------------------------------------------- ICEWS


def test_icews_columns_and_a_row() -> None:
    assert icews.COLUMNS[:8] == [
        *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
        "Intensity",
    ]
    found = row("icews", icews.COLUMNS, incident("ASSAULT.heavy-weapons", actors="army", targets="rebels"), TAB)
    assert found["Event Text"] == "Fight with artillery and tanks"
    assert (found["CAMEO Code"], found["Intensity"]) == ("194", "-10.0")
    assert (found["Source Country"], found["Target Name"]) == ("Niger", "Sahel Victory Front")
    assert (found["City"], found["District"], found["Province"]) == ("Kurbo", "Kurbo-Nord", "Tillabéri")
    assert found["Sentence Number"] == ""


def test_icews_ids_do_not_repeat() -> None:
    found = rows("icews", icews.COLUMNS, [incident("ASSAULT.clash", actors="army rebels rivals")], TAB)
    ids = [each["Event ID"] for each in found]
    assert len(found) == len(set(ids)) == 2
    assert all(each.isdigit() for each in ids)


def test_leading_zeros_stay() -> None:
    found = row("icews", icews.COLUMNS, incident("CONSULT", actors="government", targets="nation"), TAB)
    assert found["CAMEO Code"] == "040"


@pytest.mark.parametrize(
    ("code", "text", "intensity"),
    [
        ("ASSAULT.clash", "Use conventional military force", "-10.0"),
        ("CONSULT", "Consult", "1.0"),
        ("CONSULT.visit", "Make a visit", "1.9"),
        ("COERCE.arrest", "Arrest, detain, or charge with legal action", "-5.0"),
    ],
)
def test_icews_names_and_scores_events_as_its_files_do(code: str, text: str, intensity: str) -> None:
    found = row("icews", icews.COLUMNS, incident(code, actors="government"), TAB)
    assert (found["Event Text"], found["Intensity"]) == (text, intensity)


# -------------------------------------------------------------------------------------------------------------- GDELT


def test_gdelt_has_61_columns_in_blocks() -> None:
    columns = gdelt_events.COLUMNS
    assert columns[:5] == ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    assert (columns[5], columns[15], columns[25], columns[26]) == (
        "Actor1Code",
        "Actor2Code",
        "IsRootEvent",
        "EventCode",
    )
    assert columns[30:35] == ("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")
    assert columns[35:43] == tuple(f"Actor1Geo_{part}" for part in GEO)
    assert columns[51:59] == tuple(f"ActionGeo_{part}" for part in GEO)
    assert columns[59:] == ("DATEADDED", "SOURCEURL")


def test_gdelt_codes_and_counts() -> None:
    found = gdelt(cards=(CARD, LATER), reports=2)
    assert (found["EventCode"], found["EventBaseCode"], found["EventRootCode"]) == ("190", "190", "19")
    assert (found["QuadClass"], found["GoldsteinScale"]) == ("4", "-10.0")
    assert (found["Actor1Code"], found["Actor1CountryCode"], found["Actor1Type1Code"]) == ("NERMIL", "NER", "MIL")
    assert found["Actor2Name"] == "SAHEL VICTORY FRONT"
    assert (found["NumMentions"], found["NumSources"], found["NumArticles"], found["AvgTone"]) == ("1", "2", "2", "")
    assert (found["DATEADDED"], found["SOURCEURL"]) == ("20220302000000", "https://sahelwire.example/1")


@pytest.mark.parametrize(
    ("day", "fraction"),
    [(date(2017, 6, 1), "2017.4137"), (date(2007, 7, 4), "2007.5041"), (date(2016, 7, 1), "2016.4959")],
)
def test_gdelt_fractions_are_those_of_its_files(day: date, fraction: str) -> None:
    assert gdelt(when=on(day))["FractionDate"] == fraction


def test_gdelt_moments_are_in_utc_and_the_first_counts() -> None:
    east = timezone(timedelta(hours=3))
    cards = (LATER, replace(CARD, published=datetime(2022, 3, 2, 1, 30, tzinfo=east)))
    assert gdelt(cards=cards)["DATEADDED"] == "20220301223000"
    assert gdelt(cards=(replace(CARD, published=None),))["DATEADDED"] == ""


def test_gdelt_base_code_is_the_first_three_digits() -> None:
    found = gdelt("ASSAULT.torture")
    assert (found["EventCode"], found["EventBaseCode"], found["EventRootCode"]) == ("1822", "182", "18")


@pytest.mark.parametrize(
    ("when", "cells"),
    [
        (on(date(2022, 3, 1)), ("20220301", "202203", "2022", "2022.1671")),
        (on(date(2022, 3, 1), date(2022, 3, 31)), ("", "202203", "2022", "")),
        (on(date(2022, 3, 1), date(2022, 4, 2)), ("", "", "2022", "")),
        (on(date(2021, 12, 31), date(2022, 1, 1)), ("", "", "", "")),
        (Gap("no date"), ("", "", "", "")),
    ],
)
def test_gdelt_dates_say_as_much_as_is_known(when: Any, cells: tuple[str, ...]) -> None:
    found = gdelt(when=when)
    assert tuple(found[name] for name in ("SQLDATE", "MonthYear", "Year", "FractionDate")) == cells


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (None, ("", "", "", "", "", "", "", "")),
        (REGION, ("5", "Tillabéri, Niger", "NG", "", "", "", "", "")),
        (STATE, ("1", "Niger", "NG", "NG", "", "", "", "NG")),
        (
            Place("geonames:8", "Duluth", "town", "USA", ("Minnesota",), 1, 46.78327, -92.10658),
            ("3", "Duluth, Minnesota, United States", "US", "", "", "46.7833", "-92.1066", ""),
        ),
        (
            Place("geonames:7", "Minnesota", "region", "USA", ("Minnesota",), 4),
            ("2", "Minnesota, United States", "US", *[""] * 5),
        ),
    ],
)
def test_gdelt_places_have_fips_codes_and_types(place: Place | None, cells: tuple[str, ...]) -> None:
    found = gdelt(where=Gap("no place") if place is None else somewhere(place))
    assert tuple(found[f"ActionGeo_{part}"] for part in GEO) == cells
    assert {found[f"Actor1Geo_{part}"] for part in GEO} == {""}


def test_a_mention_is_a_telling_and_shares_the_number_of_its_event() -> None:
    made = incident("ASSAULT.clash", actors="army rebels")
    mention = row("gdelt-mentions", gdelt_mentions.COLUMNS, made, TAB)
    assert mention["GLOBALEVENTID"] == gdelt()["GLOBALEVENTID"]
    assert mention["EventTimeDate"] == mention["MentionTimeDate"] == gdelt()["DATEADDED"] == "20220302000000"
    assert (mention["MentionType"], mention["MentionIdentifier"]) == ("1", "https://sahelwire.example/1")
    assert (mention["Actor1CharOffset"], mention["Actor2CharOffset"], mention["ActionCharOffset"]) == ("14", "16", "20")
    assert (mention["InRawText"], mention["Confidence"], mention["MentionDocTone"]) == ("1", "90", "")


def test_a_report_without_an_address_is_cited() -> None:
    telling = incident().tellings[0].telling
    made = incident("ASSAULT.clash", actors="army rebels", tellings=(Told(LATER, telling),))
    mention = row("gdelt-mentions", gdelt_mentions.COLUMNS, made, TAB)
    assert mention["MentionType"] == "2"
    assert mention["MentionIdentifier"] == "Desert Post, 2022-03-03, Toll 'rises'"


def test_quotation_marks_cannot_run_lines_together() -> None:
    made = incident("ASSAULT.clash", actors="army rebels", cards=(LATER,))
    content = written("icews", [made, made])[0]
    assert b'"' not in content
    assert len(content.splitlines()) == 3
