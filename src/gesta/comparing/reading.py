"""Outside records from a file that the user holds: which shape it has is known by its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from gesta.comparing.shape import Shape
from gesta.errors import FormatError
from gesta.nouns.outside import Outside
from gesta.registry import named_objects

DELIMITERS = "\t,;"
MOST_CELL = 1_000_000  # characters: GED lists the reports of an event in one cell, the standard limit is too low


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape that can be read, by name and sorted."""
    return named_objects("gesta.comparing.shapes", "SHAPE", Shape)


def read(path: Path) -> Iterator[Outside | FormatError]:
    """The records of the file in order; a row that cannot be read is an error, and the next goes on.

    Raises FormatError when the file cannot be opened, is not UTF-8, or has the columns of no known shape.
    """
    csv.field_size_limit(MOST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _records(stream, path)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8", path=str(path), remedy="write the file anew as UTF-8") from error


def _records(stream: TextIO, path: Path) -> Iterator[Outside | FormatError]:
    delimiter, first = _head(stream, path)
    shape, columns = _known(first, path)
    headed = list(columns) == first
    rows = csv.reader(stream, delimiter=delimiter)
    if headed:
        next(rows, None)
    for cells in rows:
        if any(cells):
            yield _record(shape, columns, cells, (path, rows.line_num))


def _head(stream: TextIO, path: Path) -> tuple[str, list[str]]:
    """What separates the cells, and the cells of the first line; the stream stands at its beginning again."""
    line = stream.readline()
    stream.seek(0)
    if not line.strip():
        raise FormatError("the file is empty", path=str(path), remedy="give a table of events")
    delimiter = max(DELIMITERS, key=line.count)
    return delimiter, next(csv.reader([line], delimiter=delimiter))


def _known(first: list[str], path: Path) -> tuple[Shape, Sequence[str]]:
    """The shape of the file and its columns. Raises FormatError when no shape has them."""
    for shape in shapes().values():
        if shape.telling <= set(first):
            return shape, first
    for shape in shapes().values():
        for columns in shape.without_header:
            if len(columns) == len(first) and first[0].isdigit():
                return shape, columns
    titles = ", ".join(shape.title for shape in shapes().values())
    raise FormatError(
        "these are the columns of no data set that Gesta knows",
        path=str(path),
        line=1,
        remedy=f"give a table of one of these, with its own column names: {titles}",
    )


def _record(shape: Shape, columns: Sequence[str], cells: list[str], at: tuple[Path, int]) -> Outside | FormatError:
    path, line = at
    if len(cells) != len(columns):
        return FormatError(f"the row has {len(cells)} cells for {len(columns)} columns", path=str(path), line=line)
    try:
        return shape.record(dict(zip(columns, cells, strict=True)), f"{path.name}:{line}")
    except (ValueError, KeyError) as error:
        remedy = "mend the row, or give the file as it was downloaded"
        return FormatError(f"a cell cannot be read: {error}", path=str(path), line=line, remedy=remedy)
