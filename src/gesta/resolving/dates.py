"""Dates: from time phrases, and from events, to intervals with their precision and basis – or to a gap.

The words say an expression (dates_grammar.toml), which is counted (`counting`) from the report's own date – the
dateline's when there is one – or from the date that the story last told. Nothing falls back on the date of publication:
a phrase that gives no date is a gap with its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from gesta.nouns.event import Event
from gesta.nouns.referent import Alternative, Basis, Gap, Resolved, When
from gesta.nouns.report import Report
from gesta.resolving.dates_counting import stretch_of
from gesta.resolving.dates_expressions import Expression, said
from gesta.resolving.dates_feasts import is_single
from gesta.resolving.dates_grammar import read_expressions
from gesta.resolving.dates_phrases import Phrase, completed, direction_for, direction_of, read_phrase
from gesta.resolving.dates_reference import Direction, Reference
from gesta.resolving.dates_stretches import FINENESS, Stretch, days
from gesta.resolving.dates_words import read_words
from gesta.spans import Span

STORY_REACH = 1200
"""Characters back to the date from which "the previous day" may be counted: about a screen of text."""

YEAR_REACH = 300
"""Characters within which a day without a year belongs to the year of the date before it: a sentence or two."""

LONG_PAST = timedelta(days=300)
"""A date told with its year leads the story away from the present only when it lies about a year back or more."""

DATELINE_AGE = timedelta(days=10)
"""A dateline's date older than this belongs to another report; wires are printed within days."""

STATED, RELATIVE, STORY, LOOSE = 0.98, 0.95, 0.8, 0.75
"""Scores: a date in full; counted from the report's date; from the story's; from words further off in the phrase."""

_STATUS_WAYS: Mapping[str, Direction] = {"actual": "past", "future": "future", "possible": "nearest"}
_UNDATED = Gap("no words say when")


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text tells: where, which stretch, and whether with its year, so that it leads the story there."""

    position: int
    stretch: Stretch
    leading: bool


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the times of a report are counted from: its own date, and the dates told in its text in order of place.

    `now` is the dateline's date, or the date of publication; None when neither is known.
    """

    now: date | None
    told: tuple[Told, ...] = ()


def anchors_of(report: Report) -> Anchors:
    """The anchors of a report: find them once, use them for all its phrases."""
    now = _own_date(report)
    return Anchors(now, tuple(_told(report, now)))


def find_times(text: str) -> tuple[Span, ...]:
    """Where time expressions stand in a text, in order: dates, times of day, durations, words such as "recently"."""
    found = read_expressions(read_words(text))
    return tuple(Span(e.start, e.end) for e in found if e.unit != "anniversary")


def resolve_time(
    phrase: Span, report: Report, anchors: Anchors, direction: Direction | None = None
) -> Resolved[When] | Gap:
    """The interval that a time phrase means, or why it means none.

    `direction` says whether what it dates lies in the past or the future; "nearest" when that is open; when left out,
    the sentence tells.
    Intervals are in local clock time; those that run up to now end with the day of the report.
    """
    read = read_phrase(report.text, phrase)
    if not read.expressions:
        return Gap("told by another event, which has no date here" if read.opening else "no date in these words")
    if read.naming:
        return Gap("a year in a name, no date of this event")
    if read.owned:
        return Gap("a time on the day of an event that these words do not date")
    way = _way(read, direction, report.text, phrase)
    reference = replace(reference_at(anchors, phrase.start), direction=way)
    found = _stretched(read, reference)
    if isinstance(found, Gap):
        return found
    if direction == "past" and _is_ahead(read, found, reference):
        return Gap("told as past, but this date would lie after the report")
    return _resolved(phrase, read, found, reference)


def event_when(
    event: Event, report: Report, anchors: Anchors, dated: Mapping[str, Resolved[When]] | None = None
) -> Resolved[When] | Gap:
    """When an event happened or is to happen, by its own time words; else by the earlier mention it repeats.

    `dated` holds the dates of events before this one, by id. Of several time words the finest counts; dates told side
    by side span from the first to the last. What happened did not happen after the report.
    """
    way = _STATUS_WAYS.get(event.status)
    tried = [resolve_time(filler.span, report, anchors, way) for filler in event.roles.get("time", ())]
    found = [each for each in tried if isinstance(each, Resolved)]
    if found:
        return _together(found)
    first = (dated or {}).get(event.same or "")
    if first is not None:
        return replace(first, method="the first mention of the same event", score=first.score * STORY)
    return next((each for each in tried if isinstance(each, Gap)), _UNDATED)


def reference_at(anchors: Anchors, position: int) -> Reference:
    """What an expression at a place in the text is counted from."""
    index = bisect_left(anchors.told, position, key=lambda each: each.position) - 1
    last = anchors.told[index] if index >= 0 else None
    return _reference(anchors.now, last, position)


