"""Nouns are packed in SQLite, and read from the text that an older Gesta wrote."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gesta.store import FILE, Store, open_store
from tests.store import made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path, create=True)
    with store.writing("gesta", "test") as writer:
        writer.replace_incidents([], [made.incident("i1", headline="A market was shelled, " * 9)], {})
    yield store
    store.close()


def test_a_noun_is_read_as_the_docs_tell(store: Store, tmp_path: Path) -> None:
    noun = kept(tmp_path)
    plain = zlib.decompress(noun)
    assert json.loads(plain)["headline"] == store.view.incident("i1").headline
    assert len(noun) < len(plain) / 2


def test_text_that_an_older_gesta_wrote_is_read(store: Store, tmp_path: Path) -> None:
    before = store.view.incident("i1")
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("UPDATE incidents SET noun = ?", [zlib.decompress(kept(tmp_path)).decode()])
    other.close()
    assert isinstance(kept(tmp_path), str)
    assert store.view.incident("i1") == before


def kept(folder: Path) -> bytes:
    """The only incident's noun as the file holds it."""
    other = sqlite3.connect(folder / FILE)
    [[noun]] = other.execute("SELECT noun FROM incidents")
    other.close()
    return noun  # type: ignore[no-any-return]
