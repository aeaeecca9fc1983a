"""Exports: coded reports and incidents in the shapes that others' tools read. One module per shape.

`exporters` lists the shapes, `export` writes one: the records are redacted and cut to the wanted amount of text first,
so that no shape can forget to do so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePath
from typing import IO

from gesta.errors import ExportError
from gesta.exporting.exporter import BUNDLE, Beside, Exporter, Records, WriteFiles, Written
from gesta.exporting.redacting.outside import SafeBeside
from gesta.exporting.redacting.records import EMBARGO, Redacted, redacted
from gesta.exporting.redacting.text import worded
from gesta.exporting.writing.bundles import Bundle, TarBundle, filling
from gesta.exporting.writing.compression import compressed, without_compression
from gesta.exporting.writing.sidecar import Choices, beside, sidecar
from gesta.registry import named_objects
from gesta.replacing import is_regular, replacing

__all__ = ["Beside", "Choices", "Exporter", "Records", "Summary", "Written", "export", "exporter_named", "exporters"]

TAR = ".tar"
ARCHIVES = (BUNDLE, TAR)


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


def export(
    name: str,
    records: Records,
    target: Path | IO[bytes],
    choices: Choices = Choices(),  # noqa: B008
    others: Iterable[Beside] | None = None,
) -> Summary:
    """Writes the records in the shape of this name to a file, folder or binary stream; returns what it came to.

    A path that ends in .gz or .zst is compressed. A shape of several files becomes an archive when the path ends in
    .zip, .tar, .tar.gz or .tar.zst, else a folder. A file appears whole or not at all, and beside it one that tells
    what is in it (.meta.json). `others` are records of other data sets, to be given beside the incidents.
    Raises ExportError for an unknown shape, for one that has no place for `others`, and for a profile that cannot be
    applied; OSError when a file cannot be written.
    """
    exporter = exporter_named(name)
    with ExitStack() as open_things:
        withheld: Mapping[str, int] = {}
        if choices.redact is not None:
            safe = open_things.enter_context(redacted(records, choices.redact, choices.accessed))
            records, withheld = safe, safe.withheld
        rows = _safe(others, records, choices) if others is not None else None
        shape = exporter if rows is None else with_others(exporter, rows)
        given = open_things.enter_context(worded(records, choices.text, quotes=exporter.quotes))
        written = _write(shape, given, target)
        if rows is not None and rows.withheld:
            withheld = {**withheld, f"outside records: {EMBARGO}": rows.withheld}
    text = sidecar(exporter, choices, written, withheld, records.versions)
    if isinstance(target, Path) and is_regular(target):
        beside(target).write_text(text, encoding="utf-8")
    return Summary(written.rows, written.left_out, withheld, text)


def with_others(exporter: Exporter, others: Iterable[Beside]) -> Exporter:
    """The shape, writing these records behind the incidents. Raises ExportError for one that has no place for them."""
    write = exporter.beside
    if write is None:
        able = ", ".join(name for name, each in exporters().items() if each.beside is not None)
        raise ExportError(f"{exporter.name} has no place for records of other data sets: use {able}")
    return replace(exporter, write=lambda records, stream: write(records, others, stream))


def _safe(others: Iterable[Beside], records: Records, choices: Choices) -> SafeBeside:
    if not isinstance(records, Redacted):
        return SafeBeside(others, None, choices.text)
    return SafeBeside(others, records.profile, choices.text, records.embargo, records.book.leaves_out)


def _write(exporter: Exporter, records: Records, target: Path | IO[bytes]) -> Written:
    if not isinstance(target, Path):
        return exporter.write(records, target)
    if exporter.files is not None:
        return _write_files(exporter.name, exporter.files, records, target)
    if PurePath(without_compression(target.name)).suffix in ARCHIVES:
        raise ExportError(
            f"{target}: {exporter.name} is one file, no archive: give a name that ends in {exporter.suffix}"
        )
    with replacing(target) as stream, compressed(stream, target.name) as packed:
        return exporter.write(records, packed)


def _write_files(name: str, files: WriteFiles, records: Records, target: Path) -> Written:
    """The files of the shape in an archive or a folder, as the target's name says; others in the folder stay.

    Raises ExportError when the folder is a file, and for a name that promises one compressed file.
    """
    ends = PurePath(without_compression(target.name)).suffix
    packed = ends != target.suffix
    if ends == TAR:
        with replacing(target) as stream, compressed(stream, target.name) as packer, TarBundle(packer) as archive:
            return files(records, archive)
    if ends == BUNDLE and not packed:
        with replacing(target) as stream, Bundle(stream) as bundle:
            return files(records, bundle)
    if packed or (target.exists() and not target.is_dir()):
        wanted = f"give a folder, or a name that ends in {BUNDLE}, {TAR}, {TAR}.gz or {TAR}.zst"
        raise ExportError(f"{target}: {name} is several files: {wanted}")
    with filling(target) as folder:
        return files(records, folder)
