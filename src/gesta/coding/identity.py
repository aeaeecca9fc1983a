"""Which mentions are one happening (`same`) and which are pieces of another (`part`), from the network's pair scores.

Every later mention joins the cluster of its best antecedent, if their score is high enough; where something speaks
against it (times, status, tolls, a sum against a single act), the score must be near certain. `same` always names the
first mention of the cluster. `part` stands on the first mention and names a first mention; no event is part of itself,
directly or in a ring. A HARM is first of all a part of an ASSAULT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gesta.coding.page import Page
from gesta.lexicon import pattern, table
from gesta.nouns.event import Event, PairScore
from gesta.nouns.mention import Reading, ReadPair

SAME_FLOOR = 0.6  # best B³ on the development reports; .35 to .6 differ by half a point
SAME_DESPITE = 0.9  # where the words contradict each other; 5 of 100 true pairs differ in status
SAME_ACROSS = 0.8  # between two types of one family; 1 of 200 true pairs
PART_FLOOR = 0.25  # best F1 on the development reports: one relation of seven, the network rarely passes a half
PAIR_DIGITS = 4
PART_ASSAULT = 0.1  # added for a HARM that is a part of an ASSAULT: 63 of 100 true parts are

_HERE = "gesta.coding"
_MONTH_DAY = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})\b|"
    r"\b(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """The network's scores for two events of the report, `later` behind `earlier`."""

    earlier: str
    later: str
    read: ReadPair


def pairs(page: Page, ids: Mapping[int, str]) -> tuple[Pair, ...]:
    """The pairs of the reading whose triggers both became events; `ids` maps a trigger's index to its event."""
    found = []
    for read in page.reading.pairs:
        if read.earlier in ids and read.later in ids:
            found.append(Pair(ids[read.earlier], ids[read.later], read))
    return tuple(found)


def pair_scores(text: str, reading: Reading, events: Iterable[Event]) -> tuple[PairScore, ...]:
    """What the network makes of pairs of events, for linking; an event is known again by the words of its trigger.

    Rounded to PAIR_DIGITS: more says nothing, and the store keeps them all.
    """
    at = {(event.trigger, event.type): event.id for event in events}
    ids: dict[int, str] = {}
    for index, read in enumerate(reading.triggers):
        kind = max(read.type_scores, key=lambda label: read.type_scores[label], default="")
        span = read.span.trimmed(text)
        if span and (span, kind) in at:
            ids[index] = at[span, kind]
    known = (read for read in reading.pairs if read.earlier in ids and read.later in ids)
    return tuple(_pair_score(ids, read) for read in known if ids[read.earlier] != ids[read.later])


def with_identity(page: Page, events: Sequence[Event], scored: Sequence[Pair]) -> tuple[Event, ...]:
    """The events with `same` and `part` set, and the scores of both decisions."""
    named = {event.id: event for event in events}
    first, sure = _clusters(page, events, named, scored)
    parts = _parts(named, first, scored)
    return tuple(_linked(event, first, sure, parts) for event in events)


def first_mentions(events: Iterable[Event]) -> dict[str, str]:
    """Each event's id with the id of the first mention of its happening."""
    return {event.id: event.same or event.id for event in events}


def _pair_score(ids: Mapping[int, str], read: ReadPair) -> PairScore:
    both = (read.part + read.part_back, read.response + read.response_back, read.about + read.about_back)
    scores = (round(score, PAIR_DIGITS) for score in (read.same, *both))
    return PairScore(ids[read.earlier], ids[read.later], *scores)


def _linked(
    event: Event, first: Mapping[str, str], sure: Mapping[str, float], parts: Mapping[str, tuple[str, float]]
) -> Event:
    same = first[event.id] if first[event.id] != event.id else None
    part, score = parts.get(event.id, (None, 0.0))
    if same is None and part is None:
        return event
    scores = dict(event.scores)
    if same:
        scores["same"] = sure[event.id]
    if part:
        scores["part"] = score
    return replace(event, same=same, part=part, scores=scores)


