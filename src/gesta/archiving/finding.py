"""Where an archived page lies: its WARC file is looked for, opened at its offset, and held against its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from gesta.errors import FormatError
from gesta.formats.wacz import divided, opened_at
from gesta.formats.warc import Answer, answer, record_at


@dataclass(frozen=True, slots=True)
class Place:
    """What a provenance's `archive` says: a WARC file, or a package and a WARC file in it, and an offset."""

    file: str
    member: str | None
    offset: int

    @classmethod
    def parse(cls, told: str) -> Place:
        """The place in "pages/a.warc.gz@1024" or "news.wacz/archive/a.warc.gz@1024". Raises FormatError."""
        path, _, offset = told.rpartition("@")
        if not path or not offset.isdecimal():
            raise FormatError("no place of an archived page", path=told, remedy="a place is FILE.warc.gz@OFFSET")
        return cls(*divided(path), int(offset))


@dataclass(frozen=True, slots=True)
class Folders:
    """Where WARC files are looked for when they do not lie where the provenance says: in order, by name."""

    folders: tuple[Path, ...] = ()

    def record(self, told: str, sha256: str | None) -> tuple[bytes, Answer]:
        """The record at a place, byte for byte, and the answer in it.

        Raises FormatError when the file is not found or damaged, or when the page there has another SHA-256.
        """
        place = Place.parse(told)
        file = self._file(place.file, told)
        try:
            with _opened(file, place) as stream:
                content = record_at(told, cast(BinaryIO, stream))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FormatError(reason, path=str(file), remedy="check the file and its permissions") from None
        found = answer(told, content)
        if sha256 is not None and found.sha256 != sha256:
            message = f"the page there has the SHA-256 {found.sha256}, the report names {sha256}"
            raise FormatError(
                message, path=told, remedy="the file was changed or replaced: find the one from back then"
            )
        return content, found

    def _file(self, name: str, told: str) -> Path:
        """The file, as it is named or of that name in one of the folders."""
        places = [Path(name), *(folder / part for folder in self.folders for part in (name, Path(name).name))]
        for path in places:
            if path.is_file():
                return path
        remedy = "say with --pages FOLDER where the WARC files lie"
        raise FormatError("the archived page's file is not found", path=told, remedy=remedy)


@contextmanager
def _opened(file: Path, place: Place) -> Iterator[IO[bytes]]:
    """The WARC, from the place's offset on."""
    if place.member is not None:
        with opened_at(str(file), place.member, place.offset) as stream:
            yield stream
        return
    with file.open("rb") as stream:
        stream.seek(place.offset)
        yield stream
