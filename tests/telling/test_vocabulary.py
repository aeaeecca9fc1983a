from __future__ import annotations

import pytest

from gesta.nouns.claim import STANCES
from gesta.nouns.event import ROLES, STATUSES
from gesta.ontologies import load
from gesta.telling.marking import KINDS
from gesta.telling.vocabulary import code, kind, words


def test_every_type_and_mode_of_the_ontology_has_plain_words() -> None:
    ontology = load("plover")
    listed = {*words("types"), *words("modes")}
    assert {label for label in ontology.labels if label not in listed} == set()
    assert {label for label in listed if label not in ontology.labels} == set()


def test_every_role_status_stance_and_colour_has_plain_words() -> None:
    assert set(words("roles")) == set(ROLES)
    assert set(words("stances")) == set(STANCES)
    assert set(STATUSES) < set(words("status"))
    assert set(words("legend")) == set(KINDS)


@pytest.mark.parametrize(
    ("type_", "mode", "told"),
    [
        ("ASSAULT", "aerial", "air attack"),
        ("ASSAULT", None, "attack"),
        ("ASSAULT", "by-catapult", "attack, by catapult"),
        ("JUGGLE", None, "JUGGLE"),
    ],
)
def test_codes_are_told_in_plain_words(type_: str, mode: str | None, told: str) -> None:
    assert kind(type_, mode) == told


def test_codes_are_written_as_in_the_ontology() -> None:
    assert (code("ASSAULT", "aerial"), code("HARM", None)) == ("ASSAULT.aerial", "HARM")


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("colours")
