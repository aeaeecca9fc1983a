"""The stage itself: every rule in its order, from the reading of one report to its events and links."""

from __future__ import annotations

from collections.abc import Mapping

from gesta.coding.counts import with_aggregates
from gesta.coding.everyday import without_everyday
from gesta.coding.identity import first_mentions, pairs, with_identity
from gesta.coding.links import links
from gesta.coding.orders import with_orders
from gesta.coding.page import Page
from gesta.coding.people import is_nobody
from gesta.coding.roles import roles
from gesta.coding.status import status
from gesta.coding.tolls import with_tolls
from gesta.coding.triggers import Kept, keep
from gesta.nouns.event import Event, Filler, Link, Role
from gesta.nouns.mention import Reading
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.ontologies import Ontology
from gesta.spans import Span


def code(
    report: Report,
    sentences: tuple[Sentence, ...],
    reading: Reading,
    ontology: Ontology,
    referents: Mapping[Span, Span],
) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """The events of a report in order of position, with ids e1, e2, …, and the links between them.

    `referents` maps each pronoun's span to the span it stands for; one that is missing stays a bare pronoun.
    """
    page = Page(report, sentences, reading, referents)
    kept = without_everyday(report.text, keep(report.text, reading, ontology))
    events: tuple[Event, ...] = tuple(_event(page, f"e{place}", each) for place, each in enumerate(kept, start=1))
    events = with_tolls(page, events)
    events = with_aggregates(page, events)
    events = with_orders(page, events)
    scored = pairs(page, {each.index: event.id for each, event in zip(kept, events, strict=True)})
    events = with_identity(page, events, scored)
    return events, links(scored, first_mentions(events))


def _event(page: Page, name: str, kept: Kept) -> Event:
    fillers = roles(page, kept)
    said, score = status(kept.read, nobody=kept.type == "HARM" and _nobody(page, fillers))
    scores = {**kept.scores, "status": score}
    sure = kept.scores["trigger"]
    embedding = kept.read.embedding
    return Event(name, kept.span, kept.type, kept.mode, said, sure, fillers, scores=scores, embedding=embedding)


def _nobody(page: Page, fillers: Mapping[Role, tuple[Filler, ...]]) -> bool:
    """True when the only victim is nobody: "no one", "none of the passengers"."""
    victims = fillers["victim"]
    return len(victims) == 1 and is_nobody(victims[0].span.of(page.text))
