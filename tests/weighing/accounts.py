"""Episodes and statements made by hand, for the tests of weighing: each line of an account is one statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from gesta.nouns.episode import Anchor, Card, Episode, Evidence, Figure, Party, Statement, Telling, Voice
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.spans import Span

UNKNOWN = Gap("not resolved")
OFFICER = ("the governor", True, False)
DOCTOR = ("a doctor at the hospital", False, True)
RESIDENTS = ("residents", False, False)


def card(key: str = "r1", publisher: str | None = "Delta Wire", day: int = 1, **known: Any) -> Card:
    """A report, published on a day of May 2031."""
    return Card(key, known.pop("id", f"id-{key}"), publisher, known.pop("published", date(2031, 5, day)), **known)


def evidence(report: Card, text: str, at: int = 0) -> Evidence:
    """Words at a place of a report."""
    return Evidence(Anchor(report.key, Span(at, at + len(text))), text)


def voice(report: Card, words: tuple[str, bool, bool] | None, actor: Resolved[Actor] | Gap = UNKNOWN) -> Voice | None:
    """A voice by its words, with whether it is official and whether it is medical."""
    if words is None:
        return None
    return Voice(evidence(report, words[0], 500), actor, official=words[1], medical=words[2])


def said(report: Card, text: str, speaker: tuple[str, bool, bool] | None = None, **known: Any) -> Statement:
    """A statement that it happened, unless said otherwise; `at` is where its words stand."""
    at = known.pop("at", 0)
    spoken = voice(report, speaker, known.pop("voice_actor", UNKNOWN))
    question, value = known.pop("question", "happened"), known.pop("value", "it happened")
    name = f"{report.key}:{question}:{value}:{at}:{speaker}"
    stance = known.pop("stance", "asserts")
    denied = stance == "denies"
    return Statement(name, question, value, stance, spoken, (evidence(report, text, at),), report, denied, **known)


def figure(low: int | None, high: int | None, as_said: str, outcome: Outcome = "killed", **known: Any) -> Figure:
    """A figure of the killed, unless said otherwise."""
    return Figure(outcome, low, high, as_said, **known)


def toll(report: Card, count: int, speaker: tuple[str, bool, bool] | None = None, **known: Any) -> Statement:
    """A statement of so many people killed."""
    words = known.pop("as_said", f"{count} people")
    who = known.pop("who", "people")
    harmed = figure(known.pop("low", count), known.pop("high", count), words, part=known.pop("part", False), who=who)
    value = known.pop("value", f"killed: {count}")
    return said(report, words, speaker, question="how many", value=value, figure=harmed, **known)


def actor(name: str, identity: str | None = None) -> Resolved[Actor]:
    """An actor, known to the roster when it has an id."""
    return Resolved(Actor(identity, name, "group"), 0.9, "test", ())


def place(name: str, precision: int = 2, **known: Any) -> Resolved[Place]:
    """A place in Mali."""
    admin = known.pop("admin", ("Gao",))
    return Resolved(Place(f"g:{name}", name, "town", "MLI", admin, precision, **known), 0.9, "test", ())


def day(number: int, **known: Any) -> Resolved[When]:
    """A day of May 2031."""
    start = datetime(2031, 5, number)
    end = known.pop("end", start.replace(hour=23, minute=59, second=59))
    return Resolved(When(start, end, known.pop("precision", "day"), "stated"), 0.9, "test", ())


def episode(report: Card, *statements: Statement, **known: Any) -> Episode:
    """An episode of a bombing, told with one word."""
    at = known.pop("at", 0)
    trigger = evidence(report, known.pop("trigger", "bombing"), at)
    kind, mode = known.pop("kind", ("ASSAULT", "explosives"))
    status = known.pop("status", "actual")
    telling = Telling("e1", trigger, kind, mode, status, 0.9)
    made = Episode(
        id=str(trigger.anchor),
        card=report,
        tellings=(telling,),
        type=kind,
        mode=mode,
        status=status,
        aggregate=False,
        background=False,
        when=known.pop("when", Gap("no words say when")),
        where=known.pop("where", Gap("no words say where")),
        statements=statements or (said(report, "bombing", at=at),),
    )
    return replace(made, **known)


def party(report: Card, role: Any, text: str, who: Resolved[Actor] | Gap = UNKNOWN, at: int = 40) -> Party:
    """Somebody in a role."""
    return Party(role, evidence(report, text, at), who)


def at_noon(number: int) -> datetime:
    """Noon, UTC, of a day of May 2031."""
    return datetime(2031, 5, number, 12, tzinfo=UTC)
