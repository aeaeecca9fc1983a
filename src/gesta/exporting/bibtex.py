"""The reports as BibTeX entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import IO

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.nouns.report import Report

# Characters that mean something to TeX, as TeX writes them. Braces are left out of titles: an odd one ends the entry.
ESCAPES: Mapping[str, str] = MappingProxyType(
    {"\\": r"\textbackslash ", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"}
    | {"~": r"\textasciitilde ", "^": r"\textasciicircum ", "{": "(", "}": ")"}
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
KEY_DIGITS = 12  # of the report's key: short enough to type, and no two reports of one bibliography meet
_SPECIAL = re.compile("|".join(map(re.escape, ESCAPES)))
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_UNSAFE = re.compile(r"[\s{}\\\x00-\x1f\x7f]")


def write(records: Records, stream: IO[bytes]) -> Written:
    """One @misc entry a report."""
    rows = 0
    for coded in records.reports():
        stream.write(("\n" if rows else "").encode() + _entry(coded.report).encode("utf-8", "replace"))
        rows += 1
    return Written(rows)


def _entry(report: Report) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(report))
    return f"@misc{{gesta-{report.key[:KEY_DIGITS]},\n{fields}}}\n"


def _fields(report: Report) -> Iterator[tuple[str, str]]:
    """The fields that are known; a month is one of BibTeX's own words and stands without braces."""
    if report.title:
        yield "title", f"{{{{{escaped(report.title)}}}}}"
    if report.publisher:
        yield "howpublished", f"{{{escaped(report.publisher)}}}"
    if report.published:
        yield "year", f"{{{report.published.year:04d}}}"
        yield "month", MONTHS[report.published.month - 1]
        yield "day", f"{{{report.published.day}}}"
    if report.url:
        yield "url", f"{{{_address(report.url)}}}"
    yield "note", f"{{{escaped(report.digest)}}}"


def _address(url: str) -> str:
    """The address with what would end the entry written as %XX, as browsers do."""
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", url)


def escaped(text: str) -> str:
    """The text as TeX sets it, on one line."""
    return _SPECIAL.sub(lambda match: ESCAPES[match[0]], _SPACES.sub(" ", text)).strip()


EXPORTER = Exporter(
    name="bibtex",
    title="The reports as BibTeX references",
    row="report",
    reads="reports",
    suffix=".bib",
    loss=("Everything but the particulars of the reports.", "Authors: reports come without.", "Braces in titles."),
    write=write,
)
