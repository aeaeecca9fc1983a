"""Tolls that are told without a word for killing or wounding: "the list has seventeen names", "nine bodies".

They are found by phrases (counting.toml) and go to the deed that they stand nearest to: in the sentence, else the last
one told before it. A figure that coding has read already is not read again. Some phrases ("they are sixteen") tell a
toll only where the dead are spoken of, in their sentence or in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from gesta.lexicon import pattern, table, words
from gesta.lexicon.numbers import figure, is_year
from gesta.lexicon.phrases import head, is_collective, is_people, is_person
from gesta.linking.partial import is_part
from gesta.linking.script import Script
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Outcome
from gesta.spans import Span

Counted = tuple[Figure, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of counting.toml and the row it stands in."""

    words: re.Pattern[str]
    row: Literal["phrases", "noughts", "contextual"]
    numbered: bool  # it holds a number, so that sentences without one need not be searched
    tail: re.Pattern[str] | None  # what stands behind its number or persons, in lower case: quickly found missing


LEAD_REACH = 16  # characters in front of a number that may undo it: "not ", "instead of "
SECOND = 2  # the first ordinal of the list; "the first victim" says nothing of others
_HERE = "gesta.linking"
_ROWS: tuple[Literal["phrases", "noughts", "contextual"], ...] = ("phrases", "noughts", "contextual")
_OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")
_STOPS = (
    r"(?!(?:and|but|while|when|who|after|before|as|since|died|dead|killed|wounded|injured|among|"
    r"is|are|was|were|has|have|had)\b)"
)
_AGED = rf"(?:{_STOPS}[\w'’-]+\s+){{0,3}}{_STOPS}[\w'’-]+,\s+aged\s+(?:\w+(?:,\s+|\s+and\s+|\s+)){{1,3}}"
_WORDS = rf"(?P<who>(?:{_STOPS}[\w'’\"“”][\w'’\"“”-]*\s+){{%d,5}}?|{_AGED})"
_PEOPLE = rf"(?P<who>(?:{_STOPS}[\w'’\"“”-]+\s+){{0,3}}{_STOPS}[\w'’\"“”-]+)"
_GAP = r"(?:[\w'’,-]+\s+){0,6}?"
_NOUNS = r"(?:(?!(?:an?|the|one|said|says|was|had|and|who|that|when|of)\b)[\w'’-]+,?\s+){1,4}?"
_PERSON = rf"(?:an?|one)\s+{_NOUNS}"
_TWO = rf"(?:an?|one|the|his|her|its|their)\s+{_NOUNS}and\s+(?:an?|the|his|her|its|their)\s+{_NOUNS}"
_PERSONS = rf"(?P<n>{_TWO}|{_PERSON})"
# How a phrase begins whose number, or whose persons, stand first.
_LED = re.compile(r"\{n\} (?:\(\?!of them\))?(?:\{whom?\})?|\{persons\}|\{nth\} ")
_TITLED = re.compile(r"[A-Z][\w-]*\.?")
_ORDINAL = r"(?P<n>(?:an?|the|another)\s+(?:%s|\d+(?:st|nd|rd|th))\b(?!,))"


def counted(script: Script) -> Mapping[str, tuple[Counted, ...]]:
    """The figures of each event, by its id, that no harm event of the report tells."""
    found: dict[str, list[Counted]] = {}
    before = ""
    for sentence in script.coded.sentences:
        for told in _told(script, sentence, before):
            home = _home(script, sentence, told[1][0], told[0].outcome)
            if home is not None:
                found.setdefault(home.id, []).append(told)
        before = sentence.span.of(script.text)
    return {event: tuple(told) for event, told in found.items()}


def _told(script: Script, sentence: Sentence, before: str) -> Iterator[Counted]:
    """The figures of one sentence, those that a harm event has left out, each number once for each outcome."""
    said = sentence.span.of(script.text)
    has_number, lower = _any_number().search(said) is not None, said.lower()
    for outcome in _OUTCOMES:
        taken = _read(script, outcome)
        for phrase in _phrases(outcome):
            if (phrase.numbered and not has_number) or (phrase.tail and not phrase.tail.search(lower)):
                continue
            if phrase.row == "contextual" and not _speaks_of(outcome, f"{before} {said}"):
                continue
            for hit in phrase.words.finditer(said):
                span = Span(*hit.span("n")).shifted(sentence.span.start)
                if any(span.overlaps(other) for other in taken) or not _counts(said, hit):
                    continue
                taken.append(span)
                if told := _nought(outcome, hit) if phrase.row == "noughts" else _figure(outcome, hit):
                    part = is_part(script, outcome, (span,))
                    yield replace(told, part=part, as_said=_tidy(span.of(script.text))), (span,)


