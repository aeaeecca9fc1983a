"""What kind of name a name is, where the reference tables leave no doubt: the network's label gives way to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from gesta import roster
from gesta.nouns.mention import Mention
from gesta.places.knowledge import tables
from gesta.roster.folding import fold
from gesta.roster.index import SHORT_NAME

# Words that name states, by form. Regions are left out: some are governments, some mere land.
_FORMS: Mapping[str, str] = {"name": "GPE", "capital": "GPE", "adjective": "NORP", "demonym": "NORP"}
# Features of the gazetteer's own table that are never bodies or governments.
_FEATURES: Mapping[str, str] = {
    "sea": "LOC", "ocean": "LOC", "river": "LOC", "mountains": "LOC", "continent": "LOC", "desert": "LOC",
    "strait": "LOC", "border": "LOC", "airport": "FAC", "base": "FAC",
}  # fmt: skip


def relabelled(text: str, entities: Iterable[Mention]) -> tuple[Mention, ...]:
    """The entities, each that is in whole a name of one kind only (a state, a people, a sea) with that kind's label.

    On the annotated training reports such a name has that label 997 times in 1000; the network, which has seen many of
    them a few times only, knows that less well. Spans and scores stay as they are.
    """
    return tuple(replace(m, label=_label(m.span.of(text)) or m.label) for m in entities)


def _label(name: str) -> str | None:
    """The label of a name; a short one must be written as in the tables, for a "car" is no CAR."""
    if len(name) <= SHORT_NAME and name not in roster.load().spelt:
        return None
    return _kinds().get(fold(name))


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
