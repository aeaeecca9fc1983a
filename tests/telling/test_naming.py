"""What speakers and parties are called: the words of a report, and what a pronoun leaves open."""

from __future__ import annotations

import pytest

from gesta.nouns.episode import Anchor, Evidence, Voice
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.spans import Span
from gesta.telling.naming import parties_line, party_line, speaker_line

GAP = Gap("nobody known")


def voice(said: str, actor: Resolved[Actor] | Gap = GAP, *, anonymous: bool = False) -> Voice:
    return Voice(Evidence(Anchor("r1", Span(0, len(said))), said), actor, anonymous)


def test_nobody_named_is_the_report_itself() -> None:
    assert speaker_line(None) == "the report itself"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("He", "an unnamed man (“He”)"),
        ("she", "an unnamed woman (“she”)"),
        ("they", "people who are not named (“they”)"),
        ("who", "somebody who is not named (“who”)"),
        ("we", "somebody who is not named (“we”)"),
        ("the governor", "the governor"),
    ],
)
def test_a_pronoun_that_stands_for_nobody_known_names_nobody(said: str, told: str) -> None:
    assert speaker_line(voice(said)) == told


def test_a_pronoun_that_stands_for_somebody_known_is_told_with_who_it_is() -> None:
    known = Resolved(Actor("q1", "Idris Bako", "person"), 0.9, "test", ())
    assert speaker_line(voice("he", known)) == "he → Idris Bako"


def test_an_anonymous_voice_is_told_as_one() -> None:
    assert speaker_line(voice("a mediator", anonymous=True)) == "a mediator (not named)"


def test_parties_stand_as_within_a_line() -> None:
    assert party_line("The  Army") == "the Army"
    assert parties_line(["Gunmen", "gunmen", "Front for the Plains"]) == "gunmen; Front for the Plains"


def test_pronouns_and_numbers_give_way_to_fuller_words() -> None:
    assert parties_line(["She", "sixteen", "two girls"]) == "two girls"
    assert parties_line(["She"]) == "an unnamed woman (“She”)"
    assert parties_line(["sixteen"]) == "sixteen"
