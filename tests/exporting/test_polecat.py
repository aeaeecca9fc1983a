"""POLECAT's shape: 40 columns in Title Case, types and modes as PLOVER has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gesta.exporting.polecat import COLUMNS, QUADS
from gesta.nouns.event import Status
from gesta.nouns.referent import Gap
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
    assert found["Quad Code"] == QUADS[load().quad(type_) or 0]


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
    assert (found["Actor Name"], found["Actor Country"]) == ("Niger Armed Forces; Armed Forces of Mali", "NER; MLI")
    assert (found["Actor COW"], found["Primary Actor Sector"], found["Actor Sectors"]) == (
        "436; 432",
        "MIL",
        "MIL; MIL",
    )
    assert (found["Recipient Name"], found["Recipient Sectors"]) == ("Sahel Victory Front", "REB")
    assert (found["Source"], found["Publication Date"]) == ("Sahel Wire; Desert Post", "2022-03-02; 2022-03-03")
    assert {found[name] for name in ("Contexts", "Actor Title", "Wikipedia Actor ID", "Story People")} == {""}


POSITIONAL = ("Name", "Country", "COW", "Sectors", "Name Raw")


@pytest.mark.parametrize(
    "who", ["army police", "villagers army", "agency somebody traders", "army army", "they police"]
)
def test_every_list_of_a_side_has_one_value_for_each_party(who: str) -> None:
    found = polecat(actors=who, targets=who.replace("police", "rebels"))
    for side in ("Actor", "Recipient"):
        cells = [found[f"{side} {name}"].split("; ") for name in POSITIONAL]
        assert len({len(cell) for cell in cells}) == 1
        assert all(all(cell) for cell in cells)


def test_what_is_not_known_of_one_party_keeps_its_place() -> None:
    found = polecat(actors="villagers neighbours agency")
    assert found["Actor Name"] == "villagers; Armed Forces of Mali; a relief agency"
    assert (found["Actor Country"], found["Actor COW"]) == ("None; MLI; NGO", "None; 432; None")
    assert (found["Primary Actor Sector"], found["Actor Sectors"]) == ("MIL", "None; MIL; None")


def test_nobody_is_none() -> None:
    found = polecat(actors="army")
    assert {found[f"Recipient {name}"] for name in POSITIONAL} == {"None"}
    assert found["Primary Recipient Sector"] == "None"


def test_a_name_with_the_separator_in_it_is_one_value() -> None:
    made = incident(actors="army rebels")
    odd = replace(made.participants[1], name="fighters; the real ones", actor=Gap("not known"))
    found = row("polecat", COLUMNS, replace(made, participants=(made.participants[0], odd)), "\t")
    assert found["Actor Name"].split("; ") == ["Niger Armed Forces", "fighters, the real ones"]


def test_the_place_has_its_number_in_geonames() -> None:
    found = polecat(actors="army")
    assert (found["Placename"], found["City"], found["Country"]) == ("Kurbo", "Kurbo", "NER")
    assert (found["GeoNames ID"], found["Latitude"]) == ("1", "14.0313")


def test_the_words_for_the_place_are_those_of_the_place_and_not_of_who_says_so() -> None:
    words = (evidence("The army", 3), evidence("said", 12), evidence("near Kurbo", 17))
    claimed = replace(killed(4, 4), question="where", value="Kurbo, NER", evidence=words, figure=None)
    plain = replace(claimed, id="s2", evidence=(evidence("in Kurbo", 40),), voice=None)
    assert polecat(statements=(claimed, plain))["Raw Placename"] == "near Kurbo; in Kurbo"
