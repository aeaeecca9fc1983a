"""A report without a word of conflict holds no violence but what somebody is said to have done."""

import pytest

from gesta.coding.everyday import is_everyday, speaks_of_conflict, without_everyday
from gesta.coding.triggers import Kept
from gesta.nouns.mention import Mention, ReadTrigger
from gesta.spans import Span

FILLING = (
    " The market was open again in the morning, and the traders said that the price of grain had not gone up since "
    "then, and that they hoped for rain."
)


def kept(text: str, trigger: str, kind: str, actor: str | None = None) -> Kept:
    span = Span(text.index(trigger), text.index(trigger) + len(trigger))
    roles = (Mention(Span(text.index(actor), text.index(actor) + len(actor)), "actor", 1.0),) if actor else ()
    return Kept(0, ReadTrigger(span, {kind: 1.0}, {}, {}, roles), span, kind, None, {"trigger": 1.0})


@pytest.mark.parametrize(
    ("text", "conflict", "everyday"),
    [
        ("The striker's shot hit the bar before the goalkeeper saved the match for the team.", False, True),
        ("An explosion of methane killed six miners in a coal mine, rescuers said.", False, True),
        ("Rebels attacked the stadium during the league match; two players of the team were killed.", True, True),
        ("Ministers met in Ashkol for talks on the border.", False, False),
    ],
)
def test_what_a_report_tells_of(text: str, conflict: bool, everyday: bool) -> None:
    assert speaks_of_conflict(text) is conflict
    assert is_everyday(text) is everyday


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actor", "stays"),
    [
        ("The singer's death was announced in Velina.", "death", "HARM", None, False),
        ("A neighbour shot two men in Velina.", "shot", "ASSAULT", "A neighbour", True),
        (
            "The striker shot wide; the match and the league were lost for the team.",
            "shot",
            "ASSAULT",
            "striker",
            False,
        ),
        ("Two were killed when rebels came.", "killed", "HARM", None, True),
        ("The ministers met in Ashkol.", "met", "CONSULT", None, True),
    ],
)
def test_violence_stays_where_it_is_told_of(text: str, trigger: str, kind: str, actor: str | None, stays: bool) -> None:
    told = text + FILLING
    assert bool(without_everyday(told, [kept(told, trigger, kind, actor)])) is stays


def test_a_short_text_keeps_what_was_read() -> None:
    assert without_everyday("Two people died.", [kept("Two people died.", "died", "HARM")])
