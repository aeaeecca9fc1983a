"""Reads nouns from a store: single ones, and streams that never hold more than a few rows in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, get_args

from sqlalchemy import Connection, Select, Table, func, literal, or_, select

from gesta.errors import StoreError
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Card, Episode
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.nouns.review import Change, Correction, Failure
from gesta.nouns.toll import Outcome
from gesta.store import loading, schema
from gesta.store.rows.episodes import episode_of
from gesta.store.rows.incidents import incident_of
from gesta.store.rows.people import change_of, correction_of, failure_of
from gesta.store.rows.reports import CARD_COLUMNS, card_of, provenance_of, report_of
from gesta.store.search import Hit, search
from gesta.store.selecting import dated_first, incident_conditions, moment_of, report_conditions
from gesta.store.some import chunks
from gesta.store.touching import copies_judged, doubtful, judged, judged_by, judged_by_people, named

reports, episodes, incidents = schema.reports, schema.episodes, schema.incidents
members = schema.incident_episodes

HITS = 20
"""Reports that a search returns unless told otherwise."""

STREAMED = 200
"""Rows of a stream in memory at a time."""

CLOSE_LETTERS, CLOSE_IDS = 4, 3  # ids are called close that share their first letters; so many are named

_HARMED = sum(
    (
        func.coalesce(incidents.c[f"{o}_best"], func.nullif(incidents.c[f"{o}_high"], 0), incidents.c[f"{o}_low"], 0)
        for o in get_args(Outcome)
    ),
    start=literal(0),
)
"""All people harmed by an incident: of each outcome the best figure, else the highest, else the lowest."""

_COUNTED: Mapping[str, Table] = {
    "reports": reports,
    "events": schema.events,
    "claims": schema.claims,
    "episodes": episodes,
    "judgements": schema.judgements,
    "incidents": incidents,
    "corrections": schema.reviews,
    "failures": schema.failures,
}


@dataclass(frozen=True, slots=True)
class View:
    """Reads one store, which `where` names in messages. Each question sees what was committed when it was asked."""

    connect: Callable[[], AbstractContextManager[Connection]]
    where: str

    # ------------------------------------------------------------------------------------------------- reports

    def counts(self) -> dict[str, int]:
        """How many of each there are; `copies` are among the reports."""
        with self.connect() as connection:
            found = {name: connection.execute(_count(table)).scalar_one() for name, table in _COUNTED.items()}
            copies = connection.execute(_count(reports).where(reports.c.copy_of.is_not(None))).scalar_one()
        return {**found, "copies": copies}

    def undated_reports(self) -> int:
        """How many reports do not say when they were published."""
        asked = select(func.count()).select_from(reports).where(reports.c.published_day.is_(None))
        return int(self._all(asked)[0][0])

    def versions(self) -> list[dict[str, str]]:
        """What made the rows, the oldest first: each set of versions once."""
        made = self._all(select(schema.versions.c.made).order_by(schema.versions.c.id))
        return [json.loads(row.made) for row in made]

    def has_report(self, key: str) -> bool:
        """True when a report of that key is there."""
        return bool(self._all(select(reports.c.number).where(reports.c.key == key)))

    def report(self, key: str) -> Coded:
        """The coded report. Raises StoreError when no report has that key."""
        return next(self.reports_of([key]))

    def reports_of(self, keys: Iterable[str]) -> Iterator[Coded]:
        """The coded reports in the order of their keys, a few read at a time. Raises StoreError for a key of none."""
        wanted = iter(keys)
        while some := list(islice(wanted, loading.BATCH)):
            with self.connect() as connection:
                found = loading.by_key(connection, some)
            if lost := [key for key in some if key not in found]:
                raise self._no_report(lost[0])
            yield from (found[key] for key in some)

    def plain(self, key: str) -> Report:
        """The report alone, without what was coded of it. Raises StoreError when no report has that key."""
        return report_of(self._report_row(key))

    def provenance(self, key: str) -> Provenance:
        """Where the report came from. Raises StoreError when no report has that key."""
        return provenance_of(self._report_row(key))

    def find_report(self, word: str) -> list[Card]:
        """The reports that a word names: the id they came with, their key or their digest. Ids need not be unique."""
        c = reports.c
        named = select(*CARD_COLUMNS).where(or_(c.id == word, c.key == word, c.digest == word)).order_by(c.key)
        return [card_of(row) for row in self._all(named)]

    def reports(self, wanted: Filter = EVERYTHING) -> Iterator[Coded]:
        """The coded reports, by day of publication and key, those without a day last; a few in memory at a time."""
        with self.connect() as connection:
            asked = self._parts(loading.REPORTS, wanted)
            yield from islice(chain.from_iterable(loading.coded(connection, part) for part in asked), wanted.limit)

    def cards(self, wanted: Filter = EVERYTHING) -> Iterator[Card]:
        """The particulars of the reports, in the same order, without their texts."""
        return map(card_of, self._limited(self._parts(select(*CARD_COLUMNS), wanted), wanted.limit))

    def cards_of(self, keys: Iterable[str]) -> Iterator[Card]:
        """The particulars of the reports of those keys that are there, by key."""
        for some in chunks(keys):
            yield from map(card_of, self._all(select(*CARD_COLUMNS).where(reports.c.key.in_(some)).order_by("key")))

    def originals(self, keys: Iterable[str] | None = None) -> dict[str, str]:
        """The key of the original by the key of each copy; of all copies, or of those asked for."""
        pairs = select(reports.c.key, reports.c.copy_of).where(reports.c.copy_of.is_not(None)).order_by(reports.c.key)
        if keys is None:
            return {row.key: row.copy_of for row in self._stream(pairs)}
        return {
            row.key: row.copy_of for some in chunks(keys) for row in self._all(pairs.where(reports.c.key.in_(some)))
        }

    def unlinked(self, version: str) -> Iterator[str]:
        """The keys of the reports that are not linked by that version, by day of publication and key, the undated
        first: reports of one week are compared with each other, and come together."""
        linked = reports.c.linked  # "before or behind" is looked up in its index, "not the same" in every report
        unlinked = select(reports.c.key).where(or_(linked.is_(None), linked < version, linked > version))
        order = (reports.c.published_day.is_not(None), reports.c.published_day, reports.c.key)
        return (row.key for row in self._stream(unlinked.order_by(*order)))

    def search(self, words: str, limit: int = HITS) -> list[Hit]:
        """The reports that hold all the words, the best first; words in double quotes must stand together."""
        with self.connect() as connection:
            return search(connection, words, limit)

    # ------------------------------------------------------------------------------------------------ episodes

    def episodes(self, ids: Iterable[str]) -> dict[str, Episode]:
        """Those of the episodes that are there, by id."""
        return self._episodes(episodes.c.id, ids)

    def episodes_of(self, keys: Iterable[str]) -> dict[str, Episode]:
        """The episodes of reports, by id."""
        return self._episodes(reports.c.key, keys)

    def linkable(self, key: str) -> Linkable:
        """What the report brings to linking, as it was kept. Raises StoreError when no report has that key."""
        found = self.linkables([key])
        if key not in found:
            raise self._no_report(key)
        return found[key]

    def linkables(self, keys: Iterable[str]) -> dict[str, Linkable]:
        """What those of the reports that are there bring to linking, by key, sorted."""
        found: dict[str, Linkable] = {}
        with self.connect() as connection:
            for some in chunks(keys):
                asked = select(reports.c.number, reports.c.key).where(reports.c.key.in_(some)).order_by(reports.c.key)
                found |= loading.linkables(connection, {row.number: row.key for row in connection.execute(asked)})
        return found

    def sketches(self, keys: Collection[str], but_not: str, linked: str | None = None) -> Iterator[tuple[str, str]]:
        """The key and sketch of each report that shares a block key, sorted by key; not `but_not`.

        With `linked`, only those of reports that are linked by that version. Version and order are seen to here: in SQL
        they would tempt SQLite to go through all linked reports in their order.
        """
        blocks, sketches = schema.blocks, schema.sketches
        sharing = select(blocks.c.report).where(blocks.c.key.in_(sorted(keys)))
        asked = select(reports.c.key, reports.c.linked, sketches.c.words).join(sketches)
        found = self._all(asked.where(reports.c.number.in_(sharing), reports.c.key != but_not))
        return iter(sorted((row.key, row.words) for row in found if linked in (None, row.linked)))

    # ---------------------------------------------------------------------------------------------- judgements

    def judgements(self, ids: Collection[str]) -> Iterator[Judgement]:
        """The judgements on the episodes, the oldest first; a person's also when its anchor overlaps a telling."""
        with self.connect() as connection:
            yield from judged(connection, ids)

    def copy_judgements(self, keys: Collection[str]) -> Iterator[Judgement]:
        """The judgements on whether any of the reports is a copy or is copied, the oldest first."""
        with self.connect() as connection:
            yield from copies_judged(connection, keys)

    def judgements_by(self, author: str) -> Iterator[Judgement]:
        """The judgements that one author made ("person:<name>"), on episodes and copies, the oldest first."""
        with self.connect() as connection:
            yield from judged_by(connection, author)

    def doubtful(self, authors: Collection[str], least: float, most: float) -> Iterator[Judgement]:
        """The judgements of these authors on episodes that are unsure, or with scores between two; without reasons."""
        with self.connect() as connection:
            yield from doubtful(connection, authors, (least, most))

    def judgements_by_people(self) -> Iterator[Judgement]:
        """The judgements that any person made, on episodes and copies, the oldest first."""
        with self.connect() as connection:
            yield from judged_by_people(connection)

    def judgements_with(self, ids: Iterable[str]) -> Iterator[Judgement]:
        """The judgements of those ids that are there, by id."""
        with self.connect() as connection:
            yield from named(connection, ids)

    # ----------------------------------------------------------------------------------------------- incidents

    def incidents(self, wanted: Filter = EVERYTHING, *, latest: bool = False) -> Iterator[Incident]:
        """The incidents, by day and id or the latest first, those without a day last; a few in memory at a time."""
        with self.connect() as connection:
            conditions = incident_conditions(wanted, connection.dialect.name)
        asked = select(incidents.c.noun).where(*conditions)
        parts = dated_first(asked, incidents.c.day, incidents.c.id, wanted, latest=latest)
        yield from map(incident_of, self._limited(parts, wanted.limit))

    def count(self, wanted: Filter = EVERYTHING) -> tuple[int, int]:
        """How many incidents a filter wants, whatever its limit, and how many it leaves out for want of a day alone."""
        asked = select(func.count()).select_from(incidents)
        with self.connect() as connection:
            conditions = incident_conditions(wanted, connection.dialect.name)
            undated = incident_conditions(replace(wanted, since=None, until=None), connection.dialect.name)
        found = self._all(asked.where(*conditions))[0][0]
        if not (wanted.since or wanted.until):
            return found, 0
        return found, self._all(asked.where(*undated, incidents.c.day.is_(None)))[0][0]

    def incident(self, identity: str) -> Incident:
        """The incident, or the one that took its place. Raises StoreError, naming close ids, when there is none."""
        asked, seen = identity, set[str]()
        while asked not in seen:
            seen.add(asked)
            if found := self.incidents_by_id([asked]):
                return found[asked]
            heirs = self._all(select(schema.deleted.c.superseded_by).where(schema.deleted.c.id == asked))
            asked = heirs[0].superseded_by if heirs and heirs[0].superseded_by else asked
        raise self._no_incident(identity, gone=bool(heirs) or len(seen) > 1)

    def incidents_by_id(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Those of the incidents that are there, by id."""
        asked = select(incidents.c.id, incidents.c.noun)
        rows = (row for some in chunks(ids) for row in self._all(asked.where(incidents.c.id.in_(some))))
        return {row.id: incident_of(row) for row in rows}

    def weights(self, wanted: Filter | Iterable[str] = EVERYTHING) -> Iterator[tuple[str, int, int]]:
        """Id, number of reports and people harmed (by the best figures) of incidents, of a filter or of those ids.

        Light: nothing else is read of them. In no order.
        """
        asked = select(incidents.c.id, incidents.c.reports, _HARMED.label("harmed"))
        if isinstance(wanted, Filter):
            with self.connect() as connection:
                conditions = incident_conditions(wanted, connection.dialect.name)
            rows = self._stream(asked.where(*conditions))
        else:
            rows = (row for some in chunks(wanted) for row in self._all(asked.where(incidents.c.id.in_(some))))
        return ((row.id, row.reports, row.harmed) for row in rows)

    def incident_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The id of the incident by the id of each episode that one lists, as its own or attached."""
        return self._members(members.c.episode, ids)

    def grouped_in(self, keys: Iterable[str]) -> dict[str, str]:
        """The id of the incident by the id of each episode of those reports, also of episodes that are no more."""
        return self._members(members.c.report_key, keys)

    def deleted(self, wanted: Filter = EVERYTHING) -> Iterator[Mapping[str, str]]:
        """Tombstones, the oldest first: `id`, `superseded_by` (empty when nothing took its place), `deleted`.

        Of the filter only `changed_since` is asked: nothing else is known of what is gone.
        """
        table = schema.deleted
        asked = select(table).order_by(table.c.deleted, table.c.id)
        if wanted.changed_since:
            asked = asked.where(table.c.deleted >= moment_of(wanted.changed_since))
        for row in self._stream(asked):
            yield {"id": row.id, "superseded_by": row.superseded_by or "", "deleted": row.deleted}

    # --------------------------------------------------------------------------------------- people, failures

    def corrections(self, keys: Iterable[str] | None = None) -> Iterator[Correction]:
        """People's corrections, the oldest first: all, or those to reports of the keys."""
        table = schema.reviews
        asked = select(table).order_by(table.c.number)
        if keys is None:
            yield from map(correction_of, self._stream(asked))
            return
        rows = [row for some in chunks(keys) for row in self._all(asked.where(table.c.report_key.in_(some)))]
        yield from (correction_of(row) for row in sorted(rows, key=lambda row: int(row.number)))

    def failures(self) -> Iterator[Failure]:
        """What could not be taken in, the oldest first."""
        table = schema.failures
        return map(failure_of, self._stream(select(table).order_by(table.c.made, table.c.id)))

    def history(self, table: str | None = None, key: str | None = None) -> Iterator[Change]:
        """The history, the oldest line first: of all, of one table, or of one of its rows."""
        lines = schema.history
        asked = select(lines).order_by(lines.c.number)
        asked = asked if table is None else asked.where(lines.c.subject == table)
        return map(change_of, self._stream(asked if key is None else asked.where(lines.c.key == key)))

    # --------------------------------------------------------------------------------------------------- parts

    def _all(self, statement: Select[Any]) -> list[Any]:
        with self.connect() as connection:
            return list(connection.execute(statement))

    def _stream(self, statement: Select[Any]) -> Iterator[Any]:
        streamed = {"yield_per": STREAMED}
        with self.connect() as connection, connection.execute(statement, execution_options=streamed) as result:
            yield from result

    def _limited(self, parts: Iterable[Select[Any]], limit: int | None) -> Iterator[Any]:
        """The rows of the parts one after the other, no more than `limit`."""
        for statement in parts:
            if limit == 0:
                return
            for row in self._stream(statement.limit(limit)):
                yield row
                limit = limit - 1 if limit is not None else None

    def _parts(self, asked: Select[Any], wanted: Filter) -> Iterator[Select[Any]]:
        with self.connect() as connection:
            conditions = report_conditions(wanted, connection.dialect.name)
        return dated_first(asked.where(*conditions), reports.c.published_day, reports.c.key, wanted)

    def _report_row(self, key: str) -> Any:
        rows = self._all(select(reports).where(reports.c.key == key))
        if not rows:
            raise self._no_report(key)
        return rows[0]

    def _episodes(self, column: Any, values: Iterable[str]) -> dict[str, Episode]:
        asked = select(episodes.c.id, episodes.c.noun).join(reports).order_by(episodes.c.id)
        rows = (row for some in chunks(values) for row in self._all(asked.where(column.in_(some))))
        return {row.id: episode_of(row) for row in rows}

    def _members(self, column: Any, values: Iterable[str]) -> dict[str, str]:
        """Incidents by episode; where one incident owns an episode and another has it attached, the owner counts."""
        asked = select(members.c.episode, members.c.incident).order_by(members.c.attached.desc(), members.c.incident)
        rows = (row for some in chunks(values) for row in self._all(asked.where(column.in_(some))))
        return {row.episode: row.incident for row in rows}

    def _no_report(self, key: str) -> StoreError:
        return StoreError(f"no report has the key {key!r}", where=self.where, remedy="find it by its id", report=key)

    def _no_incident(self, identity: str, gone: bool) -> StoreError:
        like = incidents.c.id.startswith(identity[:CLOSE_LETTERS], autoescape=True)
        close = self._all(select(incidents.c.id).where(like).order_by(incidents.c.id).limit(CLOSE_IDS))
        remedy = f"did you mean {' or '.join(row.id for row in close)}?" if close else "list them first"
        problem = f"the incident {identity!r} is no more" if gone else f"no incident has the id {identity!r}"
        return StoreError(problem, where=self.where, remedy=remedy)


def _count(table: Table) -> Select[Any]:
    return select(func.count()).select_from(table)
