"""Every shape read back by what its community reads it with: as many records as were written, with their ids.

Beside these stand the tests of single shapes, which look at values. A shape without a reader here fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import duckdb
import jsonschema
import networkx
import openpyxl
import pandas
import polars
import pytest
from lxml import etree  # type: ignore[import-untyped]
from shapely.geometry import shape

from gesta.exporting import Choices, Summary, export, exporters
from gesta.exporting.shaping.native import tables
from tests.exporting import invented

REPORTS = [coded.report.key for coded in invented.reports()]
INCIDENTS = [incident.id for incident in invented.incidents()]

# Citation Style Language, csl-data.json, as far as we use it.
CSL: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["article-newspaper", "article", "webpage", "report"]},
            "issued": {
                "type": "object",
                "properties": {"date-parts": {"type": "array", "items": {"type": "array", "maxItems": 3}}},
            },
            **{name: {"type": "string"} for name in ("title", "container-title", "URL", "language", "note")},
        },
    },
}


def asked(question: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What DuckDB answers."""
    with duckdb.connect() as connection:
        return connection.execute(question, dict(given)).fetchall()


def table(name: str, path: Path) -> Sequence[str]:
    """A table of event data with pandas as its users read it, every cell text; DuckDB must read the same cells."""
    form = import_module(f"gesta.exporting.{name.replace('-', '_')}").TABLE
    frame = pandas.read_csv(
        path,
        sep=form.delimiter,
        header=0 if form.header else None,
        names=None if form.header else list(form.columns),
        dtype=str,
        keep_default_na=False,
        quoting=0 if form.quoted else 3,
    )
    given = {"path": str(path), "delim": form.delimiter, "header": form.header, "quote": '"' if form.quoted else ""}
    same = asked(
        "SELECT * FROM read_csv($path, delim = $delim, header = $header, quote = $quote, all_varchar = true, "
        "auto_detect = false, columns = $columns, nullstr = '--')",
        {**given, "columns": dict.fromkeys(form.columns, "VARCHAR")},
    )
    assert [tuple(row) for row in frame.itertuples(index=False)] == [tuple(cell or "" for cell in row) for row in same]
    return list(frame[form.columns[0]])


def lines(path: Path) -> list[dict[str, Any]]:
    """JSON lines with DuckDB, which reads them as columns; json must read as many."""
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    counted = asked("SELECT count(*) FROM read_json($path, format = 'newline_delimited')", {"path": str(path)})
    assert counted == [(len(found),)]
    return found


def bibtex(path: Path) -> Sequence[str]:
    found = bibtexparser.loads(path.read_text("utf-8")).entries
    assert {entry["ENTRYTYPE"] for entry in found} == {"misc"}
    return [entry["ID"] for entry in found]


def csl(path: Path) -> Sequence[str]:
    found = json.loads(path.read_text("utf-8"))
    jsonschema.validate(found, CSL)
    return [item["id"] for item in found]


