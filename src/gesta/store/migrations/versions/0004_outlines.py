"""Incidents are derived from outlines of episodes, and know what they were derived from."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table, columns and an index, empty: linking fills them from the reports, which count as not linked."""
    run(revision)
