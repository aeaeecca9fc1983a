"""Runs the SQL of a step: `versions/<revision>.<database>.sql`, statements apart by an empty line."""

from __future__ import annotations

from importlib.resources import files

from alembic import op


def run(revision: str) -> None:
    """Runs each statement of the step as it is written, for the database at hand. PostgreSQL's may hold no "%"."""
    connection = op.get_bind()
    name = f"{revision}.{connection.dialect.name}.sql"
    script = (files("gesta.store.migrations.versions") / name).read_text("utf-8")
    for statement in script.strip().split("\n\n"):
        connection.exec_driver_sql(statement)
