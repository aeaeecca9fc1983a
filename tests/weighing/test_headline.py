"""Headlines: whom and what they name, and what they leave out. Each line below is one class of words that misled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from gesta.nouns.episode import Card, Episode
from gesta.nouns.referent import Resolved, When
from gesta.spans import Span
from gesta.weighing.incidents import weigh
from gesta.weighing.wording import is_mere_count, lowered, whole
from tests.weighing.accounts import UNKNOWN, actor, card, day, episode, evidence, party, place, said, toll

WIRE = card("w1", "Delta Wire", 4)
FRONT = actor("Front for the Plains", "front-plains")


def titled(*parties: tuple[str, str], dated: bool = True, killed: int | None = None, **known: Any) -> str:
    """The headline of an incident with these parties, by role and words; actors resolve to their words."""
    told = tuple(
        party(WIRE, role, words, actor(words) if role == "actor" else UNKNOWN, at=100 * n)
        for n, (role, words) in enumerate(parties, 1)
    )
    statements = (toll(WIRE, killed, at=20),) if killed else ()
    made: Episode = episode(WIRE, *statements, parties=told, **({"when": day(1)} if dated else {}), **known)
    return weigh([made]).headline


@pytest.mark.parametrize("words", ["at least seven people", "13 lives", "two others", "44 killed", "30", "dozens"])
def test_beside_a_toll_a_mere_count_of_people_is_not_told_again(words: str) -> None:
    assert titled(("victim", words), killed=7) == "Bombing, 1 May 2031: 7 killed"


@pytest.mark.parametrize("words", ["seven pilgrims", "two other servicemen", "a convoy"])
def test_whoever_is_more_than_counted_is_told_beside_a_toll(words: str) -> None:
    assert titled(("target", words), killed=7).startswith("Bombing of " + words)


def test_without_a_toll_a_count_of_people_is_all_there_is() -> None:
    assert (
        titled(("target", "fifteen people"), type="ASSAULT", mode="abduct") == "Abduction of fifteen people, 1 May 2031"
    )
    assert titled(("target", "30")) == "Bombing, 1 May 2031"


@pytest.mark.parametrize("words", ["Malian", "Initial reports", "it", "no civilian"])
def test_half_a_phrase_names_nobody(words: str) -> None:
    assert titled(("target", words)) == "Bombing, 1 May 2031"


@pytest.mark.parametrize(
    ("mode", "words", "told"),
    [
        ("troops", "two brigades", "Deployment (two brigades), 1 May 2031"),
        ("weapons", "a missile", "Weapons moved or tested (a missile), 1 May 2031"),
    ],
)
def test_where_no_tie_fits_both_readings_the_words_stand_in_brackets(mode: str, words: str, told: str) -> None:
    assert titled(("target", words), type="MOBILIZE", mode=mode) == told


def test_what_is_cut_off_is_in_brackets_too() -> None:
    line = titled(("target", "its embassy"), type="SANCTION", mode="discontinue")
    assert line == "Ties or aid cut (embassy), 1 May 2031"


def test_whoever_is_read_as_both_sides_is_not_accused() -> None:
    parties = (("actor", "the officers"), ("target", "officers"))
    assert titled(*parties) == "Bombing of officers, 1 May 2031"
    assert titled(*parties, type="MOBILIZE", mode="troops") == "Deployment, 1 May 2031: by the officers"


def test_a_clash_is_not_with_the_dead() -> None:
    clash: dict[str, Any] = {"type": "ASSAULT", "mode": "clash"}
    assert titled(("victim", "two herders"), killed=2, **clash) == "Clash, 1 May 2031: 2 killed"
    assert titled(("target", "herders"), killed=2, **clash) == "Clash with herders, 1 May 2031: 2 killed"


@pytest.mark.parametrize("words", ["a girl of ten", "a baker", "300 weapons"])
def test_a_clash_is_not_with_a_passer_by_or_a_thing(words: str) -> None:
    assert titled(("target", words), type="ASSAULT", mode="clash") == "Clash, 1 May 2031"


@pytest.mark.parametrize("words", ["a patrol", "two dozen gunmen", "Lahab's men", "army"])
def test_a_clash_is_with_a_side(words: str) -> None:
    assert titled(("target", words), type="ASSAULT", mode="clash") == f"Clash with {words}, 1 May 2031"


def test_a_weapon_is_not_held_to_have_done_it() -> None:
    known: dict[str, Any] = {"type": "ASSAULT", "mode": "drone", "weapons": (evidence(WIRE, "drone", 300),)}
    assert titled(("actor", "A drone"), ("target", "a ferry"), **known) == "Drone strike on a ferry, 1 May 2031"


def test_the_capital_of_a_sentence_stays_behind() -> None:
    assert titled(("actor", "Gunmen")) == "Bombing, 1 May 2031: attributed to gunmen"
    assert titled(("actor", "Taliban fighters")) == "Bombing, 1 May 2031: attributed to Taliban fighters"


def test_what_is_to_come_is_not_claimed() -> None:
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
    deed = episode(WIRE, held, parties=(party(WIRE, "actor", "the Front", FRONT),), when=day(9))
    assert weigh([deed]).headline == "Bombing, 9 May 2031: claimed by Front for the Plains"
    to_come = replace(deed, status="future")
    assert weigh([to_come]).headline == "Bombing, 9 May 2031: announced; attributed to Front for the Plains"
    assert weigh([deed]).status_line.startswith("claimed by Front for the Plains")
    assert weigh([to_come]).status_line.startswith("announced by Front for the Plains")


def test_a_place_that_the_object_names_is_not_told_twice() -> None:
    here = replace(place("Korambe"), evidence=(Span(70, 77),))
    assert (
        titled(("target", "the market of Korambe"), where=here) == "Bombing of the market of Korambe, Mali, 1 May 2031"
    )


def test_an_undated_incident_says_when_it_was_first_reported() -> None:
    """The day of the report is told as that, never as the day of the deed; a report without date says nothing."""
    later = card("w2", "Plains Post", 7)
    found = weigh([episode(WIRE), episode(later)])
    assert found.headline == "Bombing, reported 4 May 2031"
    assert not isinstance(found.when, Resolved)
    assert weigh([episode(card("w3", published=None))]).headline == "Bombing"


@pytest.mark.parametrize(
    ("said_so", "told"),
    [
        ("Gunmen", "gunmen"),
        ("Police", "police"),
        ("Rival clans", "rival clans"),
        ("The Army", "the Army"),
        ("Ten men", "ten men"),
        ("Rapid Support Forces", "Rapid Support Forces"),
        ("Islamist fighters", "Islamist fighters"),
        ("National Guard", "National Guard"),
        ("Korambe", "Korambe"),
        ("UN", "UN"),
    ],
)
def test_a_capital_is_kept_where_it_may_be_a_name(said_so: str, told: str) -> None:
    assert lowered(said_so) == told


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        ("the network operating in", "the network"),
        ('Idris Bako, alias ""Heron', "Idris Bako, alias Heron"),
        ("the “old guard", "the old guard"),
        ("Idris Bako, 64", "Idris Bako"),
        ("the so-called “safe zone”", "the so-called “safe zone”"),
    ],
)
def test_what_the_reading_left_hanging_is_not_shown(cut: str, told: str) -> None:
    assert whole(cut) == told


def test_counting_words_are_told_from_people() -> None:
    assert [is_mere_count(words) for words in ("more than 45,000 lives", "six women", "the market")] == [
        True,
        False,
        False,
    ]


def test_a_place_that_is_not_placed_is_told_in_the_words_of_the_reports() -> None:
    """The words most reports use, in quotation marks; words without a name say nothing and are left out."""

    def somewhere(report: Card, words: str) -> Episode:
        return episode(report, said(report, words, question="where", value=words, at=70), when=day(1))

    wells = [somewhere(WIRE, "near the Dunar wells"), somewhere(card("w2", "Post"), "near the Dunar wells")]
    told = weigh([*wells, somewhere(card("w3", "Star"), "the Dunar road")])
    assert told.headline == "Bombing, “near the Dunar wells”, 1 May 2031"
    assert weigh([somewhere(WIRE, "The market")]).headline == "Bombing, 1 May 2031"
    placed = said(WIRE, "northern Mali", question="where", value="northern Mali, MLI", at=70)
    assert weigh([episode(WIRE, placed, when=day(1))]).headline == "Bombing, 1 May 2031"


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        (datetime(2031, 3, 1), datetime(2031, 3, 31), "month", "March 2031"),
        (datetime(2031, 3, 1), datetime(2031, 5, 31), "season", "March 2031 to May 2031"),
        (datetime(1994, 1, 1), datetime(1994, 12, 31), "year", "1994"),
        (datetime(1968, 3, 15), datetime(2018, 3, 15), "year", "1968 to 2018"),
        (datetime(2031, 3, 1), datetime(2031, 3, 3), "day", "1 March 2031 to 3 March 2031"),
    ],
)
def test_a_stretch_of_time_is_told_to_its_end(first: datetime, last: datetime, precision: Any, told: str) -> None:
    when = Resolved(When(first, last, precision, "relative"), 0.9, "test", ())
    assert weigh([episode(WIRE, when=when)]).headline == f"Bombing, {told}"
