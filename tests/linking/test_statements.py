"""Episodes and statements of one report: the example report that was coded by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from gesta.linking.episodes import episodes
from gesta.linking.scene import scene
from gesta.linking.script import opened
from gesta.linking.statements import statements
from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode, Statement
from gesta.nouns.event import Event, Filler, Role
from gesta.nouns.referent import Place, Resolved
from gesta.nouns.report import Report, digest
from gesta.nouns.resolution import Resolution
from gesta.spans import Span
from tests.handmade import coded, words_at
from tests.linking.test_speaking import harm, says, script


@cache
def bombing() -> tuple[Statement, ...]:
    """What the example says of the bombing of the market and of the people it killed and wounded."""
    script = opened(coded())
    return statements(script, [script.events[name] for name in ("e1", "e2", "e3", "e5", "e7")])


def answers(question: str, said: tuple[Statement, ...]) -> list[tuple[str, str | None, str]]:
    """The answers to a question: value, voice and stance."""
    return [(s.value, s.voice.words.text if s.voice else None, s.stance) for s in said if s.question == question]


GROUPS = (("e1", "e2", "e3", "e5", "e7"), ("e4", "e6", "e8", "e9"))


@pytest.fixture
def grouped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bombing and the raid, grouped by hand: how events are grouped is tested beside it."""
    places = {sight.event.id: sight.order for sight in scene(coded()).sights}
    told = [[places[event] for event in group] for group in GROUPS]
    rest = [[place] for place in places.values() if not any(place in group for group in told)]
    monkeypatch.setattr("gesta.linking.grouping.joined", lambda *_: [*told, *rest])


def episode_with(told: tuple[Episode, ...], trigger: str) -> Episode:
    return next(e for e in told if any(t.trigger.text == trigger for t in e.tellings))


def test_the_voice_of_a_figure_is_that_of_the_claim_that_covers_it() -> None:
    assert answers("how many", bombing()) == [
        ("killed: at least 7", "the Malian army", "asserts"),
        ("injured: “dozens” (no figure)", "the Malian army", "asserts"),
    ]


def test_a_claim_of_responsibility_answers_who() -> None:
    assert ("The Front for the Plains", "The Front for the Plains", "claims") in answers("who", bombing())


def test_where_nobody_claims_it_there_is_no_claim() -> None:
    text = "A bomb went off. No group claimed the blast."
    nobody = Claim(Speaker(Span(17, 25), 0.9), "claims", Span(26, 33), ())
    report = replace(coded(), report=Report("r", text, digest(text)), events=(), claims=(nobody,))
    assert opened(report).coded.claims == ()
    somebody = replace(nobody, speaker=Speaker(Span(20, 25), 0.9))
    assert opened(replace(report, claims=(somebody,))).coded.claims == (somebody,)


def test_a_denial_is_no_word_on_day_place_and_kind() -> None:
    script = opened(coded())
    denied = replace(coded(), claims=tuple(replace(claim, stance="denies") for claim in script.coded.claims))
    told = opened(denied)
    said = statements(told, [told.events["e1"]])
    assert {s.question for s in said if s.denied} <= {"happened", "who", "how many"}
    assert any(s.denied for s in said)


def test_whoever_denies_that_anybody_was_hurt_says_that_nobody_was() -> None:
    text = "The police deny that anybody was hurt."
    hurt = harm(text, "hurt", "anybody", 1, "injured")
    vague = replace(hurt, toll=(replace(hurt.toll[0], low=None, high=None),))
    laid = script(text, vague, claims=(says(text, "The police", "deny", stance="denies"),))
    assert answers("how many", statements(laid, [vague])) == [("injured: 0", "The police", "asserts")]


