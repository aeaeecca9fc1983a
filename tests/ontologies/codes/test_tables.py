"""The tables of codes: complete for the states that the roster knows, unique, and in the right form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields

import pytest

from gesta.ontologies import load
from gesta.ontologies.codes.tables import NO_STATE, StateCodes, sector, sectors, state, state_by, states, words
from gesta.places.knowledge import tables as places
from gesta.roster import load as load_roster

FORMS = {
    "iso3": r"[A-Z]{3}",
    "iso_numeric": r"\d{3}",
    "fips": r"[A-Z]{2}",
    "cameo": r"[A-Z]{3}",
    "gw": r"[1-9]\d{0,2}",
    "cow": r"[1-9]\d{0,2}",
}
ACLED_REGIONS = {
    *("Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "Middle East"),
    *("South Asia", "Southeast Asia", "East Asia", "Caucasus and Central Asia", "Europe", "North America"),
    *("Central America", "South America", "Caribbean", "Oceania", "Antarctica"),
}
UCDP_REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East"}
INTERS = {"1", "2", "3", "4", "5", "6", "7", "8", ""}
EVERY = list(states().values())


def test_every_state_of_the_roster_has_codes() -> None:
    known = {entry.country for entry in load_roster().entries.values() if entry.id.startswith("state:")}
    assert known - set(states()) == set()


def test_every_country_of_the_places_has_codes() -> None:
    countries = {code for code in places.countries() if state(code) is NO_STATE}
    assert countries == set()


@pytest.mark.parametrize("column", FORMS)
def test_codes_have_their_form_and_are_unique(column: str) -> None:
    found = [value for row in EVERY if (value := getattr(row, column))]
    assert [value for value in found if not re.fullmatch(FORMS[column], value)] == []
    assert [value for value, times in Counter(found).items() if times > 1] == []


def test_regions_are_those_of_the_lists() -> None:
    assert {row.acled_region for row in EVERY} - {""} == ACLED_REGIONS
    assert {row.ucdp_region for row in EVERY} - {""} == UCDP_REGIONS


def test_a_region_comes_with_its_codes() -> None:
    assert [row.iso3 for row in EVERY if bool(row.acled_region) != bool(row.acled_name)] == []
    assert [row.iso3 for row in EVERY if bool(row.gw) != bool(row.ucdp_region)] == []


@pytest.mark.parametrize(
    ("iso3", "numeric", "fips", "gw", "cow"),
    [
        ("AFG", "004", "AF", "700", "700"),
        ("NER", "562", "NG", "436", "436"),
        ("NGA", "566", "NI", "475", "475"),
        ("DEU", "276", "GM", "260", "255"),
        ("YEM", "887", "YM", "678", "679"),
        ("SRB", "688", "RI", "340", "345"),
        ("KOS", "", "KV", "347", "347"),
        ("TON", "776", "TN", "972", "955"),
        ("SSD", "728", "OD", "626", "626"),
        ("PSE", "275", "WE", "", ""),
        ("GBR", "826", "UK", "200", "200"),
        ("UKR", "804", "UP", "369", "369"),
    ],
)
def test_codes_that_are_often_mistaken(iso3: str, numeric: str, fips: str, gw: str, cow: str) -> None:
    row = state(iso3)
    assert (row.iso_numeric, row.fips, row.gw, row.cow) == (numeric, fips, gw, cow)


def test_kosovo_is_found_under_both_codes_and_bodies_have_none() -> None:
    assert state("XKX") is state("KOS")
    assert state("IGO") is state(None) is NO_STATE
    assert {getattr(NO_STATE, field.name) for field in fields(StateCodes)} == {""}


def test_states_are_found_by_other_peoples_codes() -> None:
    assert state_by("iso_numeric", "562") == "NER"
    assert state_by("acled_name", "Democratic Republic of Congo") == "COD"
    assert state_by("fips", "NI") == "NGA"
    assert state_by("gw", "") is None
    assert state_by("ucdp_region", "Asia") is None, "several states have it"


def test_every_sector_has_a_row() -> None:
    assert set(sectors()) == set(load().sectors)
    assert {row.acled_inter for row in sectors().values()} <= INTERS


def test_those_who_bear_arms_are_no_civilians() -> None:
    assert {row.sector for row in sectors().values() if row.armed} == {*"COP MIL PRM REB SPY UAF CRM".split()}
    assert all(row.acled_inter != "7" for row in sectors().values() if row.armed)
    assert sector("MED").cameo == "HLH"
    assert sector("JRN").cameo == "MED"
    assert sector(None).armed is False


def test_words_are_matched_whole_and_in_any_case() -> None:
    assert words("protesters").search("Protesters in the square")
    assert words("grenade").search("two grenades")
    assert not words("grenade").search("grenadiers")
