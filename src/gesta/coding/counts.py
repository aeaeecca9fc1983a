"""Whether a mention sums several happenings: such a mention is never one incident.

The rule. A mention is an aggregate when
1. its words say that it happens again and again ("repeatedly", "daily attacks"); or
2. it counts two or more acts, or a series of acts, over a period longer than a day ("nine mortar attacks since June",
   "a series of raids over the past month"); or
3. its toll is two or more, or has no figure, over such a period ("more than 43,000 killed since October"); or
4. it counts ten or more acts, or "dozens", "hundreds", "a wave" of them, and gives no day; "nineteen deaths" counts
   people, not acts.

"Two bombs exploded on Monday" counts the blows of one day: one incident, not an aggregate. One victim is one happening,
whatever the period. A weekday or a clock time ("since Thursday", "this morning") is no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gesta.coding.page import Page
from gesta.lexicon import pattern, table
from gesta.lexicon.numbers import Figure, figure
from gesta.nouns.event import Event, Filler
from gesta.spans import Span

MANY = 10  # acts that nobody counts for one occasion
LEAD = 14  # characters in front of a time filler that may hold its preposition: "throughout ", "so far "

_HERE = "gesta.coding"
_SINCE_A_DEED = re.compile(r"\bsince\s+(?:the|that|this)\s*$", re.IGNORECASE)  # cut in front of "attack": no period


def with_aggregates(page: Page, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `aggregate` set by the rule above."""
    return tuple(replace(event, aggregate=True) if _sums(page, event) else event for event in events)


def _sums(page: Page, event: Event) -> bool:
    counts = [filler.span.of(page.text) for filler in event.roles.get("count", ())]
    if any(_matches("habits", count) for count in counts):
        return True
    several = any(_several(count) for count in counts)
    times = _times(page, event)
    if several and any(_is_period(time) for time in times):
        return True
    if event.type == "HARM" and _tolls_several(event) and any(_is_period(time, toll=True) for time in times):
        return True
    acts = [filler.span.of(page.text) for filler in event.roles.get("count", ()) if not _counts_people(event, filler)]
    return any(_mass(count) for count in acts) and not any(_matches("points", time) for time in times)


def _counts_people(event: Event, filler: Filler) -> bool:
    """True for "nineteen deaths": one occasion can cost many lives."""
    return any(filler.span.overlaps(span) for toll in event.toll for span in toll.evidence)


def _several(count: str) -> bool:
    found = figure(count)
    return _least(found) > 1 or _matches("series", count)


def _mass(count: str) -> bool:
    return _least(figure(count)) >= MANY or _matches("mass", count)


def _least(found: Figure | None) -> int:
    return (found.low or found.high or 0) if found else 0


def _tolls_several(event: Event) -> bool:
    """True when the toll may cover several happenings; one victim, or "up to one", cannot."""
    return any(toll.high is None or toll.high > 1 for toll in event.toll)


def _times(page: Page, event: Event) -> list[str]:
    """The event's times with the words in front of them; without any, a period that stands behind the trigger."""
    spans = [filler.span for filler in event.roles.get("time", ())]
    if spans:
        return [page.text[max(page.sentence(span).start, span.start - LEAD) : span.end] for span in spans]
    return _trailing(page, event.trigger)


def _trailing(page: Page, trigger: Span) -> list[str]:
    rest = page.after(trigger)
    others = [read.span.start - trigger.end for read in page.reading.triggers if read.span.start > trigger.end]
    clause = re.split(r"[;:]|, (?:when|while|after|as|and|but|who|which)\b", rest[: min(others, default=len(rest))])[0]
    hit = _finder("periods").search(_SINCE_A_DEED.sub("", clause))
    return [hit[0]] if hit else []


def _is_period(time: str, *, toll: bool = False) -> bool:
    """True for a stretch longer than a day; for a toll "this year" is no more than a date unless "so far" stands by."""
    hit = _finder("periods").search(time)
    if hit is None:
        return False
    return not (toll and re.fullmatch(r"this (?:year|month)", hit[0], re.IGNORECASE))


def _matches(key: str, said: str) -> bool:
    if key in ("points", "periods"):
        return _finder(key).search(said) is not None
    return pattern(_HERE, "aggregates", key).search(said) is not None


@cache
def _finder(key: str) -> re.Pattern[str]:
    """The expressions of a row as one pattern; a space stands for any white space."""
    rows = [row.replace(" ", r"\s+") for row in table(_HERE, "aggregates")[key]]
    return re.compile(r"\b(?:" + "|".join(rows) + ")", re.IGNORECASE)
