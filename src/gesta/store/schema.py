"""The tables of a workspace, the same in SQLite and in PostgreSQL; docs/store.md tells what each column holds.

Only names that need no quoting in SQL are used. `report` is the number of the report, not its key: short, and stable.
Spans are `start` and `stop` (half-open, counted from 0); times are ISO 8601 text, days are dates.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from gesta.store.columns import Json

HEAD = "0003"
"""The newest schema: the last of `migrations/versions`."""

VERSION_TABLE = "schema_version"
PERSON = "person:"

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, **more: Any) -> Column[Any]:
    return Column(name, Text, **more)


def _needed(name: str, kind: Any = Text, **more: Any) -> Column[Any]:
    return Column(name, kind, nullable=False, **more)


def _report() -> Column[Any]:
    """The number of the report that a row belongs to; the row goes when the report does."""
    return Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, primary_key=True)


def _position() -> Column[Any]:
    """The place of a row among those of its report, from 0."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def _span(begin: str = "start", end: str = "stop") -> tuple[Column[Any], Column[Any]]:
    return Column(begin, Integer), Column(end, Integer)


def _of_report(name: str, *columns: Any) -> Table:
    """A table of parts of reports."""
    return Table(name, METADATA, _report(), _position(), *columns, sqlite_with_rowid=False)


def _of_incident(name: str, *columns: Any) -> Table:
    """A table of parts of incidents."""
    incident = Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, incident, _position(), *columns, sqlite_with_rowid=False)


# ------------------------------------------------------------------------------------------------ reports as coded

versions = Table("versions", METADATA, Column("id", Integer, primary_key=True), _needed("made", unique=True))

reports = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    _needed("key", Text, unique=True),
    _needed("id"),
    _needed("digest", Text),
    *(_text(name) for name in ("title", "publisher")),
    Column("published", Text),
    Column("published_day", Date),
    *(_text(name) for name in ("url", "language")),
    *_span("dateline_start", "dateline_stop"),
    _needed("text"),
    *(_text(name) for name in ("path", "fetched_url", "fetched")),
    Column("headers", Json),
    *(_text(name) for name in ("sha256", "archive", "licence", "extent")),
    Column("copy_of", Text),
    Column("linked", Text),
    Column("pairs", Json),
    _needed("changed", Text),
    Column("versions", Integer, ForeignKey("versions.id"), nullable=False),
    Index("ix_reports_published", "published_day", "key"),
    Index("ix_reports_id", "id"),
    Index("ix_reports_linked", "linked", "key"),
    Index("ix_reports_publisher", "publisher"),
    Index("ix_reports_copy_of", "copy_of"),
    sqlite_autoincrement=True,
)

sentences = _of_report("sentences", *_span(), _needed("section"), _needed("paragraph", Integer))
mentions = _of_report("mentions", *_span(), _needed("words"), _needed("label"), _needed("score", Float))
events = _of_report(
    "events",
    _needed("id"),
    *_span(),
    *(_needed(name) for name in ("words", "type")),
    _text("mode"),
    _needed("status"),
    _needed("score", Float),
    _needed("aggregate", Boolean),
    *(_text(name) for name in ("same_as", "part_of")),
    *(Column(name, Json) for name in ("ordered_by", "role_order", "scores")),
    Index("ix_events_type", "type", "mode"),
)
roles = _of_report(
    "roles",
    _needed("event"),
    _needed("role"),
    *_span(),
    _needed("words"),
    _needed("score", Float),
    *_span("referent_start", "referent_stop"),
)
tolls = _of_report(
    "tolls",
    _needed("event"),
    _needed("outcome"),
    Column("low", BigInteger),
    Column("high", BigInteger),
    _needed("as_said"),
    _needed("approximate", Boolean),
    Column("evidence", Json),
)
links = _of_report("links", *(_needed(name) for name in ("type", "origin", "goal")), _needed("score", Float))
claims = _of_report(
    "claims",
    *_span(),
    *(_needed(name) for name in ("words", "stance")),
    _needed("score", Float),
    _needed("anonymous", Boolean),
    *_span("cue_start", "cue_stop"),
    *(Column(name, Json) for name in ("events", "speaker", "venue")),
)
referents = _of_report(
    "referents",
    _needed("part"),
    *_span(),
    *(_text(name) for name in ("event", "gap", "id", "name", "kind", "country", "sector", "ally")),
    Column("anonymous", Boolean),
    Column("admin", Json),
    Column("precision", Integer),
    *(Column(name, Float) for name in ("latitude", "longitude", "radius_km", "centre_latitude", "centre_longitude")),
    *(_text(name) for name in ("time_from", "time_to", "time_precision", "basis")),
    Column("score", Float),
    _text("method"),
    *(Column(name, Json) for name in ("when_evidence", "evidence", "considered")),
    Index("ix_referents_id", "id"),
)

