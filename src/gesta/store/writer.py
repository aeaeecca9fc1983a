"""Writes nouns into a store, within one transaction, and tells the history what it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from gesta.errors import StoreError
from gesta.linking.outlines import outline
from gesta.nouns.cluster import Roots
from gesta.nouns.coded import Coded
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.review import Correction, Failure
from gesta.store import schema
from gesta.store.columns import to_json
from gesta.store.rows.coding import pairs_row, part_rows
from gesta.store.rows.episodes import episode_row, statement_rows, telling_rows
from gesta.store.rows.incidents import incident_parts, incident_row
from gesta.store.rows.outlines import outline_row
from gesta.store.rows.people import correction_row, failure_row, judgement_row
from gesta.store.rows.reports import provenance_row, report_row
from gesta.store.some import added, added_many, chunks, newest_change

Row = dict[str, Any]
reports, episodes = schema.reports, schema.episodes


@dataclass(frozen=True, slots=True)
class Writer:
    """Changes one store within one transaction: `by` and `why` are who and what for, `now` is the moment of it all.

    What machines derive leaves one short line in the history; what people decide leaves the whole of it.
    """

    connection: Connection
    by: str
    why: str
    now: str

    @classmethod
    def begin(cls, connection: Connection, by: str, why: str) -> Writer:
        """A writer whose moment is now (UTC)."""
        return cls(connection, by, why, datetime.now(UTC).isoformat(timespec="microseconds"))

    # ------------------------------------------------------------------------------------------------- reports

    def add_report(self, coded: Coded, provenance: Provenance, linkable: Linkable) -> bool:
        """Keeps a report that is new, with what was coded of it and what it brings to linking; it is then unlinked.

        False, and nothing changed, when a report of that key is already there.
        """
        row = {**self._own_row(coded), **provenance_row(provenance)}
        if not added(self.connection, reports, "key", row):
            return False
        self._keep_parts(self._number(coded.report.key), coded, linkable)
        self._tell(reports, coded.report.key, None, {"what": "added"})
        return True

    def replace_report(self, coded: Coded, linkable: Linkable) -> None:
        """Keeps what was coded anew of a report that is there; where it came from stays, and it is unlinked again.

        Raises StoreError when no report has that key.
        """
        key = coded.report.key
        number = self._number(key)
        for table in schema.PARTS:
            self.connection.execute(delete(table).where(table.c.report == number))
        row = {**self._own_row(coded), "linked": None}
        self.connection.execute(update(reports).where(reports.c.number == number), row)
        self._forget_linkable(number)
        self._keep_parts(number, coded, linkable)
        self._tell(reports, key, None, {"what": "coded again"})

    def replace_linkable(self, key: str, linkable: Linkable) -> None:
        """Keeps other episodes for a report whose coding stays, as after a correction; it is unlinked again."""
        number = self._number(key)
        self.connection.execute(update(reports).where(reports.c.number == number), {"linked": None})
        self._forget_linkable(number)
        self._keep_linkable(number, linkable)
        self._tell(episodes, key, None, {"what": "grouped again"})

    def mark_linked(self, keys: Iterable[str], version: str) -> None:
        """Notes that reports are linked, by which version."""
        for some in chunks(keys):
            self.connection.execute(update(reports).where(reports.c.key.in_(some)), {"linked": version})

    def set_originals(self, originals: Mapping[str, str | None]) -> None:
        """Notes which report each copy repeats, by their keys; None for a report that is a copy no longer."""
        for copy, original in sorted(originals.items()):
            self.connection.execute(update(reports).where(reports.c.key == copy), {"copy_of": original})

    # --------------------------------------------------------------------------------------- judgements, incidents

    def add_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keeps judgements; one that is there already changes nothing. A person's goes into the history in full."""
        machines = list[Row]()
        for judgement in judgements:
            row = judgement_row(judgement)
            if not judgement.personal:
                machines.append(row)
            elif added(self.connection, schema.judgements, "id", row):
                self._tell(schema.judgements, judgement.id, None, row)
        added_many(self.connection, schema.judgements, "id", machines)

    def drop_judgements(self, keys: Collection[str]) -> None:
        """Forgets what models judged on reports or their episodes, as they are linked anew; people's word stays."""
        table = schema.judgements
        for some in chunks(keys):
            for end in (table.c.left_report, table.c.right_report):
                mine = end.in_(some) & ~table.c.made_by.startswith(schema.PERSON)
                self.connection.execute(delete(table).where(mine))

    def replace_incidents(
        self,
        gone: Sequence[str],
        new: Sequence[Incident],
        superseded: Mapping[str, str | None],
        roots: Mapping[str, Roots] = MappingProxyType({}),
    ) -> None:
        """Takes incidents away and puts others in their place; `superseded` maps an id that is gone to its heir.

        Those gone, and not among the new, leave a tombstone. `changed` of the new is the moment of this writing.
        `roots` say what the new ones follow from, where that is known.
        """
        changed = [replace(incident, changed=datetime.fromisoformat(self.now)) for incident in new]
        kept = [incident.id for incident in changed]
        before = self._drop_incidents([*gone, *kept])
        self._keep_incidents(changed, roots)
        made = {identity: "changed" if identity in before else "made" for identity in kept}
        self._tell_all(schema.incidents, [(identity, {"what": what}) for identity, what in made.items()])
        buried = sorted(set(gone) - set(kept))
        self._drop_tombstones([*kept, *buried])
        self._bury({identity: superseded.get(identity) for identity in buried})

    def changes(self) -> int:
        """The number of the newest line of the history, with what this transaction has written so far."""
        return newest_change(self.connection)

    # -------------------------------------------------------------------------------------------- people, failures

    def add_correction(self, correction: Correction) -> None:
        """Keeps a person's correction, for good; one of the same id changes nothing."""
        row = correction_row(correction)
        if added(self.connection, schema.reviews, "id", row):
            self._tell(schema.reviews, correction.id, correction.before, row)

    def add_failure(self, failure: Failure) -> None:
        """Keeps a failure; the same one again counts one try more, with its new message and moment."""
        table = schema.failures
        row = failure_row(failure)
        tried = self.connection.execute(select(table.c.tries).where(table.c.id == failure.id)).scalar()
        if tried is None:
            self.connection.execute(insert(table), row)
        else:
            self.connection.execute(update(table).where(table.c.id == failure.id), {**row, "tries": tried + 1})

    def clear_failure(self, identity: str) -> None:
        """Forgets a failure, as when a later try went well."""
        self.connection.execute(delete(schema.failures).where(schema.failures.c.id == identity))

    # ------------------------------------------------------------------------------------------------------- parts

    def _number(self, key: str) -> int:
        number = self.connection.execute(select(reports.c.number).where(reports.c.key == key)).scalar()
        if number is None:
            where = self.connection.engine.url.render_as_string(hide_password=True)
            raise StoreError(f"no report has the key {key}", where=where, report=key)
        return int(number)

    def _own_row(self, coded: Coded) -> Row:
        """The report's own columns, but for where it came from."""
        return {**report_row(coded.report), **pairs_row(coded), **self._made(coded.versions)}

    def _made(self, versions: Mapping[str, str]) -> Row:
        """The columns that say by what and when a row was made."""
        table = schema.versions
        made = to_json(dict(versions))
        known = select(table.c.id).where(table.c.made == made)
        number = self.connection.execute(known).scalar()
        if number is None:
            self.connection.execute(insert(table), {"made": made})
            number = self.connection.execute(known).scalar()
        return {"versions": number, "changed": self.now}

    def _insert(self, table: Table, rows: Sequence[Row], **more: Any) -> None:
        if rows:
            self.connection.execute(insert(table), [{**row, **more} for row in rows])

    def _keep_parts(self, number: int, coded: Coded, linkable: Linkable) -> None:
        for table, rows in part_rows(coded):
            self._insert(table, rows, report=number)
        self._keep_linkable(number, linkable)

    def _keep_linkable(self, number: int, linkable: Linkable) -> None:
        rows = [episode_row(episode, position) for position, episode in enumerate(linkable.episodes)]
        self._insert(episodes, rows, report=number)
        found = self.connection.execute(select(episodes.c.id, episodes.c.number).where(episodes.c.report == number))
        numbers = {row.id: row.number for row in found}
        told = [(numbers[episode.id], episode) for episode in linkable.episodes]
        outlines = [{**outline_row(outline(episode)), "episode": n} for n, episode in told]
        self._insert(schema.outlines, outlines)
        self._insert(schema.tellings, [{**row, "episode": n} for n, e in told for row in telling_rows(e)])
        self._insert(schema.statements, [{**row, "episode": n} for n, e in told for row in statement_rows(e)])
        self._insert(schema.blocks, [{"key": key} for key in sorted(linkable.keys)], report=number)
        self._insert(schema.sketches, [{"words": linkable.sketch}], report=number)
        bands = [{"position": position, "band": band} for position, band in enumerate(linkable.signature)]
        self._insert(schema.signatures, bands, report=number)

    def _forget_linkable(self, number: int) -> None:
        for table in (episodes, schema.blocks, schema.sketches, schema.signatures):
            self.connection.execute(delete(table).where(table.c.report == number))

    def _keep_incidents(self, incidents: Sequence[Incident], roots: Mapping[str, Roots]) -> None:
        """Writes incidents, one table after the other: in as few statements as there are tables."""
        made: dict[str, Row] = {}
        parts: dict[Table, list[Row]] = {schema.incidents: []}
        for incident in incidents:
            versions = to_json(dict(incident.versions))
            if versions not in made:
                made[versions] = self._made(incident.versions)
            known = roots.get(incident.id, Roots())
            follows = {"derived_from": known.derived, "related_by": known.related}
            parts[schema.incidents].append({**incident_row(incident), **follows, **made[versions]})
            for table, rows in incident_parts(incident):
                parts.setdefault(table, []).extend(rows)
        for table, rows in parts.items():
            self._insert(table, rows)

    def _drop_incidents(self, ids: Collection[str]) -> set[str]:
        """Takes incidents away, with all that is derived from them; says which there were."""
        table, found = schema.incidents, set[str]()
        for some in chunks(ids):
            found |= set(self.connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars())
            self.connection.execute(delete(table).where(table.c.id.in_(some)))
        return found

    def _bury(self, heirs: Mapping[str, str | None]) -> None:
        """A tombstone for each incident that is no more, with its heir."""
        rows = [{"id": identity, "superseded_by": heir, "deleted": self.now} for identity, heir in heirs.items()]
        self._insert(schema.deleted, rows)
        told = [(identity, {"what": "gone", "superseded_by": heir}) for identity, heir in heirs.items()]
        self._tell_all(schema.incidents, told)

    def _drop_tombstones(self, ids: Collection[str]) -> None:
        for some in chunks(ids):
            self.connection.execute(delete(schema.deleted).where(schema.deleted.c.id.in_(some)))

    def _tell(self, table: Table, key: str, before: Any, after: Any) -> None:
        """One line of history."""
        line = {"made": self.now, "made_by": self.by, "why": self.why, "subject": table.name, "key": key}
        self.connection.execute(insert(schema.history), {**line, "before": before, "after": after})

    def _tell_all(self, table: Table, told: Iterable[tuple[str, Any]]) -> None:
        """A line of history for each key and what became of it."""
        line = {"made": self.now, "made_by": self.by, "why": self.why, "subject": table.name, "before": None}
        self._insert(schema.history, [{"key": key, "after": after} for key, after in told], **line)
