"""POLECAT's shape: 40 columns in Title Case, types and modes as PLOVER has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gesta.exporting.polecat import COLUMNS
from gesta.nouns.event import Status
from gesta.ontologies import load
from tests.exporting.staged import CARD, LATER, evidence, incident, killed, row, written

KNOWN = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor "
    "COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name "
    "Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw "
    "Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations, Language, "
    "Version"
)


def polecat(code: str = "ASSAULT.firearms", status: Status = "actual", **changed: Any) -> dict[str, str]:
    return row("polecat", COLUMNS, incident(code, status, **changed), "\t")


def test_the_columns_stand_in_polecats_order() -> None:
    assert ", ".join(COLUMNS) == KNOWN


@pytest.mark.parametrize("label", load().labels)
def test_every_label_of_plover_is_written_as_it_is(label: str) -> None:
    type_, _, mode = label.partition(".")
    kind = load().type(type_)
    if kind.origin == "gesta":
        assert sum(written("polecat", [incident(label, actors="army")])[1].values()) == 1
        return
    found = polecat(label, actors="army")
    own = bool(mode) and kind.modes[mode].origin == "gesta"
    assert (found["Event Type"], found["Event Mode"]) == (type_, "" if own else mode)
    assert found["Quad Code"] == str(load().quad(type_))


def test_scores_are_the_manuals_or_empty() -> None:
    assert polecat("ASSAULT.drone")["Intensity"] == "-9.5"
    assert polecat("ACCUSE.allege")["Intensity"] == ""


@pytest.mark.parametrize(
    ("code", "type_"),
    [("CONSULT.visit", "AGREE"), ("AID.military", "AGREE"), ("COOPERATE", "AGREE"), ("RETREAT.withdraw", "CONCEDE")],
)
def test_what_is_to_come_is_agreed_or_conceded(code: str, type_: str) -> None:
    found = polecat(code, "future", actors="government")
    assert (found["Event Type"], found["Event Mode"]) == (type_, "")


def test_an_attack_to_come_is_left_out() -> None:
    assert written("polecat", [incident("ASSAULT.drone", "future")])[1] == {"told as planned, possible or denied": 1}


def test_sides_have_names_countries_numbers_and_sectors() -> None:
    found = polecat(actors="army neighbours", targets="rebels", cards=(CARD, LATER))
    assert (found["Actor Name"], found["Actor Country"]) == ("Niger Armed Forces;Armed Forces of Mali", "NER;MLI")
    assert (found["Actor COW"], found["Primary Actor Sector"], found["Actor Sectors"]) == ("436;432", "MIL", "MIL")
    assert (found["Recipient Name"], found["Recipient Sectors"]) == ("Sahel Victory Front", "REB")
    assert (found["Source"], found["Publication Date"]) == ("Sahel Wire;Desert Post", "2022-03-02;2022-03-03")
    assert {found[name] for name in ("Contexts", "Actor Title", "Wikipedia Actor ID", "Story People")} == {""}


def test_the_place_has_its_number_in_geonames() -> None:
    found = polecat(actors="army")
    assert (found["Placename"], found["City"], found["Country"]) == ("Kurbo", "Kurbo", "NER")
    assert (found["GeoNames ID"], found["Latitude"]) == ("1", "14.0313")


def test_the_words_for_the_place_are_those_of_the_place_and_not_of_who_says_so() -> None:
    words = (evidence("The army", 3), evidence("said", 12), evidence("near Kurbo", 17))
    claimed = replace(killed(4, 4), question="where", value="Kurbo, NER", evidence=words, figure=None)
    plain = replace(claimed, id="s2", evidence=(evidence("in Kurbo", 40),), voice=None)
    assert polecat(statements=(claimed, plain))["Raw Placename"] == "near Kurbo;in Kurbo"
