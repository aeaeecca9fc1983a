"""Who ordered or directed an event: "on the orders of the defence minister", "ordered by", "X ordered troops to …".

An order holds for the trigger that it stands by: the nearest one in front of "on the orders of X" or "ordered by X", or
the first one behind when none is in front; and the first one behind "X ordered (somebody) to". A trigger that is the
ordering itself ("ordered") has its orderer as actor and gets none here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gesta.coding.page import Page
from gesta.lexicon import pattern, table, words
from gesta.lexicon.phrases import is_person
from gesta.nouns.event import Event
from gesta.spans import Span

ORDER_REACH = 90  # characters between an order and the deed: longer, and another clause stands between

_HERE = "gesta.coding"
_TITLE = re.compile(r"(?:^|(?<=\s))(?:the\s+|former\s+|[A-Z][\w.’'-]+\s+)+$")
_ACTIVE = r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbeing\s)\b(?:{})\b(?!\s+(?:by|at|from|against)\b)"
_CLAUSE_END = re.compile(r"[;:.!?]|\b(?:after|when|while|because|who|which|whose|since|following|into|if)\b|, ")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d+|\S", re.UNICODE)


def with_orders(page: Page, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `ordered_by` set to the words for whoever gave the order."""
    given: dict[str, list[Span]] = {}
    for cue, who in _orders(page, events):
        deed = _deed(page, events, cue, who)
        if deed is not None and who not in given.setdefault(deed.id, []):
            given[deed.id].append(page.referents.get(who, who))
    return tuple(
        replace(event, ordered_by=tuple(sorted(given[event.id]))) if event.id in given else event for event in events
    )


def _orders(page: Page, events: Sequence[Event]) -> list[tuple[re.Match[str], Span]]:
    """Each order in the text with the words for whoever gave it."""
    if _quick().search(page.text) is None:
        return []
    found: list[tuple[re.Match[str], Span]] = []
    for cue in [*_finder("behind").finditer(page.text), *_finder("passive").finditer(page.text)]:
        who = _phrase_at(page, cue.end() + 1)
        found += [(cue, who)] if who else []
    for cue in _owned().finditer(page.text):
        start, end = cue.span("who")
        found.append((cue, _named_end(page, Span(start, end))))
    for cue in _verbs().finditer(page.text):
        who = _orderer(page, events, cue)
        found += [(cue, who)] if who else []
    return found


@cache
def _quick() -> re.Pattern[str]:
    """The beginnings of all words of ordering: most reports have none and need no further search."""
    return pattern(_HERE, "orders", "stems", r"\b(?:{})")


@cache
def _finder(key: str) -> re.Pattern[str]:
    rows = [row.replace(" ", r"\s+") for row in table(_HERE, "orders")[key]]
    return re.compile(r"\b(?:" + "|".join(rows) + r")(?=\s)", re.IGNORECASE)


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(r"\b" + str(table(_HERE, "orders")["owned"]), re.IGNORECASE)


def _verbs() -> re.Pattern[str]:
    return pattern(_HERE, "orders", "verbs", _ACTIVE)


def _deed(page: Page, events: Sequence[Event], cue: re.Match[str], who: Span) -> Event | None:
    """The event that was ordered."""
    at = Span(cue.start(), cue.end())
    sentence = page.sentence(at)
    near = [event for event in events if sentence.holds(event.trigger) and not event.trigger.overlaps(at)]
    ahead = [event for event in near if event.trigger.end <= at.start and event.trigger.gap(at) <= ORDER_REACH]
    last = max(at.end, who.end)
    behind = [event for event in near if event.trigger.start >= last and event.trigger.gap(at) <= ORDER_REACH]
    if cue.re is _verbs():
        return next((event for event in behind if _commanded(page, at, event)), None)
    if cue.re is _finder("passive") and (told := _told(page, who, behind)):
        return told
    return ahead[-1] if ahead else next(iter(behind), None)


def _told(page: Page, who: Span, behind: Sequence[Event]) -> Event | None:
    """ "Troops were ordered by X to open fire": the deed stands behind."""
    first = next(iter(behind), None)
    return first if first and re.match(r"\s+to\s+", page.text[who.end : first.trigger.start + 1]) else None


def _commanded(page: Page, cue: Span, event: Event) -> bool:
    """True when the trigger is what the verb orders: its object, or the verb behind "to"; not past a clause end."""
    between = page.text[cue.end : event.trigger.start]
    return _CLAUSE_END.search(between) is None


def _orderer(page: Page, events: Sequence[Event], cue: re.Match[str]) -> Span | None:
    """The subject of an active verb of ordering: the actor of its own event, else the words in front of it."""
    at = Span(cue.start(), cue.end())
    own = next((event for event in events if event.trigger.overlaps(at)), None)
    if own is not None:
        return own.roles["actor"][0].span if own.roles.get("actor") else None
    return _phrase_before(page, at)


def _phrase_at(page: Page, start: int) -> Span | None:
    """The noun phrase that starts at an offset: up to a word that ends phrases; "of" and names run on."""
    rest = page.after(Span(max(0, start - 1), max(start, 1)))
    end = 0
    for word in _WORD.finditer(rest):
        text = word[0]
        if not (text[0].isalnum() or text in "-’'") or text.lower() in words(_HERE, "orders", "stops"):
            break
        end = word.end()
    span = Span(start, start + end) if end else None
    return _named_end(page, span) if span and _somebody(span.of(page.text)) else None


def _phrase_before(page: Page, at: Span) -> Span | None:
    """The nearest entity or role filler that ends in front of a verb, auxiliaries aside."""
    known = [entity.span for entity in page.reading.entities if entity.label in ("PER", "ORG", "GPE", "NORP")]
    known += [role.span for read in page.reading.triggers for role in read.roles if role.label in ("actor", "target")]
    sentence = page.sentence(at)
    near = [span for span in known if span.end <= at.start and sentence.holds(span) and _adjoins(page, span, at)]
    found = max(near, key=lambda span: (span.end, len(span)), default=None)
    return found and _with_title(page, found)


def _with_title(page: Page, span: Span) -> Span:
    """The phrase with the title in front of a name: "Defence Minister" before "Ali Musa"."""
    lead = _TITLE.search(page.before(span))
    if lead is None or not any(is_person(word) for word in lead[0].split()):
        return span
    return Span(span.start - len(lead[0].lstrip()), span.end)


def _adjoins(page: Page, span: Span, at: Span) -> bool:
    between = page.text[span.end : at.start].lower().replace(",", " ").split()
    return all(word in words(_HERE, "orders", "between") for word in between)


def _named_end(page: Page, span: Span) -> Span:
    """The phrase as the network read it: the longest filler that starts with it, else up to the end of a name in it."""
    fillers = [role.span for read in page.reading.triggers for role in read.roles if role.label in ("actor", "target")]
    same = [filler for filler in fillers if filler.start == span.start]
    if same:
        return max(same, key=len)
    for entity in page.reading.entities:
        if span.overlaps(entity.span) and (entity.label == "PER" or entity.span.end > span.end):
            return Span(span.start, entity.span.end)
    return span.trimmed(page.text) or span


def _somebody(said: str) -> bool:
    return pattern(_HERE, "orders", "nobody", r"^(?:{})$").search(said) is None and len(said) > 1
