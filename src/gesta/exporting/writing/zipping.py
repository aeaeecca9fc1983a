"""A zip archive that needs no more memory for a million members than for one.

`zipfile.ZipFile` keeps a list of all members until the end, some 600 bytes each, as the format wants a directory behind
them. Here each entry of the directory waits in a temporary file. The bytes are those that ZipFile writes to a stream
that cannot be wound back: sizes stand behind the members (PKWARE's APPNOTE, 4.3.9), and ZIP64 where numbers are large.
"""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that zip files know: the same content gives the same bytes
READABLE = 0o644  # for everybody to read, the writer to change
HELD = 1 << 20  # bytes of the directory that are kept in memory; more goes to the system's folder for such files
SIZES_BEHIND = 0x08  # the flag of a member whose sizes stand behind it
MOST_MEMBERS = (1 << 16) - 1  # what the fields of old readers hold; beyond, the fields of ZIP64
MOST_BYTES = (1 << 31) - 1
ZIP64_FIELD, ZIP64_VERSION = 1, 45
UNSAID, UNSAID_SHORT = 0xFFFFFFFF, 0xFFFF  # stand where the fields of ZIP64 tell the number


class ZipStream:
    """A zip archive on a stream that is only written to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at, self._members = stream, 0, 0
        self._directory = cast(IO[bytes], SpooledTemporaryFile(HELD))  # noqa: SIM115 - closed in `close`

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the member of this name, of any size; no other is open meanwhile."""
        entry = member(name)
        entry.flag_bits |= SIZES_BEHIND
        entry.header_offset = self._at
        head = entry.FileHeader(zip64=True)
        self._put(head)
        packing = _Packing(self._stream)
        yield cast(IO[bytes], packing)
        packing.finish()
        self._at += packing.packed
        self._put(struct.pack("<4sLQQ", b"PK\x07\x08", packing.checksum, packing.packed, packing.size))
        self._directory.write(_directory_entry(entry, head, packing))
        self._members += 1

    def close(self) -> None:
        """Writes the directory and what says where it begins."""
        begin, size = self._at, self._directory.tell()
        self._directory.seek(0)
        shutil.copyfileobj(self._directory, self._stream)
        self._directory.close()
        count, start = self._members, begin
        if count > MOST_MEMBERS or max(begin, size) > MOST_BYTES:
            told = 44, ZIP64_VERSION, ZIP64_VERSION, 0, 0, count, count, size, begin
            self._stream.write(struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", *told))
            self._stream.write(struct.pack("<4sLQL", b"PK\x06\x07", 0, begin + size, 1))
            count, size, start = min(count, UNSAID_SHORT), min(size, UNSAID), min(begin, UNSAID)
        self._stream.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, start, 0))

    def _put(self, content: bytes) -> None:
        self._stream.write(content)
        self._at += len(content)


class _Packing(BufferedIOBase):
    """The content of one member, packed on the way to the archive: its size, packed size and checksum so far."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._packer = stream, zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self.size, self.packed, self.checksum = 0, 0, 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        length = memoryview(content).nbytes
        self.size += length
        self.checksum = zlib.crc32(content, self.checksum)
        self._put(self._packer.compress(content))
        return length

    def finish(self) -> None:
        """Writes what the packer still holds."""
        self._put(self._packer.flush())

    def _put(self, packed: bytes) -> None:
        self._stream.write(packed)
        self.packed += len(packed)


def _directory_entry(entry: ZipInfo, head: bytes, packing: _Packing) -> bytes:
    """What the directory says of a member. Its name and flags are as in the head before it."""
    (flags,), (length,) = struct.unpack_from("<H", head, 6), struct.unpack_from("<H", head, 26)
    sizes, far = [packing.size, packing.packed], entry.header_offset > MOST_BYTES
    large = [*(sizes if max(sizes) > MOST_BYTES else ()), *([entry.header_offset] if far else ())]
    extra = struct.pack(f"<HH{len(large)}Q", ZIP64_FIELD, 8 * len(large), *large) if large else b""
    size, packed = (UNSAID, UNSAID) if max(sizes) > MOST_BYTES else sizes
    moment = struct.unpack_from("<HH", head, 10)
    return (
        struct.pack(
            "<4s4B4HL2L5H2L",
            b"PK\x01\x02",
            *(entry.create_version, entry.create_system, entry.extract_version, entry.reserved),
            *(flags, entry.compress_type, *moment),
            *(packing.checksum, packed, size, length, len(extra), 0, 0, entry.internal_attr, entry.external_attr),
            UNSAID if far else entry.header_offset,
        )
        + head[30 : 30 + length]
        + extra
    )


def member(name: str) -> ZipInfo:
    """The entry of a file of this name, without the time of day."""
    entry = ZipInfo(name, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE << 16
    return entry
