"""Opening, migrating, sharing and losing a store – and what is said when it cannot be opened."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from gesta.errors import StoreError
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.store import FILE, Store, open_store
from gesta.store.migrating import settings
from gesta.store.schema import HEAD, METADATA, VERSION_TABLE
from tests.store import made
from tests.store.conftest import Ground


def test_what_is_stored_is_there_when_opened_again(ground: Ground) -> None:
    address = ground.address("again")
    with pytest.raises(StoreError, match="no workspace there"):
        open_store(address)
    first = open_store(address, create=True)
    made.add(first, made.coded("One."))
    first.close()
    for create in (True, False):
        again = open_store(address, create=create)
        assert again.view.counts()["reports"] == 1
        again.close()


def is_ours(_object: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """False for what the search of words adds, which each database has in its own way."""
    return not (name or "").startswith(("report_search", "ix_reports_search", "search", VERSION_TABLE))


def test_the_steps_make_the_schema_that_the_code_knows(store: Store) -> None:
    with store.home.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, METADATA) == []


def test_the_head_is_the_last_step(store: Store) -> None:
    with store.home.reading() as connection:
        assert ScriptDirectory.from_config(settings(connection)).get_current_head() == HEAD
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == HEAD


def test_a_newer_schema_is_refused(ground: Ground) -> None:
    address = ground.address("newer")
    store = open_store(address, create=True)
    with store.home.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match=r"made by a newer Gesta.*upgrade"):
        open_store(address)


def test_two_that_create_at_once_share_one_store(ground: Ground) -> None:
    address, opened = ground.address("both"), list[Store]()
    threads = [threading.Thread(target=lambda: opened.append(open_store(address, create=True))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    made.add(opened[0], made.coded("One."))
    assert opened[2].view.counts()["reports"] == 1
    for store in opened:
        store.close()


def test_a_second_writer_waits_for_the_first(ground: Ground) -> None:
    address = ground.address("waiting")
    first, second = open_store(address, create=True), open_store(address)
    other = threading.Thread(target=made.add, args=(second, made.coded("Two.")))
    with first.writing("gesta", "test") as writer:
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive()
        assert second.view.counts()["reports"] == 0  # readers do not wait
        writer.add_report(made.coded("One."), Provenance(), Linkable())
    other.join()
    assert [line.sequence for line in first.view.history()] == [1, 2]
    assert first.view.counts()["reports"] == 2
    first.close()
    second.close()


def test_a_stream_goes_on_while_another_writes(store: Store) -> None:
    made.add(store, made.coded("One."), made.coded("Two."))
    for coded in store.view.reports():
        made.add(store, made.coded(coded.report.text + " More."))
    assert store.view.counts()["reports"] == 4


def test_a_killed_program_loses_nothing_committed(ground: Ground) -> None:
    address = ground.address("killed")
    store = open_store(address, create=True)
    writing = (
        "import os, signal, sys\n"
        "from gesta.store import open_store\n"
        "from tests.store import made\n"
        "store = open_store(sys.argv[1])\n"
        "made.add(store, made.coded('Kept.'))\n"
        "with store.writing('gesta', 'test') as writer:\n"
        "    writer.add_report(made.coded('Lost.'), made.Provenance(), made.Linkable())\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", writing, address], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert ended.returncode == -signal.SIGKILL
    assert [card.id for card in store.view.cards()] == ["Kept."]
    made.add(store, made.coded("Lost."))
    store.close()


# ------------------------------------------------------------------------------------------- what cannot be opened


def test_a_folder_without_a_workspace(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=rf"no workspace there: it has no {FILE}") as told:
        open_store(tmp_path / "none")
    assert told.value.stage == "store"
    assert "create one" in told.value.remedy
    assert not (tmp_path / "none").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreError, match="not a folder"):
        open_store(tmp_path / "file", create=True)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "file" / "inside", create=True)


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="something else, not a workspace"):
        open_store(tmp_path, create=True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(StoreError, match="no SQLite database, or it is damaged"):
        open_store(tmp_path)


def test_a_damaged_file(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    made.add(store, *(made.coded(f"Report {n}. " * 200) for n in range(30)))
    with store.home.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StoreError, match=r"the file is damaged.*restore it"):
        list(open_store(tmp_path).view.reports())


def test_a_full_disk_keeps_nothing_of_the_last_step(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    made.add(store, made.coded("Kept."))
    with store.home.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # of the one connection that there is
    with pytest.raises(StoreError, match=r"disk is full.*make room"):
        made.add(store, made.coded("Lost. " * 40_000))
    assert [card.id for card in store.view.cards()] == ["Kept."]
    store.close()


def test_a_file_locked_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path, create=True).close()
    monkeypatch.setattr("gesta.store.engines._SETTINGS", ("PRAGMA busy_timeout = 10",))
    store = open_store(tmp_path)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"another program is writing.*run again"):
        made.add(store, made.coded("One."))
    other.close()
    store.close()


def test_addresses_that_cannot_be() -> None:
    with pytest.raises(StoreError, match="not an address"):
        open_store("://nothing")
    with pytest.raises(StoreError, match="only PostgreSQL and SQLite"):
        open_store("mysql://localhost/gesta")


def test_a_server_that_does_not_answer_and_no_password_is_shown() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="does not answer") as told:
        open_store("postgresql://ada:secret@127.0.0.1:1/gesta")
    assert "secret" not in str(told.value)
    assert "ada:***@127.0.0.1" in str(told.value)
