"""Incidents: what many reports say of one happening, weighed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.errors import GestaError
from gesta.nouns.episode import Episode
from gesta.nouns.incident import Relation
from gesta.nouns.referent import Gap, Resolved
from gesta.spans import Span
from gesta.weighing.frame import Frame
from gesta.weighing.incidents import incident_id, weigh
from tests.weighing.accounts import OFFICER, actor, card, day, episode, party, place, said, toll

WIRE, POST, COPY = card("r1", "Delta Wire", 2), card("r2", "Korambe Post", 3), card("r3", "Evening Star", 2)
FRONT = actor("Front for the Plains", "front")
REPORTED = ", reported 2 May 2031"  # where no report says when


def three() -> list[Episode]:
    """A wire report, a local one and a copy of the first."""
    return [
        episode(WIRE, said(WIRE, "bombing"), toll(WIRE, 7, OFFICER, at=20), when=day(1), where=place("Korambe")),
        episode(POST, said(POST, "bombing"), toll(POST, 9, at=20), when=day(1), where=place("Gao", 4, admin=())),
        episode(COPY, said(COPY, "bombing"), toll(COPY, 30, at=20), when=day(2)),
    ]


FRAME = Frame(originals={"r3": "r1"})


def test_origins_copies_and_reports_are_counted_apart() -> None:
    found = weigh(three(), FRAME)
    assert (found.reports, found.origins, found.copies) == (3, 2, 1)
    assert found.originals == {"r3": "r1"}


def test_a_copy_decides_nothing_and_stays_listed() -> None:
    found = weigh(three(), FRAME)
    assert found.tolls["killed"].high == 9
    assert isinstance(found.when, Resolved)
    assert found.when == day(1)
    assert {s.card.key for s in found.statements} == {"r1", "r2", "r3"}


def test_the_narrowest_place_that_most_agree_with_is_taken() -> None:
    found = weigh(three(), FRAME)
    assert isinstance(found.where, Resolved)
    assert found.where.value.name == "Korambe"


def test_the_majority_decides_the_day() -> None:
    others = [episode(card(f"k{n}", f"Paper {n}", n), when=day(4)) for n in (5, 6)]
    assert weigh([*others, episode(WIRE, when=day(1))]).when == day(4)


def test_follow_ups_of_one_publisher_have_one_vote() -> None:
    follow_ups = [episode(card(f"k{n}", "Delta Wire", n), when=day(1)) for n in (5, 6, 7)]
    papers = [episode(card(f"p{n}", f"Paper {n}", n), when=day(2)) for n in (8, 9)]
    assert weigh([*follow_ups, *papers]).when == day(2)


def test_nothing_known_stays_a_gap() -> None:
    found = weigh([episode(WIRE)])
    assert found.when == Gap("no words say when")
    assert found.where == Gap("no words say where")
    assert found.tolls == {}


def test_a_deed_tells_what_it_was_before_the_harm_it_did() -> None:
    harm = [episode(card(f"h{n}", f"Paper {n}", 1), kind=("HARM", "kill")) for n in range(3)]
    found = weigh([*harm, episode(WIRE)])
    assert (found.type, found.mode) == ("ASSAULT", "explosives")


def test_parties_that_resolve_to_one_actor_are_one() -> None:
    words = [party(WIRE, "actor", "the Front", FRONT), party(POST, "actor", "Front fighters", FRONT)]
    held = said(WIRE, "the Front", question="who", value=FRONT.value.name, actor=FRONT, at=40)
    told = [episode(WIRE, held, parties=(words[0],)), episode(POST, parties=(words[1],))]
    [found] = weigh(told).participants
    assert (found.name, found.role, len(found.evidence)) == ("Front for the Plains", "actor", 2)
    assert found.held_by == (held.id,)


def test_the_headline_says_what_is_claimed_and_no_more() -> None:
    parties = (party(WIRE, "actor", "the Front", FRONT), party(WIRE, "target", "The market"))
    held = said(
        WIRE,
        "the Front",
        ("the Front", False, False),
        voice_actor=FRONT,
        question="who",
        value=FRONT.value.name,
        actor=FRONT,
        stance="claims",
        at=40,
    )
    deed = episode(WIRE, held, toll(WIRE, 7, at=20), parties=parties, when=day(1), where=place("Korambe"))
    line = "Bombing of the market, Korambe, Mali, 1 May 2031: 7 killed; "
    assert weigh([deed]).headline == line + "claimed by Front for the Plains"
    reported = episode(WIRE, toll(WIRE, 7, at=20), parties=parties, when=day(1), where=place("Korambe"))
    assert weigh([reported]).headline == line + "attributed to Front for the Plains"
    assert weigh([episode(WIRE)]).headline == f"Bombing{REPORTED}"


@pytest.mark.parametrize(
    ("said_so", "told"), [("Koramba", "Koramba"), ("the old town", "Korambe"), ("Koramba, Gao", "Korambe")]
)
def test_the_headline_calls_the_place_as_the_reports_do(said_so: str, told: str) -> None:
    here = replace(place("Korambe"), evidence=(Span(70, 70 + len(said_so)),))
    answer = said(WIRE, said_so, question="where", value="Korambe, Gao, MLI", at=70)
    assert weigh([episode(WIRE, answer, where=here)]).headline == f"Bombing, {told}, Mali{REPORTED}"


def test_the_headline_names_no_nobody_and_no_country_twice() -> None:
    nobody = episode(WIRE, parties=(party(WIRE, "target", "no civilian"),), where=place("northwest Mali"))
    assert weigh([nobody]).headline == f"Bombing, northwest Mali{REPORTED}"


def test_a_destruction_that_killed_is_an_attack() -> None:
    parties = (party(WIRE, "target", "fourteen inhabitants"),)
    razed = episode(WIRE, toll(WIRE, 14, at=20), parties=parties, type="ASSAULT", mode="destroy")
    assert weigh([razed]).headline == f"Attack on fourteen inhabitants{REPORTED}: 14 killed"
    bridge = episode(WIRE, parties=(party(WIRE, "target", "the bridge"),), type="ASSAULT", mode="destroy")
    assert weigh([bridge]).headline == f"Destruction of the bridge{REPORTED}"


def test_what_did_not_happen_is_not_told_as_having_happened() -> None:
    assert weigh([episode(WIRE, status="negated")]).headline == f"Bombing{REPORTED}: said not to have happened"
    assert weigh([episode(WIRE, status="negated"), episode(POST)]).status == "actual"


def test_the_frame_is_carried_along() -> None:
    relation = Relation("response", "i2", 0.8, ())
    frame = Frame(rule="acled-1", relations=(relation,), judgements=("j1",), attached=("e9",), reviewed="ann")
    found = weigh(three(), frame)
    assert (found.relations, found.judgements, found.attached, found.reviewed) == ((relation,), ("j1",), ("e9",), "ann")
    assert found.versions == {"tolls": "acled-1", "grades": "grades-1"}


def test_the_id_is_that_of_the_earliest_episode() -> None:
    assert incident_id(three()) == incident_id([three()[0]])
    assert incident_id(three()) != incident_id([three()[1]])


def test_no_episode_is_no_incident() -> None:
    with pytest.raises(ValueError, match="at least one episode"):
        weigh([])


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(GestaError, match="no toll rule"):
        weigh(three(), Frame(rule="best"))


@given(st.integers(0, 2**16))
def test_the_order_of_the_episodes_changes_nothing(seed: int) -> None:
    told = three()
    random.Random(seed).shuffle(told)
    assert weigh(told, FRAME) == weigh(three(), FRAME)
