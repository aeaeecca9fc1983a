"""The events of one report as grouping looks at them: where each stands, and what its words say of it.

A text names time and place once and tells on; what an event's own words leave open is carried over from the event
before it. What is carried stands apart from what is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from math import log
from typing import Any

from gesta.lexicon import pattern, table, words
from gesta.lexicon.phrases import head, is_pronoun
from gesta.linking.words import content, name_words, stem, tokens
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, PairScore, Role
from gesta.nouns.referent import Resolved, When
from gesta.nouns.toll import Toll

Days = tuple[date, date]

NARROW_DAYS = 2  # days that an interval may span and still tell two incidents apart: a night, a day with its eve
AROUND = 6  # stems on each side of a trigger that are its own
SAID_LATELY = 4096  # stretches of text whose cues are kept: those of a few reports
LEAD_CHARACTERS = 40  # in front of a trigger, where "the", "another", "a second" stand

_HERE = "gesta.linking"
# A sentence that begins with a cue, or with a stretch of time or a province.
_BEGINNING = (
    r"^[\s\"“]*(?:{}|\w+ (?:days|weeks|months|hours|years) (?:earlier|later|before|after)"
    r"|in \w+ (?:province|district|county|state))\b"
)
_PLACED = re.compile(r"^[\s\"“]*(?:In|At|Near|Around|Outside|On)\s+(?:the\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class Sight:
    """One event of a report: its place in the text and the words of its roles, ready to be compared.

    `home` is the first mention that coding calls the same, `whole` what coding calls that one a part of. `means` are
    means of violence told by mode, trigger and weapon, or else (`means_near`) by the words around; `own` are the stems
    around it.
    """

    event: Event
    home: str
    whole: str | None
    order: int
    sentence: int
    paragraph: int
    stems: frozenset[str]
    noun: str
    days: Days | None
    carried_days: Days | None
    places: frozenset[str]
    carried_places: frozenset[str]
    harmed: frozenset[str]
    actors: frozenset[str]
    tolls: tuple[Toll, ...]
    means: frozenset[str]
    means_near: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's events in order of position, and the words that stand between them."""

    coded: Coded
    sights: tuple[Sight, ...]
    rarity: Mapping[str, float]
    turning: tuple[bool, ...]
    placed: tuple[bool, ...]
    read: Mapping[tuple[str, str], PairScore]

    def between(self, left: Sight, right: Sight) -> str:
        """The text that leads from one event to the later one: all that lies between within one sentence, else from
        the start of the later event's sentence."""
        text, start = self.coded.report.text, left.event.trigger.end
        if left.sentence != right.sentence and right.sentence >= 0:
            start = self.coded.sentences[right.sentence].span.start
        return text[start : max(start, right.event.trigger.start)]

    def lead(self, sight: Sight, characters: int) -> str:
        """The text of the event's sentence in front of its trigger, at most so many characters."""
        end = sight.event.trigger.start
        return self.coded.report.text[max(self.starts(sight), end - characters) : end]

    def tail(self, sight: Sight) -> str:
        """The text of the event's sentence behind its trigger, up to the next event."""
        start = sight.event.trigger.end
        end = self.coded.sentences[sight.sentence].span.end if sight.sentence >= 0 else start
        following = (other.event.trigger.start for other in self.sights[sight.order + 1 :])
        return self.coded.report.text[start : min([end, *(at for at in following if at >= start)])]

    def starts(self, sight: Sight) -> int:
        """Where the event's sentence starts."""
        return self.coded.sentences[sight.sentence].span.start if sight.sentence >= 0 else 0

    def weight(self, stems: frozenset[str]) -> float:
        """How much the stems tell apart: rare ones of the report more than those of every sentence."""
        return sum(self.rarity.get(word, 1.0) for word in sorted(stems))


def scene(coded: Coded) -> Scene:
    """The events of a coded report, looked at for grouping."""
    sights: list[Sight] = []
    wholes = {event.id: event.part for event in coded.events}
    for event in sorted(coded.events, key=lambda event: (event.trigger, event.id)):
        sights.append(_sight(coded, event, sights, wholes))
    text = coded.report.text
    said = [sentence.span.of(text) for sentence in coded.sentences]
    turning, placed = tuple(map(turns, said)), tuple(bool(_PLACED.match(each)) for each in said)
    read = {(pair.earlier, pair.later): pair for pair in coded.pairs}
    return Scene(coded, tuple(sights), _rarity(said), turning, placed, read)


def turns(sentence: str) -> bool:
    """True when a sentence begins with words that turn to something else."""
    return pattern(_HERE, "cues", "turns", _BEGINNING).match(sentence) is not None


def _rarity(said: Sequence[str]) -> dict[str, float]:
    counts = Counter(word for sentence in said for word in set(content(sentence)))
    return {word: log((len(said) + 1) / count) for word, count in counts.items()}


