"""Places: the words of a report into places of the gazetteer, all names of the report together – or an honest gap.

The way of a name: its phrase is parsed (places_phrases), the words around it are read (places_context), the gazetteer
gives candidates (places_candidates), the candidates of all names are ranked together (places_scene, places_features,
places_ranking), the likeliest of each name is chosen (places_choosing), and it becomes a place as the phrase says it
stands to it (places_placing). Which of several places an event happened in is decided in places_events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gesta.nouns.referent import Gap, Place, Resolved
from gesta.nouns.report import Report
from gesta.places.gazetteer import Gazetteer
from gesta.resolving.places_astray import astray_among
from gesta.resolving.places_choosing import Choice, choices
from gesta.resolving.places_context import bounds, setting
from gesta.resolving.places_events import event_struck, event_where
from gesta.resolving.places_gathering import gathered
from gesta.resolving.places_phrases import Phrase, listed, parsed
from gesta.resolving.places_pieces import Named
from gesta.resolving.places_placing import held, place_of, placed
from gesta.resolving.places_ranking import Weights, shipped_weights
from gesta.spans import Span

__all__ = ["event_struck", "event_where", "resolve_places"]

SAID_OF_COUNTRY = 0.9
"""The score of a country that words beside a name say it lies in: they may say whose it is instead."""

LEAST_SCORE = 0.25
"""Chance of being right below which a winner is not shown: it would be wrong three times in four. The table of scores
that evaluation/places.py prints shows whether that holds."""


def resolve_places(
    report: Report,
    spans: Iterable[Span],
    gazetteer: Gazetteer,
    home: str | None = None,
    weights: Weights | None = None,
) -> dict[Span, Resolved[Place] | Gap]:
    """The place of each span – a mention or a whole place phrase – or why there is none; all are weighed together.

    `home` is the publisher's country (ISO 3166 alpha-3) when known; else the report's web address may tell it. The same
    report, spans and gazetteer give the same places.
    """
    known = setting(report, home)
    phrases = {span: _parsed(report.text, span, gazetteer) for span in sorted(set(spans))}
    said = [name for phrase in phrases.values() if phrase for name in phrase.names]
    names = gathered(report.text, said, known, gazetteer)
    chosen = choices(names.names, known, weights or shipped_weights())
    astray = astray_among(names.names, chosen, known)
    answers = [
        _answer(name.spans[0].of(report.text), choice, at in astray)
        for at, (name, choice) in enumerate(zip(names.names, chosen, strict=True))
    ]
    by_span = {span: answers[index] for span, index in names.of.items()}
    return {span: _settled(report.text, span, phrase, by_span, gazetteer) for span, phrase in phrases.items()}


def _parsed(text: str, span: Span, gazetteer: Gazetteer) -> Phrase | None:
    """The phrase at `span`; a list of places only where its words are not together the name of one."""
    phrase = parsed(text, span)
    if phrase is None or phrase.relation != "at" or gazetteer.named(span.of(text)):
        return phrase
    return listed(text, span) or phrase


def _answer(said: str, choice: Choice | None, astray: bool) -> Choice | Gap:
    """The choice for a name, or why none is trusted."""
    if choice is None:
        return Gap(f"{said!r} is not in the gazetteer")
    if choice.score < LEAST_SCORE:
        return Gap(f"{said!r} may be any of several places")
    if astray:
        return Gap(f"{said!r} is known only in a country of which the report says nothing")
    return choice


def _settled(
    text: str, span: Span, phrase: Phrase | None, answers: Mapping[Span, Choice | Gap], gazetteer: Gazetteer
) -> Resolved[Place] | Gap:
    """The place of one span; where its name is not known, what the phrase says that it lies in; else the gap that its
    first unresolved name leaves."""
    said = span.of(text)
    if phrase is None:
        return Gap(f"no place is named in {said!r}")
    found = [answers[name.span] for name in phrase.names]
    gap = next((answer for answer in found if isinstance(answer, Gap)), None)
    if gap is None:
        return placed(span, said, phrase, [answer for answer in found if not isinstance(answer, Gap)], gazetteer)
    holder = _holder(text, phrase.names[0], answers, gazetteer) if phrase.relation == "at" else None
    return gap if holder is None else held(span, said, holder)


def _holder(
    text: str, name: Named, answers: Mapping[Span, Choice | Gap], gazetteer: Gazetteer
) -> Resolved[Place] | None:
    """The nearest place that the words say a name lies in: one beside it that is known, else the country that they name
    (", Syria", "the Syrian town of …")."""
    known = (answers.get(span) for span in name.inside)
    choice = next((answer for answer in known if isinstance(answer, Choice)), None)
    if choice is not None:
        return Resolved(place_of(choice.candidate.entry, gazetteer), choice.score, "within", name.inside)
    countries = bounds((*name.whose, *(span.of(text) for span in name.inside)), gazetteer).countries
    entry = gazetteer.country(next(iter(countries))) if len(countries) == 1 else None
    return Resolved(place_of(entry, gazetteer), SAID_OF_COUNTRY, "within", ()) if entry else None
