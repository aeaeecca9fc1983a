"""What others recorded: keeps and reads outside records and people's words on them, apart from all that is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update

from gesta.errors import StoreError
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside, Word
from gesta.store import schema
from gesta.store.columns import check
from gesta.store.rows.incidents import incident_of
from gesta.store.rows.outside import changes, outside_of, outside_row, word_of, word_row
from gesta.store.some import chunks
from gesta.store.view import STREAMED, View
from gesta.store.writer import Writer

Row = dict[str, Any]
records, words, incidents = schema.outside, schema.outside_words, schema.incidents

LONGEST = timedelta(days=31)
"""How long before the days asked for something may have begun that still reaches them: what lasted longer is not
looked for, so that an index answers whatever else the store holds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of some records: how many were new, were changed by what came now, or were known just so."""

    new: int = 0
    changed: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class OutsideView:
    """Reads outside records. Each question sees what was committed when it was asked."""

    connect: Callable[[], AbstractContextManager[Connection]]
    where: str

    @classmethod
    def of(cls, view: View) -> OutsideView:
        """The outside records of the store that a view reads."""
        return cls(view.connect, view.where)

    def origins(self) -> dict[str, int]:
        """How many records there are of each data set, by its name."""
        asked = (
            select(records.c.dataset, func.count().label("records"))
            .group_by(records.c.dataset)
            .order_by(records.c.dataset)
        )
        return {row.dataset: row.records for row in self._all(asked)}

    def record(self, key: str) -> Outside:
        """The record of that key ("acled:NER1"). Raises StoreError when there is none."""
        found = self._all(select(records.c.noun, records.c.path).where(records.c.key == key))
        if not found:
            remedy = "write DATASET:ID, as acled:NER1; gesta compare lists them"
            raise StoreError(f"no outside record has the key {key!r}", where=self.where, remedy=remedy)
        return outside_of(found[0])

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys that there are records of."""
        asked = select(records.c.key)
        return frozenset(row.key for some in chunks(keys) for row in self._all(asked.where(records.c.key.in_(some))))

    def records(self, dataset: str) -> Iterator[Outside]:
        """The records of a data set, by day and key, those without a day last; a few in memory at a time."""
        mine = select(records.c.noun, records.c.path).where(records.c.dataset == dataset)
        for part in (
            mine.where(records.c.day.is_not(None)).order_by(records.c.day, records.c.key),
            mine.where(records.c.day.is_(None)).order_by(records.c.key),
        ):
            yield from map(outside_of, self._stream(part))

    def near(self, first: date, last: date, country: str | None, dataset: str) -> list[Outside]:
        """The records of a data set that may lie within those days, in that country or in none that is known."""
        asked = select(records.c.noun, records.c.path).where(records.c.dataset == dataset)
        asked = asked.where(*_within(records, first, last, country)).order_by(records.c.key)
        return [outside_of(row) for row in self._all(asked)]

    def incidents_near(self, first: date, last: date, country: str | None) -> list[Incident]:
        """The incidents that may lie within those days, in that country or in none that is known."""
        asked = select(incidents.c.noun).where(*_within(incidents, first, last, country)).order_by(incidents.c.id)
        return [incident_of(row) for row in self._all(asked)]

    def incidents_by_id(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Those of the incidents that are there, by id."""
        asked = select(incidents.c.id, incidents.c.noun)
        rows = (row for some in chunks(ids) for row in self._all(asked.where(incidents.c.id.in_(some))))
        return {row.id: incident_of(row) for row in rows}

    def words(self) -> list[Word]:
        """What people say of records and incidents, the oldest first."""
        return [word_of(row) for row in self._all(select(words).order_by(words.c.number))]

    def _all(self, statement: Select[Any]) -> list[Any]:
        with self.connect() as connection:
            return list(connection.execute(statement))

    def _stream(self, statement: Select[Any]) -> Iterator[Any]:
        streamed = {"yield_per": STREAMED}
        with self.connect() as connection, connection.execute(statement, execution_options=streamed) as found:
            yield from found


def keep(writer: Writer, brought: Sequence[Outside]) -> Kept:
    """Keeps records; one that is there under its key is changed when it says something else now, which the history
    tells in full. Raises StoreError for text that no database can keep."""
    rows = {row["key"]: row for row in map(outside_row, brought)}
    known = _known(writer.connection, rows)
    new = [row for key, row in rows.items() if key not in known]
    changed = [(known[key], row) for key, row in rows.items() if key in known and known[key].digest != row["digest"]]
    made = {"made_by": writer.by, "made": writer.now, "changed": writer.now}
    if new:
        for row in new:
            check(row, str(row["path"]))
        writer.connection.execute(insert(records), [{**row, **made} for row in new])
    for old, row in changed:
        check(row, str(row["path"]))
        mine = update(records).where(records.c.number == old.number)
        writer.connection.execute(mine, {**row, "made_by": writer.by, "changed": writer.now})
    _tell(writer, [(row["key"], None, {"what": "added"}) for row in new])
    _tell(writer, [(row["key"], *changes(old.noun, row["noun"])) for old, row in changed])
    return Kept(len(new), len(changed), len(rows) - len(new) - len(changed))


def keep_only(writer: Writer, dataset: str, keys: Set[str]) -> int:
    """Takes out the records of a data set that are not among `keys`, each of which the history tells in full; returns
    how many. People's words on them stay, and hold again when the record comes back."""
    held = writer.connection.execute(select(records.c.key).where(records.c.dataset == dataset)).scalars()
    gone = [key for key in held if key not in keys]
    for some in chunks(gone):
        mine = records.c.key.in_(some)
        before = writer.connection.execute(select(records.c.key, records.c.noun).where(mine).order_by(records.c.key))
        _tell(writer, [(row.key, row.noun, {"what": "taken out"}) for row in before.all()])
        writer.connection.execute(delete(records).where(mine))
    return len(gone)


def add_word(writer: Writer, word: Word) -> None:
    """Keeps a person's word, for good."""
    row = word_row(word)
    check(row, word.record)
    writer.connection.execute(insert(words), row)
    _tell(writer, [(word.record, None, row)], words.name)


def _known(connection: Connection, rows: Mapping[str, Row]) -> dict[str, Any]:
    columns = (records.c.number, records.c.key, records.c.digest, records.c.noun)
    asked = (select(*columns).where(records.c.key.in_(some)) for some in chunks(rows))
    return {row.key: row for one in asked for row in connection.execute(one)}


def _within(table: Any, first: date, last: date, country: str | None) -> Iterator[Any]:
    """That something may have happened within the days, and in the country as far as its own is known."""
    yield table.c.day >= first - LONGEST
    yield table.c.day <= last
    yield table.c.last_day >= first
    if country is not None:
        yield or_(table.c.country == country, table.c.country.is_(None))


def _tell(writer: Writer, lines: Iterable[tuple[str, Any, Any]], subject: str = records.name) -> None:
    """A line of history for each key, with what was before and what is now."""
    said = {"made": writer.now, "made_by": writer.by, "why": writer.why, "subject": subject}
    rows = [{**said, "key": key, "before": before, "after": after} for key, before, after in lines]
    if rows:
        writer.connection.execute(insert(schema.history), rows)
