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

from gesta.store.columns import Json, Packed, needed, of_report, optional, position, span

HEAD = "0007"
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


def _of_report(name: str, *columns: Any) -> Table:
    """A table of parts of reports."""
    return Table(name, METADATA, of_report(), position(), *columns, sqlite_with_rowid=False)


def _of_incident(name: str, *columns: Any) -> Table:
    """A table of parts of incidents."""
    incident = Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, incident, position(), *columns, sqlite_with_rowid=False)


# ------------------------------------------------------------------------------------------------ reports as coded

versions = Table("versions", METADATA, Column("id", Integer, primary_key=True), needed("made", unique=True))

reports = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    needed("key", Text, unique=True),
    needed("id"),
    needed("digest", Text),
    *(optional(name) for name in ("title", "publisher")),
    Column("published", Text),
    Column("published_day", Date),
    *(optional(name) for name in ("url", "language")),
    *span("dateline_start", "dateline_stop"),
    needed("text"),
    *(optional(name) for name in ("path", "fetched_url", "fetched")),
    Column("headers", Json),
    *(optional(name) for name in ("sha256", "archive", "licence", "extent")),
    Column("copy_of", Text),
    Column("linked", Text),
    Column("pairs", Json),
    needed("changed", Text),
    Column("versions", Integer, ForeignKey("versions.id"), nullable=False),
    Index("ix_reports_published", "published_day", "key"),
    Index("ix_reports_id", "id"),
    Index("ix_reports_linked", "linked", "key"),
    Index("ix_reports_publisher", "publisher"),
    Index("ix_reports_copy_of", "copy_of"),
    sqlite_autoincrement=True,
)

sentences = _of_report("sentences", *span(), needed("section"), needed("paragraph", Integer))
mentions = _of_report("mentions", *span(), needed("words"), needed("label"), needed("score", Float))
events = _of_report(
    "events",
    needed("id"),
    *span(),
    *(needed(name) for name in ("words", "type")),
    optional("mode"),
    needed("status"),
    needed("score", Float),
    needed("aggregate", Boolean),
    *(optional(name) for name in ("same_as", "part_of")),
    *(Column(name, Json) for name in ("ordered_by", "role_order", "scores")),
    optional("embedding"),
    Index("ix_events_type", "type", "mode"),
)
roles = _of_report(
    "roles",
    needed("event"),
    needed("role"),
    *span(),
    needed("words"),
    needed("score", Float),
    *span("referent_start", "referent_stop"),
)
tolls = _of_report(
    "tolls",
    needed("event"),
    needed("outcome"),
    Column("low", BigInteger),
    Column("high", BigInteger),
    needed("as_said"),
    needed("approximate", Boolean),
    Column("evidence", Json),
)
links = _of_report("links", *(needed(name) for name in ("type", "origin", "goal")), needed("score", Float))
claims = _of_report(
    "claims",
    *span(),
    *(needed(name) for name in ("words", "stance")),
    needed("score", Float),
    needed("anonymous", Boolean),
    *span("cue_start", "cue_stop"),
    *(Column(name, Json) for name in ("events", "speaker", "venue")),
)
referents = _of_report(
    "referents",
    needed("part"),
    *span(),
    *(optional(name) for name in ("event", "gap", "id", "name", "kind", "country", "sector", "ally")),
    Column("anonymous", Boolean),
    Column("admin", Json),
    Column("precision", Integer),
    *(Column(name, Float) for name in ("latitude", "longitude", "radius_km", "centre_latitude", "centre_longitude")),
    *(optional(name) for name in ("time_from", "time_to", "time_precision", "basis")),
    Column("score", Float),
    optional("method"),
    *(Column(name, Json) for name in ("when_evidence", "evidence", "considered")),
    Index("ix_referents_id", "id"),
)

# ------------------------------------------------------------------------------------------------- what is linked

episodes = Table(
    "episodes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, index=True),
    needed("id", Text, unique=True),
    needed("position", Integer),
    needed("type"),
    optional("mode"),
    needed("status"),
    *(needed(name, Boolean) for name in ("aggregate", "background")),
    needed("noun", Packed),
    sqlite_autoincrement=True,
)


