"""People's corrections laid over what the machine coded: a coded report as it stands after review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gesta.nouns import contract
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor
from gesta.nouns.event import Event, Filler, Link
from gesta.nouns.resolution import Resolution
from gesta.nouns.review import CorrectedField, Correction
from gesta.spans import Span
from gesta.workspace import given

WRONG = "wrong"
"""The value of a correction of the field "event" that leaves the event out."""

# What tells nothing of the value itself: how sure the machine was and how it came by it.
_TRUST = frozenset({"score", "method"})
_NUMBERED = frozenset({"id", "same", "part", "score_parts"})
_ROLES = ("actor", "target", "victim")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction whose ground has shifted: the machine now says `now` where it had said `correction.before`, or has
    no event there any more (`event` is None). The correction still stands; a person should look."""

    correction: Correction
    event: str | None
    now: Any


def corrected(coded: Coded, corrections: Iterable[Correction]) -> Coded:
    """The coded report with the corrections that stand, in the order they were made; the same when there is none.

    A correction belongs to the event whose trigger shares most characters with its anchor; one without such an event
    changes nothing (see `conflicts`).
    """
    placed = [(event, one) for one in standing(corrections) if (event := event_at(coded, one.anchor))]
    for event, correction in placed:
        coded = _applied(coded, event.id, correction)
    wrong = {event.id for event, one in placed if one.field == "event" and one.value == WRONG}
    return _without(coded, wrong) if wrong else coded


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that count, oldest first: none that was taken back, and of each field the latest word."""
    made = sorted(corrections, key=lambda one: (one.made, one.id))
    undone = {one.undoes for one in made if one.undoes}
    latest = {(one.anchor, one.field): one for one in made if one.undoes is None and one.id not in undone}
    return sorted(latest.values(), key=lambda one: (one.made, one.id))


def conflicts(coded: Coded, corrections: Iterable[Correction]) -> list[Conflict]:
    """The standing corrections that were made on something else than what the machine says now, oldest first.

    `coded` is as the machine made it, uncorrected.
    """
    found = []
    for correction in standing(corrections):
        event = event_at(coded, correction.anchor)
        now = said(coded, event, correction.field) if event else None
        if event is None or _plain(now) != _plain(correction.before):
            found.append(Conflict(correction, event.id if event else None, now))
    return found


def said(coded: Coded, event: Event, field: CorrectedField) -> Any:
    """What the coded report says in one field of an event, in the shape of the contract; of the field "event" its
    type and mode. This is what a correction keeps as `before`."""
    if field == "event":
        return f"{event.type}.{event.mode}" if event.mode else event.type
    told = contract.event_object(event, coded.report, coded.resolution)
    return told["roles"][field] if field in _ROLES else told[field]


def plainly(coded: Coded, event: Event) -> Any:
    """All that the coded report says of an event, without scores, methods and the numbers of events: what a reader
    would notice."""
    told = contract.event_object(event, coded.report, coded.resolution)
    return _plain({key: value for key, value in told.items() if key not in _NUMBERED})


def event_at(coded: Coded, anchor: str) -> Event | None:
    """The event whose trigger shares most characters with the anchor, the first of equals; None when none does."""
    span = Anchor.parse(anchor).span
    near = [event for event in coded.events if event.trigger.overlaps(span)]
    return max(near, key=lambda event: (_shared(event.trigger, span), -event.trigger.start), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _plain(value: Any) -> Any:
    """A contract value without scores and methods, which change with every version and mean no other answer."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items() if key not in _TRUST}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


# ------------------------------------------------------------------------------------------------ laying one over


def _applied(coded: Coded, event: str, correction: Correction) -> Coded:
    """The coded report with one correction; "event" changes nothing here."""
    value, known = correction.value, coded.resolution
    by = f"corrected by {correction.by}"
    match correction.field:
        case "type" | "mode" | "status":
            return _with_event(coded, event, **{correction.field: value})
        case "toll":
            return _with_event(coded, event, toll=tuple(given.toll(each) for each in value))
        case "where":
            where = {**known.where, event: given.place(value, by)}
            return replace(coded, resolution=replace(known, where=where))
        case "when":
            when = {**known.when, event: given.when(value, by)}
            return replace(coded, resolution=replace(known, when=when))
        case "actor" | "target" | "victim":
            return _with_fillers(coded, event, correction, by)
    return coded


def _with_event(coded: Coded, event: str, **fields: Any) -> Coded:
    return replace(coded, events=tuple(replace(e, **fields) if e.id == event else e for e in coded.events))


def _with_fillers(coded: Coded, event: str, correction: Correction, by: str) -> Coded:
    """The role filled with the given words alone; whoever was chosen for them is what they denote."""
    fillers = tuple(Filler(given.span(each), 1.0) for each in correction.value)
    chosen = {given.span(each): given.actor(each["resolved"], by) for each in correction.value if "resolved" in each}
    roles = {e.id: {**e.roles, correction.field: fillers} for e in coded.events if e.id == event}
    known: Resolution = replace(coded.resolution, actors={**coded.resolution.actors, **chosen})
    return _with_event(replace(coded, resolution=known), event, roles=roles[event])


# ------------------------------------------------------------------------------------------------ leaving events out


def _without(coded: Coded, wrong: set[str]) -> Coded:
    """The coded report without some events, and without every tie that led to them."""
    heads = _heads(coded.events, wrong)
    events = tuple(_untied(event, wrong, heads) for event in coded.events if event.id not in wrong)
    links = tuple(link for link in coded.links if not _touches(link, wrong))
    claims = tuple(claim for claim in (_less(each, wrong) for each in coded.claims) if claim)
    return replace(coded, events=events, links=links, claims=claims)


def _heads(events: Sequence[Event], wrong: set[str]) -> dict[str, str]:
    """For each left-out event that others call the same: the first of those others, which takes its place."""
    heads: dict[str, str] = {}
    for event in events:
        if event.same in wrong and event.id not in wrong:
            heads.setdefault(event.same, event.id)
    return heads


def _untied(event: Event, wrong: set[str], heads: Mapping[str, str]) -> Event:
    same = heads.get(event.same or "", event.same)
    part = heads.get(event.part or "", event.part)
    same = None if same == event.id or same in wrong else same
    return replace(event, same=same, part=None if part == event.id or part in wrong else part)


def _touches(link: Link, wrong: set[str]) -> bool:
    return link.origin in wrong or link.goal in wrong


def _less(claim: Claim, wrong: set[str]) -> Claim | None:
    """The claim without the left-out events; None when it was about nothing else."""
    left = tuple(event for event in claim.events if event not in wrong)
    return replace(claim, events=left) if left or not claim.events else None
