"""A person's answer, as typed, as the value of a field in the shape of the contract.

Words that fill a role must stand in the report, and a toll keeps the words it was read from: every value leads back to
words. Raises AnswerError for an answer that the field cannot hold, saying what would be one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from gesta.errors import GestaError, OntologyError
from gesta.nouns.coded import Coded
from gesta.nouns.event import STATUSES, Event
from gesta.nouns.referent import Alternative, Resolved
from gesta.nouns.review import CorrectedField
from gesta.nouns.toll import Outcome
from gesta.ontologies import load
from gesta.reviewing.knowing import Choice, Knows, Object
from gesta.spans import Span

NOTHING = "-"
"""Typed for "nobody", "no mode", "no toll", "unknown"."""

UNSAID = "a reviewer found none in the report"
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

_TOLL = re.compile(r"(?P<outcome>\w+)\s+(?P<low>\d+|\?)(?:(?P<open>\+)|-(?P<high>\d+))?(?:\s*=\s*(?P<words>.+))?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
Change = tuple[CorrectedField, Any]


class AnswerError(GestaError):
    """Raised for an answer that a field cannot hold; `choices` are what may have been meant, in words."""

    stage = "review"

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join((message, *(f"  {n} {words}" for n, words in enumerate(choices, 1)))))
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Subject:
    """The event that is answered about, in its report as the machine coded it, and who knows names."""

    coded: Coded
    event: Event
    knows: Knows


def changes(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """The corrections that a typed answer comes to: mostly one; a new type brings its mode along."""
    typed = " ".join(typed.split())
    if not typed:
        raise AnswerError(f"{field}: nothing given")
    return _READERS[field](field, typed, subject)


def alternatives(field: CorrectedField, subject: Subject) -> tuple[Alternative, ...]:
    """What the machine considered for a field and did not choose, best first; it may be chosen by its number."""
    known, event = subject.coded.resolution, subject.event
    if field in ("where", "when"):
        answer = (known.where if field == "where" else known.when).get(event.id)
        return answer.considered if isinstance(answer, Resolved) else ()
    if field in ("actor", "target", "victim") and (filler := event.roles.get(field, ())[:1]):
        actor = known.actors.get(filler[0].span)
        return actor.considered if isinstance(actor, Resolved) else ()
    return ()


# ------------------------------------------------------------------------------------------------ the event, its kind


def _whole(field: CorrectedField, typed: str, _subject: Subject) -> list[Change]:
    if typed not in ("correct", "wrong"):
        raise AnswerError(f"{typed!r}: an event is correct or wrong")
    return [(field, typed)]


def _type(_field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """A new type, with its mode after a dot; without one, the mode goes when the new type does not have it."""
    type_, _, mode = typed.partition(".")
    type_, mode = type_.upper(), mode.lower()
    _check(type_, mode or None)
    kept = mode or (subject.event.mode if _has(type_, subject.event.mode) else None)
    return [("type", type_), *([("mode", kept)] if kept != subject.event.mode else [])]  # type: ignore[list-item]


def _mode(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    mode = None if typed == NOTHING else typed.lower()
    _check(subject.event.type, mode)
    return [(field, mode)]


def _status(field: CorrectedField, typed: str, _subject: Subject) -> list[Change]:
    if typed.lower() not in STATUSES:
        raise AnswerError(f"{typed!r} is no status; the statuses are {', '.join(STATUSES)}")
    return [(field, typed.lower())]


def _check(type_: str, mode: str | None) -> None:
    try:
        load("plover").check(type_, mode)
    except OntologyError as error:
        raise AnswerError(str(error)) from error


def _has(type_: str, mode: str | None) -> bool:
    try:
        load("plover").check(type_, mode)
    except OntologyError:
        return False
    return True


# ------------------------------------------------------------------------------------------------ who


def _party(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """Words of the report, parted by ";", each with "= NAME" where it should denote another actor; a number chooses
    what the machine had considered for the first of its fillers."""
    if typed == NOTHING:
        return [(field, [])]
    if typed.isdigit():
        return [(field, [_rechosen(field, int(typed), subject)])]
    return [(field, [_filler(part.strip(), subject) for part in typed.split(";")])]


def _rechosen(field: CorrectedField, number: int, subject: Subject) -> Object:
    name = _numbered(field, number, subject).name
    span = next(f.span for role, fillers in subject.event.roles.items() if role == field for f in fillers)
    return {**_words(span, subject), "resolved": _one(name, subject.knows.actors, "actor")}


def _filler(part: str, subject: Subject) -> Object:
    words, _, name = (each.strip() for each in part.partition("="))
    found = _words(_nearest(words, subject), subject)
    return {**found, "resolved": _one(name, subject.knows.actors, "actor")} if name else found


def _words(span: Span, subject: Subject) -> Object:
    return {"start": span.start, "end": span.end, "text": span.of(subject.coded.report.text)}


def _nearest(words: str, subject: Subject) -> Span:
    """Where the words stand in the report, nearest to the event's trigger, in whatever white space and capitals."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", subject.coded.report.text, re.IGNORECASE) if pattern else iter(())
    spans = [Span(*match.span()) for match in found]
    if not spans:
        raise AnswerError(f"“{words}” does not stand in the report: give the words as they are printed")
    return min(spans, key=lambda span: (abs(span.start - subject.event.trigger.start), span.start))


