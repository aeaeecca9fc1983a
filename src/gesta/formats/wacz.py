"""WACZ: the news pages in a packed web archive, as ReplayWeb.page and Browsertrix write them; each WARC in it as such.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, Any, cast
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gesta.errors import FormatError
from gesta.formats import warc
from gesta.formats._limits import FREE_OF_RATIO, MOST_RATIO
from gesta.formats.format import Format, Input, Placed

SUFFIX = ".wacz"
ARCHIVE = "archive/"
"""The folder of a package that its WARC files lie in."""

MOST_MEMBERS = 100_000
"""Files in a package: large crawls have some hundred; each costs memory before anything is read."""

_AGAIN = "copy or fetch the package anew"
_BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)
"""What a zip archive raises when it is damaged, encrypted or packed in a way that Python does not know."""


def read(given: Input) -> Iterator[Placed | FormatError]:
    """One report a page answered with 200, WARC after WARC in order of name; else as in a WARC.

    Nothing is unpacked to disk. Raises FormatError for what is no package, could do harm, or holds no page.
    """
    if not given.bytes.seekable():
        raise FormatError("a package cannot be read from a pipe", path=given.path, remedy="save it, and give the file")
    none = True
    with package(given.path, given.bytes) as (archive, members):
        for name in sorted(name for name in members if name.startswith(ARCHIVE)):
            path = f"{given.path}/{name}"
            stream: Any = BufferedReader(_Member(path, archive.open(members[name])))
            for found in _pages(Input(path, stream, given.hints)):
                none = False
                yield found
    if none:
        remedy = "give a package whose archive/ folder holds WARC files with HTML responses"
        raise FormatError("no web page in this package", path=given.path, remedy=remedy)


@contextmanager
def package(path: str, stream: IO[bytes]) -> Iterator[tuple[ZipFile, dict[str, ZipInfo]]]:
    """An open package and its files by name. Raises FormatError for what is no zip archive or could do harm: names that
    lead out of it, a name twice, files that grow beyond measure, encrypted ones."""
    try:
        with ZipFile(stream) as archive:
            yield archive, _checked(path, archive.infolist())
    except _BROKEN as error:
        raise FormatError(f"the package cannot be read ({error})", path=path, remedy=_AGAIN) from None


@contextmanager
def opened_at(file: str, name: str, offset: int) -> Iterator[IO[bytes]]:
    """The WARC of this name in a package, from `offset` on. Raises FormatError; OSError when there is no such file."""
    with open(file, "rb") as stream, package(file, stream) as (archive, members):
        if name not in members:
            raise FormatError(f"the package holds no {name}", path=file, remedy=_AGAIN)
        member = members[name]
        if member.compress_type == ZIP_STORED:
            stream.seek(_begins(stream, member) + offset)
            yield stream
        else:
            with archive.open(member) as packed:
                packed.seek(offset)
                yield packed


def divided(path: str) -> tuple[str, str | None]:
    """The file and the name of the WARC in it: "news.wacz/archive/a.warc.gz"; no name for what is no package."""
    head, mark, tail = path.partition(f"{SUFFIX}/{ARCHIVE}")
    return (head + SUFFIX, ARCHIVE + tail) if mark else (path, None)


def _pages(given: Input) -> Iterator[Placed | FormatError]:
    """The pages of one WARC; what ends it is an error among them, so that the next is read."""
    try:
        yield from warc.pages(given)
    except FormatError as error:
        yield error


def _checked(path: str, found: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(found) > MOST_MEMBERS:
        raise FormatError(f"a package of more than {MOST_MEMBERS:,} files", path=path, remedy="no archive has so many")
    members: dict[str, ZipInfo] = {}
    for member in found:
        if fault := _fault(member, members):
            raise FormatError(f"{member.filename!r} {fault}", path=path, remedy="look into it; no archive needs that")
        if not member.is_dir():
            members[member.filename] = member
    return members


def _fault(member: ZipInfo, before: dict[str, ZipInfo]) -> str | None:
    """What is wrong with a file of a package, in words."""
    name = member.filename
    if name.startswith("/") or "\\" in member.orig_filename or ":" in name.split("/")[0] or ".." in name.split("/"):
        return "points outside the package"
    if name in before:
        return "is in the package twice"
    if member.flag_bits & 1:
        return "is encrypted"
    if member.file_size > max(FREE_OF_RATIO, MOST_RATIO * member.compress_size):
        return f"grows more than {MOST_RATIO} times when unpacked"
    return None


def _begins(stream: IO[bytes], member: ZipInfo) -> int:
    """Where the bytes of a file that is not compressed begin: behind its header, its name and what else stands there.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7
    """
    stream.seek(member.header_offset + 26)
    name, extra = stream.read(2), stream.read(2)
    return member.header_offset + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")


class _Member(RawIOBase):
    """A file of a package; damage is a FormatError with the file's place."""

    def __init__(self, path: str, stream: IO[bytes]) -> None:
        super().__init__()
        self._path, self._stream = path, stream

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fills the buffer with the next bytes. Raises FormatError."""
        try:
            chunk = cast(BufferedReader, self._stream).read1(len(buffer))
        except _BROKEN as error:
            raise FormatError(f"damaged ({error}); nothing more was read", path=self._path, remedy=_AGAIN) from None
        buffer[: len(chunk)] = chunk
        return len(chunk)


def sniff(head: str) -> bool:  # noqa: ARG001 - what every format is asked
    """False: a package is known by its suffix, which WACZ demands; any other zip archive begins as it does."""
    return False


FORMAT = Format(
    name="wacz",
    suffixes=(SUFFIX,),
    description="a packed web archive: the main text of each news page in it",
    read=read,
    sniff=sniff,
    unpacks=True,
)
