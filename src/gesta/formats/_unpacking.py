"""Compressed files are read as if they were not: gzip and Zstandard, with a stop to files made to burst."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from gzip import GzipFile
from io import BufferedReader, BytesIO, RawIOBase
from typing import Protocol, cast

from backports.zstd import DecompressionParameter, ZstdError, ZstdFile

from gesta.errors import FormatError
from gesta.formats._decoding import HEAD
from gesta.formats._limits import FREE_OF_RATIO, MOST_RATIO
from gesta.formats.format import Hints, Input

PACKED_SUFFIXES = (".gz", ".zst")

LARGEST_WINDOW = 27
"""Power of two: bytes that a Zstandard file may ask to be kept in memory, 128 MB, what `zstd --long` uses."""

_CHUNK = 2**16


def plain_name(name: str) -> str:
    """The name in small letters without the suffix of a compression: "news.jsonl" of "News.jsonl.gz"."""
    small = name.lower()
    return next((small.removesuffix(suffix) for suffix in PACKED_SUFFIXES if small.endswith(suffix)), small)


def unpacked(given: Input) -> Input:
    """The input behind its compression, or the same input when it has none.

    Reading on raises FormatError when the file is damaged, cut off, or grows beyond measure.
    """
    first = given.bytes.peek(_CHUNK)
    opener = next((opener for begins, opener in _OPENERS if first.startswith(begins)), None)
    if opener is None:
        return given
    counted = _Counted(given.bytes)
    stream = _Unpacked(given.path, counted, opener(counted))
    return Input(given.path, BufferedReader(stream, HEAD), given.hints)


def unpacked_body(path: str, content: bytes, most: int) -> bytes:
    """`content` behind its compression. Raises FormatError when it is damaged or unpacks to more than `most` bytes."""
    given = Input(path, BufferedReader(cast(RawIOBase, BytesIO(content))), Hints())
    found = unpacked(given).bytes.read(most + 1)
    if len(found) > most:
        raise FormatError(f"more than {most:,} bytes when unpacked", path=path, remedy="give it as a file")
    return found


class _Packed(Protocol):
    """An open compressed file."""

    def read1(self, size: int = -1, /) -> bytes:
        """The next bytes, not more than `size`; none at the end."""


class _Counted(RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        chunk = self._stream.read(size if 0 <= size < _CHUNK else _CHUNK)
        self.count += len(chunk)
        return chunk


class _Unpacked(RawIOBase):
    """What a compressed stream holds."""

    def __init__(self, path: str, counted: _Counted, packed: _Packed) -> None:
        super().__init__()
        self._path, self._counted, self._packed = path, counted, packed
        self._count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fills the buffer with the next bytes unpacked. Raises FormatError."""
        try:
            chunk = self._packed.read1(min(len(buffer), _CHUNK))
        except EOFError:
            raise self._error("the compressed file is cut off", "copy or fetch it anew") from None
        except (OSError, zlib.error, ZstdError) as error:
            raise self._error(f"the compressed file is damaged ({error})", "copy or fetch it anew") from None
        self._count += len(chunk)
        if self._count > max(FREE_OF_RATIO, MOST_RATIO * self._counted.count):
            raise self._error(
                f"the file grows more than {MOST_RATIO} times when unpacked", "no news does: look into it"
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _error(self, message: str, remedy: str) -> FormatError:
        return FormatError(message + "; nothing more was read", path=self._path, remedy=remedy)


def _gzip(stream: _Counted) -> _Packed:
    return GzipFile(fileobj=stream, mode="rb")


def _zstd(stream: _Counted) -> _Packed:
    return ZstdFile(stream, mode="r", options={DecompressionParameter.window_log_max: LARGEST_WINDOW})


_OPENERS: tuple[tuple[bytes, Callable[[_Counted], _Packed]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"\x28\xb5\x2f\xfd", _zstd),
)
