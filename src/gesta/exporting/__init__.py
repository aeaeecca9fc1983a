"""Exports: coded reports and incidents in the shapes that others' tools read. One module per shape.

`exporters` lists the shapes, `export` writes one: the records are redacted and cut to the wanted amount of text first,
so that no shape can forget to do so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZipFile

from gesta.errors import ExportError
from gesta.exporting.exporter import BUNDLE, Exporter, Records, Written
from gesta.exporting.redacting.records import redacted
from gesta.exporting.redacting.text import Worded
from gesta.exporting.writing.compression import compressed, without_compression
from gesta.exporting.writing.sidecar import Choices, beside, sidecar
from gesta.registry import named_objects

__all__ = ["Choices", "Exporter", "Records", "Summary", "Written", "export", "exporter_named", "exporters"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an export came to: rows, what the shape left out, what redaction withheld (both by reason), and the text of
    the file beside it."""

    rows: int
    left_out: Mapping[str, int]
    withheld: Mapping[str, int]
    sidecar: str


@cache
def exporters() -> Mapping[str, Exporter]:
    """Every shape that Gesta writes, by name and sorted."""
    return named_objects("gesta.exporting", "EXPORTER", Exporter)


def exporter_named(name: str) -> Exporter:
    """The shape of this name. Raises ExportError, with close names, when there is none."""
    known = exporters()
    if name not in known:
        close = get_close_matches(name, known) or list(known)
        raise ExportError(f"{name!r} is no shape that Gesta writes; there is {', '.join(close)}")
    return known[name]


def export(name: str, records: Records, target: Path | IO[bytes], choices: Choices = Choices()) -> Summary:  # noqa: B008
    """Writes the records in the shape of this name to a file, folder or binary stream; returns what it came to.

    A path that ends in .gz or .zst is compressed. A shape of several files becomes an archive when the path ends in
    .zip, else a folder. A file appears whole or not at all, and beside it one that tells what is in it (.meta.json).
    Raises ExportError for an unknown shape or a profile that cannot be applied, OSError when a file cannot be written.
    """
    exporter = exporter_named(name)
    with ExitStack() as open_things:
        withheld: Mapping[str, int] = {}
        if choices.redact is not None:
            safe = open_things.enter_context(redacted(records, choices.redact, choices.accessed))
            records, withheld = safe, safe.withheld
        written = _write(exporter, Worded(records, choices.text), target)
    text = sidecar(exporter, choices, written, withheld, records.versions)
    if isinstance(target, Path) and _is_regular(target):
        beside(target).write_text(text, encoding="utf-8")
    return Summary(written.rows, written.left_out, withheld, text)


def _write(exporter: Exporter, records: Records, target: Path | IO[bytes]) -> Written:
    if not isinstance(target, Path):
        return exporter.write(records, target)
    if exporter.bundled and without_compression(target.name) == target.name and target.suffix != BUNDLE:
        return _write_folder(exporter, records, target)
    with _replacing(target) as stream, compressed(stream, target.name) as packed:
        return exporter.write(records, packed)


def _write_folder(exporter: Exporter, records: Records, folder: Path) -> Written:
    """The files of the shape in a folder; others that lie there stay. Raises ExportError when it is a file."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: {exporter.name} is several files: give a folder, or a name that ends in {BUNDLE}")
    with TemporaryFile() as packed:
        written = exporter.write(records, packed)
        folder.mkdir(parents=True, exist_ok=True)
        with ZipFile(packed) as archive:
            for name in archive.namelist():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as member, _replacing(folder / name) as stream:
                    shutil.copyfileobj(member, stream)
    return written


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream for a new file that takes the place of `path` when all went well and vanishes otherwise.

    A pipe or a device cannot be replaced and is written to directly.
    """
    if not _is_regular(path):
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _is_regular(path: Path) -> bool:
    return not path.exists() or path.is_file() or path.is_dir()
