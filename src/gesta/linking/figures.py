"""The tolls of a report as figures: who was harmed, and whether a figure covers only a part of the harmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gesta.lexicon import pattern
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import is_pronoun
from gesta.linking.counting import ordinal
from gesta.linking.partial import is_part
from gesta.linking.script import Script
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event
from gesta.nouns.toll import Toll
from gesta.spans import Span

LEAD_REACH = 24  # characters in front of a figure that may name bodies: "the charred bodies of"
SET_ASIDE_REACH = 40  # characters in front of a figure that may set it aside: "the previously announced toll of"
_WORD = re.compile(r"\b\w")
OVERALL_REACH = 70  # characters around a figure that may widen it: "bringing the number of those killed this year to"

_HERE = "gesta.linking"


def figures(script: Script, event: Event) -> Iterator[tuple[Figure, tuple[Span, ...]]]:
    """Each toll of an event as a figure, with the spans that say it; none of the wounded who are told to have died."""
    who = _who(script, event)
    for toll in (_alive(script, event, each) for each in event.toll):
        if _is_outdated(script, toll) or (toll.outcome == "injured" and _have_died(script, event, toll)):
            continue
        low, high = _bounds(script, toll)
        part = is_part(script, toll.outcome, toll.evidence, event.trigger)
        yield Figure(toll.outcome, low, high, toll.as_said, toll.approximate, who, part), toll.evidence


def is_overall(script: Script, spans: Sequence[Span]) -> bool:
    """True for a figure that counts more than one incident: "bringing to 45 the number of those killed this year"."""
    first, last, sentence = min(spans), max(spans), script.sentence(min(spans))
    lead = script.text[max(sentence.start, first.start - OVERALL_REACH) : first.start]
    told = pattern(_HERE, "voices", "overall.lead").search(lead)
    around = lead[told.end() :] + script.text[last.end : min(sentence.end, last.end + OVERALL_REACH)] if told else ""
    summed = pattern(_HERE, "voices", "overall.sums", r"\b(?:{})\b.*\b(?:since|this|so far|over)\b").search(lead)
    return pattern(_HERE, "voices", "overall.period").search(around or (lead if summed else "")) is not None


def _bounds(script: Script, toll: Toll) -> tuple[int | None, int | None]:
    """The bounds as said, but "a third labourer" makes at least three, unless it is the first two who fared otherwise:
    "two farmers were killed and a third was wounded"."""
    place = ordinal(toll.as_said) if toll.outcome in ("killed", "injured") else None
    if place is None:
        return _as_many(script, toll) if toll.low is None and toll.high is None else (toll.low, toll.high)
    return (1, 1) if _fared_otherwise(script, toll, place - 1) else (place, None)


def _fared_otherwise(script: Script, toll: Toll, before: int) -> bool:
    """True when the ones before in a row are told, in this sentence or the one before, to have fared otherwise."""
    first = min(toll.evidence)
    sentence = script.sentence(first)
    above = script.sentence(Span(max(0, sentence.start - 2), max(1, sentence.start - 1)))
    lead = script.text[above.start : first.start]
    other = "killed" if toll.outcome == "injured" else "injured"
    told = pattern(_HERE, "counting", f"{other}.words").search(lead)
    if told is None or pattern(_HERE, "counting", f"{toll.outcome}.words").search(lead):
        return False
    counts = (figure(lead[word.start() :]) for word in _WORD.finditer(lead))
    return before == 1 or any(count is not None and count.high == before for count in counts)


def _as_many(script: Script, toll: Toll) -> tuple[int | None, int | None]:
    """The bounds of "as many": those of the figure told last before it in its sentence; doubled for "twice as many"."""
    first = min(toll.evidence)
    start = script.sentence(first).start
    asked = pattern(_HERE, "voices", "as_many.words").search(
        script.text[max(start, first.start - LEAD_REACH) : max(toll.evidence).end]
    )
    if asked is None:
        return None, None
    tolls = [each for event in script.coded.events for each in event.toll if each.high is not None]
    before = [
        each for each in tolls if start <= min(each.evidence).start < first.start and each.outcome != toll.outcome
    ]
    last = max(before, key=lambda each: min(each.evidence), default=None)
    times = 2 if pattern(_HERE, "voices", "as_many.twice").search(asked[0]) else 1
    return (None, None) if last is None or last.high is None else ((last.low or 0) * times, last.high * times)


def _is_outdated(script: Script, toll: Toll) -> bool:
    """True for a figure that the words in front of it set aside: "an earlier count of 12 dead", "up from nine"."""
    first = min(toll.evidence)
    lead = script.text[max(script.sentence(first).start, first.start - SET_ASIDE_REACH) : first.start]
    return pattern(_HERE, "voices", "outdated.words", r"\b(?:{})\s+$").search(lead) is not None


def _have_died(script: Script, event: Event, toll: Toll) -> bool:
    """True when the wounded are those whom the report tells to have died: "the girl hurt in the raid died at dawn",
    "the bodies of five men with injuries"."""
    lead = script.text[: min(toll.evidence).start][-LEAD_REACH:]
    if pattern(_HERE, "voices", "bodies.words", r"\b(?:{})\s+of\s+$").search(lead):
        return True
    behind = script.text[max(toll.evidence).end :]
    if toll.high != 0 and pattern(
        _HERE, "voices", "bodies.died", r"\s+(?:have |has |had |later |since )?(?:{})\b"
    ).match(behind):
        return True
    deaths = (other for other in script.coded.events if other.id != event.id and _dead_among(other, toll))
    return toll.high != 0 and not all(_jointly(script, event, other) for other in deaths)


def _alive(script: Script, event: Event, toll: Toll) -> Toll:
    """The toll of the wounded without the words that count dead: "the dead at 20 and the wounded at about 50"."""
    if toll.outcome != "injured" or len(toll.evidence) == 1:
        return toll
    deaths = [other for other in script.coded.events if other.id != event.id and not _jointly(script, event, other)]
    dead = [span for other in deaths for each in other.toll if each.outcome == "killed" for span in each.evidence]
    left = tuple(span for span in toll.evidence if not any(span.overlaps(other) for other in dead))
    count = figure(left[0].of(script.text)) if len(left) == 1 else None
    if count is None or count.vague:
        return toll
    return replace(
        toll,
        low=count.low,
        high=count.high,
        as_said=left[0].of(script.text),
        evidence=left,
        approximate=count.approximate,
    )


def _dead_among(event: Event, toll: Toll) -> bool:
    """True when words that count the dead of an event count those of the toll, too."""
    dead = [span for each in event.toll if each.outcome == "killed" for span in each.evidence]
    return any(span.overlaps(other) for span in toll.evidence for other in dead)


def _jointly(script: Script, event: Event, other: Event) -> bool:
    """True for "killed or wounded": one figure for both."""
    first, last = sorted((event.trigger, other.trigger))
    between = script.text[first.end : last.start]
    return pattern(_HERE, "voices", "jointly.words", r"^\W*(?:{})\W*$").match(between) is not None


def _who(script: Script, event: Event) -> str | None:
    """The words for the harmed; None where only a number or a pronoun stands for them."""
    spans = (script.named(filler) for filler in event.roles.get("victim", ()))
    said = [span.of(script.text) for span in spans]
    return "; ".join(phrase for phrase in said if not is_pronoun(phrase)) or None
