"""Reads what incidents are derived from, without all that they tell: outlines, judgements, who belongs to which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from gesta.linking.outlines import outline
from gesta.nouns.cluster import Held, Roots
from gesta.nouns.judgement import Judgement
from gesta.nouns.outline import Outline
from gesta.store import schema
from gesta.store.rows.outlines import outline_of
from gesta.store.some import chunks, newest_change
from gesta.store.touching import judged_on
from gesta.store.view import View

reports, episodes, incidents = schema.reports, schema.episodes, schema.incidents
members = schema.incident_episodes


@dataclass(frozen=True, slots=True)
class OutlineView:
    """Reads outlines and what is light of incidents. Each question sees what was committed when it was asked."""

    connect: Callable[[], AbstractContextManager[Connection]]
    view: View

    @classmethod
    def of(cls, view: View) -> OutlineView:
        """The outlines of the store that a view reads."""
        return cls(view.connect, view)

    def changes(self) -> int:
        """The number of the newest line of the history: it grows with every change."""
        with self.connect() as connection:
            return newest_change(connection)

    def outlines(self, ids: Iterable[str]) -> dict[str, Outline]:
        """The outlines of those of the episodes that are there, by id."""
        return self._outlines(episodes.c.id, ids)

    def outlines_of(self, keys: Iterable[str]) -> dict[str, Outline]:
        """The outlines of the episodes of reports, by id."""
        return self._outlines(reports.c.key, keys)

    def similar_reports(
        self,
        bands: Collection[str],
        but_not: str,
        linked: str | None = None,
        days: tuple[date, date] | None = None,
    ) -> list[str]:
        """The keys of reports that share a band of their signatures, sorted, each once; not `but_not`.

        With `linked`, only those of reports that are linked by that version; with `days`, first and last, only those
        published within them or on a day that nobody knows. Version and order are seen to here: in SQL they would tempt
        SQLite to go through all linked reports in their order.
        """
        signatures, day = schema.signatures, reports.c.published_day
        sharing = select(signatures.c.report).where(signatures.c.band.in_(sorted(bands)))
        asked = select(reports.c.key, reports.c.linked).where(reports.c.number.in_(sharing), reports.c.key != but_not)
        if days is not None:
            asked = asked.where(or_(day.is_(None), day.between(*days)))
        with self.connect() as connection:
            return sorted(row.key for row in connection.execute(asked) if linked in (None, row.linked))

    def judgements_on(self, keys: Collection[str]) -> list[Judgement]:
        """The judgements on episodes with an end in one of the reports, the oldest first; without reasons."""
        with self.connect() as connection:
            return judged_on(connection, keys)

    def holders(self, ids: Iterable[str]) -> set[str]:
        """The ids of all incidents that have one of the episodes, as their own or attached."""
        asked = select(members.c.incident).distinct()
        return {row.incident for row in self._all(asked, members.c.episode, ids)}

    def held(self, ids: Iterable[str]) -> dict[str, Held]:
        """The episodes of those of the incidents that are there, by the incident's id."""
        asked = select(members.c.incident, members.c.episode, members.c.attached)
        asked = asked.order_by(members.c.incident, members.c.position)
        own: dict[str, list[str]] = {}
        attached: dict[str, list[str]] = {}
        for row in self._all(asked, members.c.incident, ids):
            (attached if row.attached else own).setdefault(row.incident, []).append(row.episode)
        return {key: Held(tuple(own[key]), tuple(attached.get(key, ()))) for key in own}

    def roots(self, ids: Iterable[str]) -> dict[str, Roots]:
        """What those of the incidents that are there follow from, by id."""
        asked = select(incidents.c.id, incidents.c.derived_from, incidents.c.related_by)
        return {row.id: Roots(row.derived_from, row.related_by) for row in self._all(asked, incidents.c.id, ids)}

    def _outlines(self, column: Any, values: Iterable[str]) -> dict[str, Outline]:
        """An episode that an older Gesta stored has none yet: it is made from the episode."""
        table = schema.outlines
        asked = select(episodes.c.id, table.c.noun).join(reports).outerjoin(table).order_by(episodes.c.id)
        rows = self._all(asked, column, values)
        older = self.view.episodes([row.id for row in rows if row.noun is None])
        return {row.id: outline(older[row.id]) if row.id in older else outline_of(row) for row in rows}

    def _all(self, asked: Select[Any], column: Any, values: Iterable[str]) -> list[Any]:
        """The rows with one of the values in a column."""
        with self.connect() as connection:
            return [row for some in chunks(values) for row in connection.execute(asked.where(column.in_(some)))]
