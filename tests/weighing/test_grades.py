"""Grades and status lines: by whose account an incident is known."""

from __future__ import annotations

import pytest

from gesta.lexicon import table
from gesta.nouns.episode import Statement
from gesta.weighing.grades import Account, account, grade, status_line
from tests.weighing.accounts import DOCTOR, OFFICER, RESIDENTS, actor, card, episode, said

WIRE, POST = card("r1", "Delta Wire", 1), card("r2", "Korambe Post", 2)
FRONT, ARMY = actor("Front for the Plains", "front"), actor("Army of Mali", "army")
FRONT_SAYS = ("the Front", False, False)


def known(*statements: Statement) -> Account:
    """The account of reports that say so."""
    reports = {s.card.key: s.card for s in statements}
    return account([episode(report) for report in reports.values()], statements)


def who(report: object, name: str, **more: object) -> Statement:
    held = FRONT if name == "Front for the Plains" else ARMY
    return said(report, name, question="who", value=name, actor=held, at=60, **more)  # type: ignore[arg-type]


ONE = [said(WIRE, "bombing")]
TWO = [said(WIRE, "bombing"), said(POST, "bombing")]
CLAIM = who(WIRE, "Front for the Plains", speaker=FRONT_SAYS, voice_actor=FRONT, stance="claims")
CASES: dict[str, tuple[list[Statement], str, str]] = {
    "one report": (ONE, "Weak", "reported by Delta Wire only"),
    "two publishers": (TWO, "Fair", "reported by 2 independent origins"),
    "two reports of one publisher": ([*ONE, said(card("r9", "Delta Wire", 4), "bombing")], "Weak", "only"),
    "a claim in one report": (
        [*ONE, CLAIM],
        "Weak",
        "claimed by Front for the Plains only · reported by Delta Wire only",
    ),
    "a claim and a second origin": ([*TWO, CLAIM], "Confirmed", "claimed by Front for the Plains · reported by 2"),
    "an official confirms": (
        [*TWO, said(POST, "bombing", OFFICER, stance="confirms")],
        "Confirmed",
        "confirmed by the governor · reported by 2",
    ),
    "residents confirm": (
        [*TWO, said(POST, "bombing", RESIDENTS, stance="confirms")],
        "Fair",
        "confirmed by residents",
    ),
    "somebody denies that it happened": (
        [*TWO, said(POST, "bombing", OFFICER, stance="denies")],
        "Contested",
        "denied by",
    ),
    "the accused denies the deed": (
        [
            *TWO,
            said(POST, "bombing", FRONT_SAYS, stance="denies"),
            who(POST, "Front for the Plains", speaker=FRONT_SAYS, stance="denies"),
        ],
        "Fair",
        "denied by the Front · reported by 2",
    ),
    "two parties are held to have done it": (
        [*TWO, who(WIRE, "Front for the Plains", speaker=OFFICER), who(POST, "Army of Mali", speaker=RESIDENTS)],
        "Contested",
        "reported by 2",
    ),
    "only a denial is told": (
        [said(WIRE, "bombing", DOCTOR, stance="denies", value="it did not happen")],
        "Discounted",
        "denied by a doctor at the hospital",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_grade_and_status_line(name: str) -> None:
    statements, word, line = CASES[name]
    found = known(*statements)
    assert grade(found) == word
    assert line in status_line(found)


def test_a_militia_that_names_itself_in_its_own_outlet_claims() -> None:
    outlet = card("r7", "Media arm of the Front for the Plains", 3)
    found = known(who(outlet, "Front for the Plains"))
    assert status_line(found).startswith("claimed by Front for the Plains only")


def test_a_bare_pronoun_names_nobody() -> None:
    found = known(*ONE, said(WIRE, "bombing", ("he", True, False), stance="confirms"))
    assert "confirmed by an unnamed speaker" in status_line(found)


def test_many_voices_are_counted() -> None:
    names = [
        ("residents", False, False),
        ("a trader", False, False),
        ("the mayor", True, False),
        ("a nurse", False, True),
    ]
    found = known(*ONE, *(said(WIRE, "bombing", name, stance="confirms") for name in names))
    assert "confirmed by residents, a trader, the mayor and 1 more" in status_line(found)


def test_every_grade_has_a_rule_in_words() -> None:
    scheme = table("gesta.weighing", "grades")
    assert [entry["word"] for entry in scheme["grades"]] == ["Discounted", "Contested", "Confirmed", "Fair", "Weak"]
    assert all(len(entry["rule"]) > 20 for entry in scheme["grades"])
