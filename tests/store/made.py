"""Invented reports, episodes and incidents, with only what a test is about said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Episode, Evidence, Telling
from gesta.nouns.incident import Incident, Participant, TollRange
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.report import Report, digest
from gesta.spans import Span
from gesta.store import Store

VERSIONS = {"gesta": "0.2.0", "weights": "sha256:by-hand"}
UNKNOWN = Gap("not said")


def coded(text: str, **known: Any) -> Coded:
    report = Report(id=known.pop("id", text), text=text, digest=digest(text), **known)
    return Coded(report, (), (), (), (), (), VERSIONS)


def card(report: Report) -> Card:
    return Card(report.key, report.id, report.publisher, report.published, report.title, report.url)


def episode(report: Report, start: int = 0, *more: int) -> Episode:
    """An episode with a telling of three letters at each place."""
    anchors = [Anchor(report.key, Span(at, at + 3)) for at in (start, *more)]
    tellings = tuple(
        Telling(f"e{n}", Evidence(a, a.span.of(report.text)), "ASSAULT", None, "actual", 0.9)
        for n, a in enumerate(anchors)
    )
    told = (str(anchors[0]), card(report), tellings)
    return Episode(*told, "ASSAULT", None, "actual", False, False, UNKNOWN, UNKNOWN)


def linkable(*episodes: Episode, keys: str = "", bands: str = "") -> Linkable:
    """Every letter of `keys` is a block key and a word of the sketch, every letter of `bands` a band."""
    return Linkable(episodes, frozenset(keys), "|".join(keys), tuple(bands))


def add(store: Store, *reports: Coded, brought: Linkable | None = None) -> None:
    with store.writing("gesta", "test") as writer:
        for each in reports:
            assert writer.add_report(each, Provenance(path="invented.txt"), brought or Linkable())


def on(day: date | None, last: date | None = None) -> Resolved[When] | Gap:
    if day is None:
        return UNKNOWN
    start, end = (datetime.combine(each, time.min) for each in (day, last or day))
    return Resolved(When(start, end, "day", "stated"), 0.9, "stated", ())


def at(name: str, country: str = "MLI", precision: int = 1, **known: Any) -> Resolved[Place]:
    admin = known.pop("admin", ())
    return Resolved(Place(f"geonames:{name}", name, "PPL", country, admin, precision, **known), 0.9, "gazetteer", ())


def actor(name: str, **known: Any) -> Participant:
    resolved = Resolved(Actor(known.pop("id", None), name, "armed group", **known), 0.9, "roster", ())
    return Participant("actor", name, resolved, (), ())


def incident(identity: str, day: date | None = None, **known: Any) -> Incident:
    blank = Incident(
        id=identity,
        headline=f"Incident {identity}",
        type="ASSAULT",
        mode=None,
        status="actual",
        when=on(day),
        where=UNKNOWN,
        participants=(),
        tellings=(),
        statements=(),
        tolls={},
        cards=(),
        episodes=(),
        origins=1,
        reports=1,
        copies=0,
        grade="single",
        status_line="Told by one report.",
        versions=VERSIONS,
    )
    return replace(blank, **known)


def killed(low: int, best: int, high: int) -> TollRange:
    return TollRange("killed", low, best, high, "bundles-1", ())


def keep(store: Store, *incidents: Incident, gone: tuple[str, ...] = (), **superseded: str) -> None:
    with store.writing("gesta", "test") as writer:
        writer.replace_incidents(gone, incidents, superseded)


def judge(left: str, right: str, by: str = "model:1", **known: Any) -> Judgement:
    return Judgement(left, right, known.pop("verdict", "same"), 0.9, by, **known)


def judged(store: Store, *judgements: Judgement) -> None:
    with store.writing("person:Ada", "test") as writer:
        writer.add_judgements(judgements)
