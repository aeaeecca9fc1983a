"""The human cost of a HARM event as said: how many were killed, injured, missing or displaced.

The figure is read, in this order, from the victim fillers (a coordination is added up; what follows "including" is
not), from the figure of a toll ("the death toll rose to 12"), and from a number right beside the trigger ("12 dead, 30
wounded"). Words without a figure ("dozens", "civilians") are kept as said. Nothing said gives no toll, never 0. "No
casualties" is 0 killed and 0 injured; "20 casualties" gives no toll, as nobody says how many of them died. "50 killed
or wounded" is at most 50 of each. The status of the event holds for its toll.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gesta.coding.page import Page
from gesta.coding.people import headcount, is_joined, is_of_them, is_part, total
from gesta.lexicon import pattern, table, words
from gesta.lexicon.numbers import Figure, figure, hedge_start, is_year
from gesta.lexicon.phrases import head, is_people, is_person, is_pronoun
from gesta.nouns.event import Event, Filler
from gesta.nouns.toll import Outcome, Toll
from gesta.spans import Span

TOLL_REACH = 80  # characters between a toll word and its figure: "the toll in strikes since Tuesday rising to 157"
PART_REACH = 12  # "including" at the end of a victim phrase
HEDGE_REACH = 30  # the longest hedge with its spaces, twice

_HERE = "gesta.coding"
_OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "missing", "displaced")
_NEGATION = re.compile(r"\b(?:no|without|without any|zero|any)(?:\s+\w+){0,2}\s*$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+(?:more\s+|other\s+)?([^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,3})", re.UNICODE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure and the spans that say it."""

    figure: Figure
    spans: tuple[Span, ...]


