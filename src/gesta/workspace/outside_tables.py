"""Tables of event data as they come to a workspace: which files they are, opened whatever they are packed in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from gesta.comparing.reading import read_stream, recognised
from gesta.errors import FormatError
from gesta.formats import Hints, Input, files_of, plain_name, unpacked
from gesta.nouns.outside import Outside

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
ZIP = ".zip"
STANDARD_INPUT = "-"
HEAD = 2**18  # bytes looked at to tell what a table is: its first line, however long its columns' names are
MOST_RATIO = 250  # times that a packed table may grow: tables shrink 5 to 20 times, a bomb over 1 000
FREE_OF_RATIO = 64 * 2**20  # bytes unpacked before the ratio is looked at: so much does no harm

Watch = Callable[[int], None]
"""Told how many bytes of the file have been read."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of event data; `shape` is the name of its data set when it was given, else the columns tell."""

    path: str
    shape: str | None = None

    @property
    def size(self) -> int:
        """Bytes of the file; 0 for standard input, and for one that cannot be had (which is told when it is read)."""
        try:
            return 0 if self.path == STANDARD_INPUT else Path(self.path).stat().st_size
        except OSError:
            return 0


def tables_among(paths: Iterable[str]) -> tuple[list[Table], list[str]]:
    """The paths' files that are tables of event data, and all else; a folder without any stays as it was typed."""
    tables: list[Table] = []
    others: list[str] = []
    for path in paths:
        files = [] if path == STANDARD_INPUT or "://" in path else [f for f in files_of(path) if isinstance(f, str)]
        found = [Table(file) for file in files if is_table(file)]
        tables += found
        known = {table.path for table in found}
        others += [file for file in files if file not in known] if found else [path]
    return tables, others


def tables_named(paths: Iterable[str], shape: str) -> list[Table | FormatError]:
    """The files of the paths, each as a table of this shape, or the error that stands in for it."""
    return [
        found if isinstance(found, FormatError) else Table(found, shape) for path in paths for found in files_of(path)
    ]


def is_table(path: str) -> bool:
    """True for a file whose columns are those of a data set that Gesta knows."""
    name = plain_name(path)
    if Path(name).suffix and not name.endswith((*SUFFIXES, ZIP)):
        return False
    try:
        with _opened(path) as (stream, _):
            return recognised(stream.read(HEAD)) is not None
    except (FormatError, OSError, ValueError):
        return False  # it is told by whoever reads it


def records(table: Table, watch: Watch = lambda _: None) -> Iterator[Outside | FormatError]:
    """The records of a table; what cannot be read is an error among them, never raised.

    An id that comes again with other content is an error that names both lines; the same content again is no news.
    """
    seen: dict[str, tuple[str, int]] = {}
    try:
        with _opened(table.path) as (stream, position):
            for found in read_stream(stream, _name(table.path), table.shape):
                watch(position())
                yield found if isinstance(found, FormatError) else _first_of_its_id(found, seen)
    except FormatError as error:
        yield error
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        yield FormatError(reason, path=table.path, remedy="check the path and its permissions")


def _first_of_its_id(record: Outside, seen: dict[str, tuple[str, int]]) -> Outside | FormatError:
    content = hash(repr(replace(record, row="")))
    row, first = seen.setdefault(record.id, (record.row, content))
    if first == content:
        return record
    path, _, line = record.row.rpartition(":")
    remedy = "leave one out, or give each its own id"
    return FormatError(f"the id {record.id!r} was used at {row}", path=path, line=int(line), remedy=remedy)


def _name(path: str) -> str:
    return "stdin" if path == STANDARD_INPUT else path


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
    """The table's bytes, unpacked, and how far the file has been read. Raises FormatError and OSError."""
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer, lambda: 0
    elif path.lower().endswith(ZIP):
        with _zipped(path) as opened:
            yield opened
    else:
        with Path(path).open("rb", buffering=HEAD) as opened_file:
            given = Input(path, cast(BufferedReader, opened_file), Hints())
            yield cast(BinaryIO, unpacked(given).bytes), opened_file.tell


@contextmanager
def _zipped(path: str) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
    """The one table in a zip archive. Raises FormatError for an archive of several, a damaged one, and a bomb."""
    try:
        with Path(path).open("rb") as file, ZipFile(file) as archive:
            member = _only_table(path, archive.infolist())
            with archive.open(member) as stream:
                yield cast(BinaryIO, stream), file.tell
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        remedy = "copy or fetch it anew, or unpack it yourself"
        raise FormatError(f"the archive cannot be unpacked: {error}", path=path, remedy=remedy) from error


def _only_table(path: str, members: list[ZipInfo]) -> ZipInfo:
    found = [one for one in members if one.filename.lower().endswith(SUFFIXES) and not one.is_dir()]
    if len(found) != 1:
        remedy = "unpack it, and give the tables by name"
        raise FormatError(f"the archive holds {len(found)} tables, not one", path=path, remedy=remedy)
    if found[0].file_size > max(FREE_OF_RATIO, MOST_RATIO * found[0].compress_size):
        remedy = "no table does: look into it before you unpack it yourself"
        raise FormatError(f"the archive grows more than {MOST_RATIO} times when unpacked", path=path, remedy=remedy)
    return found[0]
