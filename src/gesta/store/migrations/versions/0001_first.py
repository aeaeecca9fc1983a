"""The first schema: reports as coded, what is linked, what is derived, what people did; and the search of words."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    run(revision)