def _clusters(
    page: Page, events: Sequence[Event], named: Mapping[str, Event], scored: Sequence[Pair]
) -> tuple[dict[str, str], dict[str, float]]:
    """The first mention of every event's cluster, and the score that tied it there."""
    first: dict[str, str] = {}
    sure: dict[str, float] = {}
    before: dict[str, list[Pair]] = {}
    for pair in scored:
        if pair.read.same >= SAME_FLOOR:
            before.setdefault(pair.later, []).append(pair)
    for event in events:
        first[event.id] = event.id
        for pair in sorted(before.get(event.id, ()), key=lambda p: (-p.read.same, -p.read.earlier)):
            if pair.earlier in first and _may_join(page, named, event, pair, first):
                first[event.id], sure[event.id] = first[pair.earlier], pair.read.same
                break
    return first, sure


def _may_join(page: Page, named: Mapping[str, Event], event: Event, pair: Pair, first: Mapping[str, str]) -> bool:
    others = {pair.earlier, first[pair.earlier]}
    return all(pair.read.same >= _floor(page, named[other], event) for other in others)


def _floor(page: Page, earlier: Event, later: Event) -> float:
    """The score that two mentions need; above 1, never, for types of no common family."""
    floor = SAME_FLOOR
    if earlier.type != later.type:
        family = any({earlier.type, later.type} <= set(types) for types in table(_HERE, "identity")["families"])
        floor = SAME_ACROSS if family else 1.1
    return max(floor, SAME_DESPITE) if contradicts(page.text, earlier, later) else floor


def contradicts(text: str, earlier: Event, later: Event) -> bool:
    """True when the words of two mentions speak against one happening: status, sum, times or tolls."""
    future = (earlier.status == "future") != (later.status == "future")
    if future and "actual" in (earlier.status, later.status):
        return True
    return earlier.aggregate != later.aggregate or _other_time(text, earlier, later) or _other_toll(earlier, later)


def _other_time(text: str, earlier: Event, later: Event) -> bool:
    first, second = _times(text, earlier), _times(text, later)
    if not first or not second:
        return False
    days = pattern(_HERE, "identity", "weekdays", r"\b(?:{})")
    readings = ((set(days.findall(said)), _dates(said), set(_YEAR.findall(said))) for said in (first, second))
    return any(left and right and left.isdisjoint(right) for left, right in zip(*readings, strict=True))


def _times(text: str, event: Event) -> str:
    return " ".join(filler.span.of(text) for filler in event.roles.get("time", ())).lower()


def _dates(said: str) -> set[str]:
    return {f"{(m[1] or m[4])[:3].lower()} {m[2] or m[3]}" for m in _MONTH_DAY.finditer(said)}


def _other_toll(earlier: Event, later: Event) -> bool:
    """True when both give a figure for one outcome and the intervals do not meet: 5 dead and 40 dead."""
    for left in earlier.toll:
        for right in later.toll:
            if left.outcome == right.outcome and left.low is not None and right.low is not None:
                apart = max(left.low, right.low) > min(_top(left.high), _top(right.high))
                if apart and not (left.approximate or right.approximate):
                    return True
    return False


def _top(high: int | None) -> float:
    return float("inf") if high is None else high


def _parts(
    named: Mapping[str, Event], first: Mapping[str, str], scored: Sequence[Pair]
) -> dict[str, tuple[str, float]]:
    """What each first mention is a part of, with the score; best first, rings left out."""
    ranked = sorted(_candidates(named, first, scored).items(), key=lambda found: (-found[1][0], found[0]))
    parts: dict[str, tuple[str, float]] = {}
    for (piece, whole), (_, score) in ranked:
        if piece not in parts and not _within(parts, whole, piece):
            parts[piece] = (whole, score)
    return parts


def _candidates(
    named: Mapping[str, Event], first: Mapping[str, str], scored: Sequence[Pair]
) -> dict[tuple[str, str], tuple[float, float]]:
    """(piece, whole) by first mentions, with rank and score of the best pair between the two clusters."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for pair in scored:
        both = ((pair.later, pair.earlier, pair.read.part), (pair.earlier, pair.later, pair.read.part_back))
        for piece, whole, score in both:
            key = (first[piece], first[whole])
            if score >= PART_FLOOR and key[0] != key[1]:
                fit = named[key[0]].type == "HARM" and named[key[1]].type == "ASSAULT"
                found[key] = max(found.get(key, (0.0, 0.0)), (score + PART_ASSAULT * fit, score))
    return found


def _within(parts: Mapping[str, tuple[str, float]], inner: str, outer: str) -> bool:
    """True when `inner` is already, by any number of steps, a part of `outer`."""
    at: str | None = inner
    while at is not None and at != outer:
        at = parts[at][0] if at in parts else None
    return at == outer
