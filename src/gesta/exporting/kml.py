"""Incidents as KML 2.2 for Google Earth and QGIS: one placemark each, with its time span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from gesta.exporting.exporter import Beside, Exporter, Records, Written
from gesta.exporting.shaping import beside
from gesta.exporting.shaping.summary import account, point, properties
from gesta.exporting.writing.xml import writable
from gesta.nouns.incident import Incident

NAMESPACE = "http://www.opengis.net/kml/2.2"
DATE = re.compile(r"\d{4}-\d\d-\d\d")


class _Page:
    """Writes elements one after the other."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._out = XMLGenerator(stream, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def within(self, tag: str, /, **attributes: str) -> Iterator[None]:
        """An element that holds others."""
        self._out.startElement(tag, AttributesImpl(_safe(attributes)))
        yield
        self._out.endElement(tag)

    def element(self, name: str, text: str) -> None:
        """An element that holds text."""
        with self.within(name):
            self._out.characters(writable(text))

    def line(self) -> None:
        """A line end, so that the file can be read by eye."""
        self._out.ignorableWhitespace("\n")


def write(records: Records, stream: IO[bytes]) -> Written:
    """One placemark an incident."""
    return write_beside(records, (), stream)


def write_beside(records: Records, others: Iterable[Beside], stream: IO[bytes]) -> Written:
    """One placemark an incident and, after them, one a record of another data set."""
    page, rows = _Page(stream), 0
    with page.within("kml", xmlns=NAMESPACE), page.within("Document"):
        page.element("name", "Incidents")
        for mark in chain(map(_of_incident, records.incidents()), map(_of_other, others)):
            page.line()
            _placemark(page, mark)
            rows += 1
        page.line()
    page.line()
    return Written(rows)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A placemark; one without an id has none in the file."""

    id: str | None
    name: str
    description: str
    known: Mapping[str, Any]
    point: tuple[float, float] | None


def _of_incident(incident: Incident) -> _Mark:
    known, told = properties(incident), account(incident)
    return _Mark(f"incident-{incident.id}", incident.headline, told, known, point(incident))


def _of_other(row: Beside) -> _Mark:
    record = row.record
    name = f"{beside.headline(record)} ({record.dataset})"
    return _Mark(None, name, record.notes or "", beside.properties(row), beside.point(record))


def _placemark(page: _Page, mark: _Mark) -> None:
    with page.within("Placemark", **({"id": mark.id} if mark.id else {})):
        page.element("name", mark.name)
        page.element("description", mark.description)
        _span(page, mark.known["date_from"], mark.known["date_to"])
        with page.within("ExtendedData"):
            for name, value in mark.known.items():
                if value not in (None, []):
                    with page.within("Data", name=name):
                        page.element("value", _told(value))
        if mark.point is not None:
            with page.within("Point"):
                page.element("coordinates", f"{mark.point[0]},{mark.point[1]}")


def _span(page: _Page, first: str | None, last: str | None) -> None:
    """The days, where they are known; KML knows days and full moments only."""
    if first or last:
        with page.within("TimeSpan"):
            for name, day in (("begin", first), ("end", last)):
                if day and (match := DATE.match(day)):
                    page.element(name, match[0])


def _told(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _safe(attributes: dict[str, str]) -> dict[str, str]:
    return {name: writable(value) for name, value in attributes.items()}


EXPORTER = Exporter(
    name="kml",
    title="Incidents as placemarks with time spans",
    row="incident",
    reads="incidents",
    suffix=".kml",
    loss=(
        "Claims, and which words a value rests on.",
        "The radius of a place stands in the data, it is not drawn.",
        "Hours and minutes: time spans are days.",
    ),
    write=write,
    beside=write_beside,
)
