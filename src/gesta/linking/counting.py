"""Tolls that are told without a word for killing or wounding: "the list has seventeen names", "nine bodies".

They are found by phrases (counting.toml) and go to the deed that they stand nearest to: in the sentence, else the last
one told before it. A figure that coding has read already is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from gesta.lexicon import pattern, table, words
from gesta.lexicon.numbers import figure, is_year
from gesta.lexicon.phrases import head, is_collective, is_people, is_person
from gesta.linking.script import Script
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Outcome
from gesta.spans import Span

Counted = tuple[Figure, tuple[Span, ...]]

LEAD_REACH = 16  # characters in front of a number that may undo it: "not ", "instead of "
_HERE = "gesta.linking"
_OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")
_WORDS = r"(?P<who>(?:(?!(?:and|but|while|when|who)\b)[\w'’\"“”-]+\s+){%d,5}?)"
_GAP = r"(?:[\w'’,-]+\s+){0,6}?"


def counted(script: Script) -> Mapping[str, tuple[Counted, ...]]:
    """The figures of each event, by its id, that no harm event of the report tells."""
    found: dict[str, list[Counted]] = {}
    for sentence in script.coded.sentences:
        for told in _told(script, sentence):
            home = _home(script, sentence, told[1][0])
            if home is not None:
                found.setdefault(home.id, []).append(told)
    return {event: tuple(told) for event, told in found.items()}


def _told(script: Script, sentence: Sentence) -> Iterator[Counted]:
    """The figures of one sentence, those that a harm event has left out, each number once for each outcome."""
    said = sentence.span.of(script.text)
    if not re.search(_number(), said, re.IGNORECASE):
        return
    for outcome in _OUTCOMES:
        taken = _read(script, outcome)
        for phrase in _phrases(outcome):
            for hit in phrase.finditer(said):
                span = Span(*hit.span("n")).shifted(sentence.span.start)
                if any(span.overlaps(other) for other in taken) or not _counts(said, hit):
                    continue
                taken.append(span)
                if told := _figure(outcome, hit):
                    yield told, (span,)


def _figure(outcome: Outcome, hit: re.Match[str]) -> Figure | None:
    """The figure of a phrase; None for a year and for words without a number."""
    toll = figure(hit.string[hit.start("n") :])
    if toll is None or toll.vague or toll.end > len(hit["n"]) or is_year(toll, hit["n"]):
        return None
    who = " ".join((hit.groupdict().get("who") or "").split()) or None
    return Figure(outcome, toll.low, toll.high, " ".join(hit["n"].split()), toll.approximate, who)


def _counts(said: str, hit: re.Match[str]) -> bool:
    """False behind "not", "a boy of", before "of the", "more", and for numbers of things and survivors."""
    before = said[max(0, hit.start("n") - LEAD_REACH) : hit.start("n")]
    if pattern(_HERE, "counting", "unless.lead", r"\b(?:{})\s+$").search(before):
        return False
    if pattern(_HERE, "counting", "unless.behind", r"\s+(?:{})\b").match(said, hit.end("n")):
        return False
    who = hit.groupdict().get("who")
    return not pattern(_HERE, "counting", "unless.never").search(hit[0]) and (not who or _are_people(who))


def _are_people(who: str) -> bool:
    """True for words for people: "mercenaries of Chadian origin", "of our brave men", "CRPF personnel"."""
    said = who.split()
    while said and said[0].lower() in ("of", "our", "the", "their", "its", "his"):
        said.pop(0)
    nouns = [head(" ".join(said)), *(word.lower() for word in said)]
    if nouns[1:] == ["them"]:
        return True
    return any(is_people(noun) or is_person(noun) or is_collective(noun) for noun in nouns)


def _read(script: Script, outcome: Outcome) -> list[Span]:
    """The words of figures of that outcome that coding has read."""
    tolls = (toll for event in script.coded.events for toll in event.toll if toll.outcome == outcome)
    return [span for toll in tolls if toll.low is not None or toll.high is not None for span in toll.evidence]


def _home(script: Script, sentence: Sentence, span: Span) -> Event | None:
    """The event that a figure belongs to; None when the report tells of no deed before it."""
    deeds = [
        e for e in script.coded.events if e.type in words(_HERE, "counting", "deeds.types") and e.status == "actual"
    ]
    deeds = [event for event in deeds if not event.aggregate]
    near = [event for event in deeds if sentence.span.holds(event.trigger)]
    if near:
        return min(near, key=lambda event: (event.trigger.gap(span), event.trigger))
    before = [event for event in deeds if event.trigger.end <= span.start]
    return max(before, key=lambda event: event.trigger, default=None)


@cache
def _phrases(outcome: Outcome) -> tuple[re.Pattern[str], ...]:
    """The patterns of an outcome, in the order of the file."""
    slots = {"n": rf"(?P<n>{_number()})", "who": _WORDS % 1, "whom": _WORDS % 0, "gap": _GAP}
    written = [phrase.format(**slots) for phrase in table(_HERE, "counting")[outcome]["phrases"]]
    return tuple(re.compile(rf"(?<!\w)(?:{phrase})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE) for phrase in written)


@cache
def _number() -> str:
    """What a number looks like: hedges, then digits or number words."""
    grammar = table("gesta.lexicon", "numbers")
    spoken = [word for kind in ("units", "teens", "tens", "scales", "groups") for word in grammar[kind]]
    word = "|".join(sorted([*spoken, "hundred"], key=len, reverse=True))
    hedges = [hedge for kind in ("least", "more", "most", "fewer", "about") for hedge in grammar["hedges"][kind]]
    hedge = "|".join(re.escape(each) for each in sorted(hedges, key=len, reverse=True)).replace(r"\ ", " ")
    number = rf"(?:\d+(?:,\d{{3}})*(?!\w)|(?:a )?\b(?:{word})\b(?:[ -](?:and )?(?:{word})\b)*)"
    return rf"(?:(?:{hedge}) )?{number}"
