"""The way in: paths, folders, patterns and standard input become reports, each through its format."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from glob import glob, has_magic
from io import BufferedReader, RawIOBase
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, cast

from gesta.errors import FormatError
from gesta.formats._decoding import HEAD, head
from gesta.formats.format import Format, Hints, Input, Placed
from gesta.nouns.report import Report
from gesta.registry import named_objects

STANDARD_INPUT = "-"


def read_reports(
    paths: Iterable[str | PathLike[str]],
    *,
    format_name: str | None = None,
    hints: Hints | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | FormatError]:
    """The reports of all `paths` in order; what cannot be read comes as a FormatError among them, never raised.

    A path is a file, a folder (searched through, in alphabetical order), a pattern such as ``news/*.txt``, or "-" for
    standard input. `format_name` is a name of `known_formats`; without it the suffix decides, else the content.
    A report whose id, or whose content, came before is an error that names both places.
    """
    if format_name is not None and format_name not in known_formats():
        remedy = "use one of: " + ", ".join(known_formats())
        yield FormatError(f"no such format: {format_name!r}", path="input", remedy=remedy)
        return
    seen: dict[str, str] = {}
    for path in paths:
        for found in _files(fspath(path)):
            if isinstance(found, FormatError):
                yield found
                continue
            for item in _read(found, format_name, hints or Hints(), stdin):
                yield item if isinstance(item, FormatError) else _first_of_its_id(item, found, seen)


@cache
def known_formats() -> dict[str, Format]:
    """The formats by name: one for each module of this package that ends with ``FORMAT``."""
    return named_objects("gesta.formats", "FORMAT", Format)


def _files(path: str) -> Iterator[str | FormatError]:
    """The files that `path` stands for."""
    if path == STANDARD_INPUT:
        yield path
    elif Path(path).is_dir():
        yield from _in_folder(path)
    elif has_magic(path) and not Path(path).exists():
        yield from _by_pattern(path)
    else:
        yield path


def _in_folder(path: str) -> Iterator[str | FormatError]:
    """The files of a folder with a known suffix or none, those of its folders included; hidden ones are left out."""
    suffixes = {"", *(suffix for form in known_formats().values() for suffix in form.suffixes)}
    folder = Path(path)
    found = [
        file
        for file in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.suffix.lower() in suffixes
        and file.is_file()
    ]
    if not found:
        known = " ".join(sorted(suffixes - {""}))
        yield FormatError("the folder holds no reports", path=path, remedy=f"files looked for end with: {known}")
    yield from map(str, found)


def _by_pattern(path: str) -> Iterator[str | FormatError]:
    found = sorted(glob(path, recursive=True))
    if not found:
        yield FormatError("no file fits this pattern", path=path, remedy="check the folder and the suffix")
    for file in found:
        yield from _in_folder(file) if Path(file).is_dir() else [file]


def _read(path: str, format_name: str | None, hints: Hints, stdin: BinaryIO | None) -> Iterator[Placed | FormatError]:
    """What one file or stream holds; every failure to open or read it becomes an error in the stream."""
    try:
        if path == STANDARD_INPUT:
            yield from _read_stream(Input("stdin", _buffered(stdin or sys.stdin.buffer), hints), "", format_name)
        else:
            with Path(path).open("rb", buffering=HEAD) as opened:
                given = Input(path, cast(BufferedReader, opened), hints)
                yield from _read_stream(given, Path(path).suffix.lower(), format_name)
    except FormatError as error:
        yield error
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        yield FormatError(reason, path=path, remedy="check the path and its permissions")
    except ValueError as error:
        yield FormatError(f"not a usable path: {error}", path=path.replace("\0", "\\0"), remedy="check the path")


def _buffered(stream: BinaryIO) -> BufferedReader:
    """`stream` with a look-ahead of `HEAD` bytes."""
    return _Unclosing(cast(RawIOBase, stream), HEAD)


class _Unclosing(BufferedReader):
    """A reader over a stream that belongs to somebody else: it leaves it open."""

    def close(self) -> None:
        """Does nothing."""


def _read_stream(given: Input, suffix: str, format_name: str | None) -> Iterator[Placed | FormatError]:
    chosen = known_formats()[format_name] if format_name else _by_suffix(suffix) or _by_content(given)
    yield from chosen.read(given)


def _by_suffix(suffix: str) -> Format | None:
    return next((form for form in known_formats().values() if suffix in form.suffixes), None)


def _by_content(given: Input) -> Format:
    """The first format that knows the head of the input; plain text when none does."""
    first = head(given)
    return next((form for form in known_formats().values() if form.sniff(first)), known_formats()["text"])


def _first_of_its_id(item: Placed, path: str, seen: dict[str, str]) -> Report | FormatError:
    """The report, unless its id was seen before."""
    name = "stdin" if path == STANDARD_INPUT else path
    place = name if item.line is None else f"{name}:{item.line}"
    first = seen.setdefault(item.report.id, place)
    if first is place:
        return item.report
    by_content = item.report.id.startswith("sha256:")
    return FormatError(
        f"the same report as at {first}" if by_content else f"the id {item.report.id!r} was used at {first}",
        path=name,
        line=item.line,
        remedy="leave out one of the two" if by_content else "give each report an id of its own",
        report=item.report.id,
    )
