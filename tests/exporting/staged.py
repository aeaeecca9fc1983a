"""Small incidents made to order, for the shapes of event data. Nothing here happened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from gesta.exporting import exporter_named
from gesta.nouns.episode import Anchor, Card, Evidence, Figure, PartyRole, Statement, Telling, Voice
from gesta.nouns.event import Status
from gesta.nouns.incident import Incident, Participant, Told, TollRange
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.spans import Span
from tests.exporting.invented import Shelf

CARD = Card("0" * 32, "r1", "Sahel Wire", date(2022, 3, 2), "Attack in Kurbo", "https://sahelwire.example/1")
LATER = Card("1" * 32, "r2", "Desert Post", date(2022, 3, 3), 'Toll "rises"', None)
KURBO = Place("geonames:1", "Kurbo", "town", "NER", ("Tillabéri", "Kurbo-Nord"), 1, 14.03127, 0.91274, 2.0)
REGION = Place("geonames:2", "Tillabéri", "region", "NER", ("Tillabéri",), 4, centre=(14.6, 2.1))
STATE = Place("geonames:3", "Niger", "country", "NER", (), 6, centre=(16.0, 8.0))

PARTIES: dict[str, tuple[str, str | None, str | None]] = {
    "army": ("Niger Armed Forces", "NER", "MIL"),
    "police": ("Niger National Police", "NER", "COP"),
    "neighbours": ("Armed Forces of Mali", "MLI", "MIL"),
    "rebels": ("Sahel Victory Front", "NER", "REB"),
    "rivals": ("Dune Brigade", "NER", "REB"),
    "gunmen": ("gunmen", "NER", "UAF"),
    "villagers": ("villagers", None, None),
    "traders": ("traders", "NER", "BUS"),
    "protesters": ("protesters", "NER", "CVL"),
    "government": ("Government of Niger", "NER", "GOV"),
    "nation": ("United Nations peacekeepers", "UNO", "MIL"),
    "agency": ("a relief agency", "NGO", None),
    "somebody": ("somebody", None, None),
    "they": ("they", None, None),
    "vehicle": ("their vehicle", None, None),
    "heads": ("six people", None, "CVL"),
    "state": ("Niger", "NER", "GOV"),
    "president": ("Ada Sani", "NER", "GOV"),
    "chief": ("Moussa Kell", "NER", "REB"),
    "town": ("the town of Kurbo", None, None),
    "convoy": ("a fuel convoy of the Front", "NER", "REB"),
    "shop": ("two shops", "NER", "BUS"),
    "post": ("a police post", "NER", "COP"),
    "mayor": ("the mayor", "NER", "GOV"),
    "judges": ("two judges", None, "JUD"),
    "parliament": ("the parliament", "NER", "LEG"),
    "mob": ("an angry mob", None, "CVL"),
    "crowd": ("a crowd of youths", None, None),
    "demonstrators": ("demonstrators", None, "CVL"),
    "mission": ("the OSCE mission", "IGO", None),
    "bystanders": ("bystanders", "NER", "CVL"),
}

NO_ID = frozenset(
    {"convoy", "shop", "post", "mayor", "judges", "mob", "crowd", "demonstrators"}
)  # words that the roster does not know; their sector is the owner's
KINDS = {"state": "state", "president": "person", "chief": "person"}


def evidence(text: str, start: int = 0, card: Card = CARD) -> Evidence:
    return Evidence(Anchor(card.key, Span(start, start + max(1, len(text)))), text)


def party(role: PartyRole, who: str) -> Participant:
    name, country, sector = PARTIES[who]
    actor: Resolved[Actor] | Gap = Gap("not known")
    if country is not None or sector is not None:
        id_ = None if who in NO_ID else f"id:{who}"
        actor = Resolved(Actor(id_, name, KINDS.get(who, "body"), country, sector), 0.9, "name", ())
    return Participant(role, name, actor, (), (evidence(name, 10 + len(who)),))


def on(first: date, last: date | None = None) -> Resolved[When]:
    start, end = (datetime(day.year, day.month, day.day) for day in (first, last or first))
    return Resolved(When(start, end, "day", "stated"), 0.9, "date", ())


def killed(
    low: int | None, high: int | None, card: Card = CARD, *, said: str = "", who: str | None = None, part: bool = False
) -> Statement:
    figure = Figure("killed", low, high, said or who or f"{low} dead", who=who, part=part)
    name = f"s{card.id}{low}{high}{who or ''}"
    voice = Voice(evidence("the army", 3, card), Gap("not known"), official=True)
    return Statement(
        name, "how many", f"killed: {low}", "asserts", voice, (evidence(figure.as_said, 5, card),), card, figure=figure
    )


def toll(best: int) -> TollRange:
    return TollRange("killed", best, best, best, "bundles-1", ())


def incident(code: str = "ASSAULT.firearms", status: Status = "actual", **changed: Any) -> Incident:
    """An attack in Kurbo on 1 March 2022; `actors`, `targets` and `victims` name parties of PARTIES."""
    type_, _, mode = code.partition(".")
    roles: tuple[PartyRole, ...] = ("actor", "target", "victim")
    named = zip(roles, (changed.pop(f"{role}s", "").split() for role in roles), strict=True)
    parties = tuple(party(role, who) for role, several in named for who in several)
    told = Told(CARD, Telling("e1", evidence("attacked", 20), type_, mode or None, status, 0.9))
    made = Incident(
        id=f"inc-{code}",
        headline="Attack in Kurbo",
        type=type_,
        mode=mode or None,
        status=status,
        when=on(date(2022, 3, 1)),
        where=Resolved(KURBO, 0.9, "gazetteer", ()),
        participants=parties,
        tellings=(told,),
        statements=(),
        tolls={},
        cards=(CARD,),
        episodes=(str(told.telling.trigger.anchor),),
        origins=1,
        reports=1,
        copies=0,
        grade="Weak",
        status_line="by one account",
        changed=datetime(2022, 3, 4, tzinfo=UTC),
        versions={"gesta": "0.1.0"},
    )
    return replace(made, **changed)


def somewhere(place: Place) -> Resolved[Place]:
    return Resolved(place, 0.9, "gazetteer", ())


def written(name: str, incidents: Iterable[Incident]) -> tuple[bytes, dict[str, int]]:
    """What a shape writes of the incidents, and what it leaves out, by reason."""
    stream = io.BytesIO()
    found = exporter_named(name).write(Shelf((), tuple(incidents)), stream)
    return stream.getvalue(), dict(found.left_out)


def rows(
    name: str, columns: Sequence[str], incidents: Iterable[Incident], delimiter: str = ","
) -> list[dict[str, str]]:
    """The rows of a table with or without a header, by column."""
    text = written(name, incidents)[0].decode("utf-8")
    found = [line for line in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if line != list(columns)]
    return [dict(zip(columns, line, strict=True)) for line in found]


def row(name: str, columns: Sequence[str], made: Incident, delimiter: str = ",") -> dict[str, str]:
    (found,) = rows(name, columns, [made], delimiter)
    return found
