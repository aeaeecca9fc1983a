"""Names: pieces of one name put together, and its kind where the reference tables leave no doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from gesta import roster
from gesta.lexicon import table, words
from gesta.nouns.mention import Mention
from gesta.places.knowledge import tables
from gesta.roster.folding import fold
from gesta.roster.index import SHORT_NAME

_HERE = "gesta.coding"
NAME_FLOOR = 0.55  # best exact F1 on the development reports
# Words that name states, by form. Regions are left out: some are governments, some mere land.
_FORMS: Mapping[str, str] = {"name": "GPE", "capital": "GPE", "adjective": "NORP", "demonym": "NORP"}
# Features of the gazetteer's own table that are never bodies or governments.
_FEATURES: Mapping[str, str] = {
    "sea": "LOC", "ocean": "LOC", "river": "LOC", "mountains": "LOC", "continent": "LOC", "desert": "LOC",
    "strait": "LOC", "border": "LOC", "airport": "FAC", "base": "FAC",
}  # fmt: skip


def settled(text: str, entities: Iterable[Mention]) -> tuple[Mention, ...]:
    """The network's names in order: fragments joined, doubtful ones and bare function words left out, kinds set right.

    A name that the tables know under one kind only – a state, a people, a sea – has that kind's label in the annotated
    training reports 997 times in 1000; the network, which has seen many of them a few times only, knows that less well.
    """
    found: list[Mention] = []
    for mention in sorted(entities, key=lambda m: m.span):
        if found and _joins(text, found[-1], mention):
            last = found.pop()
            mention = replace(last, span=last.span.join(mention.span), score=min(last.score, mention.score))
        found.append(mention)
    empty = words(_HERE, "names", "alone.empty")
    kept = [m for m in found if m.score >= NAME_FLOOR and m.span.of(text).lower() not in empty]
    agreed = _agreed(text, kept)
    return tuple(replace(m, label=_label(said) or agreed[said]) for m in kept for said in (m.span.of(text),))


def _joins(text: str, left: Mention, right: Mention) -> bool:
    between = text[left.span.end : right.span.start]
    return left.label == right.label and left.label in table(_HERE, "names")["joins"].get(between, ())


def _agreed(text: str, entities: Iterable[Mention]) -> dict[str, str]:
    """The label of each name of the report: one name is one kind, the kind that its mentions speak for together."""
    said: dict[str, Counter[str]] = {}
    for mention in entities:
        said.setdefault(mention.span.of(text), Counter())[mention.label] += mention.score  # type: ignore[assignment]
    return {name: max(sorted(votes), key=lambda label: votes[label]) for name, votes in said.items()}


def _label(name: str) -> str | None:
    """The label of a name; a short one must be written as in the tables, for a "car" is no CAR."""
    if len(name) <= SHORT_NAME and name not in _as_written():
        return None
    return _kinds().get(fold(name))


@cache
def _as_written() -> frozenset[str]:
    return roster.load().spelt | {row.name for row in tables.features()}


@cache
def _kinds() -> Mapping[str, str]:
    """The label of each folded name that the tables know under one kind only."""
    found: dict[str, set[str]] = {}
    for name, forms in roster.load().states.items():
        found.setdefault(name, set()).update(_FORMS.get(form.form, "") for form in forms)
    for row in tables.features():
        if row.feature in _FEATURES:
            found.setdefault(fold(row.name), set()).add(_FEATURES[row.feature])
    return {name: label for name, labels in found.items() if len(labels) == 1 and (label := min(labels))}
