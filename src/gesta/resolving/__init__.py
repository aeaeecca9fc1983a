"""Resolving: what the words of a report denote – actors, places, times – or an honest gap.

actors   who is meant: an actor of the roster, one composed from the parts of the phrase, or a gap
places   where: a place of the gazetteer, or one that the words put beside it ("15 km south of …")
dates    when: an interval, counted from the date of the report and the dates told in it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gesta.nouns.claim import Claim
from gesta.nouns.event import Event, Role
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.places.gazetteer import Gazetteer
from gesta.places.opening import open_gazetteer
from gesta.places.writing import Progress, silent
from gesta.resolving.dates import anchors_of, event_when, resolve_time
from gesta.roster import Roster, load
from gesta.spans import Span

__all__ = ["Knowledge", "Told", "resolve"]

_PARTIES: tuple[Role, ...] = ("actor", "target", "victim")
_ACTORS, _PLACES, _TIMES = frozenset({"PER", "ORG", "NORP"}), frozenset({"GPE", "LOC", "FAC"}), frozenset({"TIME"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What referents are looked up in."""

    roster: Roster
    gazetteer: Gazetteer

    @classmethod
    def load(cls, progress: Progress = silent) -> Knowledge:
        """The roster that ships with Gesta and the gazetteer, built on first use; `progress` hears of that.

        Raises RosterError or GazetteerError.
        """
        return cls(load(), open_gazetteer(None, progress))

    def home(self, publisher: str | None) -> str | None:
        """The country of a publisher that the roster knows; None for others."""
        known = self.roster.named(publisher) if publisher else ()
        return next((entry.country for entry in known if entry.kind == "media"), None)


@dataclass(frozen=True, slots=True)
class Told:
    """What has been read and coded of a report: the words to resolve."""

    entities: Sequence[Mention]
    events: Sequence[Event]
    claims: Sequence[Claim]
    referents: Mapping[Span, Span]


def resolve(report: Report, told: Told, knowledge: Knowledge) -> Resolution:
    """The referents of a report's actors, places and times, and the date and place of each of its events."""
    # They load numpy and the fuzzy matcher, which are not needed before there is something to resolve.
    from gesta.resolving.actors import resolve_actors
    from gesta.resolving.places import resolve_places

    parties = {
        *_fillers(told.events, _PARTIES),
        *_named(told.entities, _ACTORS),
        *(c.speaker.span for c in told.claims),
    }
    where = {*_fillers(told.events, ("place",)), *_named(told.entities, _PLACES)}
    places = resolve_places(report, where, knowledge.gazetteer, knowledge.home(report.publisher))
    actors = resolve_actors(report, parties, told.entities, told.referents, knowledge.roster, places)
    times, when = _dated(report, told)
    return Resolution(
        actors=actors,
        places=places,
        times=times,
        when=when,
        where={event.id: _placed(event, places) for event in told.events},
    )


def _placed(event: Event, places: Mapping[Span, Resolved[Place] | Gap]) -> Resolved[Place] | Gap:
    """The place that the words give the event; where they give none, the one that its target names."""
    from gesta.resolving.places import event_struck, event_where

    fillers = event.roles.get("place", ())
    struck = None if fillers else event_struck(event, places)
    return struck or event_where(fillers, places)


def _dated(report: Report, told: Told) -> tuple[dict[Span, Resolved[When] | Gap], dict[str, Resolved[When] | Gap]]:
    """The time of each time phrase, and of each event in turn, since a later mention may repeat a dated one."""
    anchors = anchors_of(report)
    phrases = {*_fillers(told.events, ("time",)), *_named(told.entities, _TIMES)}
    times = {span: resolve_time(span, report, anchors) for span in sorted(phrases)}
    when: dict[str, Resolved[When] | Gap] = {}
    dated: dict[str, Resolved[When]] = {}
    for event in told.events:
        found = when[event.id] = event_when(event, report, anchors, dated)
        if isinstance(found, Resolved):
            dated[event.id] = found
    return times, when


def _fillers(events: Iterable[Event], roles: Iterable[Role]) -> set[Span]:
    return {filler.span for event in events for role in roles for filler in event.roles.get(role, ())}


def _named(entities: Iterable[Mention], labels: frozenset[str]) -> set[Span]:
    return {mention.span for mention in entities if mention.label in labels}
