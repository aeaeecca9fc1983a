"""Compression by the suffix of a file's name: .gz and .zst; the same content gives the same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, cast

from backports import zstd

GZIP, ZSTD = ".gz", ".zst"
LEVEL = 6  # of gzip: the usual balance; files differ by a few per cent at most


@contextmanager
def compressed(stream: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """A stream that compresses into `stream` as the file's name says; the stream itself for any other name."""
    suffix = PurePath(name).suffix
    if suffix == GZIP:
        with gzip.GzipFile("", "wb", LEVEL, stream, mtime=0) as packed:
            yield cast(IO[bytes], packed)
    elif suffix == ZSTD:
        with zstd.ZstdFile(stream, "w") as zipped:
            yield cast(IO[bytes], zipped)
    else:
        yield stream


def without_compression(name: str) -> str:
    """The name without the suffix of its compression."""
    return name.removesuffix(GZIP).removesuffix(ZSTD)
