"""Invented reports, coded by hand, and the incidents made of them: what every exporter is tried on.

They are chosen for what goes wrong in tables: a date and a place that nobody gives, a denied deed, tolls that differ,
words that spreadsheets would run as formulas, letters of several alphabets, private persons under several spellings, a
copied report, a person whom the roster knows, and a report about which nearly nothing is known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Evidence, Figure, Statement, Telling, Voice
from gesta.nouns.event import Link
from gesta.nouns.incident import Incident, Participant, Relation, Told, TollRange
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.report import Report, digest
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.spans import Span
from tests.handmade import event_of, words_at

SCORE = 0.91  # of every event
VERSIONS = {
    "gesta": "0.1.0",
    "weights": "sha256:by-hand",
    "ontology": "plover-2.0",
    "roster": "by-hand",
    "gazetteer": "by-hand",
}

# What must not be found in an export that redacts private persons, whatever its shape: all spellings.
PRIVATE_NAMES = ("Aïssata", "Aissata", "Maïga", "Touré", "Ousmane", "Дмитро", "Коваль")
PUBLIC_NAME = "Hassan Birni"  # known to the roster: stays
PUBLISHERS = ("Sahel Wire", "Desert Post", "Niger Mirror")
DELETED = ({"id": "inc-gone", "superseded_by": "inc-kurbo", "deleted": "2021-07-05T00:00:00+00:00"},)


@dataclass(frozen=True)
class Shelf:
    """Records in memory."""

    coded: Sequence[Coded]
    weighed: Sequence[Incident]
    versions: Mapping[str, str] = field(default_factory=lambda: VERSIONS)
    gone: Sequence[Mapping[str, str]] = ()

    def reports(self) -> Iterator[Coded]:
        return iter(self.coded)

    def incidents(self) -> Iterator[Incident]:
        return iter(self.weighed)

    def deleted(self) -> Iterator[Mapping[str, str]]:
        return iter(self.gone)


@cache
def records() -> Shelf:
    return Shelf(reports(), incidents(), gone=DELETED)


@cache
def reports() -> tuple[Coded, ...]:
    return tuple(_coded(entry) for entry in _table()["report"])


@cache
def incidents() -> tuple[Incident, ...]:
    return tuple(_incident(entry) for entry in _table()["incident"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------------ coded reports


def _coded(entry: dict[str, Any]) -> Coded:
    report = _report(entry)
    text, events = report.text, entry.get("event", [])
    entities = [Mention(words_at(text, w), label, 0.9) for label, ws in entry["entities"].items() for w in ws]
    return Coded(
        report,
        tuple(_sentences(text)),
        tuple(sorted(entities, key=lambda mention: mention.span)),
        tuple(event_of(text, one, SCORE) for one in events),
        tuple(Link(one["type"], one["from"], one["to"], 0.8) for one in entry.get("link", [])),
        tuple(_claim(text, one) for one in entry.get("claim", [])),
        VERSIONS,
        _resolution(text, entry),
    )


def _report(entry: dict[str, Any]) -> Report:
    text: str = entry["text"].strip()
    dateline = words_at(text, entry["dateline"]) if "dateline" in entry else None
    known = {key: entry[key] for key in ("title", "publisher", "published", "url") if key in entry}
    return Report(id=entry["id"], text=text, digest=digest(text), dateline=dateline, **known)


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line:
            yield Sentence(Span(start, start + len(line)), "lead" if number == 0 else "body", number)
        start += len(line) + 1


def _claim(text: str, entry: dict[str, Any]) -> Claim:
    speaker = Speaker(words_at(text, entry["speaker"]), 0.9, anonymous=entry.get("anonymous", False))
    cue = words_at(text, entry["cue"]) if "cue" in entry else None
    return Claim(speaker, entry.get("stance", "asserts"), cue, tuple(entry["events"]))


def _resolution(text: str, entry: dict[str, Any]) -> Resolution:
    actors = {words_at(text, words): _actor(name) for words, name in entry.get("actors", {}).items()}
    places = {words_at(text, words): _place(name) for words, name in entry.get("places", {}).items()}
    events = entry.get("event", [])
    when = {one["id"]: _when(one.get("when")) for one in events}
    return Resolution(actors, places, {}, when, {one["id"]: _place(one.get("where")) for one in events})


# --------------------------------------------------------------------------------------------------------- referents


def _actor(name: str | None) -> Resolved[Actor] | Gap:
    if name is None:
        return Gap("nobody is named")
    known = dict(_table()["actor"].get(name) or {"kind": "composed"})
    actor = Actor(known.pop("id", None), known.pop("name", name), known.pop("kind"), **known)
    return Resolved(actor, 0.93, "name" if actor.id else "composed", ())


def _place(name: str | None) -> Resolved[Place] | Gap:
    if name is None:
        return Gap("no place is named")
    known = dict(_table()["place"][name])
    centre = tuple(known.pop("centre", ())) or None
    place = Place(name=name, admin=tuple(known.pop("admin")), centre=centre, **known)
    return Resolved(place, 0.97, "gazetteer", ())


def _when(said: str | None) -> Resolved[When] | Gap:
    if said is None:
        return Gap("no date is given")
    first, _, last = said.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    precision: Any = "day" if start == end else "month"
    span = When(
        datetime(start.year, start.month, start.day), datetime(end.year, end.month, end.day), precision, "relative"
    )
    return Resolved(span, 0.95, "weekday", ())


# --------------------------------------------------------------------------------------------------------- incidents


def card(known_as: str) -> Card:
    report = _known(known_as)
    return Card(report.key, report.id, report.publisher, report.published, report.title, report.url)


def _known(name: str) -> Report:
    return next(coded.report for coded in reports() if coded.report.id == name)


def _evidence(report: str, words: str) -> Evidence:
    found = _known(report)
    span = words_at(found.text, words)
    return Evidence(Anchor(found.key, span), span.of(found.text))


def _incident(entry: dict[str, Any]) -> Incident:
    tellings = tuple(_told(report, event) for report, event in entry["tellings"])
    type_, _, mode = entry["code"].partition(".")
    return Incident(
        id=entry["id"],
        headline=entry["headline"],
        type=type_,
        mode=mode or None,
        status=entry.get("status", "actual"),
        when=_when(entry.get("when")),
        where=_place(entry.get("where")),
        participants=tuple(_participant(one) for one in entry.get("participant", [])),
        tellings=tellings,
        statements=tuple(_statement(one) for one in entry.get("statement", [])),
        tolls={one["outcome"]: _range(one) for one in entry.get("toll", [])},
        cards=tuple(card(name) for name in entry["cards"]),
        episodes=tuple(dict.fromkeys(str(told.telling.trigger.anchor) for told in tellings)),
        origins=entry["origins"],
        reports=len(entry["cards"]),
        copies=len(entry["cards"]) - entry["origins"],
        grade=entry["grade"],
        status_line=entry["status_line"],
        weapons=tuple(_evidence(report, words) for report, words in entry.get("weapons", [])),
        relations=tuple(_relation(one) for one in entry.get("relation", [])),
        reviewed=entry.get("reviewed"),
        changed=datetime(2021, 7, 4, 12, tzinfo=UTC),
        versions=VERSIONS,
    )


def _told(report: str, event_id: str) -> Told:
    coded = next(one for one in reports() if one.report.id == report)
    event = next(one for one in coded.events if one.id == event_id)
    trigger = Evidence(Anchor(coded.report.key, event.trigger), event.trigger.of(coded.report.text))
    telling = Telling(event.id, trigger, event.type, event.mode, event.status, event.score, event.aggregate)
    return Told(card(report), telling)


def _participant(entry: dict[str, Any]) -> Participant:
    evidence = tuple(_evidence(report, words) for report, words in entry["words"])
    actor = _actor(entry.get("actor", entry["name"]))
    return Participant(entry["role"], entry["name"], actor, tuple(entry.get("held_by", ())), evidence)


def _statement(entry: dict[str, Any]) -> Statement:
    report = entry["report"]
    voice = _voice(report, entry) if "voice" in entry else None
    figure = _figure(entry["figure"]) if "figure" in entry else None
    actor = _actor(entry["actor"]) if "actor" in entry else None
    return Statement(
        id=entry["id"],
        question=entry["question"],
        value=entry["value"],
        stance=entry.get("stance", "asserts"),
        voice=voice,
        evidence=(_evidence(report, entry["words"]),),
        card=card(report),
        denied=entry.get("denied", False),
        figure=figure,
        actor=actor if isinstance(actor, Resolved) else None,
    )


def _voice(report: str, entry: dict[str, Any]) -> Voice:
    kinds = {kind: True for kind in ("anonymous", "official", "medical") if kind in entry.get("kind", [])}
    return Voice(_evidence(report, entry["voice"]), _actor(entry["voice"]), **kinds)


def _range(entry: dict[str, Any]) -> TollRange:
    low, best, high = (entry.get(name) for name in ("low", "best", "high"))
    return TollRange(entry["outcome"], low, best, high, "bundles-1", tuple(entry.get("by_claim", ())))


def _relation(entry: dict[str, Any]) -> Relation:
    return Relation(entry["type"], entry["to"], 0.9, (_evidence(*entry["words"]),))


def _figure(entry: dict[str, Any]) -> Figure:
    return Figure(**{"low": None, "high": None, **entry})