def with_tolls(page: Page, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with the tolls that their words state; events that harm nobody stay as they are."""
    tolls = {event.id: _tolls(page, event, events) for event in events if event.type == "HARM"}
    return tuple(replace(event, toll=tolls[event.id]) if tolls.get(event.id) else event for event in events)


def _tolls(page: Page, event: Event, events: Sequence[Event]) -> tuple[Toll, ...]:
    outcomes = _outcomes(page, event)
    said = _said(page, event)
    if said is None or not outcomes or not _fits(event, said):
        return ()
    if len(outcomes) > 1 and said.figure.high != 0:
        return ()
    shared = _joint(page, event, events)
    return tuple(_toll(page.text, outcome, said, shared=shared) for outcome in outcomes)


def _toll(text: str, outcome: Outcome, said: _Said, *, shared: bool) -> Toll:
    count = said.figure
    if shared:
        count = Figure(0, count.high, count.approximate) if count.high is not None else Figure(None, None)
    as_said = "; ".join(span.of(text) for span in said.spans)
    return Toll(outcome, count.low, count.high, as_said, said.spans, count.approximate)


def _fits(event: Event, said: _Said) -> bool:
    """A harm that did not happen has no toll but a plain nought, and only such a harm has a nought."""
    nought = said.figure.low == 0 and said.figure.high == 0
    return nought == (event.status == "negated")


def _outcomes(page: Page, event: Event) -> tuple[Outcome, ...]:
    """The outcome by the mode, else by the trigger's word; killed and injured for "casualties"; none when unknown."""
    if event.mode is not None:
        named = table(_HERE, "tolls")["outcomes"].get(event.mode)
        if named == "injured" and pattern(_HERE, "tolls", "fatal.words", r"\b(?:{})\s*$").search(
            page.before(event.trigger)
        ):
            return ("killed",)
        return tuple(outcome for outcome in _OUTCOMES if outcome == named)
    said = event.trigger.of(page.text).lower()
    if pattern(_HERE, "tolls", "both.words").search(said):
        return ("killed", "injured")
    parts = said.split()
    return tuple(o for o in _OUTCOMES if not words(_HERE, "tolls", f"triggers.{o}").isdisjoint(parts))[:1]


def _said(page: Page, event: Event) -> _Said | None:
    return (
        _by_negation(page, event)
        or _by_victims(page, event)
        or _by_toll_word(page, event)
        or _by_number_before(page, event)
        or _by_number_after(page, event)
    )


def _by_victims(page: Page, event: Event) -> _Said | None:
    counted: list[tuple[Span, Figure]] = []
    victims = event.roles.get("victim", ())
    for filler in victims:
        span, count = _counted(page, filler)
        count = _of_those(page, event, span) or count
        if count is not None and counted and _is_whole(page, counted, span):
            counted.clear()
        if (
            count is not None
            and not _survived(page, event, span)
            and not _is_idle(page, span)
            and _adds(page, event, counted, span)
            and not (counted and _is_apposition(page, counted, span, victims))
        ):
            counted.append((span, count))
    if counted and not any(not count.vague for _, count in counted) and (other := _by_toll_word(page, event)):
        return other
    summed = total([count for _, count in counted])
    return _Said(summed, tuple(span for span, _ in counted)) if summed else None


def _counted(page: Page, filler: Filler) -> tuple[Span, Figure | None]:
    """The words that count a victim filler, a hedge in front included; a plural pronoun counts by its referent."""
    span = filler.span
    if filler.referent and is_pronoun(span.of(page.text)):
        span = filler.referent
    else:
        begin = max(page.sentence(span).start, span.start - HEDGE_REACH)
        hedge = hedge_start(page.text[begin : span.start]) if begin < span.start else None
        span = span if hedge is None else Span(begin + hedge, span.end)
    return span, headcount(span.of(page.text), page.names(span))


def _of_those(page: Page, event: Event, span: Span) -> Figure | None:
    """The two of "one of the two men wounded in the raid has left hospital": those harmed, not those picked out."""
    until = max(span.end, event.trigger.end)
    said = page.text[span.start : until]
    chosen, gap = figure(said), page.text[span.end : event.trigger.start]
    if chosen is None or chosen.vague or gap.strip() or not re.match(r"\s*\w", page.text[until:]):
        return None
    of = pattern(_HERE, "tolls", "of_those.words", r"\s+(?:{})\s+").match(said, chosen.end)
    whole = figure(said[of.end() :]) if of else None
    return whole if whole and not whole.vague and (whole.low or 0) > (chosen.low or 0) else None


def _survived(page: Page, event: Event, span: Span) -> bool:
    """True for "nine people escaped the carnage", "9 survivors": read as victims of a killing that they outlived."""
    if event.mode != "kill":
        return False
    behind = pattern(_HERE, "tolls", "survivors.verbs", r"\s*(?:,?\s*who\s+)?(?:had\s+|have\s+|has\s+)?(?:{})\b")
    whole = pattern(_HERE, "tolls", "survivors.nouns").search(span.of(page.text))
    return (whole or behind.match(page.after(span))) is not None


def _is_idle(page: Page, span: Span) -> bool:
    """True for "let nobody use one death" and the "both" of "both sides": no word on who died."""
    if span.of(page.text).lower() == "both":
        return figure(page.text[span.start :][:HEDGE_REACH]) is None
    return re.search(r"\b(?:let|may)\s+$", page.before(span), re.IGNORECASE) is not None


def _is_whole(page: Page, counted: Sequence[tuple[Span, Figure]], span: Span) -> bool:
    """True for the second of "four women were among the seven dead" and of "of the 14 rebels ten were killed"."""
    last = counted[-1][0]
    between, before = page.text[last.end : span.start], page.before(last)
    among = re.fullmatch(r"\s+(?:is|are|was|were)\s+among(?:\s+the|\s+those)?\s+", between, re.IGNORECASE)
    return among is not None or re.search(r"(?:^|,\s|that\s|and\s|^\W*)of\s+$", before, re.IGNORECASE) is not None


def _adds(page: Page, event: Event, counted: Sequence[tuple[Span, Figure]], span: Span) -> bool:
    """True when a further victim phrase adds to the count: joined to the one before, and no part of it.

    "Died with three of his men" adds; "killed three and kidnapped nine", "five buried and eleven wounded" do not.
    """
    if not counted:
        return True
    last = counted[-1][0]
    if span.start <= last.end:
        return False
    gap = Span(last.end, span.start)
    between = gap.of(page.text)
    if (
        is_part(page.text[max(last.start, last.end - PART_REACH) : span.start])
        or is_of_them(page.text[span.start : page.sentence(span).end])
        or _suffers_otherwise(page, event, span)
        or any(figure(word) for word in between.split())
        or any(gap.holds(read.span) and read.span != event.trigger for read in page.reading.triggers)
    ):
        return False
    return is_joined(between) or between.split()[-1:] == ["with"]


def _suffers_otherwise(page: Page, event: Event, span: Span) -> bool:
    """True when the words behind a phrase say that its people met another outcome: the killed "and six injured"."""
    said = pattern(_HERE, "tolls", "turns.words", r"\W*(?:(?:{})\s+)*(\w+)").match(page.after(span).lower())
    told = _outcomes(page, event)
    found = [o for o in ("killed", "injured") if said and said[1] in words(_HERE, "tolls", f"triggers.{o}")]
    return bool(found) and not set(found) & set(told)


def _is_apposition(page: Page, counted: Sequence[tuple[Span, Figure]], span: Span, victims: Sequence[Filler]) -> bool:
    """True for a phrase behind a bare comma that tells who the one before is ("one man, Private Bako"), not a further
    item of a list: "Ali, a driver and two guards", "a woman, her daughter and her two sons"."""
    if page.text[counted[-1][0].end : span.start].strip() != ",":
        return False
    later = (filler.span for filler in victims if filler.span.start >= span.end)
    listed = any(is_joined(page.text[span.end : other.start]) for other in later)
    return not listed and not is_joined(span.of(page.text))


def _by_toll_word(page: Page, event: Event) -> _Said | None:
    """ "The death toll rose to 12", "bringing the number of dead to 530"."""
    lead = page.before(event.trigger)[-TOLL_REACH:] + event.trigger.of(page.text)
    noun = pattern(_HERE, "tolls", "toll.nouns", r"\b(?:{})$").search(lead)
    if noun is None:
        return None
    rest = page.after(event.trigger)[:TOLL_REACH]
    for move in pattern(_HERE, "tolls", "toll.moves", r"\b(?:{})\s+(?=\S)").finditer(rest):
        found = figure(rest[move.end() :])
        if found and not found.vague and not _names_a_year(rest[move.end() :], found):
            begin = event.trigger.end + move.end()
            return _Said(found, (Span(begin, begin + found.end),))
    return None


def _names_a_year(rest: str, found: Figure) -> bool:
    return is_year(found, rest) and not _people_follow(rest[found.end :])


def _by_number_before(page: Page, event: Event) -> _Said | None:
    """ "12 dead", "at least three fatalities", "two more unreported deaths" (the count filler)."""
    if event.trigger.of(page.text).lower() not in words(_HERE, "tolls", "counted.words"):
        return None
    for filler in event.roles.get("count", ()):
        if (found := figure(filler.span.of(page.text))) and not found.vague:
            return _Said(found, (filler.span,))
    lead = page.before(event.trigger)
    starts = [found.start() for found in re.finditer(r"(?<![\w,.-])[\w~]", lead)][-6:]
    for start in starts:
        found = figure(lead[start:])
        if found and lead[start + found.end :].strip() == "":
            begin = event.trigger.start - len(lead) + start
            return _Said(found, (Span(begin, begin + found.end),))
    return None


def _by_number_after(page: Page, event: Event) -> _Said | None:
    """ "Killing at least 12 and wounding 30": a number behind the trigger that stands alone or before people."""
    if event.trigger.of(page.text).lower().endswith(("s", "death", "dead", "toll")):
        return None
    rest = page.after(event.trigger)
    lead = len(rest) - len(rest.lstrip())
    found = figure(rest[lead:]) if lead else None
    if found is None or _names_a_year(rest[lead:], found) or not _people_follow(rest[lead + found.end :]):
        return None
    begin = event.trigger.end + lead
    return _Said(found, (Span(begin, begin + found.end),))


def _people_follow(rest: str) -> bool:
    """True when nothing, a function word or a noun for people follows a number."""
    following = _NOUN_AFTER.match(rest)
    if following is None:
        return True
    parts = following[1].lower().split()
    if parts[0] in words(_HERE, "tolls", "after.words"):
        return True
    noun = head(following[1])
    return any(is_people(part) or is_person(part) for part in [noun, *parts[:3]])


def _by_negation(page: Page, event: Event) -> _Said | None:
    """ "No casualties", "without injury", "no soldiers were hurt"."""
    if event.status != "negated":
        return None
    for anchor in (event.trigger, *(filler.span for filler in event.roles.get("victim", ()))):
        before = page.before(anchor)
        hit = _NEGATION.search(before)
        if hit and not _is_silence(hit[0]):
            return _Said(Figure(0, 0), (Span(anchor.start - len(before) + hit.start(), anchor.end),))
    return None


def _is_silence(negation: str) -> bool:
    """True for "no word on casualties", "no reports of deaths", "no further victims": none of these says that nobody
    was harmed."""
    if pattern(_HERE, "people", "beyond").search(negation):
        return True
    return pattern(_HERE, "tolls", "silence.words").search(negation) is not None


def _joint(page: Page, event: Event, events: Iterable[Event]) -> bool:
    """True when one figure covers two outcomes: "26,000 were killed or wounded"."""
    victims = {filler.span for filler in event.roles.get("victim", ())}
    for other in events:
        if other.type != "HARM" or other.mode == event.mode or other.trigger.gap(event.trigger) > TOLL_REACH:
            continue
        first, second = sorted((other.trigger, event.trigger))
        between = page.text[first.end : second.start].strip(" ,").lower()
        shared = not victims.isdisjoint(filler.span for filler in other.roles.get("victim", ()))
        if between in words(_HERE, "tolls", "joint.words") and (shared or not victims):
            return True
    return False
