"""The check of the roster: the shipped files pass, and each rule can fail."""

from __future__ import annotations

from typing import Any

import pytest

from gesta.ontologies import ontology
from gesta.roster.checking import faults
from gesta.roster.entry import Affiliation, Entry, Form
from gesta.roster.files import Rows, read

STATE = Entry("state:ken", "Kenya", "state", (), "KEN", "GOV", reference="ISO")
GOOD = Entry("group:a", "Alpha", "armed group", ("A-Front",), "KEN", "REB", reference="invented")


def check(*entries: Entry, affiliations: tuple[Affiliation, ...] = (), forms: tuple[tuple[str, Form], ...] = ()) -> str:
    rows = Rows((STATE, *entries), affiliations, forms, "", {e.id: "file.csv" for e in (STATE, *entries)})
    return "\n".join(faults(rows, ["IMG"], ["GOV", "REB"]))


def test_the_shipped_roster_has_no_fault() -> None:
    lists = ontology.load()
    assert faults(read(), lists.countries, lists.sectors) == ()


def test_good_rows_pass() -> None:
    assert check(GOOD) == ""


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "Group A"}, "an id is a prefix"),
        ({"kind": "gang of four"}, "no kind"),
        ({"country": "XXX"}, "no country 'XXX'"),
        ({"sector": "ARMY"}, "no sector 'ARMY'"),
        ({"since": "2010", "until": "2009"}, "ends (2009) before it begins (2010)"),
        ({"since": "in 2010"}, "not a date"),
        ({"parent": "group:nobody"}, "no actor 'group:nobody'"),
        ({"parent": "group:a"}, "its own parent"),
        ({"wikidata": "12"}, "not a Wikidata id"),
        ({"reference": ""}, "where the facts come from"),
        ({"aliases": (" A",)}, "spaces around it"),
        ({"kind": "media"}, "no ownership ''"),
    ],
)
def test_a_bad_row_is_told(change: dict[str, Any], complaint: str) -> None:
    assert complaint in check(GOOD._replace(**change))


def test_an_id_given_twice_is_told() -> None:
    assert "given twice" in check(GOOD, GOOD._replace(name="Other", aliases=()))


def test_an_alias_of_two_actors_of_one_country_is_told() -> None:
    assert "shares 'a front'" in check(GOOD, GOOD._replace(id="group:b", name="Beta"))


@pytest.mark.parametrize(
    "change",
    [
        {"country": "IMG"},
        {"kind": "media", "ownership": "private"},
        {"since": "2011", "until": ""},
    ],
)
def test_a_rule_lets_a_shared_alias_stand(change: dict[str, Any]) -> None:
    other = GOOD._replace(id="group:b", name="Beta", **change)
    assert check(GOOD._replace(until="2001"), other) == ""


def test_affiliations_and_words_for_states_point_to_actors() -> None:
    held = Affiliation("group:a", "state:ken", "rebels", "ARMY", "2012", "2011")
    told = check(GOOD, affiliations=(held,), forms=(("Kenyan", Form("state:xxx", "adjective")),))
    assert "no sector 'ARMY'" in told
    assert "no span of time" in told
    assert "Kenyan: no actor 'state:xxx'" in told
