"""The tolls of a report as figures: who was harmed, and whether a figure covers only a part of the harmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.lexicon import pattern
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
OVERALL_REACH = 70  # characters around a figure that may widen it: "bringing the number of those killed this year to"

_HERE = "gesta.linking"


def figures(script: Script, event: Event) -> Iterator[tuple[Figure, tuple[Span, ...]]]:
    """Each toll of an event as a figure, with the spans that say it; none of the wounded who are told to have died."""
    who = _who(script, event)
    for toll in event.toll:
        if _is_outdated(script, toll) or (toll.outcome == "injured" and _have_died(script, event, toll)):
            continue
        low, high = _bounds(toll)
        part = is_part(script, toll.outcome, toll.evidence, event.trigger)
        yield Figure(toll.outcome, low, high, toll.as_said, toll.approximate, who, part), toll.evidence


def is_overall(script: Script, spans: Sequence[Span]) -> bool:
    """True for a figure that counts more than one incident: "bringing to 45 the number of those killed this year"."""
    first, last, sentence = min(spans), max(spans), script.sentence(min(spans))
    lead = script.text[max(sentence.start, first.start - OVERALL_REACH) : first.start]
    told = pattern(_HERE, "voices", "overall.lead").search(lead)
    around = lead[told.end() :] + script.text[last.end : min(sentence.end, last.end + OVERALL_REACH)] if told else ""
    return pattern(_HERE, "voices", "overall.period").search(around) is not None


def _bounds(toll: Toll) -> tuple[int | None, int | None]:
    """The bounds as said, but "a third labourer died" makes at least three; "a second was hurt" tells of one.

    So does "the third died at the door": the third of those told before.
    """
    bare = r"^the\s+(?:(?:second|third)\b|[^\s,]+\s*(?:,|$))(?!.*\b(?:{})\b)"
    picked = pattern(_HERE, "voices", "picked_out.words", bare).match(toll.as_said.lower())
    place = ordinal(toll.as_said) if toll.outcome == "killed" and not picked else None
    return (toll.low, toll.high) if place is None else (place, None)


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
    deaths = (other for other in script.coded.events if other.id != event.id and _dead_among(other, toll))
    return toll.high != 0 and not all(_jointly(script, event, other) for other in deaths)


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
