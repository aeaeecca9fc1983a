"""Whose the dead of an incident are, as UCDP asks: side A's, side B's, civilians – as far as the words say so.

Only reports that give the very figure of the incident are heard. Where they name the dead by a kind ("two policemen"),
all are of that kind; where they name no kind ("31 people"), the figures that they give for some ("among them two
soldiers") are taken out of it. Reports that contradict each other, and words that fit both sides, say nothing: what is
not sorted is of unknown status, so that all always add up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gesta.exporting.shaping.sides import actor_of, counts_heads, is_armed, is_known_unarmed, is_state
from gesta.lexicon.phrases import head
from gesta.nouns.episode import Figure, Statement
from gesta.nouns.incident import Incident, Participant
from gesta.ontologies.codes.tables import words

Whose = Literal["a", "b", "civilians"]
Both = tuple[Participant, Participant | None]
SIDES: tuple[Whose, ...] = ("a", "b", "civilians")
JOINT = ";"  # between the words for several in one figure


@dataclass(frozen=True, slots=True)
class Deaths:
    """The dead of a figure by side; None where the words say nothing, 0 only where all are sorted to others."""

    a: int | None
    b: int | None
    civilians: int | None
    unknown: int


def deaths(incident: Incident, best: int, side_a: Participant, side_b: Participant | None) -> Deaths:
    """The `best` dead of an incident by side; without a side B (one-sided violence) neither side has any, as UCDP
    defines it, and only civilians are sorted."""
    both = side_a, side_b
    said = [(s, s.figure, _whose(s.figure, incident, both)) for s in incident.statements if _counts(s, incident)]
    reports = {s.card.key for s, figure, _ in said if figure and figure.high == best and not figure.part}
    kinds = {kind for _, figure, kind in said if kind and figure and figure.high == best and not figure.part}
    found: dict[Whose, int] = dict.fromkeys(kinds, best) if len(kinds) == 1 else {}
    if not kinds:
        found = _largest((figure, kind) for s, figure, kind in said if s.card.key in reports)
    return _sorted(found, best, {kind for _, _, kind in said}, one_sided=side_b is None)


def _counts(statement: Statement, incident: Incident) -> bool:
    """True for a figure of dead that nobody copied and that is said to be so."""
    figure = statement.figure
    return (
        figure is not None and figure.outcome == "killed" and not statement.denied and _is_original(statement, incident)
    )


def _is_original(statement: Statement, incident: Incident) -> bool:
    return statement.card.key not in incident.originals


def _largest(said: Iterable[tuple[Figure | None, Whose | None]]) -> dict[Whose, int]:
    """The largest figure that is given for the dead of each side; smaller ones may be among the same."""
    found: dict[Whose, int] = {}
    for figure, kind in said:
        if kind and figure and figure.high is not None:
            found[kind] = max(figure.high, found.get(kind, 0))
    return found


def _sorted(found: dict[Whose, int], best: int, told: Collection[Whose | None], *, one_sided: bool) -> Deaths:
    """The dead by side, `told` being the sides of which anybody tells dead: none of theirs are 0."""
    if one_sided:
        found = {kind: count for kind, count in found.items() if kind == "civilians"}
    if sum(found.values()) > best:
        found = {}
    rest = best - sum(found.values())
    none = {kind: None if rest or kind in told else 0 for kind in SIDES}
    a, b, civilians = (found.get(kind, none[kind]) for kind in SIDES)
    return Deaths(0, 0, civilians, rest) if one_sided else Deaths(a, b, civilians, rest)


def _whose(figure: Figure | None, incident: Incident, both: Both) -> Whose | None:
    """Whose dead a figure counts; None where its words do not say so of all of them."""
    if figure is None:
        return None
    told, named = _split(figure.as_said), _split(figure.who or "")
    if len(told) != len(named):
        return None
    kinds = {_kind(who, incident, both) for who in named}
    return kinds.pop() if len(kinds) == 1 else None


def _split(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(JOINT) if part.strip()]


def _kind(who: str, incident: Incident, both: Both) -> Whose | None:
    """The side of those whom the words denote: their head decides, so that "four recruits, including two women" are no
    civilians."""
    struck = next(_called(who, incident), None)
    if struck is not None and is_armed(struck):
        return _side(struck, both)
    civil = words("civilians").fullmatch(head(who)) is not None
    if counts_heads(who):
        return None
    return "civilians" if civil or (struck is not None and is_known_unarmed(struck)) else None


def _called(who: str, incident: Incident) -> Iterator[Participant]:
    """Those who suffered and are called so."""
    wanted = who.casefold()
    for participant in incident.participants:
        called = (participant.name, *(evidence.text for evidence in participant.evidence))
        if participant.role in ("victim", "target") and wanted in map(str.casefold, called):
            yield participant


def _side(struck: Participant, both: Both) -> Whose | None:
    """The side of armed people: that of the same actor, else the only one that is, or is not, a state's."""
    side_a, side_b = both
    if side_b is None:
        return None
    same = [_is_same(struck, side) for side in (side_a, side_b)]
    alike = [is_state(struck) == is_state(side) for side in (side_a, side_b)]
    fits = same if any(same) else alike
    if all(fits) or not any(fits):
        return None
    return "a" if fits[0] else "b"


def _is_same(one: Participant, other: Participant) -> bool:
    first, second = actor_of(one), actor_of(other)
    if first is not None and second is not None and first.id is not None:
        return first.id == second.id
    return one.name.casefold() == other.name.casefold()