def brat(path: Path) -> Sequence[str]:
    """Each text with its .ann file, whose T lines must hold the words of their offsets, as brat checks them."""
    for annotated in path.glob("*.ann"):
        text = annotated.with_suffix(".txt").read_text("utf-8")
        for line in annotated.read_text("utf-8").splitlines():
            if line.startswith("T"):
                _, place, words = line.split("\t")
                spans = [tuple(map(int, span.split())) for span in place.partition(" ")[2].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words
    return [file.stem for file in path.glob("*.txt")]


def native(path: Path, read: Callable[[Path], Any]) -> Sequence[str]:
    ends = "parquet" if (path / "incidents.parquet").exists() else "csv"
    frames = {one.name: read(path / f"{one.name}.{ends}") for one in tables()}
    assert all(list(frames[one.name].columns) == list(one.columns) for one in tables())
    assert list(frames["incidents"]["incident_id"]) == INCIDENTS
    assert list(frames["reports"]["report_key"]) == REPORTS
    return [name for name, frame in frames.items() for _ in range(len(frame))]


def ftm(path: Path) -> Sequence[str]:
    entities = lines(path / "entities.ftm.json")
    assert {entity["schema"] for entity in entities} >= {"Article", "Event"}
    statements = pandas.read_csv(path / "statements.csv", dtype=str, keep_default_na=False)
    assert set(statements["entity_id"]) == {entity["id"] for entity in entities}
    return list(statements["id"])


def geojson(path: Path) -> Sequence[str]:
    features = json.loads(path.read_text("utf-8"))["features"]
    points = [shape(feature["geometry"]) for feature in features if feature["geometry"]]
    assert points
    assert all(point.is_valid and -90 <= point.y <= 90 for point in points)
    return [feature["id"] for feature in features]


def hxl(path: Path) -> Sequence[str]:
    """The header, then the hashtags, which readers that do not know HXL skip."""
    frame = pandas.read_csv(path, skiprows=[1], dtype=str, keep_default_na=False)
    tags = pandas.read_csv(path, nrows=1, dtype=str).iloc[0]
    assert all(tag.startswith("#") for tag in tags)
    return list(frame["id"])


def kml(path: Path) -> Sequence[str]:
    tree = etree.parse(str(path))
    assert ElementTree.parse(path).getroot().tag == tree.getroot().tag
    return [mark.get("id").removeprefix("incident-") for mark in tree.iter("{*}Placemark")]


def label_studio(path: Path) -> Sequence[str]:
    tasks = json.loads(path.read_text("utf-8"))
    assert all({"data", "predictions"} <= set(task) for task in tasks)
    return [task["data"]["report"] for task in tasks]


def network(path: Path) -> Sequence[str]:
    graph = networkx.read_graphml(path / "network.graphml", force_multigraph=True)
    dyads = pandas.read_csv(path / "dyads.csv", dtype={"period": str})
    assert graph.number_of_edges() == len(dyads)
    assert set(dyads["actor"]) | set(dyads["target"]) == set(graph.nodes)
    return list(dyads["actor"])


def series(path: Path) -> Sequence[str]:
    frame = pandas.read_csv(path, parse_dates=["start"])
    assert str(frame["start"].dtype).startswith("datetime64")
    assert frame["incidents"].dtype == "int64"
    return list(frame["unit"])


def timemap(path: Path) -> Sequence[str]:
    events = json.loads((path / "events.json").read_text("utf-8"))
    known = json.loads((path / "sources.json").read_text("utf-8"))
    assert {key for event in events for key in event["sources"]} <= set(known)
    pandas.to_datetime([event["date"] for event in events if event["date"]], format="%m/%d/%Y")
    return [event["id"] for event in events]


def xlsx(path: Path) -> Sequence[str]:
    frames = pandas.read_excel(path, sheet_name=None, dtype=str)
    sheets = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert list(frames) == sheets
    assert list(frames["incidents"]["incident_id"]) == INCIDENTS
    return [name for name in sheets if name != "codebook" for _ in range(len(frames[name]))]


READERS: Mapping[str, Callable[[Path], Sequence[Any]]] = {
    **{name: partial(table, name) for name in ("acled", "cameo", "icews", "polecat", "ucdp-ged")},
    **{name: partial(table, name) for name in ("gdelt-events", "gdelt-mentions")},
    **dict.fromkeys(("corpus", "incidents-jsonl", "jsonl", "ngec", "ngec-stories", "plover"), lines),
    "bibtex": bibtex,
    "brat": brat,
    "csl": csl,
    "csv": lambda path: native(path, lambda file: pandas.read_csv(file, dtype=str, keep_default_na=False)),
    "ftm": ftm,
    "geojson": geojson,
    "hxl": hxl,
    "kml": kml,
    "label-studio": label_studio,
    "network": network,
    "parquet": lambda path: native(path, polars.read_parquet),
    "series": series,
    "timemap": timemap,
    "xlsx": xlsx,
}


def written(name: str, path: Path) -> Summary:
    return export(name, invented.records(), path, Choices(text="full"))


def test_every_shape_has_a_reader() -> None:
    assert set(READERS) == set(exporters())


@pytest.mark.parametrize("name", list(READERS))
def test_the_reader_of_its_community_reads_as_many_records_as_were_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{'' if exporters()[name].bundled else exporters()[name].suffix}"
    summary = written(name, path)
    assert summary.rows > 0
    assert len(READERS[name](path)) == summary.rows


@pytest.mark.parametrize("name", ["geojson", "hxl", "kml", "timemap"])
def test_maps_have_every_incident(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{'' if exporters()[name].bundled else exporters()[name].suffix}"
    written(name, path)
    assert list(READERS[name](path)) == INCIDENTS


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["acled", "ucdp-ged"])
def test_packed_tables_are_read_as_they_are(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.csv{suffix}"
    summary = written(name, path)
    found = asked("SELECT count(*) FROM read_csv($path, all_varchar = true)", {"path": str(path)})
    assert found == [(summary.rows,)]
