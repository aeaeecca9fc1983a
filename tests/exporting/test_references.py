"""References and entities: BibTeX, CSL-JSON, FollowTheMoney."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re

import pytest

from gesta.exporting.bibtex import escaped
from gesta.exporting.ftm import COLUMNS, SCHEMATA, TYPES, _country, actor_id
from gesta.nouns.referent import Actor
from gesta.roster import load
from tests.exporting import golden, invented

ENTRY = re.compile(r"@misc\{(?P<key>[\w-]+),\n(?P<fields>(?:  \w+ = .+,\n)+)\}")


def test_every_report_is_an_entry_with_a_key_of_its_own() -> None:
    found = list(ENTRY.finditer(golden.exported("bibtex").decode("utf-8")))
    assert len({entry["key"] for entry in found}) == len(invented.reports())
    assert "year" not in found[3]["fields"]
    assert "title" not in found[3]["fields"]


@pytest.mark.parametrize(
    ("text", "set_as"),
    [("50% & more_", r"50\% \& more\_"), ("a } b\n{", "a ) b ("), ("\\x", r"\textbackslash x"), ("#1 $2", r"\#1 \$2")],
)
def test_what_means_something_to_tex_is_escaped(text: str, set_as: str) -> None:
    assert escaped(text) == set_as


def test_braces_of_every_entry_close() -> None:
    text = golden.exported("bibtex").decode("utf-8")
    assert text.count("{") == text.count("}")


def test_csl_items_have_what_is_known_only() -> None:
    items = json.loads(golden.exported("csl"))
    assert len(items) == len(invented.reports())
    assert items[0]["issued"] == {"date-parts": [[2021, 6, 30]]}
    assert set(items[3]) == {"id", "type", "language", "note"}


# --------------------------------------------------------------------------------------------------- FollowTheMoney


def statements() -> list[dict[str, str]]:
    text = golden.files("ftm")["ftm/statements.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_statements_and_entities_say_the_same() -> None:
    lines = golden.files("ftm")["ftm/entities.ftm.json"].decode("utf-8").splitlines()
    told = [
        (e["id"], name, value) for e in map(json.loads, lines) for name, vs in e["properties"].items() for value in vs
    ]
    found = [(row["entity_id"], row["prop"], row["value"].removeprefix("'")) for row in statements()]
    assert found == told
    assert tuple(statements()[0]) == COLUMNS


def test_ids_of_statements_are_those_of_followthemoney() -> None:
    for row in statements():
        value = row["value"].removeprefix("'")
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{value}"
        assert row["id"] == hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
        assert row["prop_type"] == TYPES[row["prop"]]


def test_entities_refer_to_entities_that_are_there() -> None:
    known = {row["entity_id"] for row in statements()}
    goals = {row["value"] for row in statements() if row["prop_type"] == "entity"}
    assert goals
    assert goals <= known


def test_ids_of_actors_are_such_as_followthemoney_keeps_and_differ() -> None:
    """followthemoney/types/entity.py: letters, digits, "." and "-" only; values of other characters are dropped."""
    ids = {actor_id(Actor(id_, "x", "body", None, None)) for id_ in load().entries}
    assert len(ids) == len(load().entries)
    assert [each for each in ids if not re.fullmatch(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?", each)] == []


def test_countries_are_two_small_letters() -> None:
    countries = {row["value"] for row in statements() if row["prop"] == "country"}
    assert countries == {"ne", "gh", "ng"}


def test_kosovo_is_the_same_state_for_places_and_actors() -> None:
    assert [_country(code) for code in ("KOS", "XKX", "NER", "UNO", None)] == ["xk", "xk", "ne", None, None]


def test_the_kinds_of_the_schemata_are_kinds_of_the_roster() -> None:
    assert set(SCHEMATA) <= {entry.kind for entry in load().entries.values()}