# ------------------------------------------------------------------------------------------------ where, when


def _where(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """A name or id of the gazetteer, or the number of what was considered."""
    if typed == NOTHING:
        return [(field, {"kind": "gap", "reason": UNSAID})]
    if not typed.isdigit():
        return [(field, _one(typed, subject.knows.places, "place"))]
    rival = _numbered(field, int(typed), subject).name
    name, _, kind = rival.partition(" · ")
    return [(field, _one(name.partition(",")[0], subject.knows.places, "place", (name.rpartition(", ")[2], kind)))]


def _when(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """A day, month or year, or two with ".." between; the number of what was considered."""
    if typed == NOTHING:
        return [(field, {"from": None, "to": None, "reason": UNSAID})]
    if typed.isdigit() and len(typed) < len("2019"):
        typed = _numbered(field, int(typed), subject).name
    first, dots, last = typed.partition("..")
    start, finest = _ends(first)[0], _precision(first)
    end = _ends(last if dots else first)[1]
    if end < start:
        raise AnswerError(f"{typed!r} ends before it begins")
    return [(field, {"from": start.isoformat(), "to": end.isoformat(), "precision": finest, "basis": "stated"})]


def _ends(written: str) -> tuple[date, date]:
    """The first and last day of a day, month or year."""
    match = _DAY.fullmatch(written.strip())
    try:
        if match is None:
            raise ValueError(written)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        last = month or 12
        return date(year, month or 1, day or 1), date(year, last, day or monthrange(year, last)[1])
    except ValueError:
        raise AnswerError(f"{written!r} is no day, month or year; write 2019-03-12, 2019-03 or 2019") from None


def _precision(written: str) -> str:
    return ("year", "month", "day")[written.strip().count("-")]


def _numbered(field: CorrectedField, number: int, subject: Subject) -> Alternative:
    offered = alternatives(field, subject)
    if not 1 <= number <= len(offered):
        raise AnswerError(f"{field}: there are {len(offered)} alternatives, no number {number}")
    return offered[number - 1]


def _one(name: str, look: Callable[[str], list[Choice]], what: str, like: tuple[str, ...] = ()) -> Object:
    """The one referent of a name; of several the one whose object holds all the words `like`."""
    found = look(name)
    close = [choice for choice in found if set(like) <= {str(v) for v in choice[1].values()}] if like else found
    if len(close) != 1:
        several = "several places or actors go by" if found else f"no {what} is known by"
        remedy = "give the id of one" if found else "check the name with gesta places find or gesta roster find"
        raise AnswerError(
            f"{several} {name!r}: {remedy}", tuple(f"{words} ({object_['id']})" for words, object_ in found)
        )
    return close[0][1]


# ------------------------------------------------------------------------------------------------ how many


def _tolls(field: CorrectedField, typed: str, subject: Subject) -> list[Change]:
    """Outcomes with figures, parted by ",": "killed 4, injured 2-5, missing 3+, displaced ?"."""
    return [(field, [] if typed == NOTHING else [_toll(part.strip(), subject) for part in typed.split(",")])]


def _toll(part: str, subject: Subject) -> Object:
    match = _TOLL.fullmatch(part)
    if match is None or match["outcome"].lower() not in OUTCOMES:
        raise AnswerError(f"{part!r} is no toll; write killed 4, injured 2-5, missing 3+ or displaced ? (no figure), "
                          f"each with = WORDS of the report where new words say so")  # fmt: skip
    outcome = match["outcome"].lower()
    low = None if match["low"] == "?" else int(match["low"])
    high = None if match["open"] else int(match["high"]) if match["high"] else low
    if low is not None and high is not None and high < low:
        raise AnswerError(f"{part!r}: the higher figure comes last")
    return {"outcome": outcome, "low": low, "high": high, "approximate": False, **_said(outcome, match, subject)}


def _said(outcome: str, match: re.Match[str], subject: Subject) -> Object:
    """The words that a figure rests on: those given, else those it was read from, else the event's own word."""
    text = subject.coded.report.text
    known = next((toll for toll in subject.event.toll if toll.outcome == outcome), None)
    if match["words"] is None and known is not None:
        spans, said = known.evidence, known.as_said
    else:
        spans = (_nearest(match["words"], subject) if match["words"] else subject.event.trigger,)
        said = spans[0].of(text)
    return {"as_said": said, "evidence": [_words(span, subject) for span in spans]}


_READERS: Mapping[CorrectedField, Callable[[CorrectedField, str, Subject], list[Change]]] = {
    "event": _whole,
    "type": _type,
    "mode": _mode,
    "status": _status,
    "actor": _party,
    "target": _party,
    "victim": _party,
    "where": _where,
    "when": _when,
    "toll": _tolls,
}
