"""The connection to a database: settings of SQLite and PostgreSQL, transactions, and errors in plain words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext

from gesta.errors import StoreError
from gesta.store.columns import to_json

# How long a writer waits for another to finish. One batch of an ingest takes a second or two; a whole minute means
# that something hangs, and is then told.
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.02  # between two tries, where SQLite does not wait by itself

# The key of PostgreSQL's advisory lock that writers of one database take in turn; any number that is ours will do.
_WRITERS_LOCK = 7_091_837

# Pages of the file kept in memory by each connection: keys are looked up all over it.
CACHE_KIB = 64 * 1024

_SETTINGS = (
    "PRAGMA synchronous = FULL",  # what is committed outlives a kill, and a power cut too
    "PRAGMA foreign_keys = ON",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}",
)

# What went wrong, by the first letters of SQLite's name of the error or of PostgreSQL's SQLSTATE, and the remedy.
_CAUSES: Mapping[str, tuple[str, str]] = {
    "SQLITE_BUSY": ("another program is writing to it and does not finish", "wait for it, or end it, and run again"),
    "SQLITE_LOCKED": ("another program is writing to it and does not finish", "wait for it, or end it, and run again"),
    "SQLITE_FULL": ("the disk is full; nothing of the last step was kept", "make room and run again"),
    "SQLITE_CORRUPT": ("the file is damaged", "restore it from a copy, or rescue what is left with sqlite3's .recover"),
    "SQLITE_NOTADB": ("the file is no SQLite database, or it is damaged", "name another, or restore it from a copy"),
    "SQLITE_READONLY": ("it cannot be written to", "give yourself the right to write to the folder and its files"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "check that the folder exists and that you may read and write in it"),
    "SQLITE_IOERR": ("the disk does not answer as it should", "check the disk, make room, and run again"),
    "08": ("the database server does not answer", "check that it runs, and the host and port of the address"),
    "28": ("the database server refuses the user or the password", "check both in the address"),
    "3D": ("the server has no such database", "create it first (createdb), or name another"),
    "42501": ("the user has no right to do this", "grant it in the database"),
    "53100": ("the server's disk is full; nothing of the last step was kept", "make room and run again"),
    "55P03": ("another program is writing to it and does not finish", "wait for it, or end it, and run again"),
    "57": ("the database server was shut down", "start it and run again"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """A database by its address: `where` is how messages name it, without a password."""

    engine: Engine
    where: str

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the database as it is at its first question, and changes nothing."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction: kept at the end, taken back on any error. One writer at a time."""
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def error(self, message: str, remedy: str = "") -> StoreError:
        """An error of this database."""
        return StoreError(message, where=self.where, remedy=remedy)


def connect(url: URL, where: str) -> Home:
    """The database at an address; nothing is opened before it is first asked. Raises StoreError without a driver."""
    try:
        engine = create_engine(url, json_serializer=to_json, **_options(url))
    except ImportError as missing:
        raise StoreError(
            f"the driver is missing: {missing}", where=where, remedy="pip install 'gesta[postgres]'"
        ) from missing
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_tell, where))
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up)
    return Home(engine, where)


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": PATIENCE_SECONDS}}
    return {"pool_pre_ping": True}


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """Settings of each new connection to a file; transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    _write_ahead(connection)
    for setting in _SETTINGS:
        connection.execute(setting)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turns write-ahead logging on, so that readers and the one writer do not wait for each other.

    While another program is turning it on too, SQLite says "busy" at once instead of waiting as it does elsewhere.
    """
    patience = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > patience:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begins a transaction; one that writes takes its turn first, so that what it reads is not outdated later."""
    writing = connection.get_execution_options().get("writing", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
        return
    if writing:
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})"))


def _tell(where: str, context: ExceptionContext) -> None:
    """Puts a StoreError in the place of a database's own error."""
    original = context.original_exception
    if isinstance(original, StoreError):
        raise original
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""
    matching = [cause for start, cause in _CAUSES.items() if code.startswith(start)]
    first_line = (str(original).splitlines() or [type(original).__name__])[0]
    problem, remedy = matching[-1] if matching else _unnamed(code)
    raise StoreError(f"{problem} ({first_line})", where=where, remedy=remedy) from original


def _unnamed(code: str) -> tuple[str, str]:
    if not code:
        return "the database does not answer", "check that it runs, and its address"
    return f"the database refused a step [{code}]", "run again; if it stays so, report it with these words"
