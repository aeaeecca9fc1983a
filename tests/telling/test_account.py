from __future__ import annotations

from dataclasses import replace

import pytest

from gesta.nouns.claim import Claim, Speaker, Stance
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Link, Status
from gesta.nouns.toll import Toll
from gesta.spans import Span
from gesta.telling.account import Account, Card, heading, readable
from gesta.telling.cards import account, interval
from tests import handmade


@pytest.fixture
def view() -> Account:
    return account(handmade.coded())


def card(view: Account, card_id: str) -> Card:
    return next(card for card in view.cards if card.id == card_id)


def told(card: Card, label: str) -> list[str]:
    return [entry.told for row in card.rows if row.label == label for entry in row.entries]


def test_mentions_of_one_happening_are_one_card(view: Account) -> None:
    bombing = card(view, "e1")
    assert (bombing.kind, bombing.code) == ("bombing", "ASSAULT.explosives")
    assert [(quote.words, quote.line) for quote in bombing.mentions] == [
        ("exploded", 1),
        ("attack", 3),
        ("bombing", 5),
        ("bombing", 9),
    ]
    assert view.heads["e7"] == "e1"


def test_roles_are_told_with_their_words_and_lines(view: Account) -> None:
    raid = card(view, "e4")
    assert told(raid, "who") == ["army jets"]
    assert told(raid, "to whom") == ["two camps of the Front for the Plains"]
    assert told(raid, "where") == ["near the village of Tessara"]
    assert [quote.line for row in raid.rows for entry in row.entries for quote in entry.quotes][:3] == [3, 3, 3]


def test_a_toll_is_told_as_said(view: Account) -> None:
    assert told(card(view, "e2"), "how many") == ["killed: at least 7 (as said: “at least seven people”)"]
    assert told(card(view, "e3"), "how many") == ["injured: no figure (as said: “dozens”)"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (7, 7, "7"),
        (7, None, "at least 7"),
        (1, None, "at least 1"),
        (102, None, "at least 102"),
        (501, None, "more than 500"),
        (500_001, None, "more than 500000"),
        (None, 7, "at most 7"),
        (7, 9, "7 to 9"),
        (0, 0, "none"),
        (None, None, "no figure"),
    ],
)
def test_intervals_in_words(low: int | None, high: int | None, words: str) -> None:
    assert interval(low, high) == words


def test_a_figure_said_to_be_rough_is_told_as_rough() -> None:
    [event] = _coded("some 50 people").events
    toll = Toll("killed", 50, 50, "some 50 people", (Span(0, 14),), approximate=True)
    coded = replace(_coded("some 50 people"), events=(replace(event, toll=(toll,)),))
    assert told(account(coded).cards[0], "how many") == ["killed: about 50 (as said: “some 50 people”)"]


def test_who_says_so_is_told_with_stance_cue_and_venue(view: Account) -> None:
    assert told(card(view, "e1"), "says who") == [
        "the Malian army – says so (“said”)",
        "Colonel Idris Bako, an army spokesman – says so (“told”), via state television",
        "The Front for the Plains – claims responsibility (“claimed responsibility”), via a communiqué",
        "France's foreign ministry – says so (“condemned”)",
    ]
    assert told(card(view, "e10"), "says who") == ["A local official, anonymous – says so (“said”)"]
    assert told(card(view, "e8"), "says who") == ["It (= The Front for the Plains) – denies it (“denied”)"]


def test_what_is_said_twice_is_told_once_with_both_lines() -> None:
    claims = tuple(Claim(Speaker(Span(at, at + 1), 1.0), "asserts", None, ("e1",)) for at in (2, 4))
    [row] = [row for row in account(replace(_coded("a b\nb"), claims=claims)).cards[0].rows if row.label == "says who"]
    [entry] = row.entries
    assert (entry.told, [quote.line for quote in entry.quotes]) == ("b – says so", [1, 2])


def test_nobody_is_told_to_say_their_own_words(view: Account) -> None:
    assert told(card(view, "e11"), "says who") == []


def test_links_are_told_from_both_ends(view: Account) -> None:
    assert told(card(view, "e4"), "answers") == ["e1 bombing"]
    assert told(card(view, "e1"), "answered by") == ["e4 air attack"]
    assert told(card(view, "e11"), "concerns") == ["e1 bombing"]
    assert told(card(view, "e1"), "spoken of in") == ["e11 condemnation or criticism"]


def test_parts_stand_under_their_whole(view: Account) -> None:
    order = [(card.id, card.whole) for card in view.cards]
    assert order[:4] == [("e1", None), ("e2", "e1"), ("e3", "e1"), ("e4", None)]
    assert [card_id for card_id, whole in order if whole == "e4"] == ["e6", "e8", "e10"]


