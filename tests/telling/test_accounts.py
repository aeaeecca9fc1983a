"""The account of an incident: its particulars, and why its reports are held to be of one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from gesta.nouns.judgement import Judgement, Reason
from gesta.telling.accounts import Surroundings, incident_account, place_words, when_words
from gesta.weighing.incidents import weigh
from tests.weighing.accounts import card, day, episode, party, place, said

WIRE, POST = card("w1", "Delta Wire", 4), card("w2", "Plains Post", 7)


def judged(left: str, right: str, score: float, by: str = "model:m", verdict: str = "same") -> Judgement:
    made = datetime(2031, 5, 9, tzinfo=UTC) if by.startswith("person:") else None
    return Judgement(f"{left}:0-7", f"{right}:20-27", verdict, score, by, made=made)  # type: ignore[arg-type]


def test_of_machines_the_strongest_word_on_each_pair_of_reports_is_told() -> None:
    """Long reports tell an incident in many places; each was compared with each. People's words are all told."""
    held = [
        judged("w1", "w2", 1.0, "person:ada"),
        judged("w1", "w2", 0.9),
        judged("w2", "w1", 0.8),
        judged("w1", "w3", 0.7),
        judged("w1", "w2", 0.2, verdict="not"),
    ]
    bonds = incident_account(weigh([episode(WIRE)]), Surroundings(judgements=held)).bonds
    assert [bond.verdict for bond in bonds] == [
        "the same incident, says ada",
        "the same incident, score 0.70, by m",
    ]
    machines = incident_account(weigh([episode(WIRE)]), Surroundings(judgements=held[1:])).bonds
    assert [bond.verdict for bond in machines] == [
        "the same incident, score 0.90, by m",
        "the same incident, score 0.70, by m",
    ]


def test_what_speaks_against_one_incident_is_told_as_that() -> None:
    reasons = (Reason("same_day", 1.0, 0.9, "dated to the same day"), Reason("other_place", 1.0, -0.7, "other places"))
    held = [replace(judged("w1", "w2", 0.9), reasons=reasons)]
    (bond,) = incident_account(weigh([episode(WIRE)]), Surroundings(judgements=held)).bonds
    assert bond.reasons == ("+ dated to the same day", "− other places")


def test_an_undated_incident_says_since_when_it_is_reported() -> None:
    assert when_words(weigh([episode(POST), episode(WIRE)])) == "no words say when; first reported 4 May 2031"
    assert when_words(weigh([episode(WIRE, when=day(3))])) == "3 May 2031 (Saturday, stated)"


def test_a_place_that_is_not_placed_is_told_as_the_reports_call_it() -> None:
    answer = said(WIRE, "near the Dunar wells", question="where", value="near the Dunar wells", at=70)
    told = place_words(weigh([episode(WIRE, answer)]))
    assert told == "“near the Dunar wells” – not placed: no words say where"
    assert place_words(weigh([episode(WIRE)])) == "no words say where"
    assert place_words(weigh([episode(WIRE, where=place("Korambe"))])).startswith("Korambe")


def test_the_particulars_name_each_party_once_in_words_for_a_line() -> None:
    parties = [
        party(WIRE, "actor", "Gunmen", at=40),
        party(WIRE, "victim", "She", at=60),
        party(POST, "actor", "gunmen"),
    ]
    facts = dict(incident_account(weigh([episode(WIRE, parties=tuple(parties))]), Surroundings()).facts)
    assert facts["who"] == "gunmen"
    assert facts["harmed"] == "an unnamed woman (“She”)"
