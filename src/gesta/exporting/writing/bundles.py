"""Shapes that are several files: in a zip or tar archive, or in a folder that takes its place when all went well."""

from __future__ import annotations

import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from gesta.exporting.exporter import Records, Write, WriteFiles, Written
from gesta.exporting.writing.zipping import HELD, READABLE, ZipStream, member

EPOCH_SECONDS = 315_532_800  # the first day that zip files know, for tar: the same content gives the same bytes
BLOCK = 1 << 20  # bytes copied at once


class Bundle:
    """A zip archive on a binary stream.

    Unless `seekable`, the sizes of members stand behind them, as the zip format provides for streams, and any number of
    members needs no more memory than one.
    """

    def __init__(self, stream: IO[bytes], *, seekable: bool = False) -> None:
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED) if seekable else ZipStream(stream)

    def __enter__(self) -> Bundle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the member of this name, of any size."""
        if isinstance(self._archive, ZipStream):
            with self._archive.open(name) as stream:
                yield stream
        else:
            with self._archive.open(member(name), "w", force_zip64=True) as member_stream:
                yield member_stream

    @contextmanager
    def together(self, names: Sequence[str]) -> Iterator[Sequence[IO[bytes]]]:
        """Streams that wait in temporary files, as a zip archive is written one member after the other."""
        with _waiting(len(names)) as streams:
            yield streams
            for name, stream in zip(names, streams, strict=True):
                stream.seek(0)
                with self.open(name) as out:
                    shutil.copyfileobj(stream, out, BLOCK)


class TarBundle:
    """A tar archive on a binary stream. It tells a file's size before the file: each waits in a temporary file.

    Written without `tarfile.TarFile`, which keeps a list of all members in memory.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._written = stream, 0

    def __enter__(self) -> TarBundle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Two empty blocks say that nothing follows; the archive is filled up to a whole record."""
        self._stream.write(bytes(2 * tarfile.BLOCKSIZE))
        self._fill(self._written + 2 * tarfile.BLOCKSIZE, tarfile.RECORDSIZE)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the member of this name, of any size."""
        with self.together([name]) as (stream,):
            yield stream

    @contextmanager
    def together(self, names: Sequence[str]) -> Iterator[Sequence[IO[bytes]]]:
        """A stream for each member."""
        with _waiting(len(names)) as streams:
            yield streams
            for name, stream in zip(names, streams, strict=True):
                self._add(name, stream)

    def _add(self, name: str, stream: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = stream.tell(), EPOCH_SECONDS, READABLE
        head = entry.tobuf(tarfile.PAX_FORMAT)
        stream.seek(0)
        self._stream.write(head)
        shutil.copyfileobj(stream, self._stream, BLOCK)
        filled = self._fill(entry.size, tarfile.BLOCKSIZE)
        self._written += len(head) + entry.size + filled

    def _fill(self, size: int, block: int) -> int:
        """How many empty bytes were written to come from a size to a whole block."""
        return self._stream.write(bytes(-size % block))


class Folder:
    """A folder that is being filled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the file of this name."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            yield stream

    @contextmanager
    def together(self, names: Sequence[str]) -> Iterator[Sequence[IO[bytes]]]:
        """A stream for each file."""
        with ExitStack() as opened:
            yield [opened.enter_context(self.open(name)) for name in names]


@contextmanager
def filling(path: Path) -> Iterator[Folder]:
    """A folder whose files come to lie in `path` when all went well, and vanish otherwise; others in `path` stay.

    It lies within `path` where that is there, so that a folder on a disk of its own can be filled.
    """
    name = f".{path.name}.{os.getpid()}.part"
    part = path / name if path.is_dir() else path.with_name(name)
    part.mkdir(parents=True)
    try:
        yield Folder(part)
        _settle(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _settle(part: Path, path: Path) -> None:
    """Makes the folder the one wanted; where that is there, its files come to lie among the others."""
    if not path.exists():
        part.replace(path)
        return
    for here, _, names in os.walk(part):
        goal = path / Path(here).relative_to(part)
        goal.mkdir(exist_ok=True)
        for name in names:
            (Path(here) / name).replace(goal / name)


def archived(files: WriteFiles) -> Write:
    """The function that writes the files of a shape into a zip archive on a stream."""

    def write(records: Records, stream: IO[bytes]) -> Written:
        with Bundle(stream) as bundle:
            return files(records, bundle)

    return write


@contextmanager
def _waiting(count: int) -> Iterator[Sequence[IO[bytes]]]:
    """So many temporary files, gone in the end."""
    with ExitStack() as opened:
        yield [cast(IO[bytes], opened.enter_context(SpooledTemporaryFile(HELD))) for _ in range(count)]
