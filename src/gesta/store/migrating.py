"""Brings the schema of a store up to date, step by step, with Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from gesta.store.engines import Home
from gesta.store.schema import HEAD

PLACE = "gesta.store:migrations"


def migrate(connection: Connection, home: Home) -> None:
    """Runs the steps that the database has not seen, within the connection's transaction.

    Raises StoreError for a schema that this Gesta does not know, which a newer one must have made.
    """
    try:
        command.upgrade(settings(connection), HEAD)
    except CommandError as error:
        raise home.error(
            "made by a newer Gesta, whose schema this one does not know", "pip install --upgrade gesta"
        ) from error


def settings(connection: Connection) -> Config:
    """Alembic's settings: the steps ship inside the package, and run on the connection given."""
    config = Config()
    config.set_main_option("script_location", PLACE)
    config.attributes["connection"] = connection
    return config
