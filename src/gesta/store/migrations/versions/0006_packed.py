"""Nouns may be compressed in SQLite: nothing to change, but an older Gesta, which cannot read them, stays out."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Leaves what is there as it is: text is read too, and compressed when its row is next written."""
