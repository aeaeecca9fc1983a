"""Finds the judgements that touch episodes or reports.

A model's judgement names episodes by their ids. A person's names spans of reports, which stay when a report is coded
again and its episodes change: it touches an episode when its span overlaps one of the episode's tellings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from gesta.nouns.episode import Anchor
from gesta.nouns.judgement import Judgement
from gesta.spans import Span
from gesta.store import schema
from gesta.store.rows.incidents import report_key
from gesta.store.rows.people import judgement_of
from gesta.store.some import chunks

judgements, episodes, tellings = schema.judgements, schema.episodes, schema.tellings

STREAMED = 1_000
"""Rows of a stream in memory at a time."""

_LIGHT: Sequence[ColumnElement[Any]] = tuple(column for column in judgements.c if column.name != "reasons")
"""What is read where reasons, which are most of a judgement, do not matter."""


def judged(connection: Connection, ids: Collection[str]) -> Iterator[Judgement]:
    """The judgements on the episodes of those ids, the oldest first."""
    wanted = frozenset(ids)
    rows = _on_reports(connection, "incident", {report_key(identity) for identity in wanted}, tuple(judgements.c))
    told = _told(connection, wanted) if any(_personal(row) for row in rows) else {}
    for row in rows:
        ends = (row.left_end, row.right_end)
        if any(end in wanted or (_personal(row) and _overlaps(end, told)) for end in ends):
            yield judgement_of(row)


def judged_on(connection: Connection, keys: Collection[str]) -> list[Judgement]:
    """The judgements on episodes with an end in one of the reports, the oldest first; without reasons."""
    return [judgement_of(row) for row in _on_reports(connection, "incident", keys, _LIGHT)]


def copies_judged(connection: Connection, keys: Collection[str]) -> Iterator[Judgement]:
    """The judgements on copies that name one of the reports, the oldest first."""
    return map(judgement_of, _on_reports(connection, "copy", keys, tuple(judgements.c)))


def judged_by(connection: Connection, author: str) -> Iterator[Judgement]:
    """The judgements that one author made, on episodes and copies, the oldest first."""
    mine = select(judgements).where(judgements.c.made_by == author).order_by(judgements.c.number)
    return map(judgement_of, connection.execute(mine))


def doubtful(connection: Connection, authors: Collection[str], between: tuple[float, float]) -> Iterator[Judgement]:
    """The judgements of the authors on episodes that are unsure or score between two figures; without reasons."""
    open_ = or_(judgements.c.verdict == "unsure", judgements.c.score.between(*between))
    theirs = judgements.c.made_by.in_(sorted(authors)) & (judgements.c.matter == "incident")
    rows = connection.execute(select(*_LIGHT).where(theirs, open_), execution_options={"yield_per": STREAMED})
    return map(judgement_of, rows)


def judged_by_people(connection: Connection) -> Iterator[Judgement]:
    """The judgements that people made, on episodes and copies, the oldest first."""
    people = judgements.c.made_by.startswith(schema.PERSON)
    return map(judgement_of, connection.execute(select(judgements).where(people).order_by(judgements.c.number)))


def named(connection: Connection, ids: Iterable[str]) -> Iterator[Judgement]:
    """The judgements of those ids that are there, by id."""
    for some in chunks(ids):
        asked = select(judgements).where(judgements.c.id.in_(some)).order_by(judgements.c.id)
        yield from map(judgement_of, connection.execute(asked))


def _on_reports(
    connection: Connection, matter: str, keys: Iterable[str], columns: Sequence[ColumnElement[Any]]
) -> list[Any]:
    """The rows with an end in one of the reports, each once, in the order in which they came."""
    found: dict[int, Any] = {}
    for some in chunks(keys):
        ends = or_(judgements.c.left_report.in_(some), judgements.c.right_report.in_(some))
        for row in connection.execute(select(*columns).where(ends, judgements.c.matter == matter)):
            found[row.number] = row
    return [found[number] for number in sorted(found)]


def _told(connection: Connection, ids: Collection[str]) -> dict[str, list[Span]]:
    """Where the episodes are told, by the key of the report."""
    found: dict[str, list[Span]] = {}
    for some in chunks(ids):
        asked = select(episodes.c.id, tellings.c.start, tellings.c.stop).join(tellings)
        for row in connection.execute(asked.where(episodes.c.id.in_(some))):
            found.setdefault(report_key(row.id), []).append(Span(row.start, row.stop))
    return found


def _personal(row: Any) -> bool:
    return str(row.made_by).startswith(schema.PERSON)


def _overlaps(end: str, told: dict[str, list[Span]]) -> bool:
    anchor = Anchor.parse(end)
    return any(anchor.span.overlaps(span) for span in told.get(anchor.report, ()))
