"""Every row tells which version made it, where its shape has room; where it has none, the file beside does."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars
import pytest
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook

from gesta.exporting import Choices, export, exporters
from gesta.exporting.shaping.accounts import made_by, version, with_version
from gesta.exporting.shaping.native import tables
from gesta.exporting.xlsx import SHEETS
from tests.exporting import invented
from tests.exporting.staged import incident

EXPORTS = Path(__file__).parents[2] / "docs" / "exports.md"
MADE = "gesta-0.1.0"
# Shapes whose columns are others' and full, and shapes that hold nothing that Gesta worked out, or no place for it.
EXACT = frozenset({"acled", "cameo", "corpus", "gdelt-events", "gdelt-mentions", "icews", "ucdp-ged"})
BARE = frozenset({"bibtex", "brat", "csl"})

Rows = Iterator[str | None]


def output(name: str) -> bytes:
    stream = io.BytesIO()
    export(name, invented.records(), stream, Choices())
    return stream.getvalue()


def member(content: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def column(content: bytes, delimiter: str = ",", name: str = "version") -> Rows:
    yield from (row[name] for row in csv.DictReader(io.StringIO(content.decode()), delimiter=delimiter))


def lines(*path: str) -> Callable[[bytes], Rows]:
    """What stands at a path of keys in each JSON line."""

    def read(content: bytes) -> Rows:
        for line in content.splitlines():
            found: Any = json.loads(line)
            if "gone" in found:  # a tombstone
                continue
            for key in path:
                found = found[key]
            yield found if found.startswith("gesta") else f"gesta-{found}"

    return read


def of_tables(content: bytes) -> Rows:
    for table in tables():
        if table.of != "tombstone":
            yield from column(member(content, f"{table.name}.csv"))


def of_parquet(content: bytes) -> Rows:
    for table in tables():
        if table.of != "tombstone":
            yield from polars.read_parquet(io.BytesIO(member(content, f"{table.name}.parquet")))["version"]


def of_workbook(content: bytes) -> Rows:
    book = load_workbook(io.BytesIO(content))
    for name in SHEETS:
        head, *rows = book[name].values
        yield from (str(row[head.index("version")]) for row in rows)


def of_places(content: bytes) -> Rows:
    page = etree.fromstring(content)
    for mark in page.iter("{*}Placemark"):
        yield next(iter(mark.xpath(".//*[local-name()='Data'][@name='version']/*/text()")), None)


def of_network(content: bytes) -> Rows:
    yield from column(member(content, "dyads.csv"))
    edges = etree.fromstring(member(content, "network.graphml")).iter("{*}edge")
    yield from (edge.xpath("string(*[@key='version'])") for edge in edges)


def of_events(content: bytes) -> Rows:
    yield from (event["comments"].partition("; ")[2] for event in json.loads(member(content, "events.json")))


def of_tagged(content: bytes) -> Rows:
    tag, *rows = column(content)
    assert tag == "#meta+version"
    yield from rows


READ: Mapping[str, Callable[[bytes], Iterable[str | None]]] = {
    "csv": of_tables,
    "ftm": lambda content: column(member(content, "statements.csv"), name="origin"),
    "geojson": lambda content: (one["properties"]["version"] for one in json.loads(content)["features"]),
    "hxl": of_tagged,
    "incidents-jsonl": lines("versions", "gesta"),
    "jsonl": lines("versions", "gesta"),
    "kml": of_places,
    "label-studio": lambda content: (one["predictions"][0]["model_version"] for one in json.loads(content)),
    "network": of_network,
    "ngec": lines("version"),
    "ngec-stories": lines("version"),
    "parquet": of_parquet,
    "plover": lines("cite_info", "version"),
    "polecat": lambda content: column(content, "\t", "Version"),
    "series": column,
    "timemap": of_events,
    "xlsx": of_workbook,
}


def test_each_shape_has_room_or_is_known_to_have_none() -> None:
    assert set(READ) | EXACT | BARE == set(exporters())
    assert not set(READ) & (EXACT | BARE)


@pytest.mark.parametrize("name", sorted(READ))
def test_every_row_tells_which_version_made_it(name: str) -> None:
    found = list(READ[name](output(name)))
    assert len(found) > 1
    assert set(found) == {MADE}


@pytest.mark.parametrize("name", sorted(exporters()))
def test_the_file_beside_tells_all_versions(name: str) -> None:
    told = json.loads(export(name, invented.records(), io.BytesIO()).sidecar)
    assert told["versions"] == invented.VERSIONS
    assert "Gesta 0.1.0" in told["citation"]


def test_reports_and_incidents_tell_what_else_made_them() -> None:
    wanted = "gazetteer by-hand; ontology plover-2.0; roster by-hand; weights sha256:by-hand"
    for name in ("reports", "incidents"):
        assert set(column(member(output("csv"), f"{name}.csv"), name="made_by")) == {wanted}
    assert {one["properties"]["made_by"] for one in json.loads(output("geojson"))["features"]} == {wanted}


@pytest.mark.parametrize("name", ["network", "series"])
def test_counts_of_several_versions_tell_them_all(name: str) -> None:
    one = incident(actors="army", targets="rebels")
    stream = io.BytesIO()
    export(name, invented.Shelf((), (replace(one, versions={"gesta": "0.2.0"}), one)), stream)
    assert set(READ[name](stream.getvalue())) == {"gesta-0.1.0; gesta-0.2.0"}


def test_versions_are_told_once_and_sorted() -> None:
    assert with_version(("gesta-0.2.0",), {"gesta": "0.1.0"}) == ("gesta-0.1.0", "gesta-0.2.0")
    assert with_version(("gesta-0.1.0",), {"gesta": "0.1.0"}) == ("gesta-0.1.0",)
    assert (version({"gesta": "1"}), made_by({"gesta": "1"})) == ("gesta-1", None)


def test_the_page_says_where_versions_stand() -> None:
    said = EXPORTS.read_text("utf-8").partition("## Which version made it")[2].partition("\n## ")[0]
    assert all(f"`{name}`" in said for name in exporters())
