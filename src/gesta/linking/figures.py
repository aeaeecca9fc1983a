"""The tolls of a report as figures: who was harmed, and whether a figure covers only a part of the harmed."""

from __future__ import annotations

from collections.abc import Iterator

from gesta.lexicon import pattern, table
from gesta.lexicon.phrases import is_pronoun
from gesta.linking.script import Script
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event
from gesta.nouns.toll import Toll
from gesta.spans import Span

LEAD_REACH = 24  # characters in front of a figure that may make it a part: ", among them at least two women"
SECOND = 2  # the first ordinal of the list; "the first victim" says nothing of others

_HERE = "gesta.linking"


def figures(script: Script, event: Event) -> Iterator[tuple[Figure, tuple[Span, ...]]]:
    """Each toll of an event as a figure, with the spans that say it."""
    who = _who(script, event)
    for toll in event.toll:
        part = _is_part(script, event, toll)
        low, high = _bounds(toll)
        yield Figure(toll.outcome, low, high, toll.as_said, toll.approximate, who, part), toll.evidence


def _bounds(toll: Toll) -> tuple[int | None, int | None]:
    """The bounds as said, but "a third labourer" makes at least three."""
    ordinal = pattern(_HERE, "voices", "ordinals.words", r"^a\s+({})\b").match(toll.as_said)
    if ordinal is None or toll.outcome not in ("killed", "injured"):
        return toll.low, toll.high
    return table(_HERE, "voices")["ordinals"]["words"].index(ordinal[1].lower()) + SECOND, None


def _who(script: Script, event: Event) -> str | None:
    """The words for the harmed; None where only a number or a pronoun stands for them."""
    spans = (script.named(filler) for filler in event.roles.get("victim", ()))
    said = [span.of(script.text) for span in spans]
    return "; ".join(phrase for phrase in said if not is_pronoun(phrase)) or None


def _is_part(script: Script, event: Event, toll: Toll) -> bool:
    """True behind "including", "among them", or before "of them", "of the dead"."""
    first, last = min(toll.evidence), max(toll.evidence)
    sentence = script.sentence(first)
    before = script.text[max(sentence.start, first.start - LEAD_REACH) : first.start]
    after = script.text[first.start : max(last.end + LEAD_REACH, event.trigger.start)]
    leads = pattern(_HERE, "voices", "part.lead", r"\b(?:{})[\s,:]+(?:\w+\s+){{0,2}}$").search(before)
    behind = pattern(_HERE, "voices", "part.behind", r"^\W*(?:at least )?[\w-]+ (?:{})\b").match(after)
    return (leads or behind) is not None
