"""Whether a pronoun may stand for a phrase: one person, one body, or several people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gesta.lexicon import words
from gesta.lexicon.phrases import gender, head, is_collective, is_people, is_person, is_plural
from gesta.nouns.mention import Mention
from gesta.spans import Span

Kind = Literal["person", "people", "body"]

_HERE = "gesta.coreference"
_PARTIES = ("actor", "speaker", "victim")  # those who act, speak and suffer are people
_SEVERAL = (" and ", " as well as ", " along with ")


def kind(text: str, mention: Mention, entities: Sequence[Mention]) -> Kind | None:
    """What a phrase names: one person, several people, one body (a state, an army, a group); None when not known."""
    span, said = mention.span, mention.span.of(text)
    last = _last_entity(span, entities)
    noun = head(said)
    if any(join in said for join in _SEVERAL) and not (last and last.span == span):
        return "people"
    if last is not None and last.label == "PER":
        return "person"
    if last is not None and last.label in ("ORG", "GPE") and last.span.end == span.end:
        return "body"
    found = _by_noun(said, noun)
    if found is None and is_plural(noun) and (mention.label in _PARTIES or _ends_with(span, entities, "NORP")):
        return "people"
    return found


def agrees(pronoun: str, phrase: str, is_a: Kind, *, country: bool = False) -> bool:
    """True when a pronoun of that row ("he", "she", "it", "they", "relative") may stand for the phrase.

    "They" after a country's name more often means people than the country.
    """
    if pronoun in ("he", "she"):
        return is_a == "person" and gender(phrase) in (None, pronoun)
    if pronoun == "it":
        return is_a == "body" and head(phrase) not in words(_HERE, "words", "plural_bodies")
    if pronoun == "they":
        return is_a == "people" or (is_a == "body" and not country)
    return True


def _last_entity(span: Span, entities: Sequence[Mention]) -> Mention | None:
    """The name that ends the phrase, apposition aside: the last one that is no adjective of nation."""
    held = [entity for entity in entities if span.holds(entity.span) and entity.label in ("PER", "ORG", "GPE")]
    persons = [entity for entity in held if entity.label == "PER"]
    return persons[-1] if persons and len(persons) == 1 else (held[-1] if held else None)


def _ends_with(span: Span, entities: Sequence[Mention], label: str) -> bool:
    return any(entity.label == label and entity.span.end == span.end for entity in entities if span.holds(entity.span))


def _by_noun(said: str, noun: str) -> Kind | None:
    if said.lower().startswith("those "):
        return "people"
    if noun in words(_HERE, "words", "bodies") or is_collective(noun):
        return "people" if noun in words(_HERE, "words", "plural_bodies") else "body"
    if is_people(noun):
        return "people"
    return "person" if is_person(noun) and said else None