def _reference(now: date | None, last: Told | None, position: int) -> Reference:
    """The last date told counts within a screen of text; the year it was told with, for a sentence or two."""
    if last is None or position - last.position > STORY_REACH:
        return Reference(now)
    told = last.stretch.start.date()
    leads = last.leading and position - last.position <= YEAR_REACH and now is not None and now - told > LONG_PAST
    return Reference(now, last.stretch, told if leads else None)


def _own_date(report: Report) -> date | None:
    published = report.published.date() if isinstance(report.published, datetime) else report.published
    written = _dateline_date(report, published)
    if written is None or (published and not timedelta(0) <= published - written <= DATELINE_AGE):
        return published
    return written


def _dateline_date(report: Report, published: date | None) -> date | None:
    if report.dateline is None:
        return None
    for expression in read_expressions(read_words(report.text, report.dateline.start, report.dateline.end)):
        if expression.day is not None:
            found = stretch_of(expression, Reference(published))
            return None if isinstance(found, Gap) else found.start.date()
    return None


def _told(report: Report, now: date | None) -> list[Told]:
    """The dates of the text that stand on their own, by the place where each begins."""
    told: list[Told] = []
    start = report.dateline.end if report.dateline else 0
    for expression in read_expressions(read_words(report.text, start)):
        if expression.kind in ("calendar", "count", "window") and expression.anchor != "tied":
            reference = _reference(now, told[-1] if told else None, expression.start)
            way = direction_for(expression, report.text)
            found = stretch_of(expression, replace(reference, direction=way))
            if isinstance(found, Stretch):
                told.append(Told(expression.start, found, _leads(expression, found, reference)))
    return told


def _leads(expression: Expression, found: Stretch, reference: Reference) -> bool:
    """True for a day or month told with its year, or near one that was."""
    if FINENESS.index(found.precision) > FINENESS.index("month") or expression.kind == "window":
        return False
    counted = expression.day is not None or expression.month is not None or expression.anchor == "story"
    return expression.year is not None or (reference.past_year is not None and counted)


def _way(read: Phrase, direction: Direction | None, text: str, phrase: Span) -> Direction:
    """Which way a bare name goes. The end of a wait ("until March") and undirected days of a month are the nearest."""
    told = frozenset(name for expression in read.expressions for name in said(expression))
    unsure = direction in (None, "nearest")
    if (unsure and "day" in told) or (direction == "nearest" and "feast" in told):
        return "nearest"
    if read.opening == "until":
        return direction_of(text, phrase) if "weekday" in told else "nearest"
    return direction_of(text, phrase) if direction is None or unsure else direction


def _is_ahead(read: Phrase, found: Stretch, reference: Reference) -> bool:
    """True when a counted date begins after the report's day, which no past event does; stated dates are kept."""
    if reference.now is None or read.opening == "until" or _basis(read) == "stated":
        return False
    return found.start.date() > reference.now


def _stretched(read: Phrase, reference: Reference) -> Stretch | Gap:
    """The stretch of a phrase: of a range from end to end, else of the finest of its expressions."""
    first, *others = read.expressions
    if first.anchor == "tied":
        return _tied(first, others, reference)
    if read.pair:
        return _ranged(first, others[0], reference)
    each = [stretch_of(expression, reference) for expression in read.expressions]
    found = [stretch for stretch in each if isinstance(stretch, Stretch)]
    if not found:
        return next(gap for gap in each if isinstance(gap, Gap))
    return min(found, key=lambda stretch: FINENESS.index(stretch.precision))


def _tied(first: Expression, others: Sequence[Expression], reference: Reference) -> Stretch | Gap:
    """ "Two days after the attack on 3 May": counted from the date that follows, if one does.

    An anniversary is counted from a date with its year only: "the first anniversary of the attack of 3 May 2013".
    """
    if first.unit == "anniversary" and not any(_is_whole(e) for e in others):
        return Gap("an anniversary of a day that these words do not give")
    dated = (stretch_of(expression, reference) for expression in others)
    base = next((stretch for stretch in dated if isinstance(stretch, Stretch)), None)
    return stretch_of(first, replace(reference, story=base))


def _ranged(left: Expression, right: Expression, reference: Reference) -> Stretch | Gap:
    """From the first of one to the last of the other; an end of which only the hour is said is on the other's day."""
    last = stretch_of(right, reference)
    bare = said(right) <= {"hour", "minute", "part"}
    first = stretch_of(completed(left, right), _before(left, last, reference))
    if bare and isinstance(first, Stretch):
        last = stretch_of(right, replace(reference, story=first))
    if isinstance(first, Gap) or isinstance(last, Gap):
        return first if isinstance(first, Gap) else last
    coarser = max(first.precision, last.precision, key=FINENESS.index)
    return Stretch(min(first.start, last.start), max(first.end, last.end), coarser)


