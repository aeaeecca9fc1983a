"""What each coder said of each thing that was reviewed, side by side: what agreement and disagreements come from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from gesta.nouns.judgement import Judgement
from gesta.nouns.review import CORRECTED_FIELDS, CorrectedField, Correction
from gesta.nouns.toll import Outcome

SETTLING = " (settling)"
"""Stands behind the name of whoever settles a disagreement: having seen both answers, they are no blind coder."""

PAIR = "same incident"
"""The field of ballots on pairs."""

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_PARTIES = frozenset({"actor", "target", "victim"})

Said = Callable[[str, CorrectedField], Any]
"""What the machine says in a field of the event at an anchor; None when there is no event any more."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The answers of coders on one field of one thing: of an event (`ends` is its anchor) or of a pair (both ends).

    `answers` maps each coder to a value in the shape of the contract, `comments` to their words.
    """

    ends: tuple[str, ...]
    field: str
    answers: Mapping[str, Any]
    comments: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """Each coder's answer as a name that is the same for all who mean the same."""
        return {coder: label(self.field, value) for coder, value in sorted(self.answers.items())}

    @property
    def open(self) -> bool:
        """True when coders differ and nobody has settled it."""
        return len(set(self.labels.values())) > 1 and not any(map(settles, self.answers))

    @property
    def blind(self) -> dict[str, Any]:
        """The answers of those who had not seen another's."""
        return {coder: value for coder, value in sorted(self.answers.items()) if not settles(coder)}


def settles(coder: str) -> bool:
    """True for a name under which somebody settled disagreements."""
    return coder.endswith(SETTLING)


def pair_ballots(judgements: Iterable[Judgement]) -> list[Ballot]:
    """A ballot a pair that people judged, by what of each counts: the latest word that was not taken back."""
    words: dict[tuple[str, str], dict[str, list[Judgement]]] = {}
    for judgement in sorted((j for j in set(judgements) if j.personal and j.matter == "incident"), key=_age):
        coder = judgement.by.removeprefix("person:")
        held = words.setdefault((judgement.left, judgement.right), {}).setdefault(coder, [])
        if not judgement.withdrawn:
            held.append(judgement)
        elif held:
            held.pop()
    return [found for ends, coders in sorted(words.items()) if (found := _pair_ballot(ends, coders)).answers]


def _pair_ballot(ends: tuple[str, str], coders: Mapping[str, list[Judgement]]) -> Ballot:
    last = {coder: held[-1] for coder, held in sorted(coders.items()) if held}
    comments = {coder: word.comment for coder, word in last.items() if word.comment}
    return Ballot(ends, PAIR, {coder: word.verdict for coder, word in last.items()}, comments)


def event_ballots(corrections: Iterable[Correction], said: Said) -> list[Ballot]:
    """A ballot a field of each event that people reviewed.

    Whoever said anything on an event has looked at all of it: where they changed nothing they hold with the machine.
    Of an event held to be wrong nothing further is asked.
    """
    found: list[Ballot] = []
    for anchor, words in sorted(_by_anchor(corrections).items()):
        coders = {coder: own_words([w for w in words if w.by == coder]) for coder in sorted({w.by for w in words})}
        coders = {coder: held for coder, held in coders.items() if held}
        if coders:
            found += _fields(anchor, coders, said)
    return found


def own_words(corrections: Iterable[Correction]) -> dict[CorrectedField, Correction]:
    """What one coder holds of one event, by field: the latest words that were not taken back."""
    made = sorted(corrections, key=lambda one: (one.made, one.id))
    undone = {one.undoes for one in made if one.undoes}
    return {one.field: one for one in made if one.undoes is None and one.id not in undone}


def _by_anchor(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.anchor, []).append(correction)
    return found


def _fields(anchor: str, coders: Mapping[str, Mapping[CorrectedField, Correction]], said: Said) -> Iterator[Ballot]:
    """The ballots on one event. A settler speaks only on the fields that they settled."""
    right = {coder: held for coder, held in coders.items() if not _is_wrong(held)}
    whole = {
        c: "wrong" if c not in right else "correct" for c, held in coders.items() if "event" in held or not settles(c)
    }
    yield Ballot((anchor,), "event", whole, _comments(coders, "event"))
    for name in CORRECTED_FIELDS[1:]:
        before = next((held[name].before for held in right.values() if name in held), None)
        machine = before if before is not None else said(anchor, name)
        answers = {c: held[name].value if name in held else machine
                   for c, held in right.items() if name in held or not settles(c)}  # fmt: skip
        if answers:
            yield Ballot((anchor,), name, answers, _comments(right, name))


def _is_wrong(held: Mapping[CorrectedField, Correction]) -> bool:
    return "event" in held and held["event"].value == "wrong"


def _comments(coders: Mapping[str, Mapping[CorrectedField, Correction]], name: CorrectedField) -> dict[str, str]:
    return {c: str(held[name].comment) for c, held in coders.items() if name in held and held[name].comment}


def _age(judgement: Judgement) -> tuple[datetime, str]:
    return (judgement.made or datetime.min, judgement.id)


# ------------------------------------------------------------------------------------------------ labels


def label(name: str, value: Any) -> str:
    """An answer as one name, the same for all answers that mean the same: scores, methods and order do not count."""
    if name in _PARTIES:
        return "; ".join(sorted(map(_party, value or ()))) or "nobody"
    if name == "where":
        return _named(value) or "unknown"
    if name == "when":
        return f"{(value or {}).get('from') or '?'} to {(value or {}).get('to') or '?'}"
    if name == "toll":
        return "; ".join(sorted(map(_toll, value or ()))) or "none"
    return "none" if value is None else value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def figure(value: Any, outcome: Outcome) -> int | None:
    """The figure that a toll value gives for an outcome, its lower bound first; None when it gives none."""
    for toll in value or ():
        if toll["outcome"] == outcome:
            low, high = toll.get("low"), toll.get("high")
            return int(low) if low is not None else int(high) if high is not None else None
    return None


def _party(filler: Mapping[str, Any]) -> str:
    return _named(filler.get("resolved")) or f"“{filler.get('text') or filler.get('start')}”"


def _named(answer: Mapping[str, Any] | None) -> str | None:
    """The id of a referent, else its name; None for a gap."""
    return None if not answer or answer.get("kind") == "gap" else answer.get("id") or answer.get("name")


def _toll(toll: Mapping[str, Any]) -> str:
    low, high = toll.get("low"), toll.get("high")
    bounds = (
        str(low)
        if low == high and low is not None
        else f"{'?' if low is None else low}–{'?' if high is None else high}"
    )
    return f"{toll['outcome']} {bounds}"
