"""Whether a figure is for a part of those harmed: a subgroup, one side, the wounded of one's own staff.

"12 people were killed, including three children": the three are a part, for the dead were counted before. "Thirty were
abducted, of whom nine were killed": the nine are all the dead there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from gesta.lexicon import pattern
from gesta.lexicon.numbers import figure
from gesta.linking.script import Script
from gesta.nouns.toll import Outcome
from gesta.spans import Span

LEAD_REACH = 32  # characters in front of a figure that may make it a part: ", among those killed were at least"
START = 3  # characters at the head of a sentence in front of "Among them": quotation marks, a dash

_HERE = "gesta.linking"


def is_part(script: Script, outcome: Outcome, spans: Sequence[Span], trigger: Span | None = None) -> bool:
    """True for the figure at `spans` when the words around it make it a part; `trigger` is the word for the harm."""
    first, last = min(spans), max(spans)
    sentence = script.sentence(first)
    before, after = script.text[sentence.start : first.start], script.text[last.end : sentence.end]
    if _is_introduced(script, outcome, before, first):
        return True
    until = max(last.end + LEAD_REACH, trigger.start if trigger else 0)
    if pattern(_HERE, "partial", "behind", r"^\W*(?:at least )?[\w-]+ (?:{})\b").match(
        script.text[first.start : until]
    ):
        return True
    if pattern(_HERE, "partial", "beyond", r"^\s*(?:{})\b").match(after):
        return True
    said = script.text[first.start : last.end]
    if figure(said) is None and _is_one_side(said, before, after):
        return True
    return _is_bare(said) and pattern(_HERE, "partial", "own").search(before) is not None


def _is_introduced(script: Script, outcome: Outcome, before: str, first: Span) -> bool:
    """True behind "including", "among them", where those of whom they are a part were told before."""
    lead = pattern(_HERE, "partial", "lead", r"\b(?:{})[\s,:]+(?:\w+\s+){{0,2}}$").search(
        before, max(0, len(before) - LEAD_REACH)
    )
    if lead is None:
        return False
    if lead.start() <= START or pattern(_HERE, "partial", "dead_or_wounded").search(lead[0]):
        return True
    told = first.start - len(before) + lead.start()
    same = (
        span
        for event in script.coded.events
        for toll in event.toll
        if toll.outcome == outcome
        for span in toll.evidence
    )
    earlier = any(first.start - len(before) <= span.start < told for span in same)
    words = f"{outcome}.words" if outcome in ("killed", "injured") else None
    spoken = words is not None and pattern(_HERE, "counting", words).search(before[: lead.start()]) is not None
    return earlier or spoken


def _is_one_side(said: str, before: str, after: str) -> bool:
    """True for "no casualties to our forces", "we suffered no deaths", "no losses": nobody of one side."""
    behind = pattern(_HERE, "partial", "side.behind", r"^\s*(?:{})\b").match(after)
    lead = pattern(_HERE, "partial", "side.lead", r"\b(?:{})\s+$").search(before)
    own = pattern(_HERE, "partial", "side.said").search(said)
    return (behind or lead or own) is not None


def _is_bare(said: str) -> bool:
    """True for a number without a noun: "two"."""
    found = figure(said)
    return found is not None and not found.vague and found.end == len(said)
