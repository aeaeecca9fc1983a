"""What a filter asks of a side: of a record only what its row tells."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from gesta.comparing.sides import Side
from gesta.nouns.filter import Box, Filter
from gesta.nouns.referent import Actor, Place


def asks_only_ours(wanted: Filter) -> bool:
    """True for a filter that asks for what records have not or do not tell alike: grade, status, independent reports,
    figures, publisher, review, moment of change, words."""
    return bool(
        wanted.grades
        or wanted.statuses
        or wanted.origins is not None
        or wanted.killed is not None
        or wanted.publishers
        or wanted.reviewed is not None
        or wanted.changed_since is not None
        or wanted.text is not None
    )


def fits(side: Side, wanted: Filter) -> bool:
    """True for a side that has what is asked of days, type, country, actors, place and box."""
    return (
        _in_time(side, wanted)
        and (not wanted.types or _is_of(side, wanted.types))
        and (not wanted.countries or side.country in wanted.countries)
        and (not wanted.actors or any(_acts(one, word) for one in side.actors for word in wanted.actors))
        and (wanted.place is None or _lies_in(side.place, wanted.place))
        and (wanted.box is None or _within(side.place, wanted.box))
    )


def _in_time(side: Side, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if side.days is None:
        return False
    late_enough = wanted.since is None or side.days.last >= wanted.since
    return late_enough and (wanted.until is None or side.days.first <= wanted.until)


def _is_of(side: Side, types: Iterable[str]) -> bool:
    return any(word in (side.type, f"{side.type}.{side.mode}") for word in types)


def _acts(actor: Actor, word: str) -> bool:
    """True for a name (in any case, "*" stands for any letters), an id or a code."""
    named = fnmatchcase(actor.name.casefold(), word.casefold()) if "*" in word else False
    return named or word.casefold() == actor.name.casefold() or word in (actor.id, actor.country, actor.sector)


def _lies_in(place: Place | None, word: str) -> bool:
    names = (place.id, place.name, *place.admin) if place else ()
    return any(name is not None and name.casefold() == word.casefold() for name in names)


def _within(place: Place | None, box: Box) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    across = box.west <= box.east
    inside = box.west <= place.longitude <= box.east
    around = place.longitude >= box.west or place.longitude <= box.east
    return box.south <= place.latitude <= box.north and (inside if across else around)
