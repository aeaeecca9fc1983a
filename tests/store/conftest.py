"""Each test of the store runs on SQLite, and on PostgreSQL where GESTA_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from gesta.store import Store, open_store

SERVER = "GESTA_TEST_POSTGRES"


@dataclass
class Ground:
    """Where new, empty stores are made; `opened` are let go at the end."""

    engine: str
    folder: Path
    opened: list[Store] = field(default_factory=list)

    def address(self, name: str) -> str:
        """The address of a database of that name, which is made empty."""
        if self.engine == "sqlite":
            return str(self.folder / name)
        server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS gesta_{name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE gesta_{name}"))
        engine.dispose()
        return server.set(drivername="postgresql", database=f"gesta_{name}").render_as_string(hide_password=False)

    def store(self, name: str = "first") -> Store:
        """A new, empty store."""
        store = open_store(self.address(name), create=True)
        self.opened.append(store)
        return store


@pytest.fixture(params=["sqlite", "postgresql"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    if request.param == "postgresql" and SERVER not in os.environ:
        pytest.skip(f"{SERVER} names no server: run the tests with scripts/postgres")
    ground = Ground(request.param, tmp_path)
    yield ground
    for store in ground.opened:
        with suppress(OSError):
            store.close()


@pytest.fixture
def store(ground: Ground) -> Store:
    return ground.store()


@pytest.fixture
def emptied(store: Store) -> Callable[[], Store]:
    """The store without its rows, for each example that Hypothesis draws."""

    def empty() -> Store:
        names = ("reports", "incidents", "deleted", "failures", "versions")
        with store.home.writing() as connection:
            for name in names:
                connection.execute(text(f"DELETE FROM {name}"))
        return store

    return empty
