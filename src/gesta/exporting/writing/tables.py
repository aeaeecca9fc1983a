"""Tables as text: CSV, and the tab-separated files of event data, row by row and safe to open in a spreadsheet.

A cell of text that begins with one of = + - @, a tab or a line end is run as a formula by spreadsheets (CSV injection,
CWE-1236; OWASP "CSV Injection"). Such a cell gets an apostrophe in front, which spreadsheets take for "this is text".
Numbers are never touched: a cell is a number when it is given as one, so that -0.197 stays -0.197.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from gesta.exporting.redacting.blocks import is_blank

Cell = str | int | float | bool | None

APOSTROPHE = "'"
# Signs that begin a formula, their wide forms as typed in East Asia, and white space that some programs strip first.
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
LINE_END = "\n"
_SPACING = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")  # what CSV readers stop at, and what UTF-8 cannot hold


@dataclass(frozen=True, slots=True)
class Table:
    """A table's form: its columns in order, what separates cells, whether a header line comes first.

    `quoted` False is for shapes that know no quotes (GDELT, ICEWS): tabs and line ends in a cell become spaces there.
    """

    columns: Sequence[str]
    delimiter: str = ","
    header: bool = True
    quoted: bool = True

    def write(self, stream: IO[bytes], rows: Iterable[Sequence[Cell]]) -> int:
        """How many rows were written: UTF-8, one line each. Raises ValueError for a row that is too short or long."""
        put = self.writer(stream)
        count = 0
        for row in rows:
            put(row)
            count += 1
        return count

    def writer(self, stream: IO[bytes]) -> Callable[[Sequence[Cell]], None]:
        """A function that writes a row; the header is written at once. It raises ValueError as `write` does."""
        write_line = self._quoted(stream) if self.quoted else self._plain(stream)
        if self.header:
            write_line(self.columns)

        def put(row: Sequence[Cell]) -> None:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells for {len(self.columns)} columns: {row!r}")
            write_line([written(cell) for cell in row])

        return put

    def _quoted(self, stream: IO[bytes]) -> Callable[[Sequence[str]], None]:
        """Writes one row as CSV; quotes stand only where a cell needs them."""
        line = io.StringIO()
        writer = csv.writer(line, delimiter=self.delimiter, lineterminator=LINE_END)

        def put(cells: Sequence[str]) -> None:
            writer.writerow(cells)
            stream.write(line.getvalue().encode("utf-8"))
            line.seek(0)
            line.truncate()

        return put

    def _plain(self, stream: IO[bytes]) -> Callable[[Sequence[str]], None]:
        """Writes one row without quotes."""

        def put(cells: Sequence[str]) -> None:
            line = self.delimiter.join(_SPACING.sub(" ", cell).replace(self.delimiter, " ") for cell in cells)
            stream.write((line + LINE_END).encode("utf-8"))

        return put


def written(cell: Cell) -> str:
    """A cell as text: nothing for None, numbers as they are, text without what a spreadsheet would run."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return harmless(cell) if isinstance(cell, str) else repr(cell)


def harmless(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula.

    Text that is withheld as a whole is empty: a cell of blocks says nothing.
    """
    text = _UNWRITABLE.sub("\ufffd", text)
    if is_blank(text):
        return ""
    return APOSTROPHE + text if text[:1] in FORMULA_SIGNS else text


def joined(values: Iterable[str | None], separator: str = "; ") -> str:
    """Several values in one cell, each once, in order; what is empty or withheld as a whole is left out."""
    return separator.join(dict.fromkeys(value for value in values if value and not is_blank(value)))
