"""The archived pages that a workspace's reports rest on: each page once, with the reports that name it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gesta.archiving import Folders, Wanted
from gesta.errors import FormatError, WorkspaceError
from gesta.nouns.episode import Card
from gesta.nouns.provenance import Provenance
from gesta.store import View

_TABLES = """
CREATE TABLE pages (number INTEGER PRIMARY KEY, place TEXT, sha256 TEXT, title TEXT, UNIQUE (place, sha256));
CREATE TABLE resting (page INTEGER, report TEXT);
CREATE INDEX resting_page ON resting (page);
"""

_NEXT = "SELECT number, place, sha256, title FROM pages WHERE number > ? ORDER BY number LIMIT 1"


@dataclass(frozen=True, slots=True)
class Resting:
    """Reports by the archived page that they rest on, on disk; `bare` rest on none, `archived` on one."""

    notes: sqlite3.Connection
    archived: int
    bare: int

    def pages(self) -> Iterator[Wanted]:
        """Each page once, in the order of the first report that names it."""
        number = 0
        while row := self.notes.execute(_NEXT, (number,)).fetchone():
            number, place, sha256, title = row
            yield Wanted(place, sha256 or None, title, self._reports(number))

    def count(self) -> int:
        """How many pages there are."""
        return int(self.notes.execute("SELECT count(*) FROM pages").fetchone()[0])

    def _reports(self, number: int) -> tuple[str, ...]:
        found = self.notes.execute("SELECT report FROM resting WHERE page = ? ORDER BY rowid", (number,))
        return tuple(report for (report,) in found)


@contextmanager
def resting(view: View, cards: Iterable[Card]) -> Iterator[Resting]:
    """The reports of the cards by the archived page that they rest on, in a temporary file, not in memory."""
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as notes:
        notes.executescript(_TABLES)
        notes.execute("BEGIN")
        archived = bare = 0
        for card in cards:
            provenance = view.provenance(card.key)
            if provenance.archive is None:
                bare += 1
            else:
                archived += 1
                _note(notes, card, provenance)
        yield Resting(notes, archived, bare)


def faulty(pages: Iterable[Wanted], folders: Folders) -> Iterator[tuple[Wanted, FormatError | None]]:
    """Each page, with why it cannot be had or is no longer the one that its reports name; None when all is well."""
    for page in pages:
        try:
            folders.record(page.place, page.sha256)
        except FormatError as error:
            yield page, error
        else:
            yield page, None


def page_of(view: View, word: str, folders: Folders) -> bytes:
    """The archived page that a report rests on, as it was answered, its SHA-256 checked.

    Raises WorkspaceError when no report, or more than one, has that id, and when its page was not archived; FormatError
    when the page cannot be had.
    """
    (card, *more) = named_report(view, word)
    if more:
        raise WorkspaceError(f"{len(more) + 1} reports have the id {word!r}: name it by its key, {card.key} …")
    provenance = view.provenance(card.key)
    if provenance.archive is None:
        raise WorkspaceError(f"the page of {word} was not archived: {NOT_ARCHIVED}")
    return folders.record(provenance.archive, provenance.sha256)[1].body


def cards_named(view: View, words: Sequence[str]) -> Iterator[Card]:
    """The reports of those ids, and those that tell of the incidents of those ids, each once. Raises WorkspaceError."""
    seen: set[str] = set()
    for word in words:
        for card in view.find_report(word) or _told(view, word):
            if card.key not in seen:
                seen.add(card.key)
                yield card


def named_report(view: View, word: str) -> list[Card]:
    """The reports of that id, key or digest. Raises WorkspaceError when there is none."""
    if found := view.find_report(word):
        return found
    raise WorkspaceError(f"no report has the id {word!r}: gesta reports lists them")


def shelves(where: str, folders: Iterable[Path]) -> Folders:
    """Where archived pages are looked for: in these folders, then in the workspace's own."""
    own = () if "://" in where else (Path(where),)
    return Folders((*folders, *own))


NOT_ARCHIVED = "gesta ingest --archive FOLDER keeps the pages it fetches, and those of WARC and WACZ files stay there"


def _told(view: View, word: str) -> Sequence[Card]:
    return view.incident(word).cards


def _note(notes: sqlite3.Connection, card: Card, provenance: Provenance) -> None:
    """Notes a report with its page; a page with another digest is another page."""
    page = (provenance.archive, provenance.sha256 or "")
    notes.execute("INSERT OR IGNORE INTO pages (place, sha256, title) VALUES (?, ?, ?)", (*page, card.title))
    (number,) = notes.execute("SELECT number FROM pages WHERE place = ? AND sha256 = ?", page).fetchone()
    notes.execute("INSERT INTO resting VALUES (?, ?)", (number, card.id))
