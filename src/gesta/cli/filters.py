"""Which incidents are wanted: the options that `incidents` and `export` share, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

import click

from gesta.errors import OntologyError
from gesta.nouns.event import Status
from gesta.nouns.filter import Box, Filter

Command = Callable[..., Any]

STATUSES: Mapping[str, Status] = {
    "happened": "actual",
    "planned": "future",
    "possible": "possible",
    "denied": "negated",
}


def filter_options(command: Command) -> Command:
    """The command with the options that say which incidents, given to it as `wanted`, a Filter."""

    @wraps(command)
    def with_filter(**given: Any) -> Any:
        said = {name: given.pop(name) for name in _NAMES}
        return command(wanted=Filter(**said), **given)

    for option in reversed(_OPTIONS):
        with_filter = option(with_filter)
    return with_filter


def _day(_context: click.Context, _option: click.Parameter, typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no day; write it as 2019-03-12") from None


def _moment(_context: click.Context, _option: click.Parameter, typed: str | None) -> datetime | None:
    """A day or a moment; one without a zone is in UTC."""
    if typed is None:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no moment; write it as 2019-03-12 or 2019-03-12T08:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _box(_context: click.Context, _option: click.Parameter, typed: str | None) -> Box | None:
    if typed is None:
        return None
    try:
        west, south, east, north = (float(part) for part in typed.split(","))
        return Box(west, south, east, north)
    except ValueError as error:
        raise click.BadParameter(f"{typed!r}: {error}; write WEST,SOUTH,EAST,NORTH in degrees") from None


def _codes(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of countries, in capitals; a country may be called by its name. Only those that there are."""
    from gesta.ontologies.codes.tables import KOSOVO, KOSOVO_OF_OTHERS
    from gesta.places.knowledge.tables import countries

    named = {KOSOVO.casefold(): KOSOVO_OF_OTHERS}
    named |= {name.casefold(): code for code, row in countries().items() for name in (code, row.name, *row.aliases)}
    for word in typed:
        if word.casefold() not in named:
            raise click.BadParameter(f"{word!r} is no country's code or name; write three letters: MLI, UKR")
    return tuple(named[word.casefold()] for word in typed)


def _kinds(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Types in capitals, each with its mode when one was given; only those that there are."""
    from gesta.ontologies import load

    kinds = [(type_.upper(), mode.lower()) for type_, _, mode in (word.partition(".") for word in typed)]
    for type_, mode in kinds:
        try:
            load("plover").check(type_, mode or None)
        except OntologyError as error:
            raise click.BadParameter(str(error)) from None
    return tuple(f"{type_}.{mode}" if mode else type_ for type_, mode in kinds)


def _grades(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Grades as the scheme writes them; only those that there are."""
    from gesta.lexicon import table

    known = {grade["word"].lower(): grade["word"] for grade in table("gesta.weighing", "grades")["grades"]}
    for word in typed:
        if word.lower() not in known:
            raise click.BadParameter(f"{word!r} is no grade; the grades are {', '.join(known.values())}")
    return tuple(known[word.lower()] for word in typed)


def _statuses(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> tuple[Status, ...]:
    """Statuses as incidents have them."""
    return tuple(STATUSES[word] for word in typed)


_OPTIONS = (
    click.option("--since", callback=_day, metavar="DAY", help="Only what happened on DAY or later."),
    click.option("--until", callback=_day, metavar="DAY", help="Only what happened on DAY or before."),
    click.option("--type", "types", multiple=True, callback=_kinds, metavar="TYPE",
                 help="Only this type, or type and mode: ASSAULT, ASSAULT.aerial. May be repeated."),
    click.option("--actor", "actors", multiple=True, metavar="NAME",
                 help="Only with this actor in any role: a name (* for any letters), id or code. May be repeated."),
    click.option("--country", "countries", multiple=True, callback=_codes, metavar="CODE",
                 help="Only in this country: MLI, UKR, or its name. May be repeated."),
    click.option("--place", metavar="NAME", help="Only at this place or within this division: a name or an id."),
    click.option("--bbox", "box", callback=_box, metavar="W,S,E,N", help="Only within this box of degrees."),
    click.option("--grade", "grades", multiple=True, callback=_grades, metavar="WORD",
                 help="Only of this grade. May be repeated."),
    click.option("--status", "statuses", multiple=True, callback=_statuses, type=click.Choice(list(STATUSES)),
                 help="Only what happened, is planned, is possible or is denied. May be repeated."),
    click.option("--origins", type=click.IntRange(min=1), metavar="NUMBER",
                 help="Only with at least NUMBER independent reports."),
    click.option("--killed", type=click.IntRange(min=0), metavar="NUMBER",
                 help="Only with at least NUMBER dead, by the best figure."),
    click.option("--publisher", "publishers", multiple=True, metavar="NAME",
                 help="Only with a report of this publisher. May be repeated."),
    click.option("--reviewed/--unreviewed", "reviewed", default=None, help="Only what a person has (not) reviewed."),
    click.option("--changed-since", "changed_since", callback=_moment, metavar="MOMENT",
                 help="Only what is new or changed since then (UTC)."),
    click.option("--search", "text", metavar="WORDS", help="Only with a report that holds all these words."),
    click.option("-n", "--limit", type=click.IntRange(min=0), metavar="NUMBER", help="No more than NUMBER."),
)  # fmt: skip
_NAMES = (
    *("since", "until", "types", "actors", "countries", "place", "box", "grades", "statuses", "origins", "killed"),
    *("publishers", "reviewed", "changed_since", "text", "limit"),
)