def _speaks_of(outcome: Outcome, said: str) -> bool:
    return pattern(_HERE, "counting", f"{outcome}.words").search(said) is not None


def _figure(outcome: Outcome, hit: re.Match[str]) -> Figure | None:
    """The figure of a phrase; None for a year and for words without a number."""
    said = _tidy(hit["n"])
    who = _harmed(hit)
    if (place := ordinal(said)) is not None:
        return Figure(outcome, place, None, said, False, who)
    toll = figure(hit.string[hit.start("n") :])
    if toll is not None and not toll.vague and toll.end <= len(hit["n"]) and not is_year(toll, hit["n"]):
        return Figure(outcome, toll.low, toll.high, said, toll.approximate, who)
    persons = _persons(said)
    return Figure(outcome, persons, persons, said, False, who or said) if persons and not toll else None


def _nought(outcome: Outcome, hit: re.Match[str]) -> Figure | None:
    """Nobody; None for "no further losses", and where nobody knows."""
    return Figure(outcome, 0, 0, _tidy(hit["n"]))


def _tidy(said: str) -> str:
    return " ".join(said.split()).rstrip(",")


def _harmed(hit: re.Match[str]) -> str | None:
    """The words for the harmed, to the first that names people: of "armed men during the raid" "armed men"."""
    said = (hit.groupdict().get("who") or "").split()
    last = next((at for at, word in enumerate(said) if _is_people(word.strip(',"“”').lower())), len(said) - 1)
    return " ".join(said[: last + 1]).rstrip(",") or None


def ordinal(said: str) -> int | None:
    """The place that "a ninth victim", "the 12th soldier" has in a row of the harmed; None for other words, and for the
    first, which says nothing of others."""
    found = re.match(_ORDINAL % "|".join(table(_HERE, "voices")["ordinals"]["words"]), said, re.IGNORECASE)
    if found is None:
        return None
    word = found["n"].split()[-1].lower()
    if word[0].isdigit():
        return int(word[:-2]) if int(word[:-2]) > 1 else None
    listed: list[str] = table(_HERE, "voices")["ordinals"]["words"]
    return listed.index(word) + SECOND


def _persons(said: str) -> int | None:
    """How many persons "a sergeant", "the driver and a pregnant woman" names; None when any part is no person."""
    parts = re.split(r"\s+and\s+", re.sub(r",\s+(?:aged\s+)?\d+", "", said))
    return len(parts) if all(is_person(head(part)) for part in parts) else None


def _counts(said: str, hit: re.Match[str]) -> bool:
    """False behind "not", "a boy of", before "of the", "more", for numbers of days, roads, things and survivors."""
    if _is_label(said, hit):
        return False
    before = said[max(0, hit.start("n") - LEAD_REACH) : hit.start("n")]
    if pattern(_HERE, "counting", "unless.lead", r"\b(?:{})\s+$").search(before):
        return False
    if pattern(_HERE, "counting", "unless.behind", r"\s+(?:{})\b").match(said, hit.end("n")):
        return False
    who = hit.groupdict().get("who")
    return not pattern(_HERE, "counting", "unless.never").search(hit[0]) and (not who or _are_people(who))


def _is_label(said: str, hit: re.Match[str]) -> bool:
    """True for the number of a day, a road, a unit: "March 9", "Route 7". A word that begins a sentence bears none."""
    before = said[: hit.start("n")]
    if not hit["n"][0].isdigit() or not before[-1:].isspace():
        return False
    *earlier, last = before.split() or [""]
    return last.lower() in words("gesta.lexicon", "times", "months") or bool(earlier and _TITLED.fullmatch(last))


