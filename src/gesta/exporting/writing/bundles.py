"""Shapes that are several files: an archive in which the files stand, written one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that zip files know: the same content gives the same bytes
READABLE = 0o644 << 16  # for everybody to read, the writer to change


class _OneWay:
    """A stream that is only written to: an archive goes through a pipe or a compressor as it goes into a file, and the
    same content gives the same bytes whatever it is written to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, content: bytes) -> int:
        return self._stream.write(content)

    def flush(self) -> None:
        self._stream.flush()


class Bundle:
    """A zip archive on a binary stream. Only one member is open at a time.

    Unless `seekable`, the sizes of members stand behind them, as the zip format provides for streams.
    """

    def __init__(self, stream: IO[bytes], *, seekable: bool = False) -> None:
        self._archive = ZipFile(stream if seekable else cast(IO[bytes], _OneWay(stream)), "w", ZIP_DEFLATED)

    def __enter__(self) -> Bundle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the member of this name, of any size."""
        with self._archive.open(member(name), "w", force_zip64=True) as stream:
            yield stream


def member(name: str) -> ZipInfo:
    """The entry of a file of this name, without the time of day."""
    entry = ZipInfo(name, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE
    return entry
