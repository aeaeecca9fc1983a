"""WACZ 1.1.1: archived pages with index, list of pages and the SHA-256 of every part, in one file.

It opens in ReplayWeb.page, offline too. https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from gesta.archiving.finding import Folders
from gesta.archiving.urlkeys import url_key
from gesta.errors import FormatError
from gesta.formats.warc import Answer
from gesta.replacing import replacing
from gesta.version import VERSION

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that zip files know: the same pages give the same bytes
READABLE = 0o644  # for everybody to read, the writer to change
ID_DIGITS = 16  # of the digest that a page is known by in the list
WARC = "pages.warc.gz"
WACZ_VERSION = "1.1.1"
_HEADER: Mapping[str, str] = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An archived page: its place, the SHA-256 that reports name, a title, and the ids of the reports resting on it."""

    place: str
    sha256: str | None
    title: str | None
    reports: tuple[str, ...]


@dataclass(slots=True)
class Packed:
    """What a package came to: how many pages are in it, and why others are not."""

    pages: int = 0
    left_out: list[FormatError] = field(default_factory=list)


def pack(wanted: Iterable[Wanted], folders: Folders, path: Path, *, partly: bool = False) -> Packed:
    """What came of writing a package of the pages, in their order, to `path`: whole or not at all.

    Everything is stored as it is, so that a page can be read from the middle of the file; memory holds one page. The
    same pages give the same bytes, so nothing tells when the package was made. `partly`: what cannot be had is left
    out. Raises FormatError for a page that cannot be had, and when there is none; OSError when nothing can be written.
    """
    packed = Packed()
    with replacing(path) as file, ZipFile(file, "w", ZIP_STORED) as archive, closing(sqlite3.connect("")) as notes:
        notes.execute("CREATE TABLE pages (line TEXT, page TEXT)")
        package = _Package(archive, notes)
        package.add(f"archive/{WARC}", _members(wanted, folders, package, packed if partly else None))
        packed.pages = package.pages
        if not packed.pages:
            raise FormatError("there is no page to pack", path=str(path), remedy="see gesta verify")
        package.add("indexes/index.cdxj", package.lines("line", "ORDER BY line"))
        package.add("pages/pages.jsonl", package.listed())
        package.seal()
    return packed


@dataclass(slots=True)
class _Package:
    """A package being written; what its index and its list of pages need waits in `notes`, on disk."""

    archive: ZipFile
    notes: sqlite3.Connection
    pages: int = 0
    resources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """A file of the package, noted with its digest."""
        digest, size = hashlib.sha256(), 0
        with self.archive.open(_member(name), "w", force_zip64=True) as stream:
            for part in parts:
                stream.write(part)
                digest.update(part)
                size += len(part)
        said = {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}
        self.resources.append(said)

    def note(self, page: Wanted, answer: Answer, offset: int, length: int) -> None:
        """Keeps what is told of a page in the index and in the list."""
        row = (_index_line(answer, offset, length), _page_line(page, answer))
        self.notes.execute("INSERT INTO pages VALUES (?, ?)", row)
        self.pages += 1

    def lines(self, column: str, order: str) -> Iterator[bytes]:
        """What was kept, a line each."""
        with closing(self.notes.execute(f"SELECT {column} FROM pages {order}")) as rows:
            for (line,) in rows:
                yield line.encode() + b"\n"

    def listed(self) -> Iterator[bytes]:
        """The list of pages behind its header."""
        yield _json(dict(_HEADER)) + b"\n"
        yield from self.lines("page", "ORDER BY rowid")

    def seal(self) -> None:
        """Writes the manifest, and the digest that vouches for it and so for all."""
        manifest = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": "Archived news pages",
            "description": f"{self.pages} pages that coded reports rest on, each as it was answered.",
            "software": f"Gesta {VERSION}",
            "resources": self.resources,
        }
        content = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        for name, text in (("datapackage.json", content), ("datapackage-digest.json", _json(digest) + b"\n")):
            self.archive.writestr(_member(name), text)


def _members(
    wanted: Iterable[Wanted], folders: Folders, package: _Package, leaving_out: Packed | None
) -> Iterator[bytes]:
    """The records of the pages, each a gzip member of its own."""
    offset = 0
    for page in wanted:
        try:
            content, answer = folders.record(page.place, page.sha256)
        except FormatError as error:
            if leaving_out is None:
                raise
            leaving_out.left_out.append(error)
            continue
        member = gzip.compress(content, mtime=0)
        package.note(page, answer, offset, len(member))
        offset += len(member)
        yield member


def _index_line(answer: Answer, offset: int, length: int) -> str:
    """A line of the index: key, moment, where the record lies. https://specs.webrecorder.net/cdxj/0.1.0/"""
    told = {
        "url": answer.url,
        "mime": answer.kind,
        "status": str(answer.status),
        "digest": answer.digest or f"sha256:{answer.sha256}",
        "length": str(length),
        "offset": str(offset),
        "filename": WARC,
    }
    return f"{url_key(answer.url)} {answer.moment:%Y%m%d%H%M%S} {_json(told).decode()}"


def _page_line(page: Wanted, answer: Answer) -> str:
    """A line of the list of pages; what WACZ does not ask for leads back to the reports."""
    told = {
        "id": hashlib.sha256(f"{answer.url} {answer.moment} {answer.sha256}".encode()).hexdigest()[:ID_DIGITS],
        "url": answer.url,
        "ts": _moment(answer.moment),
        "title": page.title or answer.url,
        "size": len(answer.body),
        "sha256": answer.sha256,
        "reports": list(page.reports),
        "archive": re.split(r"[/\\\\]", page.place)[-1],  # no folders: they are nobody else's business
    }
    return _json(told).decode()


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _member(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.external_attr = READABLE << 16
    return entry