def _are_people(who: str) -> bool:
    """True for words for people: "mercenaries of Chadian origin", "of our brave men", "CRPF personnel"."""
    said = who.split()
    while said and said[0].lower() in ("of", "our", "the", "their", "its", "his"):
        said.pop(0)
    nouns = [head(" ".join(said)), *(word.lower() for word in said)]
    if nouns[1:] == ["them"]:
        return True
    return any(_is_people(noun) for noun in nouns)


def _is_people(noun: str) -> bool:
    return is_people(noun) or is_person(noun) or is_collective(noun)


def _read(script: Script, outcome: Outcome) -> list[Span]:
    """The words of figures that coding has read of that outcome: those of the dead are no figure of the wounded."""
    tolls = [toll for event in script.coded.events for toll in event.toll if toll.outcome in (outcome, "killed")]
    return [span for toll in tolls if toll.low is not None or toll.high is not None for span in toll.evidence]


def _home(script: Script, sentence: Sentence, span: Span, outcome: Outcome) -> Event | None:
    """The event that a figure belongs to, of violence before all others: the nearest of its sentence, else the last one
    told before it, a harm of its kind first; None when the report tells of no deed before it."""
    told = [e for e in script.coded.events if e.status == "actual" and not e.aggregate]
    for kinds in (words(_HERE, "counting", "deeds.violent"), words(_HERE, "counting", "deeds.others")):
        deeds = [event for event in told if event.type in kinds]
        if near := [event for event in deeds if sentence.span.holds(event.trigger)]:
            return min(near, key=lambda event: (event.trigger.gap(span), event.trigger))
        before = [event for event in deeds if event.trigger.end <= span.start]
        harms = [event for event in before if any(toll.outcome == outcome for toll in event.toll)]
        if before:
            return max(harms or before, key=lambda event: event.trigger)
    return None


@cache
def _phrases(outcome: Outcome) -> tuple[_Phrase, ...]:
    """The phrases of an outcome, in the order of the file, those that need a context last."""
    nth = _ORDINAL % "|".join(table(_HERE, "voices")["ordinals"]["words"])
    slots = dict(table(_HERE, "counting")["slots"])
    slots |= {"n": rf"(?P<n>{_number()})", "nth": nth, "persons": _PERSONS, "gap": _GAP}
    slots |= {"who": _WORDS % 1, "whom": _WORDS % 0, "people": _PEOPLE}
    rows = table(_HERE, "counting")[outcome]
    return tuple(_phrase(said, row, slots) for row in _ROWS for said in rows[row])


def _phrase(said: str, row: Literal["phrases", "noughts", "contextual"], slots: Mapping[str, str]) -> _Phrase:
    whole = re.compile(rf"(?<!\w)(?:{said.format(**slots)})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)
    tail = said[lead.end() :].format(**slots) if (lead := _LED.match(said)) else None
    return _Phrase(whole, row, "{n}" in said, re.compile(tail.replace(" ", r"\s+")) if tail else None)


@cache
def _any_number() -> re.Pattern[str]:
    """A digit or a number word."""
    return re.compile(rf"\d|\b(?:{_number_words()})\b", re.IGNORECASE)


@cache
def _number_words() -> str:
    grammar = table("gesta.lexicon", "numbers")
    spoken = [word for kind in ("units", "teens", "tens", "scales", "groups") for word in grammar[kind]]
    return "|".join(sorted([*spoken, "hundred"], key=len, reverse=True))


@cache
def _number() -> str:
    """What a number looks like: hedges, then digits or number words."""
    grammar = table("gesta.lexicon", "numbers")
    word = _number_words()
    hedges = [hedge for kind in ("least", "more", "most", "fewer", "about") for hedge in grammar["hedges"][kind]]
    hedge = "|".join(re.escape(each) for each in sorted(hedges, key=len, reverse=True)).replace(r"\ ", " ")
    number = rf"(?:\d+(?:,\d{{3}})*(?!\w|[:.]\d)|(?:a )?\b(?:{word})\b(?:[ -](?:and )?(?:{word})\b)*)"
    return rf"(?:between {number} and {number}|(?:(?:{hedge}) )?{number}(?: \(\d+\))?(?:(?: to | or |[-–]){number})?)"
