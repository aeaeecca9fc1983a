"""Records of other data sets, and what people say of whether they are an incident of ours."""

from __future__ import annotations

from gesta.store.migrations.scripts import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes both tables."""
    run(revision)
