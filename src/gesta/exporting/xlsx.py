"""A workbook for analysts: incidents, claims, tolls, reports with links, and the codebook."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.shaping.native import NativeTable, Row, rows_of, table
from gesta.exporting.writing.bundles import Bundle
from gesta.exporting.writing.tables import Cell, harmless
from gesta.ontologies import load

SHEETS = ("incidents", "claims", "tolls", "participants", "reports")
LINKED = "url"
MOST_ROWS = 1_048_575  # Excel's lines of a sheet, without the header; more go to a second sheet ("claims 2")
MOST_LINKS = 65_530  # Excel's links of a sheet; addresses beyond stay as text
MOST_CHARACTERS = 32_767  # Excel's characters of a cell
MADE = datetime(1980, 1, 1)  # the same records give the same bytes
CORE = "docProps/core.xml"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write(records: Records, stream: IO[bytes]) -> Written:
    """A sheet a table, filled row by row in one pass; a table that is longer than a sheet goes on in another."""
    book, counts = Workbook(write_only=True), Counter(dict.fromkeys(SHEETS, 0))
    native = [table(name) for name in SHEETS]
    pages = [_Pages(book, one) for one in native]
    for position, row in rows_of(records, native):
        pages[position].add(row)
        counts[SHEETS[position]] += 1
    _codebook(book)
    with TemporaryFile() as packed, TemporaryFile() as settled:
        book.save(packed)
        _settle(packed, settled)
        settled.seek(0)
        shutil.copyfileobj(settled, stream)
    return Written(counts.total(), tables=counts)


class _Pages:
    """The sheets of one table, each as long as a sheet may be."""

    def __init__(self, book: Workbook, native: NativeTable) -> None:
        self._book, self._name, self._columns = book, native.name, list(native.columns)
        self._link = self._columns.index(LINKED) if LINKED in native.columns else None
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        """A new sheet, after those of the tables before; "claims 2" stands at the end."""
        self._number, self._rows = self._number + 1, 0
        self._sheet: Any = self._book.create_sheet(f"{self._name} {self._number}" if self._number > 1 else self._name)
        self._sheet.freeze_panes = "A2"
        self._sheet.append(self._columns)

    def add(self, row: Row) -> None:
        """Takes a row."""
        if self._rows == MOST_ROWS:
            self._begin()
        linked = self._link if self._rows < MOST_LINKS else None
        self._sheet.append([_cell(self._sheet, value, number == linked) for number, value in enumerate(row)])
        self._rows += 1


def _cell(sheet: Any, value: Cell, linked: bool) -> Any:
    if not isinstance(value, str):
        return value
    text = harmless(_CONTROL.sub("\ufffd", value))[:MOST_CHARACTERS]
    if not linked or not text.startswith(("http://", "https://")):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.hyperlink = text
    return cell


def _codebook(book: Workbook) -> None:
    """What the columns and the codes mean."""
    sheet: Any = book.create_sheet("codebook")
    sheet.append(["code", "what it means", "example"])
    for row in _explained():
        sheet.append([harmless(cell) for cell in row])


def _explained() -> Iterator[tuple[str, str, str]]:
    for name in SHEETS:
        yield f"sheet {name}", table(name).title, ", ".join(table(name).columns)
    for kind in load("plover").types.values():
        yield kind.code, kind.definition, kind.example
        yield from ((f"{kind.code}.{mode.code}", mode.definition, mode.example) for mode in kind.modes.values())


def _settle(packed: IO[bytes], stream: IO[bytes]) -> None:
    """The workbook once more, without the time of day at which it was written."""
    with ZipFile(packed) as archive, Bundle(stream, seekable=True) as bundle:
        for name in _ordered(archive.namelist()):
            with archive.open(name) as member, bundle.open(name) as out:
                if name == CORE:
                    out.write(_STAMP.sub(rb"\g<1>" + MADE.isoformat().encode() + b"Z", member.read()))
                else:
                    while block := member.read(1 << 16):
                        out.write(block)


def _ordered(names: Iterable[str]) -> list[str]:
    """The members with [Content_Types].xml first, where readers of streams look for it."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


EXPORTER = Exporter(
    name="xlsx",
    title="A workbook: incidents, claims, tolls, reports, codebook",
    row="incident",
    reads="both",
    suffix=".xlsx",
    loss=(
        "Events as single reports tell them: see csv.",
        "Characters beyond 32,767 of a cell; a table of more than 1,048,575 rows goes on in a second sheet.",
    ),
    write=write,
    quotes=True,
)