def test_whoever_denies_a_doer_does_not_name_it_elsewhere() -> None:
    """Two words for one deed, one of them outside the denial: the voice is on the side of its denial alone."""
    text = "The Front spoke of the bombing and denied planting the mine."
    front: dict[Role, tuple[Filler, ...]] = {"actor": (Filler(words_at(text, "The Front"), 0.9),)}
    deeds = [
        Event(name, words_at(text, word), "ASSAULT", "explosives", "actual", 0.9, front)
        for name, word in (("e1", "bombing"), ("e2", "planting"))
    ]
    claims = (says(text, "The Front", "spoke", ("e1",)), says(text, "The Front", "denied", ("e2",), "denies"))
    laid = script(text, *deeds, claims=claims)
    assert answers("who", statements(laid, deeds)) == [("The Front", "The Front", "denies")]
    assert answers("who", statements(laid, deeds[:1])) == [("The Front", "The Front", "asserts")]


def test_an_army_is_an_official_voice_and_a_front_is_not() -> None:
    voices = {s.voice.words.text: s.voice for s in bombing() if s.voice}
    assert voices["the Malian army"].official
    assert not voices["The Front for the Plains"].official


def test_every_statement_leads_back_to_its_words() -> None:
    text = coded().report.text
    for statement in bombing():
        assert statement.evidence
        for evidence in statement.evidence:
            assert evidence.anchor.span.of(text) == evidence.text
            assert evidence.anchor.report == coded().report.key


def test_ids_are_digests_of_what_is_said() -> None:
    assert len({statement.id for statement in bombing()}) == len(bombing())
    other = replace(coded(), report=replace(coded().report, publisher="Another Wire"))
    script = opened(other)
    again = statements(script, [script.events[name] for name in ("e1", "e2", "e3", "e5", "e7")])
    assert not {s.id for s in again} & {s.id for s in bombing()}


@pytest.mark.usefixtures("grouped")
def test_an_episode_holds_the_deed_and_its_harm() -> None:
    found = episode_with(episodes(coded()), "exploded")
    assert {"exploded", "killing", "wounding", "attack", "bombing"} <= {t.trigger.text for t in found.tellings}
    assert (found.type, found.mode, found.status) == ("ASSAULT", "explosives", "actual")
    assert found.id == str(found.tellings[0].trigger.anchor)
    assert [weapon.text for weapon in found.weapons] == ["A car bomb"]
    assert "korambe" in found.names
    assert found.context.startswith("KORAMBE, Mali")


@pytest.mark.usefixtures("grouped")
def test_a_raid_in_answer_is_tied_to_the_bombing() -> None:
    told = episodes(coded())
    raid, attack = episode_with(told, "bombed"), episode_with(told, "exploded")
    assert ("response", attack.id) in [(tie.type, tie.to) for tie in raid.ties]
    assert all(tie.to != raid.id for tie in raid.ties)


def test_every_event_stands_in_one_episode() -> None:
    tellings = [telling.event for episode in episodes(coded()) for telling in episode.tellings]
    assert sorted(tellings) == sorted(event.id for event in coded().events)


def test_a_report_without_events_has_no_episodes() -> None:
    empty: Coded = replace(coded(), events=(), links=(), claims=())
    assert episodes(empty) == ()


def test_a_place_that_only_the_target_names_is_an_answer_to_where() -> None:
    text = "Rebels took Mosul."
    report = Report("r", text, digest(text))
    place = Place("geonames:1", "Mosul", "city", "IRQ", (), 1, 36.3, 43.1)
    here = Resolved(place, 0.7, "named in the target", (Span(12, 17),))
    event = Event("e1", Span(7, 11), "COERCE", "seize", "actual", 1.0, {"target": (Filler(Span(12, 17), 1.0),)})
    script = opened(Coded(report, (), (), (event,), (), (), {}, Resolution(where={"e1": here})))
    (found,) = [s for s in statements(script, [event]) if s.question == "where"]
    assert (found.value, [e.text for e in found.evidence]) == ("Mosul, IRQ", ["Mosul"])


def test_words_that_say_nothing_of_where_are_no_answer() -> None:
    text = "Gunmen killed two people on the spot."
    report = Report("r", text, digest(text))
    event = Event("e1", Span(7, 13), "HARM", "kill", "actual", 1.0, {"place": (Filler(Span(28, 36), 1.0),)})
    script = opened(Coded(report, (), (), (event,), (), (), {}))
    assert not [s for s in statements(script, [event]) if s.question == "where"]
