"""Outside records from a table that the user holds: which shape it has is known by its columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from gesta.comparing.shape import Shape
from gesta.errors import FormatError
from gesta.nouns.outside import Outside
from gesta.registry import named_objects

DELIMITERS = "\t,;"
MOST_CELL = 1_000_000  # characters: GED lists the reports of an event in one cell, the standard limit is too low
MEND = "mend the row, or give the file as it was downloaded"
ICONV = "write it anew as UTF-8: iconv -f {} -t UTF-8 FILE > NEW"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Excel calls Unicode text
WORKBOOK = b"PK\x03\x04"  # an .xlsx is a zip archive
SAVE = "save its sheet as CSV UTF-8, and give that"
SEPARATOR = "sep="  # a first line for Excel that names what stands between the cells
HASHTAG = "#"  # the second row of tables of the Humanitarian Data Exchange


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape that can be read, by name and sorted."""
    return named_objects("gesta.comparing.shapes", "SHAPE", Shape)


def read(path: Path, shape: str | None = None) -> Iterator[Outside | FormatError]:
    """The records of a file as it lies there, in order; a row that cannot be read is an error, and the next goes on.

    Raises FormatError as `read_stream` does, and when the file cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, str(path), shape)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=str(path)) from error


def read_stream(stream: BinaryIO, name: str, shape: str | None = None) -> Iterator[Outside | FormatError]:
    """The records of an open table, which messages and records call by `name`; `shape` None is known by its columns.

    Raises FormatError when it is not UTF-8, or has the columns of no known shape (or not those of `shape`).
    """
    csv.field_size_limit(MOST_CELL)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield from _records(text, name, shape)
    except UnicodeDecodeError as error:
        raise _not_utf_8(error, name) from error
    finally:
        text.detach()


def recognised(beginning: bytes) -> str | None:
    """The name of the shape whose table begins with these bytes; None when it is of no known shape.

    A table in UTF-16 is known too: whoever reads it tells what to do.
    """
    encoding = "utf-16" if beginning.startswith(UTF_16) else "utf-8-sig"
    lines = beginning.decode(encoding, "replace").splitlines()
    line = next((one for one in lines if not _is_separator(one)), "")
    if not line.strip():
        return None
    found = _fitting(_cells(line), shapes().values())
    return found[0].name if found else None


def _not_utf_8(error: UnicodeDecodeError, name: str) -> FormatError:
    """What to tell of a file that is no UTF-8: it is a workbook, UTF-16, or of an older encoding."""
    if error.object.startswith(WORKBOOK):
        return FormatError("a workbook or an archive, no table of text", path=name, remedy=SAVE)
    encoding = "UTF-16" if error.object.startswith(UTF_16) else "WINDOWS-1252"
    return FormatError(f"not UTF-8 at byte {error.start} of a part", path=name, remedy=ICONV.format(encoding))


def _records(text: Iterable[str], name: str, wanted: str | None) -> Iterator[Outside | FormatError]:
    lines = iter(text)
    head, before = _head(lines)
    if not head.strip():
        raise FormatError("the file is empty", path=name, remedy="give a table of events")
    shape, columns, headed = _known(_cells(head), name, wanted)
    for line, cells in _rows(lines if headed else chain([head], lines), _delimiter(head)):
        at = (name, line + before + int(headed))
        if isinstance(cells, csv.Error):
            yield FormatError(f"broken row: {cells}", path=name, line=at[1], remedy=MEND)
        elif any(cells) and not _are_hashtags(cells):
            yield _record(shape, columns, cells, at)


def _head(lines: Iterator[str]) -> tuple[str, int]:
    """The first line of the table, and how many stand before it."""
    head = next(lines, "")
    return (next(lines, ""), 1) if _is_separator(head) else (head, 0)


def _is_separator(line: str) -> bool:
    return line.lower().lstrip('"').startswith(SEPARATOR)


def _are_hashtags(cells: Iterable[str]) -> bool:
    """True for a row of HXL hashtags, which tells of the columns and not of an event."""
    return all(cell.startswith(HASHTAG) for cell in cells if cell)


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The cells of each row, with the number of its last line; what is no row is an error."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            cells: list[str] | csv.Error = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            cells = error
        yield rows.line_num, cells


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _cells(line: str) -> list[str]:
    """The cells of a first line; none of one that is no row."""
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []


def _known(first: list[str], name: str, wanted: str | None) -> tuple[Shape, Sequence[str], bool]:
    """The shape of the file, its columns and whether it has a header. Raises FormatError when no shape has them."""
    asked = [shapes()[wanted]] if wanted else list(shapes().values())
    found = _fitting(first, asked)
    if found is not None:
        return found
    titles = ", ".join(shape.title for shape in asked)
    raise FormatError(
        "these are not the columns of " + (titles if wanted else "a data set that Gesta knows"),
        path=name,
        line=1,
        remedy=f"give a table of {'it' if wanted else 'one of these'}, with its own columns: {_columns(first, asked)}",
    )


def _columns(first: list[str], asked: Iterable[Shape]) -> str:
    """The columns that tell each shape, and which of them a table lacks that has some."""
    return "; ".join(f"{shape.title} ({_telling(first, shape)})" for shape in asked)


def _telling(first: list[str], shape: Shape) -> str:
    missing = shape.lacking(first)
    told = f"{', '.join(sorted(shape.telling[0]))} …"
    return told if len(missing) == len(shape.telling[0]) else f"{told} – here lacks {', '.join(sorted(missing))}"


def _fitting(first: list[str], asked: Iterable[Shape]) -> tuple[Shape, Sequence[str], bool] | None:
    """The first of the shapes that has these columns, by their names, else by their number where none are named."""
    known = list(asked)
    for shape in known:
        if not shape.lacking(first):
            return shape, shape.columns(first), True
    for shape in known:
        for columns in shape.without_header:
            if len(columns) == len(first) and first[0].isdigit():
                return shape, columns, False
    return None


def _record(shape: Shape, columns: Sequence[str], cells: list[str], at: tuple[str, int]) -> Outside | FormatError:
    name, line = at
    if len(cells) != len(columns):
        problem = f"the row has {len(cells)} cells for {len(columns)} columns"
        return FormatError(problem, path=name, line=line, remedy=MEND)
    if any("\0" in cell for cell in cells):
        return FormatError("a cell holds a NUL, which is no character", path=name, line=line, remedy=MEND)
    try:
        return shape.checked(dict(zip(columns, cells, strict=True)), f"{name}:{line}")
    except (ValueError, KeyError, OverflowError) as error:
        return FormatError(f"a cell cannot be read: {error}", path=name, line=line, remedy=MEND)
