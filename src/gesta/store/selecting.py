"""What a filter asks of incidents and reports, as conditions in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select

from gesta.nouns.filter import Box, Filter
from gesta.store import schema
from gesta.store.rows.incidents import folded
from gesta.store.search import matching

Condition = ColumnElement[bool]

incidents, reports = schema.incidents, schema.reports
actors, places, members = schema.incident_actors, schema.incident_places, schema.incident_episodes

_CODE = re.compile(r"[A-Za-z]{3}")  # of a country or a sector
_WILD = re.compile(r"[%_\\]")


def incident_conditions(wanted: Filter, dialect: str) -> list[Condition]:
    """What an incident must satisfy; the order, the limit and undated ones are the caller's."""
    return [*_days(wanted), *_particulars(wanted), *_reported(wanted, dialect)]


def report_conditions(wanted: Filter, dialect: str) -> list[Condition]:
    """What a report must satisfy: its own day, publisher and words, and that it tells an incident as asked for."""
    c, found = reports.c, list[Condition]()
    if wanted.since:
        found.append(c.published_day >= wanted.since)
    if wanted.until:
        found.append(c.published_day <= wanted.until)
    if wanted.publishers:
        found.append(c.publisher.in_(wanted.publishers))
    if wanted.changed_since:
        found.append(c.changed >= moment_of(wanted.changed_since))
    if wanted.text is not None:
        found.append(c.number.in_(matching(wanted.text, dialect)))
    if told := [*_particulars(wanted)]:
        keys = select(members.c.report_key).join(incidents, incidents.c.id == members.c.incident).where(*told)
        found.append(c.key.in_(keys))
    return found


def moment_of(moment: datetime) -> str:
    """A moment as the store writes them: in UTC (a time without a zone is taken as UTC), to the microsecond."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def dated_first(
    asked: Select[Any], day: Any, identity: Any, wanted: Filter, *, latest: bool = False
) -> Iterator[Select[Any]]:
    """The question in two parts: what has a day, by day and id or the latest first, then what has none, by id.

    Either part follows an index, whatever a database thinks of the order of empty values. What is undated is left out
    when days are asked for.
    """
    order = (day.desc(), identity.desc()) if latest else (day, identity)
    yield asked.where(day.is_not(None)).order_by(*order)
    if not (wanted.since or wanted.until):
        yield asked.where(day.is_(None)).order_by(identity)


def _days(wanted: Filter) -> Iterator[Condition]:
    if wanted.since:
        yield incidents.c.last_day >= wanted.since
    if wanted.until:
        yield incidents.c.day <= wanted.until
    if wanted.changed_since:
        yield incidents.c.changed >= moment_of(wanted.changed_since)


def _particulars(wanted: Filter) -> Iterator[Condition]:
    """What is asked of the incident itself."""
    if wanted.types:
        yield or_(*(_type(word) for word in wanted.types))
    if wanted.countries:
        yield incidents.c.country.in_([country.upper() for country in wanted.countries])
    if wanted.grades:
        yield incidents.c.grade.in_(wanted.grades)
    yield from _told(wanted)
    if wanted.reviewed is not None:
        yield incidents.c.reviewed.is_not(None) if wanted.reviewed else incidents.c.reviewed.is_(None)
    if wanted.box:
        yield from _box(wanted.box)
    if wanted.actors:
        yield or_(*(_acting(word) for word in wanted.actors))
    if wanted.place:
        yield incidents.c.id.in_(select(places.c.incident).where(_named(places.c.folded, wanted.place)))


def _told(wanted: Filter) -> Iterator[Condition]:
    """What is asked of what all reports together tell: whether it happened, how many say so, how many died."""
    if wanted.statuses:
        yield incidents.c.status.in_(wanted.statuses)
    if wanted.origins is not None:
        yield incidents.c.origins >= wanted.origins
    if wanted.killed is not None:
        best, high = incidents.c.killed_best, incidents.c.killed_high
        yield or_(best >= wanted.killed, best.is_(None) & (high >= wanted.killed))


def _reported(wanted: Filter, dialect: str) -> Iterator[Condition]:
    """What is asked of the reports that tell it."""
    told = select(members.c.incident).join(reports, reports.c.key == members.c.report_key)
    if wanted.publishers:
        yield incidents.c.id.in_(told.where(reports.c.publisher.in_(wanted.publishers)))
    if wanted.text is not None:
        yield incidents.c.id.in_(told.where(reports.c.number.in_(matching(wanted.text, dialect))))


def _type(word: str) -> Condition:
    """A type, or a type and its mode ("ASSAULT.aerial")."""
    kind, _, mode = word.partition(".")
    same = incidents.c.type == kind
    return same & (incidents.c.mode == mode) if mode else same


def _box(box: Box) -> Iterator[Condition]:
    latitude, longitude = incidents.c.latitude, incidents.c.longitude
    yield latitude.between(box.south, box.north)
    if box.west <= box.east:
        yield longitude.between(box.west, box.east)
    else:
        yield or_(longitude >= box.west, longitude <= box.east)


def _acting(word: str) -> Condition:
    """That somebody of that id, code or name has a part in the incident.

    A code is common: it is looked for in one incident after the other until enough are found. A name is rare: its
    incidents are looked up.
    """
    c = actors.c
    named = or_(c.id == word, _named(c.folded, word)) if word else false()
    if not _CODE.fullmatch(word):
        return incidents.c.id.in_(select(c.incident).where(named))
    coded = or_(named, c.country == word.upper(), c.sector == word.upper())
    return select(c.incident).where(c.incident == incidents.c.id, coded).exists()


def _named(column: Any, name: str) -> Condition:
    """The name in any case; "*" stands for any letters."""
    if "*" not in name:
        return column == folded(name)  # type: ignore[no-any-return]
    pattern = _WILD.sub(lambda letter: "\\" + letter[0], folded(name)).replace("*", "%")
    return column.like(pattern, escape="\\")  # type: ignore[no-any-return]
