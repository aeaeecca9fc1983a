"""Events keep what the network makes of them, for comparing them."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the column, empty: `gesta recode` fills it from the texts."""
    run(revision)