def _sight(coded: Coded, event: Event, before: Sequence[Sight], wholes: Mapping[str, str | None]) -> Sight:
    text = coded.report.text
    named, around = _means_named(text, event), _around(coded, event)
    days, places = _days(coded, event), _place_names(coded, event)
    last = before[-1] if before else None
    return Sight(
        event,
        event.same or event.id,
        wholes.get(event.same or event.id),
        len(before),
        bisect_right(coded.sentences, event.trigger.start, key=lambda s: s.span.start) - 1,
        text.count("\n", 0, event.trigger.start),
        frozenset(stem(word) for word in tokens(event.trigger.of(text))),
        _determiner(text[max(0, event.trigger.start - LEAD_CHARACTERS) : event.trigger.start]),
        days,
        days or (last.carried_days if last else None),
        places,
        places or (last.carried_places if last else frozenset()),
        _heads(coded, event, ("victim", "target")),
        _actors(coded, event),
        event.toll,
        named,
        named or _means(around),
        around,
    )


def _means_named(text: str, event: Event) -> frozenset[str]:
    said = " ".join([event.trigger.of(text), *(f.span.of(text) for f in event.roles.get("weapon", ()))])
    told = table(_HERE, "means")["modes"].get(event.mode or "")
    return _means({stem(word) for word in content(said)}) | ({told} if told else set())


def _means(stems: Iterable[str]) -> frozenset[str]:
    known = _means_by_stem()
    return frozenset(known[word] for word in stems if word in known)


@cache
def _means_by_stem() -> dict[str, str]:
    return {stem(word): means for means, found in table(_HERE, "means")["words"].items() for word in found.split()}


def _around(coded: Coded, event: Event) -> frozenset[str]:
    """The stems on both sides of the trigger up to the neighbouring triggers, and those of its roles."""
    text, at = coded.report.text, event.trigger
    found = bisect_right(coded.sentences, at.start, key=lambda s: s.span.start) - 1
    whole = coded.sentences[max(0, found)].span if coded.sentences else at
    others = [other.trigger for other in coded.events]
    start = max((o.end for o in others if whole.start <= o.start and o.end <= at.start), default=whole.start)
    end = min((o.start for o in others if o.start >= at.end and o.end <= whole.end), default=whole.end)
    beside = [*content(text[start : at.start])[-AROUND:], *content(text[at.end : end])[:AROUND]]
    fillers = (f.referent or f.span for role in event.roles.values() for f in role)
    return frozenset([*map(stem, beside), *(word for span in fillers for word in content(span.of(text)))])


def _days(coded: Coded, event: Event) -> Days | None:
    """The days that an event is dated to by words of its own, when they are few enough to tell events apart."""
    answer = coded.resolution.when.get(event.id)
    return narrow_days(answer.value) if isinstance(answer, Resolved) and answer.value.basis != "report" else None


def narrow_days(when: When) -> Days | None:
    """First and last day of a time of at most NARROW_DAYS; None for wider and open ones."""
    if when.start is None or when.end is None or when.end - when.start > timedelta(days=NARROW_DAYS):
        return None
    return when.start.date(), when.end.date()


def _place_names(coded: Coded, event: Event) -> frozenset[str]:
    said = (f.span.of(coded.report.text) for f in event.roles.get("place", ()))
    return frozenset(name for phrase in said for name in name_words(phrase))


def _heads(coded: Coded, event: Event, roles: Iterable[Role]) -> frozenset[str]:
    """The head words of those in the roles, pronouns by what they stand for."""
    return frozenset(stem(found) for phrase in _phrases(coded, event, roles) if (found := head(phrase)))


def _actors(coded: Coded, event: Event) -> frozenset[str]:
    """Roster ids and head words of the actors."""
    spans = [f.referent or f.span for f in event.roles.get("actor", ())]
    resolved = (coded.resolution.actors.get(span) for span in spans)
    ids = {answer.value.id for answer in resolved if isinstance(answer, Resolved) and answer.value.id}
    return frozenset(ids | _heads(coded, event, ("actor",)))


def _phrases(coded: Coded, event: Event, roles: Iterable[Role]) -> list[str]:
    fillers = [filler for role in roles for filler in event.roles.get(role, ())]
    said = [(f.referent or f.span).of(coded.report.text) for f in fillers]
    return [phrase for phrase in said if not is_pronoun(phrase)]


def _determiner(lead: str) -> str:
    """How a trigger is introduced: "old" (the, this, its), "new" (a, another, a second), or "" when it is a verb."""
    kinds = {kind: words(_HERE, "cues", kind) for kind in ("old", "new")}
    nearest = (kind for word in reversed(tokens(lead)[-3:]) for kind, known in kinds.items() if word in known)
    return next(nearest, "")


def days_meet(left: tuple[Any, Any] | None, right: tuple[Any, Any] | None) -> bool:
    """False only when two stretches of days are known and share none."""
    return left is None or right is None or (left[0] <= right[1] and right[0] <= left[1])


def contrasted(text: str) -> bool:
    """True when words set what follows apart from what went before: "separately", "the day before", "hours later"."""
    return has_cue("apart", text)


@lru_cache(maxsize=SAID_LATELY)
def has_cue(key: str, text: str) -> bool:
    """True when a text holds a cue of that list of cues.toml. Kept: many pairs have the same words between them."""
    return pattern(_HERE, "cues", key).search(text) is not None
