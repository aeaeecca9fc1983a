"""The way in: paths, folders, patterns and standard input become reports, each through its format."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from glob import glob, has_magic
from io import BufferedReader, BytesIO, RawIOBase
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, cast

from gesta.errors import FormatError
from gesta.formats._decoding import HEAD, head
from gesta.formats._unpacking import plain_name, unpacked
from gesta.formats.format import Format, Hints, Input, Placed
from gesta.nouns.provenance import Provenance
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
    standard input; files may be compressed (.gz, .zst). `format_name` is a name of `known_formats`; without it the
    suffix decides, else the content. A report whose id, or whose content, came before is an error that names both
    places.
    """
    found = read_with_provenance(paths, format_name=format_name, hints=hints, stdin=stdin)
    return (item for item, _ in found)


def read_with_provenance(
    paths: Iterable[str | PathLike[str]],
    *,
    format_name: str | None = None,
    hints: Hints | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[tuple[Report | FormatError, Provenance]]:
    """What `read_reports` gives, each with where it came from: file and line, and what the format knows besides."""
    if format_name is not None and format_name not in known_formats():
        remedy = "use one of: " + ", ".join(known_formats())
        yield FormatError(f"no such format: {format_name!r}", path="input", remedy=remedy), Provenance("input")
        return
    seen: dict[str, str] = {}
    for path in paths:
        for found in _files(fspath(path)):
            if isinstance(found, FormatError):
                yield found, Provenance(found.path)
                continue
            for item in _read(found, format_name, hints or Hints(), stdin):
                yield _told(item, _name(found), seen)


def files_of(path: str | PathLike[str]) -> Iterator[str | FormatError]:
    """The files that a path stands for: itself, those of a folder, those that fit a pattern, or "-"."""
    return _files(fspath(path))


def passed_over(paths: Iterable[str | PathLike[str]]) -> Counter[str]:
    """How many files of the folders among the paths are not read, by their suffix: those of kinds that no format
    knows. Hidden ones are not counted."""
    folders = (Path(path) for path in paths if fspath(path) != STANDARD_INPUT and Path(path).is_dir())
    return Counter(file.suffix.lower() for folder in folders for file in _seen(folder) if not _is_read(file))


def read_body(path: str, content: bytes, format_name: str | None, hints: Hints) -> Iterator[Placed | FormatError]:
    """What `content`, had from elsewhere under the name `path`, holds; errors come among the reports."""
    given = Input(path, _buffered(BytesIO(content)), hints)
    try:
        yield from _read_stream(given, "", format_name)
    except FormatError as error:
        yield error


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
    found = [file for file in _seen(Path(path)) if _is_read(file)]
    if not found:
        yield FormatError(
            "the folder holds no reports", path=path, remedy=f"files looked for end with: {' '.join(_suffixes())}"
        )
    yield from map(str, found)


def _seen(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders, in alphabetical order, without hidden ones."""
    for file in sorted(folder.rglob("*")):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts) and file.is_file():
            yield file


def _is_read(file: Path) -> bool:
    return not file.suffix or plain_name(file.name).endswith(_suffixes())


def _suffixes() -> tuple[str, ...]:
    return tuple(sorted({suffix for form in known_formats().values() for suffix in form.suffixes}))


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
                yield from _read_stream(given, Path(path).name, format_name)
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


def _read_stream(given: Input, name: str, format_name: str | None) -> Iterator[Placed | FormatError]:
    named = [known_formats()[format_name]] if format_name else _by_suffix(plain_name(name))
    if not any(form.unpacks for form in named):
        given = unpacked(given)
    yield from _chosen(given, named).read(given)


def _by_suffix(name: str) -> list[Format]:
    return [form for form in known_formats().values() if name.endswith(form.suffixes)]


def _chosen(given: Input, named: list[Format]) -> Format:
    """The one format named, or the first that knows the head of the input; plain text when none does.

    Raises FormatError when the suffix is shared by several formats and the content is of none of them.
    """
    if len(named) == 1:
        return named[0]
    first = head(given)
    fitting = (form for form in named or known_formats().values() if form.sniff(first))
    chosen = next(fitting, None if named else known_formats()["text"])
    if chosen is None:
        names = " nor ".join(form.name for form in named)
        raise FormatError(f"this is neither {names}", path=given.path, remedy="name its format: see --input-format")
    return chosen


def _name(path: str) -> str:
    return "stdin" if path == STANDARD_INPUT else path


def _told(item: Placed | FormatError, name: str, seen: dict[str, str]) -> tuple[Report | FormatError, Provenance]:
    """The report, or the error in its stead, with where it came from."""
    if isinstance(item, FormatError):
        return item, Provenance(item.path if item.line is None else f"{item.path}:{item.line}")
    place = name if item.line is None else f"{name}:{item.line}"
    told = item.provenance or Provenance()
    provenance = replace(told, path=told.path or place)
    return _first_of_its_id(item.report, provenance.path or name, seen), provenance


def _first_of_its_id(report: Report, place: str, seen: dict[str, str]) -> Report | FormatError:
    """The report, unless its id was seen before."""
    first = seen.setdefault(report.id, place)
    if first is place:
        return report
    by_content = report.id.startswith("sha256:")
    return FormatError(
        f"the same report as at {first}" if by_content else f"the id {report.id!r} was used at {first}",
        path=place,
        remedy="leave out one of the two" if by_content else "give each report an id of its own",
        report=report.id,
    )
