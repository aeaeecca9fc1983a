"""Who did what to whom: the network's role fillers, cleaned so that each is one whole phrase in one role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gesta.coding.page import Page
from gesta.coding.triggers import Kept
from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import is_pronoun
from gesta.lexicon.times import is_time, names_movement
from gesta.nouns.event import ROLES, Filler, Role
from gesta.nouns.mention import Mention
from gesta.spans import Span

_HERE = "gesta.coding"
_LEADS: Mapping[Role, str] = {"place": "lead_place", "time": "lead_time"}
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("‘", "’"))
_STRIP = " \t\n\"'“”‘’.,;:–—-()[]"
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]?$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Dec|Nov|Oct|Sept|Aug|Feb|Jan)$")


def roles(page: Page, kept: Kept) -> dict[Role, tuple[Filler, ...]]:
    """Every role with its fillers in order of position; an empty tuple where nothing was said.

    A HARM event has victims and no targets, any other event targets and no victims. No filler is the trigger itself,
    except an instrument that names the act ("car bomb"). Of two that overlap in one role, the better one stays.
    """
    found: dict[Role, list[Filler]] = {role: [] for role in ROLES}
    for mention in kept.read.roles:
        role = _role(mention.label, kept.type)
        filler = _filler(page, kept, role, mention) if role else None
        if role and filler:
            found[role].append(filler)
    return {role: _apart(fillers) for role, fillers in found.items()}


def _role(label: str, kind: str) -> Role | None:
    if kind == "HARM" and label == "target":
        return "victim"
    if kind != "HARM" and label == "victim":
        return "target"
    return next((role for role in ROLES if role == label), None)


def _filler(page: Page, kept: Kept, role: Role, mention: Mention) -> Filler | None:
    span = trimmed(page.text, mention.span, role)
    if span is None or (span == kept.span and role != "weapon"):
        return None
    if not _allowed(span.of(page.text), role) or _in_dateline(page, span):
        return None
    return Filler(span, mention.score, page.referents.get(mention.span) or page.referents.get(span))


def _in_dateline(page: Page, span: Span) -> bool:
    """True for words of the dateline: they say where and when it was written, not where and when it happened."""
    return page.report.dateline is not None and page.report.dateline.overlaps(span)


def trimmed(text: str, span: Span, role: Role) -> Span | None:
    """The span without punctuation, prepositions and relative words at its edges; None when nothing is left."""
    found = _stripped(text, span)
    while found is not None:
        shorter = _cut(text, found, role)
        if shorter == found:
            return found
        found = shorter
    return None


def _stripped(text: str, span: Span) -> Span | None:
    """Without punctuation at the edges; an abbreviation's full stop, and brackets and quotes paired inside, stay."""
    found = span.trimmed(text, _STRIP)
    if found is None:
        return None
    if text[found.end : span.end].startswith(".") and _ABBREVIATION.search(found.of(text)):
        found = Span(found.start, found.end + 1)
    if found == span:
        return found
    for pair in _PAIRS:
        found = _paired(text, span, found, pair)
    return found


def _paired(text: str, span: Span, found: Span, pair: tuple[str, str]) -> Span:
    """The span with the mark at its edge that belongs to one inside it: (FARC), the “safe zone”."""
    said, (opening, closing) = found.of(text), pair
    opened = said.count(opening) % 2 if opening == closing else said.count(opening) - said.count(closing)
    after, before = text[found.end : span.end], text[span.start : found.start]
    if opened > 0 and after.lstrip(" .,").startswith(closing):
        return Span(found.start, found.end + after.index(closing) + 1)
    if (opened < 0 or (opening == closing and opened)) and before.endswith(opening):
        return Span(found.start - 1, found.end)
    return found


def _cut(text: str, span: Span, role: Role) -> Span | None:
    said = span.of(text)
    if said.lower() in words(_HERE, "roles", "trail") and not is_pronoun(said):
        return None
    start, end = span.start, span.end
    lead = pattern(_HERE, "roles", _LEADS.get(role, "lead_party"), r"(?:{})\s+(?=\S)").match(said)
    if lead and not pattern(_HERE, "roles", "holds_lead").match(said, lead.end()):
        start += lead.end()
    elif role != "count" and (trail := pattern(_HERE, "roles", "trail", r"\s+(?:{})$").search(said)):
        end = span.start + trail.start()
    return span if (start, end) == (span.start, span.end) else _stripped(text, Span(start, end))


def _allowed(said: str, role: Role) -> bool:
    lowered = said.lower()
    if role in ("place", "time"):
        return lowered not in words("gesta.lexicon", "pronouns", "unplaced")
    if role == "count":
        return figure(said) is not None or re.search(r"\d", said) is not None or _quantifies(said)
    if lowered in words(_HERE, "roles", "bare") or (is_time(said) and (role != "actor" or not names_movement(said))):
        return False
    return lowered not in words("gesta.lexicon", "pronouns", "determiners") or is_pronoun(said)


def _quantifies(said: str) -> bool:
    spelled = any(figure(part) is not None for part in re.split(r"[\s-]+", said))
    return spelled or pattern(_HERE, "roles", "quantifiers").search(said) is not None


def _apart(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    if len(fillers) < 2:
        return tuple(fillers)
    kept: list[Filler] = []
    for filler in sorted(fillers, key=lambda f: (-f.score, -len(f.span), f.span)):
        if not any(filler.span.overlaps(other.span) for other in kept):
            kept.append(filler)
    return tuple(sorted(kept, key=lambda f: f.span))