# ------------------------------------------------------------------------------------------------- what is linked

episodes = Table(
    "episodes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    _needed("id", Text, unique=True),
    _needed("position", Integer),
    _needed("type"),
    _text("mode"),
    _needed("status"),
    *(_needed(name, Boolean) for name in ("aggregate", "background")),
    _needed("noun", Json),
    sqlite_autoincrement=True,
)


def _of_episode(name: str, *columns: Any) -> Table:
    episode = Column("episode", Integer, ForeignKey("episodes.number", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, episode, *columns, sqlite_with_rowid=False)


tellings = _of_episode("tellings", _position(), _needed("event"), *_span())
statements = _of_episode(
    "statements",
    _position(),
    *(_needed(name) for name in ("id", "question", "value", "stance")),
    *(_text(name) for name in ("voice", "voice_id", "voice_name")),
    _needed("denied", Boolean),
    *(_text(name) for name in ("outcome", "as_said")),
    Column("low", BigInteger),
    Column("high", BigInteger),
)
blocks = Table(
    "blocks",
    METADATA,
    _report(),
    Column("key", Text, primary_key=True),
    Index("ix_blocks_key", "key", "report"),
    sqlite_with_rowid=False,
)
sketches = Table("sketches", METADATA, _report(), _needed("words"), sqlite_with_rowid=False)
signatures = Table(
    "signatures",
    METADATA,
    _report(),
    _position(),
    _needed("band", Text),
    Index("ix_signatures_band", "band", "report"),
    sqlite_with_rowid=False,
)
judgements = Table(
    "judgements",
    METADATA,
    Column("number", Integer, primary_key=True),
    _needed("id", Text),
    *(_needed(name, Text) for name in ("matter", "left_end", "right_end", "left_report", "right_report")),
    _needed("verdict", Text),
    _needed("score", Float),
    _needed("made_by"),
    *(_text(name) for name in ("made", "comment")),
    _needed("withdrawn", Boolean),
    _needed("reasons", Json),
    Index("ix_judgements_left_report", "left_report", "matter"),
    Index("ix_judgements_right_report", "right_report", "matter"),
    Index("ix_judgements_made_by", "made_by"),
    Index("uq_judgements_id", "id", unique=True),
    sqlite_autoincrement=True,
)

# ------------------------------------------------------------------------------------------------ what is derived


def _bounds(outcome: str) -> tuple[Column[Any], ...]:
    return tuple(Column(f"{outcome}_{bound}", BigInteger) for bound in ("low", "best", "high"))


_REVIEWED = text("reviewed IS NOT NULL")  # few are: the index holds only those

incidents = Table(
    "incidents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("day", Date),
    Column("last_day", Date),
    *(_text(name) for name in ("time_from", "time_to", "time_precision", "basis")),
    *(_needed(name) for name in ("headline", "type")),
    _text("mode"),
    _needed("status"),
    *(_text(name) for name in ("place_id", "place", "country")),
    Column("precision", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    *(bound for outcome in ("killed", "injured", "missing", "displaced") for bound in _bounds(outcome)),
    *(_needed(name, Integer) for name in ("origins", "reports", "copies")),
    *(_needed(name) for name in ("grade", "status_line")),
    _text("reviewed"),
    _needed("changed", Text),
    Column("versions", Integer, ForeignKey("versions.id"), nullable=False),
    _needed("noun", Json),
    Index("ix_incidents_day", "day", "id", "last_day"),
    Index("ix_incidents_type", "type", "day", "id"),
    Index("ix_incidents_country", "country", "day", "id"),
    Index("ix_incidents_grade", "grade", "day", "id"),
    Index("ix_incidents_point", "latitude", "longitude"),
    Index("ix_incidents_changed", "changed"),
    Index("ix_incidents_reviewed", "day", "id", sqlite_where=_REVIEWED, postgresql_where=_REVIEWED),
    sqlite_with_rowid=True,
)
incident_actors = _of_incident(
    "incident_actors",
    *(_needed(name) for name in ("role", "name", "folded")),
    *(_text(name) for name in ("id", "kind", "country", "sector", "gap")),
    *(Index(f"ix_incident_actors_{name}", name, "incident") for name in ("folded", "id", "country", "sector")),
)
incident_places = _of_incident(
    "incident_places", _needed("name"), _needed("folded"), Index("ix_incident_places_folded", "folded", "incident")
)
incident_tolls = _of_incident(
    "incident_tolls",
    _needed("outcome"),
    *(Column(name, BigInteger) for name in ("low", "best", "high")),
    _needed("rule"),
    Column("by_claim", Json),
)
incident_episodes = _of_incident(
    "incident_episodes",
    _needed("episode", Text),
    _needed("report_key", Text),
    _needed("attached", Boolean),
    Index("ix_incident_episodes_episode", "episode"),
    Index("ix_incident_episodes_report_key", "report_key", "incident"),
)
relations = _of_incident(
    "relations",
    _needed("type"),
    _needed("goal", Text),
    _needed("score", Float),
    Index("ix_relations_goal", "goal"),
)
deleted = Table(
    "deleted",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("superseded_by", Text),
    _needed("deleted", Text),
    Index("ix_deleted_deleted", "deleted"),
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------------------------------------- what others recorded

outside = Table(
    "outside",
    METADATA,
    Column("number", Integer, primary_key=True),
    _needed("key"),
    *(_needed(name) for name in ("dataset", "id", "digest")),
    Column("day", Date),
    Column("last_day", Date),
    _needed("code"),
    *(_text(name) for name in ("type", "mode", "place", "country")),
    Column("precision", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    *_bounds("killed"),
    *(_needed(name) for name in ("path", "made_by", "made", "changed")),
    _needed("noun", Json),
    Index("uq_outside_key", "key", unique=True),
    Index("ix_outside_day", "day", "dataset", "last_day"),
    Index("ix_outside_country", "country", "day"),
    Index("ix_outside_dataset", "dataset", "day", "key"),
    sqlite_autoincrement=True,
)
outside_words = Table(
    "outside_words",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(_needed(name) for name in ("record", "anchor", "report_key", "verdict", "made_by", "made")),
    _text("comment"),
    Index("ix_outside_words_record", "record"),
    Index("ix_outside_words_report_key", "report_key"),
    sqlite_autoincrement=True,
)

# -------------------------------------------------------------------------- what people did, and what went wrong

reviews = Table(
    "reviews",
    METADATA,
    Column("number", Integer, primary_key=True),
    _needed("id", Text, unique=True),
    _needed("anchor", Text),
    _needed("report_key", Text, index=True),
    _needed("field", Text),
    Column("value", Json),
    Column("before", Json),
    _needed("made_by"),
    _needed("made", Text),
    *(_text(name) for name in ("comment", "undoes")),
    sqlite_autoincrement=True,
)
failures = Table(
    "failures",
    METADATA,
    Column("id", Text, primary_key=True),
    *(_needed(name) for name in ("target", "stage", "message", "made")),
    _needed("tries", Integer),
    sqlite_with_rowid=False,
)
history = Table(
    "history",
    METADATA,
    Column("number", Integer, primary_key=True),
    _needed("made", Text),
    *(_needed(name) for name in ("made_by", "why", "subject", "key")),
    Column("before", Json),
    Column("after", Json),
    Index("ix_history_key", "subject", "key"),
    sqlite_autoincrement=True,
)

PARTS = (sentences, mentions, events, roles, tolls, links, claims, referents)
"""The tables that hold what was coded of a report, besides its own row."""

INCIDENT_PARTS = (incident_actors, incident_places, incident_tolls, incident_episodes, relations)
"""The tables derived from an incident, besides its own row."""
