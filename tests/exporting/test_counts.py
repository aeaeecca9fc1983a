"""What is counted: dyads of actors, series in time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import networkx
import pytest
from lxml import etree  # type: ignore[import-untyped]

from gesta.exporting import exporter_named
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Resolved, When
from tests.exporting import golden, invented
from tests.exporting.invented import Shelf

KURBO = next(incident for incident in invented.incidents() if incident.id == "inc-kurbo")


def dated(incident: Incident, first: str, last: str) -> Incident:
    when = When(datetime.fromisoformat(first), datetime.fromisoformat(last), "day", "stated")
    return replace(incident, when=Resolved(when, 1.0, "", ()))


def series(*incidents: Incident) -> tuple[list[dict[str, str]], Any]:
    stream = io.BytesIO()
    written = exporter_named("series").write(Shelf((), incidents), stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8")))), written


@pytest.mark.parametrize(
    ("first", "last", "units"),
    [
        ("2021-06-29", "2021-06-29", ["day", "week", "month"]),
        ("2021-06-28", "2021-06-30", ["week", "month"]),
        ("2021-06-27", "2021-06-28", ["month"]),
        ("2021-06-30", "2021-07-01", []),
    ],
)
def test_an_incident_counts_where_it_surely_is(first: str, last: str, units: list[str]) -> None:
    rows, written = series(dated(KURBO, first, last))
    assert [row["unit"] for row in rows] == units
    assert written.left_out == ({} if units else {"its time is not known to the month": 1})


def test_a_week_begins_on_monday() -> None:
    rows, _ = series(dated(KURBO, "2021-07-04", "2021-07-04"))
    assert [row["start"] for row in rows] == ["2021-07-04", "2021-06-28", "2021-07-01"]


def test_killed_are_summed_where_said_and_empty_where_nobody_says() -> None:
    silent = replace(KURBO, id="silent", tolls={})
    rows, _ = series(KURBO, silent)
    assert (rows[0]["incidents"], rows[0]["with_killed"], rows[0]["killed_best"]) == ("2", "1", "13")
    rows, _ = series(silent)
    assert rows[0]["killed_best"] == ""


def test_a_sum_of_best_figures_is_empty_where_the_rule_gives_an_incident_none() -> None:
    said = KURBO.tolls["killed"]
    ranged = replace(KURBO, id="ranged", tolls={"killed": replace(said, low=3, best=None, high=9)})
    rows, _ = series(KURBO, ranged)
    known = series(KURBO)[0][0]
    assert rows[0]["killed_best"] == ""
    assert int(rows[0]["killed_low"]) == int(known["killed_low"]) + 3
    assert int(rows[0]["killed_high"]) == int(known["killed_high"]) + 9


def test_counts_do_not_depend_on_the_order() -> None:
    assert series(*invented.incidents()) == series(*reversed(invented.incidents()))


# ---------------------------------------------------------------------------------------------------------- network


def test_a_dyad_has_direction_month_and_quad() -> None:
    [row] = csv.DictReader(io.StringIO(golden.files("network")["network/dyads.csv"].decode("utf-8")))
    assert (row["period"], row["actor"], row["target"]) == ("2021-06", "person-hassan-birni", "NER:CRM")
    assert (row["material_conflict"], row["verbal_conflict"]) == ("1", "0")


def test_the_graph_is_read_by_networkx() -> None:
    graph = networkx.parse_graphml(
        golden.files("network")["network/network.graphml"].decode("utf-8"), force_multigraph=True
    )
    assert dict(graph.nodes(data="name")) == {"NER:CRM": "NER:CRM", "person-hassan-birni": "Hassan Birni"}
    [(actor, target, told)] = graph.edges(data=True)
    assert (actor, target, told["period"], told["material_conflict"]) == (
        "person-hassan-birni",
        "NER:CRM",
        "2021-06",
        1,
    )


def test_who_cannot_be_told_apart_is_left_out_and_counted() -> None:
    stream = io.BytesIO()
    written = exporter_named("network").write(invented.records(), stream)
    assert sum(written.left_out.values()) + 1 == len(invented.incidents())
    assert written.left_out["its time is not known to the month"] == 1


def test_the_graph_is_well_formed() -> None:
    tree = etree.fromstring(golden.files("network")["network/network.graphml"])
    assert tree.tag == "{http://graphml.graphdrawing.org/xmlns}graphml"


def test_json_of_nothing_is_still_json() -> None:
    for name in ("geojson", "csl", "label-studio"):
        stream = io.BytesIO()
        exporter_named(name).write(Shelf((), ()), stream)
        json.loads(stream.getvalue())
