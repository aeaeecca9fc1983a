"""Opens a workspace's store: a folder with one SQLite file, or a PostgreSQL database by its address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from gesta.errors import StoreError
from gesta.store.engines import Home, connect
from gesta.store.schema import HEAD, VERSION_TABLE
from gesta.store.view import View
from gesta.store.writer import Writer

FILE = "gesta.sqlite"
"""The name of the file in the folder of a workspace."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `view` reads, `writing` changes; both may be used at once, and by several programs at once."""

    home: Home
    view: View

    @contextmanager
    def writing(self, by: str, why: str) -> Iterator[Writer]:
        """A writer for one transaction: all it does is kept together at the end, or nothing on an error.

        `by` ("person:<name>", "gesta <version>") and `why` go into the history. A second writer waits its turn.
        """
        with self.home.writing() as connection:
            yield Writer.begin(connection, by, why)

    def close(self) -> None:
        """Lets go of the database; what was committed is kept."""
        self.home.engine.dispose()


def open_store(where: str | Path, *, create: bool = False) -> Store:
    """The store in a folder or at an address ("postgresql://…"), its schema brought up to date.

    `create` makes one where there is none. Raises StoreError when there is none, when it was made by a newer Gesta,
    and when it is locked, damaged, full or out of reach.
    """
    home = _home(where, create)
    try:
        _bring_up_to_date(home, create)
    except StoreError:
        home.engine.dispose()
        raise
    return Store(home, View(home.reading, home.where))


def _home(where: str | Path, create: bool) -> Home:
    if isinstance(where, str) and "://" in where:
        return _server(where)
    folder = Path(where)
    file = folder / FILE
    if folder.is_file():
        raise StoreError("a file, not a folder", where=str(where), remedy="name the folder of the workspace")
    if not create and not file.is_file():
        raise StoreError(
            f"no workspace there: it has no {FILE}",
            where=str(where),
            remedy="name the folder of a workspace, or create one there first",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made: {error.strerror}", where=str(where)) from error
    return connect(URL.create("sqlite", database=str(file)), str(file))


def _server(address: str) -> Home:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            "not an address of a database", where=address, remedy="write postgresql://user@host/database"
        ) from error
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() not in ("postgresql", "sqlite"):
        raise StoreError("only PostgreSQL and SQLite can hold a workspace", where=shown, remedy="name one of them")
    driver = url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url
    return connect(driver, shown)


def _bring_up_to_date(home: Home, create: bool) -> None:
    """Creates or migrates what is older than this Gesta. Several that open at once do it one after the other."""
    with home.reading() as connection:
        if _is_current(home, connection, create):
            return
    with home.writing() as connection:
        if not _is_current(home, connection, create):
            from gesta.store.migrating import migrate  # heavy: loaded when there is something to migrate

            migrate(connection, home)


def _is_current(home: Home, connection: Connection, create: bool) -> bool:
    """True when the schema is this Gesta's. Raises StoreError when there is none and none shall be made."""
    names = inspect(connection).get_table_names()
    if VERSION_TABLE in names:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == HEAD
    if {"reports", "incidents"} & set(names) or (names and home.is_sqlite):
        raise home.error("a database of something else, not a workspace", "name an empty one, or another folder")
    if not create:
        raise home.error("no workspace there: the database is empty", "create one there first")
    return False
