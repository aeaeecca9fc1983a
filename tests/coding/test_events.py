"""Laws of coding that hold for whatever a network proposes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.coding import code, happenings
from gesta.nouns.event import ROLES, STATUSES, Event, Link
from gesta.nouns.mention import Mention, Reading, ReadPair, ReadTrigger
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.ontologies import load
from gesta.spans import Span

TEXT = (
    "On Monday rebels attacked two posts near Hadram, killing at least 12 soldiers. "
    '"They fled," said Col. Omar Bako, 41. '
    "The raid, ordered by the junta, left 30 wounded (six gravely) and dozens missing; no one else was hurt since June."
)
REPORT = Report("law", TEXT, digest(TEXT))
SENTENCES = (
    Sentence(Span(0, 78), "lead", 0),
    Sentence(Span(79, 117), "body", 0),
    Sentence(Span(118, len(TEXT)), "body", 1),
)
LABELS = ("ASSAULT", "HARM", "COERCE", "CONSULT", "NONSENSE")
SCORES = (0.0, 0.3, 0.55, 0.7, 0.85, 0.95, 1.0)
MODES = ("", "kill", "injure", "aerial", "nonsense")


def reading_of(seed: int) -> Reading:
    """A reading such as a bad network might give: any words, any labels, any scores."""
    chance = Random(seed)
    triggers = sorted((_trigger(chance) for _ in range(chance.randrange(7))), key=lambda trigger: trigger.span)
    names = [Mention(_span(chance), chance.choice(("PER", "ORG", "GPE")), 0.9) for _ in range(chance.randrange(5))]
    pairs = [
        ReadPair(earlier, later, *[chance.choice(SCORES) for _ in range(7)])
        for later in range(len(triggers))
        for earlier in range(later)
    ]
    return Reading(tuple(names), tuple(triggers), (), tuple(pairs))


def _span(chance: Random) -> Span:
    start = chance.randrange(len(TEXT))
    return Span(start, min(len(TEXT), start + chance.randint(1, 30)))


def _trigger(chance: Random) -> ReadTrigger:
    roles = [
        Mention(_span(chance), chance.choice((*ROLES, "other")), chance.choice(SCORES))
        for _ in range(chance.randrange(6))
    ]
    types, modes, statuses = (_scored(chance, labels) for labels in (LABELS, MODES, STATUSES))
    return ReadTrigger(_span(chance), types, modes, statuses, tuple(roles))


def _scored(chance: Random, labels: tuple[str, ...]) -> dict[str, float]:
    return {label: chance.choice(SCORES) for label in labels if chance.random() < 0.6}


readings = st.integers(0, 10**9).map(reading_of)


def coded(reading: Reading) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    return code(REPORT, SENTENCES, reading, load("plover"), {})


@settings(max_examples=100, deadline=None)
@given(readings)
def test_ids_run_in_order_of_position(reading: Reading) -> None:
    events, _ = coded(reading)
    assert [event.id for event in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    assert [event.trigger for event in events] == sorted(event.trigger for event in events)


@settings(max_examples=100, deadline=None)
@given(readings)
def test_types_and_modes_are_in_the_ontology(reading: Reading) -> None:
    for event in coded(reading)[0]:
        load("plover").check(event.type, event.mode)


@settings(max_examples=100, deadline=None)
@given(readings)
def test_same_names_a_first_mention_and_parts_make_no_ring(reading: Reading) -> None:
    events, _ = coded(reading)
    named = {event.id: event for event in events}
    for event in events:
        if event.same is not None:
            assert named[event.same].same is None
            assert named[event.same].trigger <= event.trigger
            assert event.part is None
        seen = {event.id}
        at = event.part
        while at is not None:
            assert at not in seen
            assert named[at].same is None
            seen.add(at)
            at = named[at].part


@settings(max_examples=100, deadline=None)
@given(readings)
def test_links_run_between_two_first_mentions_once(reading: Reading) -> None:
    events, links = coded(reading)
    first = {event.id for event in events if event.same is None}
    assert all(link.origin in first and link.goal in first and link.origin != link.goal for link in links)
    assert len({(link.type, link.origin, link.goal) for link in links}) == len(links)
    assert not {(k.type, k.origin, k.goal) for k in links} & {(k.type, k.goal, k.origin) for k in links}


@settings(max_examples=100, deadline=None)
@given(readings)
def test_fillers_of_a_role_do_not_overlap_and_all_evidence_is_in_the_text(reading: Reading) -> None:
    for event in coded(reading)[0]:
        assert set(event.roles) == set(ROLES)
        assert not (event.roles["target"] if event.type == "HARM" else event.roles["victim"])
        for fillers in event.roles.values():
            for first, second in pairwise(fillers):
                assert first.span.end <= second.span.start
            assert all(filler.span.of(TEXT) == filler.span.of(TEXT).strip() for filler in fillers)
        evidence = [span for toll in event.toll for span in toll.evidence] + list(event.ordered_by)
        assert all(span.end <= len(TEXT) for span in evidence)
        assert all(toll.evidence and (event.status == "negated") == (toll.high == 0) for toll in event.toll)


@settings(max_examples=100, deadline=None)
@given(readings)
def test_every_mention_is_in_one_happening(reading: Reading) -> None:
    events, _ = coded(reading)
    found = happenings(REPORT, events)
    assert sorted(event.id for h in found for event in h.mentions) == sorted(event.id for event in events)
    assert all(happening.id == happening.mentions[0].id for happening in found)


def test_coding_twice_gives_the_same() -> None:
    read = ReadTrigger(
        Span(17, 25), {"ASSAULT": 0.9}, {"": 1.0}, {"actual": 1.0}, (Mention(Span(10, 16), "actor", 0.8),)
    )
    reading = Reading((), (read, replace(read, span=Span(122, 126))), (), (ReadPair(0, 1, 0.9, 0, 0, 0, 0, 0, 0),))
    assert coded(reading) == coded(reading)
    assert coded(reading)[0][1].same == "e1"


def test_scores_keep_what_decided() -> None:
    read = ReadTrigger(Span(17, 25), {"ASSAULT": 0.7, "COERCE": 0.2}, {"clash": 0.6, "": 0.4}, {"actual": 0.8}, ())
    [event] = coded(Reading((), (read,), (), ()))[0]
    assert (event.type, event.mode, event.status, event.score) == ("ASSAULT", "clash", "actual", 0.7)
    assert event.scores == {"trigger": 0.7, "type": 0.7, "mode": 0.6, "status": 0.8}
