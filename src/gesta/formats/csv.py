"""CSV: one report a row, columns known by their names; comma, semicolon, tab or bar between them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from gesta.errors import FormatError
from gesta.formats._building import build
from gesta.formats._columns import found_in, names_text, text_names
from gesta.formats._decoding import Line, lines
from gesta.formats._limits import MOST_LINE
from gesta.formats.format import Format, Input, Placed

DELIMITERS = ",;\t|"


def read(given: Input) -> Iterator[Placed | FormatError]:
    """The reports of the file in order. A row without text or with a bad date is an error and the next goes on.

    Broken quoting is an error that ends the file: where the next row begins is then a guess. Raises FormatError when
    no column is known to hold text.
    """
    csv.field_size_limit(MOST_LINE)
    texts = _Texts(lines(given))
    head = next(texts, "")
    delimiter = _delimiter(head)
    if delimiter is None:
        raise _no_text_column(given.path, head)
    rows = csv.reader(chain([head], texts), delimiter=delimiter, strict=True, skipinitialspace=True)
    yield from _reports(given, rows, texts)


@dataclass(slots=True)
class _Texts(Iterator[str]):
    """The lines of the file with their endings, and the number of the one read last.

    Raises the error of a line that cannot be decoded: rows may span lines, so no later one is safe.
    """

    lines: Iterator[Line]
    number: int = 0

    def __next__(self) -> str:
        line = next(self.lines)
        self.number = line.number
        if line.error:
            raise line.error
        return line.text + "\n"


def _delimiter(head: str) -> str | None:
    """The delimiter that makes one of the columns a text column."""
    return next((mark for mark in DELIMITERS if names_text(_cells(head, mark))), None)


def _cells(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([head], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def _no_text_column(path: str, head: str) -> FormatError:
    if not head:
        return FormatError("the file is empty", path=path, remedy="give a header line and one report a row")
    return FormatError("no column holds the text", path=path, line=1, remedy=f"name one of them: {text_names()}")


def _reports(given: Input, rows: Iterator[list[str]], texts: _Texts) -> Iterator[Placed | FormatError]:
    begins, empty = 1, True
    try:
        names = next(rows)
        begins = texts.number + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                empty = False
                yield _report(given, names, row, begins)
            begins = texts.number + 1
        if empty:
            yield FormatError("no rows below the header", path=given.path, line=begins, remedy="give one report a row")
    except csv.Error as error:
        yield _broken(given.path, begins, error)
    except FormatError as error:
        yield error


def _report(given: Input, names: list[str], row: list[str], begins: int) -> Placed | FormatError:
    try:
        return Placed(build(found_in(_named(given.path, names, row, begins), given.path, begins), given.hints), begins)
    except FormatError as error:
        return error


def _named(path: str, names: list[str], row: list[str], begins: int) -> dict[str, object]:
    """The cells by name. Raises FormatError when their number differs: a shifted row would put words where none are."""
    full = row[: len(names)] + [cell for cell in row[len(names) :] if cell.strip()]
    if len(full) != len(names):
        raise FormatError(
            f"the row has {len(full)} fields, the header {len(names)}",
            path=path,
            line=begins,
            remedy="quote fields that hold the delimiter",
        )
    return dict(zip(names, full, strict=True))


def _broken(path: str, begins: int, error: csv.Error) -> FormatError:
    return FormatError(
        f"broken CSV: {error}; the rows from here on were not read",
        path=path,
        line=begins,
        remedy='close each quoted field, and write a quotation mark within one as ""',
    )


def sniff(head: str) -> bool:
    """True when the first line names a text column and at least one other."""
    first = head.split("\n", 1)[0]
    delimiter = _delimiter(first)
    return delimiter is not None and len(_cells(first, delimiter)) > 1


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv"),
    description="one report a row; the header names the columns (text, date, title, publisher, url, id, language)",
    read=read,
    sniff=sniff,
)
