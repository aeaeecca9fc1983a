"""Runs the steps on the connection that `migrating.py` hands over; Alembic loads this file by its name."""

from __future__ import annotations

from alembic import context

from gesta.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=False,  # the transaction is the caller's, for all steps together
)
context.run_migrations()