def _of_episode(name: str, *columns: Any) -> Table:
    episode = Column("episode", Integer, ForeignKey("episodes.number", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, episode, *columns, sqlite_with_rowid=False)


outlines = _of_episode("outlines", needed("noun", Packed))
tellings = _of_episode("tellings", position(), needed("event"), *span())
statements = _of_episode(
    "statements",
    position(),
    *(needed(name) for name in ("id", "question", "value", "stance")),
    *(optional(name) for name in ("voice", "voice_id", "voice_name")),
    needed("denied", Boolean),
    *(optional(name) for name in ("outcome", "as_said")),
    Column("low", BigInteger),
    Column("high", BigInteger),
)
blocks = Table(
    "blocks",
    METADATA,
    of_report(),
    Column("key", Text, primary_key=True),
    Index("ix_blocks_key", "key", "report"),
    sqlite_with_rowid=False,
)
sketches = Table("sketches", METADATA, of_report(), needed("words"), sqlite_with_rowid=False)
signatures = Table(
    "signatures",
    METADATA,
    of_report(),
    position(),
    needed("band", Text),
    Index("ix_signatures_band", "band", "report"),
    sqlite_with_rowid=False,
)
judgements = Table(
    "judgements",
    METADATA,
    Column("number", Integer, primary_key=True),
    needed("id", Text),
    *(needed(name, Text) for name in ("matter", "left_end", "right_end", "left_report", "right_report")),
    needed("verdict", Text),
    needed("score", Float),
    needed("made_by"),
    *(optional(name) for name in ("made", "comment")),
    needed("withdrawn", Boolean),
    needed("reasons", Json),
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
    *(optional(name) for name in ("time_from", "time_to", "time_precision", "basis")),
    *(needed(name) for name in ("headline", "type")),
    optional("mode"),
    needed("status"),
    *(optional(name) for name in ("place_id", "place", "country")),
    Column("precision", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    *(bound for outcome in ("killed", "injured", "missing", "displaced") for bound in _bounds(outcome)),
    *(needed(name, Integer) for name in ("origins", "reports", "copies")),
    *(needed(name) for name in ("grade", "status_line")),
    optional("reviewed"),
    needed("changed", Text),
    Column("versions", Integer, ForeignKey("versions.id"), nullable=False),
    needed("noun", Packed),
    *(optional(name) for name in ("derived_from", "related_by")),
    Index("ix_incidents_day", "day", "id", "last_day", "status", "origins", "killed_best", "killed_high"),
    Index("ix_incidents_type", "type", "day", "id"),
    Index("ix_incidents_country", "country", "day", "id"),
    Index("ix_incidents_country_type", "country", "type", "day", "id"),
    Index("ix_incidents_grade", "grade", "day", "id"),
    Index("ix_incidents_point", "latitude", "longitude"),
    Index("ix_incidents_changed", "changed"),
    Index("ix_incidents_reviewed", "day", "id", sqlite_where=_REVIEWED, postgresql_where=_REVIEWED),
    sqlite_with_rowid=True,
)
incident_actors = _of_incident(
    "incident_actors",
    *(needed(name) for name in ("role", "name", "folded")),
    *(optional(name) for name in ("id", "kind", "country", "sector", "gap")),
    *(Index(f"ix_incident_actors_{name}", name, "incident") for name in ("folded", "id", "country", "sector")),
)
incident_places = _of_incident(
    "incident_places", needed("name"), needed("folded"), Index("ix_incident_places_folded", "folded", "incident")
)
incident_tolls = _of_incident(
    "incident_tolls",
    needed("outcome"),
    *(Column(name, BigInteger) for name in ("low", "best", "high")),
    needed("rule"),
    Column("by_claim", Json),
)
incident_episodes = _of_incident(
    "incident_episodes",
    needed("episode", Text),
    needed("report_key", Text),
    needed("attached", Boolean),
    Index("ix_incident_episodes_episode", "episode"),
    Index("ix_incident_episodes_report_key", "report_key", "incident"),
)
relations = _of_incident(
    "relations",
    needed("type"),
    needed("goal", Text),
    needed("score", Float),
    Index("ix_relations_goal", "goal"),
)
deleted = Table(
    "deleted",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("superseded_by", Text),
    needed("deleted", Text),
    Index("ix_deleted_deleted", "deleted"),
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------------------------------------- what others recorded

outside = Table(
    "outside",
    METADATA,
    Column("number", Integer, primary_key=True),
    needed("key"),
    *(needed(name) for name in ("dataset", "id", "digest")),
    Column("day", Date),
    Column("last_day", Date),
    needed("code"),
    *(optional(name) for name in ("type", "mode", "place", "country")),
    Column("precision", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    *_bounds("killed"),
    *(needed(name) for name in ("path", "made_by", "made", "changed")),
    needed("noun", Packed),
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
    *(needed(name) for name in ("record", "anchor", "report_key", "verdict", "made_by", "made")),
    optional("comment"),
    Index("ix_outside_words_record", "record"),
    Index("ix_outside_words_report_key", "report_key"),
    sqlite_autoincrement=True,
)

# -------------------------------------------------------------------------- what people did, and what went wrong

reviews = Table(
    "reviews",
    METADATA,
    Column("number", Integer, primary_key=True),
    needed("id", Text, unique=True),
    needed("anchor", Text),
    needed("report_key", Text, index=True),
    needed("field", Text),
    Column("value", Json),
    Column("before", Json),
    needed("made_by"),
    needed("made", Text),
    *(optional(name) for name in ("comment", "undoes")),
    sqlite_autoincrement=True,
)
failures = Table(
    "failures",
    METADATA,
    Column("id", Text, primary_key=True),
    *(needed(name) for name in ("target", "stage", "message", "made")),
    needed("tries", Integer),
    sqlite_with_rowid=False,
)
history = Table(
    "history",
    METADATA,
    Column("number", Integer, primary_key=True),
    needed("made", Text),
    *(needed(name) for name in ("made_by", "why", "subject", "key")),
    Column("before", Json),
    Column("after", Json),
    Index("ix_history_key", "subject", "key"),
    sqlite_autoincrement=True,
)

PARTS = (sentences, mentions, events, roles, tolls, links, claims, referents)
"""The tables that hold what was coded of a report, besides its own row."""

INCIDENT_PARTS = (incident_actors, incident_places, incident_tolls, incident_episodes, relations)
"""The tables derived from an incident, besides its own row."""
