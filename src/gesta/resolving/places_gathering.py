"""The names of a report: mentions with the same words are one name with one set of candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gesta.places.folding import fold
from gesta.places.gazetteer import Gazetteer
from gesta.resolving.places_candidates import Name, candidates
from gesta.resolving.places_context import Bounds, Setting, bounds, in_context
from gesta.resolving.places_pieces import Named
from gesta.spans import Span

Key = tuple[str, frozenset[str], Bounds]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The names of a report, and which of them (by place in `names`) each mention belongs to."""

    names: tuple[Name, ...]
    of: Mapping[Span, int]


def gathered(text: str, said: Iterable[Named], setting: Setting, gazetteer: Gazetteer) -> Gathered:
    """The names that `said` mentions; the dateline's place is weighed with them.

    Mentions of the same words are one name unless the words beside them say otherwise: another kind of place
    ("Kandahar" and "Kandahar province") or another division ("Paris, Texas"). A mention of which nothing is said takes
    what is said of the first of the same words.
    """
    mentions = [in_context(text, name) for name in said]
    if setting.dateline:
        mentions.append(in_context(text, setting.dateline))
    names: list[Name] = []
    of: dict[Span, int] = {}
    for (_, wanted, limit), members in _grouped(text, mentions, gazetteer).items():
        spans = tuple(sorted({member.span for member in members}))
        words = spans[0].of(text)
        of.update(dict.fromkeys(spans, len(names)))
        near = {*setting.named, *filter(None, (setting.home,)), *limit.countries}
        names.append(Name(words, spans, wanted, limit, candidates(words, gazetteer, near)))
    return Gathered(tuple(names), of)


def _grouped(text: str, mentions: list[Named], gazetteer: Gazetteer) -> dict[Key, list[Named]]:
    limits = {within: bounds(within, gazetteer) for within in dict.fromkeys(m.within for m in mentions)}
    keys = {mention: fold(mention.span.of(text)) for mention in mentions}
    first_said = {keys[m]: limits[m.within] for m in reversed(mentions) if limits[m.within]}
    groups: dict[Key, list[Named]] = {}
    for mention in mentions:
        limit = limits[mention.within] or first_said.get(keys[mention], Bounds())
        groups.setdefault((keys[mention], mention.wanted, limit), []).append(mention)
    return groups
