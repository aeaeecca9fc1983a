"""The dead of deeds that kill by their own word: "the mayor was assassinated", "gunned down", "the lynching of two
thieves". The network reads them as assaults, and no word of dying stands beside them.

Those whom the deed was aimed at are counted: a number, one person, persons joined by "and". Attempts kill nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import head, is_people, is_person
from gesta.linking.counting import Counted
from gesta.linking.script import Script
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event, Filler
from gesta.spans import Span

_HERE = "gesta.linking"
_JOINED = re.compile(r",?\s+(?:and|along with|together with|as well as)\s+", re.IGNORECASE)


def deadly(script: Script) -> Mapping[str, tuple[Counted, ...]]:
    """The figure of each deed that kills by its own word and whose dead no harm event counts, by the deed's id."""
    counts = ((event.id, _dead(script, event)) for event in script.coded.events if _kills(script, event))
    return {event: found for event, found in counts if found}


def _kills(script: Script, event: Event) -> bool:
    said = event.trigger.of(script.text)
    before, behind = script.text[: event.trigger.start], script.text[event.trigger.end :]
    word = pattern(_HERE, "deadly", "kills.words", r"^(?:{})$").match(said)
    word = word or pattern(_HERE, "deadly", "kills.behind", r"\s+(?:{})\b").match(behind)
    if event.type != "ASSAULT" or event.status != "actual" or event.aggregate or word is None:
        return False
    tried = pattern(_HERE, "deadly", "attempts.before", r"\b(?:{})\s+(?:an?\s+|the\s+)?$").search(before)
    return (tried or pattern(_HERE, "deadly", "attempts.behind", r"\s+(?:{})\b").match(behind)) is None


def _dead(script: Script, event: Event) -> tuple[Counted, ...]:
    """The figures for those a deed was aimed at, those left out that another event counts as dead."""
    counted = [
        span for each in script.coded.events for toll in each.toll if toll.outcome == "killed" for span in toll.evidence
    ]
    fillers = [filler for filler in event.roles.get("target", ()) if not any(filler.span.overlaps(s) for s in counted)]
    found = ((_people(script, filler), filler.span) for filler in fillers)
    return tuple((each, (span,)) for each, span in found if each is not None)


def _people(script: Script, filler: Filler) -> Figure | None:
    """How many people a filler names; None for words without a number, for groups, bodies and things."""
    said = " ".join(script.named(filler).of(script.text).split())
    toll = figure(said)
    if toll is not None:
        return None if toll.vague or not _of_people(said[toll.end :]) else _figure(said, toll.low, toll.high)
    parts = _JOINED.split(said)
    named = [span for span in _names(script) if script.named(filler).overlaps(span)]
    if not all(_is_one(part, [span.of(script.text) for span in named]) for part in parts):
        return None
    return _figure(said, len(parts), len(parts))


def _figure(said: str, low: int | None, high: int | None) -> Figure:
    return Figure("killed", low, high, said, who=said)


def _of_people(rest: str) -> bool:
    noun = head(rest)
    return not noun or is_people(noun) or is_person(noun) or rest.strip()[0].isupper()


def _is_one(part: str, names: list[str]) -> bool:
    """True for one person: by name, by a noun for one, "him"."""
    return (
        is_person(head(part))
        or any(name in part or part in name for name in names)
        or part.lower() in words(_HERE, "deadly", "one.words")
    )


def _names(script: Script) -> list[Span]:
    return [mention.span for mention in script.coded.entities if mention.label == "PER"]
