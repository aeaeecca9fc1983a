"""Reports are looked up as a whole: keys and a sketch for each, instead of keys for each episode."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes both tables anew, empty: linking fills them from the reports, which count as not yet linked."""
    run(revision)
