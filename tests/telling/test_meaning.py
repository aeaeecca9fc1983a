from __future__ import annotations

from dataclasses import replace

import pytest

from gesta.nouns.referent import Place, Resolved
from gesta.telling.account import Account, Card, Entry
from gesta.telling.cards import account
from gesta.telling.explaining import explained
from tests import handmade, referents


@pytest.fixture(scope="module")
def view() -> Account:
    return account(referents.coded())


def entries(view: Account, card_id: str, label: str) -> list[Entry]:
    [card] = [card for card in view.cards if card.id == card_id]
    return [entry for row in card.rows if row.label == label for entry in row.entries]


def card(view: Account, card_id: str) -> Card:
    return next(card for card in view.cards if card.id == card_id)


def test_an_actor_is_told_beside_its_words(view: Account) -> None:
    [jets] = entries(view, "e4", "who")
    assert (jets.words, jets.meant) == ("army jets", "Malian armed forces · MLI MIL")


def test_what_is_not_resolved_stays_words(view: Account) -> None:
    [camps] = entries(view, "e4", "to whom")
    assert (camps.meant, camps.remark) == (None, None)


def test_one_place_line_stands_beside_the_words_it_rests_on(view: Account) -> None:
    told = {entry.words: entry.meant for entry in entries(view, "e1", "where")}
    assert told["the town of Korambe"] == "Korambe, Mopti, Mali · town"
    assert [meant for meant in told.values() if meant] == ["Korambe, Mopti, Mali · town"]


def test_a_date_stands_beside_its_words_once(view: Account) -> None:
    [monday, *others] = entries(view, "e1", "when")
    assert monday.meant == "11 March 2019 (Monday, counted from the report's date)"
    assert all(entry.meant is None for entry in others)


def test_a_place_in_no_gazetteer_is_said_not_to_be_placed(view: Account) -> None:
    [village] = entries(view, "e4", "where")
    assert (village.meant, village.remark) == (None, "not placed")


def test_what_time_words_leave_open_is_bounded_by_the_report(view: Account) -> None:
    [later] = entries(view, "e4", "when")
    assert (later.meant, later.remark) == (None, "not after 12 March 2019")


def test_an_event_without_time_words_has_the_bound_where_it_is_missed(view: Account) -> None:
    assert card(view, "e11").silent == ("where", "when (not after 12 March 2019)")


def test_a_planned_event_has_no_bound(view: Account) -> None:
    assert all(entry.remark is None for entry in entries(view, "e13", "when"))
    assert not any("not after" in question for question in card(view, "e13").silent)


def test_a_speaker_is_told_between_words_and_stance(view: Account) -> None:
    army = entries(view, "e1", "says who")[0]
    assert (army.words, army.meant, army.behind) == (
        "the Malian army",
        "Malian armed forces · MLI MIL",
        " – says so (“said”)",
    )


def test_without_resolution_nothing_is_added() -> None:
    every = [entry for card in account(handmade.coded()).cards for row in card.rows for entry in row.entries]
    assert all(entry.meant is None and entry.remark is None for entry in every)


def test_each_of_several_places_stands_beside_its_own_words() -> None:
    coded = referents.coded()
    market, town = (filler.span for filler in coded.events[0].roles["place"])
    several = Place(None, "A and B", "several places", "MLI", (), 6)
    places = {
        market: Resolved(replace(referents.KORAMBE, name="Tessit"), 0.8, "name", (market,)),
        town: coded.resolution.places[town],
    }
    where = {"e1": Resolved(several, 0.8, "several", (market, town))}
    view = account(replace(coded, resolution=replace(coded.resolution, where=where, places=places)))
    assert {entry.words: entry.meant for entry in entries(view, "e1", "where") if entry.meant} == {
        "outside the cattle market": "Tessit, Mopti, Mali · town",
        "the town of Korambe": "Korambe, Mopti, Mali · town",
    }


def test_every_referent_of_an_event_is_explained() -> None:
    [raid] = explained(referents.coded(), frozenset({"e4"}))
    who, whom = raid.reasons[:2]
    assert (who.label, who.chosen, who.why, who.score) == (
        "who",
        "Malian armed forces · MLI MIL",
        "short form: alias",
        0.86,
    )
    assert [(quote.words, quote.line) for quote in who.evidence] == [("Malian army", 1)]
    assert [other.name for other in who.considered] == ["Malian Air Force"]
    assert (whom.chosen, whom.why) == (None, "not resolved")
    gaps = {reason.label: reason.why for reason in raid.reasons if reason.chosen is None}
    assert gaps["where"] == "not resolved" or "Tessara" in gaps["where"]
    assert gaps["its date"] == "no words say when"


def test_an_event_with_the_one_place_of_its_words_is_not_explained_twice() -> None:
    [raid] = explained(referents.coded(), frozenset({"e4"}))
    assert [reason.label for reason in raid.reasons].count("its place") == 0


def test_all_events_are_explained_on_demand() -> None:
    assert [one.id for one in explained(referents.coded(), None)] == [e.id for e in handmade.coded().events]