def test_a_part_of_a_part_stands_under_the_whole_and_names_its_own() -> None:
    events = [_event(n, part=part) for n, part in ((1, None), (2, "e1"), (3, "e2"))]
    view = account(_coded("a b c", *events))
    assert [(card.id, card.whole) for card in view.cards] == [("e1", None), ("e2", "e1"), ("e3", "e1")]
    assert told(card(view, "e3"), "part of") == ["e2 attack"]
    assert told(card(view, "e2"), "part of") == []


def test_a_ring_of_parts_loses_no_card() -> None:
    events = [_event(n, part=part) for n, part in ((1, "e2"), (2, "e3"), (3, "e2"), (4, "e9"))]
    view = account(_coded("a b c d", *events))
    assert sorted(card.id for card in view.cards) == ["e1", "e2", "e3", "e4"]


def test_questions_left_open_are_named(view: Account) -> None:
    assert card(view, "e11").silent == ("where", "when")
    assert card(view, "e1").silent == ()
    assert card(view, "e2").silent == ()
    assert card(view, "e13").silent == ()


@pytest.mark.parametrize(
    ("status", "stances", "standing"),
    [
        ("actual", [], ("actual",)),
        ("actual", ["asserts"], ("told",)),
        ("actual", ["denies"], ("denied",)),
        ("actual", ["asserts", "denies"], ("told", "denied")),
        ("actual", ["declines"], ("actual",)),
        ("negated", ["asserts"], ("untold",)),
        ("negated", [], ("negated",)),
        ("future", ["asserts"], ("future",)),
        ("possible", [], ("possible",)),
    ],
)
def test_what_is_only_said_is_not_told_as_having_happened(
    status: Status, stances: list[Stance], standing: tuple[str, ...]
) -> None:
    claims = tuple(Claim(Speaker(Span(2, 3), 1.0), stance, None, ("e1",)) for stance in stances)
    coded = replace(_coded("a b", replace(_event(1), status=status)), claims=claims)
    assert account(coded).cards[0].standing == standing


def test_what_somebody_is_accused_of_is_alleged() -> None:
    accused = replace(_event(1), type="ACCUSE", mode="allege")
    coded = replace(_coded("a b", accused, _event(2)), links=(Link("about", "e1", "e2", 1.0),))
    assert [card.standing for card in account(coded).cards] == [("actual",), ("alleged",)]


def test_a_sum_of_events_is_marked(view: Account) -> None:
    assert card(view, "e14").standing == ("actual", "aggregate")
    assert told(card(view, "e14"), "how many times") == ["a dozen"]


def test_those_who_kept_silent_are_named(view: Account) -> None:
    assert [entry.told for entry in view.declined] == [
        "The defence ministry – declines to comment (“declined to comment”)"
    ]


def test_the_closing_line_counts(view: Account) -> None:
    assert view.closing == "11 events · 15 mentions · 8 attributions · 11 sentences"
    assert account(_coded("a", _event(1))).closing == "1 event · 1 mention · 0 attributions · 1 sentence"


def test_a_report_without_title_is_called_by_its_opening() -> None:
    assert heading(handmade.example()) == "Army jets answer market bombing in Mali"
    opening = heading(replace(handmade.example(), title=None))
    assert opening.startswith("KORAMBE, Mali, March 12")
    assert opening.endswith(" …")
    assert heading(handmade.report("Short\ntext.")) == "Short text."


def test_controls_are_replaced_one_for_one() -> None:
    hostile = "a\x1b[31m\x9b\x00b\tc\nd\u202e\ud800"
    assert len(readable(hostile)) == len(hostile)
    assert readable(hostile) == "a�[31m��b\tc\nd��"


def test_a_hostile_report_is_read_safely() -> None:
    coded = _coded("a\x1bb c", _event(1))
    coded = replace(coded, report=replace(coded.report, title="t\x1b]0;x\x07", publisher="p\x1b"))
    view = account(coded)
    assert "\x1b" not in f"{view.coded.report} {view.cards}"


def _event(number: int, part: str | None = None) -> Event:
    """The event e1, e2, … whose trigger is the first, second, … letter of "a b c d"."""
    at = Span(2 * number - 2, 2 * number - 1)
    return Event(f"e{number}", at, "ASSAULT", None, "actual", 1.0, {"actor": (Filler(at, 1.0),)}, part=part)


def _coded(text: str, *events: Event) -> Coded:
    coded = handmade.coded()
    sentence = replace(coded.sentences[0], span=Span(0, len(text)))
    report = handmade.report(text)
    return Coded(report, (sentence,), (), events or (_event(1),), (), (), handmade.VERSIONS)
