"""Actors from FollowTheMoney entities and from a dump of Wikidata; all of them invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gesta.roster.entry import RosterError
from gesta.roster.importing import from_ftm, from_wikidata


def line(schema: str, name: str = "Nordfjell Holding", **properties: list[str]) -> str:
    return json.dumps({"id": "NK-1", "schema": schema, "properties": {"name": [name], **properties}})


def test_an_organisation_of_ftm_becomes_an_actor() -> None:
    row = line("Organization", alias=["NH", "Nordfjell  Holding"], country=["no"], incorporationDate=["2001-05-02"])
    (entry,) = from_ftm([row, "\n"], "x.jsonl")
    assert entry.id == "import:nk-1"
    assert (entry.kind, entry.country, entry.aliases, entry.since) == ("organisation", "NOR", ("NH",), "2001-05-02")
    assert entry.sector == ""


def test_an_unknown_is_not_filled_in() -> None:
    (two,) = from_ftm([line("Person", country=["no", "se"])], "x")
    (none,) = from_ftm([line("Person", country=["zz"])], "x")
    assert (two.country, none.country) == ("", "")


def test_what_names_no_actor_is_left_out() -> None:
    assert list(from_ftm([line("Payment"), line("Address"), line("Person", name=" ")], "x")) == []


@pytest.mark.parametrize("text", ["{", "[1]", '"a"'])
def test_a_line_that_is_no_entity_is_told(text: str) -> None:
    with pytest.raises(RosterError, match=r"x\.jsonl:2: not"):
        list(from_ftm([line("Person"), text], "x.jsonl"))


def item(**claims: list[Any]) -> str:
    def statement(value: Any) -> dict[str, Any]:
        return {"mainsnak": {"datavalue": {"value": value}}}

    entity = {
        "id": "Q99999999",
        "labels": {"en": {"value": "Harbour League"}, "fr": {"value": "Ligue"}},
        "aliases": {"en": [{"value": "HL"}]},
        "claims": {claim: [statement(value) for value in values] for claim, values in claims.items()},
    }
    return json.dumps(entity) + ","


def test_an_item_of_wikidata_becomes_an_actor() -> None:
    party = item(P31=[{"id": "Q7278"}], P17=[{"id": "Q142"}], P571=[{"time": "+1998-00-00T00:00:00Z"}])
    (entry,) = from_wikidata(["[", party, "]"], "dump.json")
    assert (entry.id, entry.name, entry.kind) == ("import:q99999999", "Harbour League", "party")
    assert (entry.country, entry.since, entry.wikidata, entry.aliases) == ("FRA", "1998", "Q99999999", ("HL",))


def test_an_item_of_no_known_class_is_left_out() -> None:
    assert list(from_wikidata([item(P31=[{"id": "Q515"}])], "dump.json")) == []
