"""Validators: what servers said that pages can be asked for by (ETag, Last-Modified), so that none is sent twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from gesta.errors import FetchError

_LONGEST = 1000
"""Characters of a validator that are remembered; longer ones are no sane server's."""


class Validators:
    """The validators of each address, in a small SQLite file.

    What is noted counts only after `keep`: call it when the reports fetched are safe in your own store. Killed before,
    nothing is remembered, and everything is fetched again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: dict[str, tuple[str | None, str | None]] = {}

    def headers(self, url: str) -> dict[str, str]:
        """The headers to ask with: none for an address that is new. Raises FetchError when the file is damaged."""
        with self._opened() as opened:
            row = opened.execute("SELECT etag, modified FROM validators WHERE url = ?", (url,)).fetchone()
        etag, modified = row or (None, None)
        said = {"If-None-Match": etag, "If-Modified-Since": modified}
        return {name: value for name, value in said.items() if value}

    def note(self, url: str, headers: Mapping[str, str]) -> None:
        """Notes what was answered for `url`."""
        etag, modified = (_sane(headers.get(name)) for name in ("etag", "last-modified"))
        if etag or modified:
            self._noted[url] = (etag, modified)

    def keep(self) -> None:
        """Writes what was noted, in one transaction. Raises FetchError when that fails."""
        rows = [(url, *said) for url, said in sorted(self._noted.items())]
        with self._opened() as opened, opened:
            opened.executemany("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", rows)
        self._noted.clear()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path)) as opened:
                opened.execute("CREATE TABLE IF NOT EXISTS validators (url TEXT PRIMARY KEY, etag TEXT, modified TEXT)")
                yield opened
        except sqlite3.Error as error:
            message = f"what was fetched before cannot be looked up: {error}"
            raise FetchError(message, url=str(self._path), remedy="delete the file: all is fetched anew") from None


def _sane(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST and value.isascii() and value.isprintable() else None
