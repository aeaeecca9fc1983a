"""The index of days tells status, origins and dead as well: rare ones are found without reading whole incidents."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the index anew; what it tells stands in the rows already."""
    run(revision)
