"""Which of several actors of one name is meant: by the day of the report, then by the countries it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gesta.nouns.referent import Alternative
from gesta.resolving.actors_context import Context
from gesta.resolving.actors_scene import Scene
from gesta.roster import Entry, dates
from gesta.roster.folding import fold
from gesta.spans import Span

IN_OFFICE, RECENT, LATER_OFFICE, OUT_OF_TIME = 3.0, 1.0, -1.5, -3.0  # how the day speaks for and against an actor
YEARS_REMEMBERED = 12  # after which a former office-holder is rarely called by the bare name
AT_HOME, NAMED_ONCE = 2.0, 1.0  # the country of the surroundings is the actor's; the report names it at all
IN_FULL = 2.5  # the report gives the full name somewhere
VERY_NAME = 0.5  # the word is the actor's own name, and only an alias of the others
# A bare name means the better known kind; a publisher or company only when nothing else has the name.
_KINDS = ("state", "former state", "breakaway", "international body", "body", "armed group", "person", "party")
KIND_STEP = 0.15


class Pick(NamedTuple):
    """The actor chosen, by what (alias, date or context), and the others; `entry` is None when none leads.

    `shared` when another of the same country is spoken for as well: who of them is open, their country is not.
    """

    entry: Entry | None
    method: str
    others: tuple[Alternative, ...]
    shared: bool = False


def pick(entries: Sequence[Entry], spot: Span, scene: Scene, context: Context) -> Pick:
    """The actor of `entries` that the day and the surroundings speak for; none when two are spoken for alike."""
    if len(entries) == 1:
        return Pick(entries[0], "alias", ())
    ground = context.country(spot)
    home = ground.country if ground else None
    said = fold(spot.of(scene.text))
    scored = [
        (_score(entry, home, scene, context) + VERY_NAME * (fold(entry.name) in said), entry) for entry in entries
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    (best, entry), (second, rival) = scored[0], scored[1]
    others = tuple(Alternative(e.name, round(s, 2), _reason(e, scene.day)) for s, e in scored[1:4])
    if best - second < KIND_STEP / 2 and entry.country != rival.country:
        return Pick(None, "", tuple(Alternative(e.name, round(s, 2), "has the same name") for s, e in scored[:4]))
    dated = _by_day(entry, scene) > _by_day(rival, scene)
    shared = best == second and entry.kind == rival.kind == "person"
    return Pick(entry, "alias by date" if dated else "alias by context", others, shared)


def _score(entry: Entry, home: str | None, scene: Scene, context: Context) -> float:
    score = _by_day(entry, scene)
    score += AT_HOME if entry.country == home else NAMED_ONCE if context.mentions(entry.country) else 0.0
    score -= KIND_STEP * (_KINDS.index(entry.kind) if entry.kind in _KINDS else len(_KINDS) + 3)
    if entry.kind == "person" and " " in entry.name and entry.name in scene.text:
        score += IN_FULL
    return score


def _by_day(entry: Entry, scene: Scene) -> float:
    day = scene.about
    if day is None:
        return 0.0
    if entry.kind != "person":
        return 0.0 if dates.covers(entry.since, entry.until, day) else OUT_OF_TIME
    held = scene.roster.affiliations.get(entry.id, ())
    if any(dates.covers(a.since, a.until, day) for a in held):
        return IN_OFFICE
    gone = [dates.years_after(a.until, day) for a in held if a.until and a.until < day.isoformat()]
    if not gone:
        return LATER_OFFICE
    return RECENT if min(gone) <= YEARS_REMEMBERED else OUT_OF_TIME


def _reason(entry: Entry, day: date | None) -> str:
    if day is not None and not dates.covers(entry.since, entry.until, day):
        return f"not of that time ({entry.since or '?'} to {entry.until or '?'})"
    return f"{entry.kind} of {entry.country}" if entry.country else entry.kind
