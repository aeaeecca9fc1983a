"""Typed answers, on the example that is coded by hand."""

from __future__ import annotations

from typing import Any

import pytest

from gesta.nouns.review import CorrectedField
from gesta.reviewing.answers import AnswerError, Subject, alternatives, changes
from gesta.reviewing.knowing import Choice, Knowledge
from tests import referents

CODED = referents.coded()


class Known:
    """Knows a few invented names."""

    def places(self, name: str) -> list[Choice]:
        twice = [_place("geonames:8", "Tessara", "MLI", "village"), _place("geonames:9", "Tessara", "NER", "town")]
        korambe = [_place("geonames:1", "Korambe", "MLI", "town"), _place("geonames:7", "Korambe", "BFA", "village")]
        return {"Korambe": korambe, "Tessara": twice, "geonames:9": twice[1:]}.get(name, [])

    def actors(self, name: str) -> list[Choice]:
        return [(name, {"kind": "actor", "id": None, "name": name})] if name == "Malian Air Force" else []


def _place(id_: str, name: str, country: str, feature: str) -> Choice:
    return f"{name}, {country}", {"kind": "place", "id": id_, "name": name, "country": country, "feature": feature}


def answer(field: CorrectedField, typed: str, event: int = 0) -> list[tuple[str, Any]]:
    return list(changes(field, typed, Subject(CODED, CODED.events[event], Known())))


def value(field: CorrectedField, typed: str) -> Any:
    [(_, found)] = answer(field, typed)
    return found


def test_a_new_type_brings_its_mode_along() -> None:
    assert answer("type", "coerce.arrest") == [("type", "COERCE"), ("mode", "arrest")]
    assert answer("type", "PROTEST") == [("type", "PROTEST"), ("mode", None)]  # the old mode is none of a protest's
    assert answer("type", "ASSAULT") == [("type", "ASSAULT")]


def test_words_of_a_role_must_stand_in_the_report() -> None:
    [filler] = value("actor", "Army  Jets")
    assert filler["text"] == "army jets"
    assert CODED.report.text[filler["start"] : filler["end"]] == "army jets"
    with pytest.raises(AnswerError, match="does not stand in the report"):
        answer("actor", "the moon")
    assert value("actor", "-") == []


def test_words_may_denote_another_actor() -> None:
    [filler] = value("actor", "army jets = Malian Air Force")
    assert filler["resolved"]["name"] == "Malian Air Force"
    with pytest.raises(AnswerError, match="no actor is known by"):
        answer("actor", "army jets = Nobody at all")


def test_what_was_considered_is_chosen_by_number() -> None:
    jets = Subject(CODED, CODED.events[3], Known())
    assert [each.name for each in alternatives("actor", jets)] == ["Malian Air Force"]
    assert alternatives("status", jets) == ()
    [(_, [filler])] = answer("actor", "1", event=3)
    assert (filler["text"], filler["resolved"]["name"]) == ("army jets", "Malian Air Force")
    assert value("where", "1")["id"] == "geonames:7"
    assert value("when", "1")["from"] == "2019-03-18"
    with pytest.raises(AnswerError, match="there are 1 alternatives"):
        answer("actor", "2", event=3)


def test_a_name_of_several_places_asks_for_an_id() -> None:
    with pytest.raises(AnswerError, match="give the id of one") as told:
        answer("where", "Tessara")
    assert told.value.choices == ("Tessara, MLI (geonames:8)", "Tessara, NER (geonames:9)")
    assert value("where", "geonames:9")["country"] == "NER"
    assert value("where", "-")["kind"] == "gap"


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("2019-03-12", "2019-03-12", "2019-03-12", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2019-03-10..2019-03-12", "2019-03-10", "2019-03-12", "day"),
    ],
)
def test_dates(typed: str, first: str, last: str, precision: str) -> None:
    found = value("when", typed)
    assert (found["from"], found["to"], found["precision"]) == (first, last, precision)


def test_tolls_keep_their_words() -> None:
    killed, injured = value("toll", "killed 4-7, injured 2+ = army jets")
    assert (killed["low"], killed["high"], injured["low"], injured["high"]) == (4, 7, 2, None)
    assert injured["as_said"] == "army jets"
    for toll in (killed, injured):
        assert all(CODED.report.text[e["start"] : e["end"]] == e["text"] for e in toll["evidence"])
        assert toll["evidence"]
    assert value("toll", "missing ?")[0]["low"] is None
    assert value("toll", "-") == []


@pytest.mark.parametrize(
    ("field", "typed", "remedy"),
    [
        ("event", "maybe", "correct or wrong"),
        ("type", "BATTLE", "has no type"),
        ("mode", "juggling", "mode"),
        ("status", "likely", "actual, future, possible, negated"),
        ("when", "last week", "write 2019-03-12"),
        ("when", "2019-02-30", "write 2019-03-12"),
        ("when", "2019-03-12..2019-03-10", "ends before it begins"),
        ("toll", "four dead", "write killed 4"),
        ("toll", "killed 7-4", "comes last"),
        ("status", " ", "nothing given"),
    ],
)
def test_what_a_field_cannot_hold_is_told(field: CorrectedField, typed: str, remedy: str) -> None:
    with pytest.raises(AnswerError, match=remedy):
        answer(field, typed)


def test_the_roster_knows_actors_by_name_and_id() -> None:
    [(line, found), *_] = Knowledge().actors("Mali")
    assert found["codes"]["country"] == "MLI"
    assert found["name"] in line
    assert Knowledge().actors(str(found["id"]))[0][1] == found