def _before(left: Expression, last: Stretch | Gap, reference: Reference) -> Reference:
    """What the first end of a past range is counted back from: "from Monday to Wednesday"."""
    counted = left.shift is None and (left.weekday is not None or left.month is not None)
    if isinstance(last, Gap) or not counted or reference.now is None or reference.direction == "future":
        return reference
    return replace(reference, now=min(last.start.date(), reference.now))


def _resolved(phrase: Span, read: Phrase, found: Stretch, reference: Reference) -> Resolved[When]:
    start, end = _opened(read, found, reference)
    basis = _basis(read)
    evidence = (phrase.join(read.opened),) if read.opened else (phrase,)
    when = When(start, end, found.precision, basis, evidence)
    score, method = _trust(read, found, basis)
    return Resolved(when, score, method, evidence, _considered(read, found, reference))


def _opened(read: Phrase, found: Stretch, reference: Reference) -> tuple[datetime | None, datetime | None]:
    """The ends of the interval, open where the phrase leaves them so; nothing past runs beyond the report's day."""
    now = days(reference.now, reference.now).end if reference.now else None
    ahead = any((e.shift or 0) > 0 or e.when == "later" or e.sign > 0 for e in read.expressions if e.kind != "count")
    past = reference.direction != "future" and now is not None and found.start <= now and not ahead
    latest = now if past else None
    within_day = any(e.part or e.hour is not None for e in read.expressions) and found.start.date() == found.end.date()
    if read.opening == "until":
        return None, found.end
    if read.opening == "before":
        midnight = datetime.combine(found.start.date(), time())
        return (midnight, found.end) if within_day else (None, found.start - timedelta(seconds=1))
    if read.opening == "after" and within_day:
        return found.start, datetime.combine(found.start.date(), time(23, 59, 59))
    if read.opening in ("since", "after") and not read.pair:
        return found.end if _is_end(read) else found.start, latest
    return found.start, min(found.end, now) if past and now and found.precision not in ("minute", "hour") else found.end


def _is_end(read: Phrase) -> bool:
    """True for what begins when something ends: "after the end of the year"."""
    return read.opening == "after" and read.expressions[0].edge == "end"


def _basis(read: Phrase) -> Basis:
    return "stated" if any(_is_whole(e) for e in read.expressions) else "relative"


def _is_whole(expression: Expression) -> bool:
    """True when the words fix the date without counting from another."""
    fixed = (expression.year, expression.decade, expression.century)
    return any(fixed) or (expression.feast is not None and is_single(expression.feast))


def _trust(read: Phrase, found: Stretch, basis: Basis) -> tuple[float, str]:
    """The score and the method: how the date was found."""
    if found.approximate:
        return STORY, "computed calendar, approximate"
    if read.opening and not read.near:
        return LOOSE, "a date within the phrase"
    if any(e.anchor in ("story", "tied") or said(e) <= {"part", "hour", "minute"} for e in read.expressions):
        return STORY, "counted from the date last told"
    return (STATED, "stated") if basis == "stated" else (RELATIVE, "counted from the report's date")


def _considered(read: Phrase, found: Stretch, reference: Reference) -> tuple[Alternative, ...]:
    """For a bare weekday, the same day in the other direction."""
    first = read.expressions[0]
    if len(read.expressions) > 1 or first.weekday is None or first.shift is not None or first.day is not None:
        return ()
    other = replace(reference, direction="future" if reference.direction == "past" else "past")
    turned = stretch_of(first, other)
    if isinstance(turned, Gap) or turned == found:
        return ()
    why = "what is told lies behind" if reference.direction == "past" else "what is told lies ahead"
    return (Alternative(turned.start.date().isoformat(), 1 - RELATIVE, why),)


def _together(found: Sequence[Resolved[When]]) -> Resolved[When]:
    """Several dates of one event: the finest, or from first to last where equally fine ones differ."""

    def fineness(each: Resolved[When]) -> int:
        return FINENESS.index(each.value.precision or "year")

    best = min(found, key=fineness)
    equal = [each for each in found if fineness(each) == fineness(best)]
    whens = [each.value for each in equal]
    evidence = tuple(span for each in equal for span in each.evidence)
    starts, ends = [w.start for w in whens], [w.end for w in whens]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max(e for e in ends if e)
    when = When(start, end, best.value.precision, best.value.basis, evidence)
    return replace(best, value=when, evidence=evidence, score=min(each.score for each in equal))
