"""Maps and timelines: GeoJSON, KML, HXL, timemap."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
from lxml import etree  # type: ignore[import-untyped]
from shapely.geometry import shape

from gesta.exporting import exporter_named
from gesta.exporting.hxl import TAGS
from tests.exporting import golden, invented
from tests.exporting.invented import Shelf

# RFC 7946, as far as we use it.
GEOJSON: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {"type": "array", "minItems": 2, "items": {"type": "number"}},
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}


def features() -> dict[str, Any]:
    found = json.loads(golden.exported("geojson"))
    jsonschema.validate(found, GEOJSON)
    return {feature["id"]: feature for feature in found["features"]}


def test_every_incident_is_a_feature_even_without_a_place() -> None:
    assert list(features()) == [incident.id for incident in invented.incidents()]
    assert features()["inc-dawn"]["geometry"] is None


def test_a_point_is_longitude_then_latitude() -> None:
    point = shape(features()["inc-accra"]["geometry"])
    assert (point.x, point.y) == (-0.1969, 5.556)
    assert features()["inc-accra"]["properties"]["radius_km"] == 8.0


def test_a_region_and_a_country_have_no_point() -> None:
    for name, precision in (("inc-arrest", 4), ("inc-talks", 6)):
        assert features()[name]["geometry"] is None
        assert features()[name]["properties"]["place_precision"] == precision
        assert features()[name]["properties"]["radius_km"] is None


def test_an_unknown_toll_is_null_and_none_hurt_is_nought() -> None:
    assert features()["inc-dawn"]["properties"]["killed_best"] is None
    assert features()["inc-accra"]["properties"]["injured_high"] == 0


# -------------------------------------------------------------------------------------------------------------- KML

KML = {"k": "http://www.opengis.net/kml/2.2"}


def marks() -> dict[str, Any]:
    tree = etree.fromstring(golden.exported("kml"))
    return {mark.get("id").removeprefix("incident-"): mark for mark in tree.findall(".//k:Placemark", KML)}


def test_every_incident_is_a_placemark_and_points_where_there_are() -> None:
    assert list(marks()) == [incident.id for incident in invented.incidents()]
    assert marks()["inc-dawn"].find("k:Point", KML) is None
    assert marks()["inc-accra"].findtext("k:Point/k:coordinates", None, KML) == "-0.1969,5.556"


def test_time_spans_are_days_and_absent_where_unknown() -> None:
    assert marks()["inc-talks"].findtext("k:TimeSpan/k:begin", None, KML) == "2021-09-01"
    assert marks()["inc-dawn"].find("k:TimeSpan", KML) is None


def test_characters_that_xml_has_not_do_not_break_the_file() -> None:
    odd = replace(invented.incidents()[0], headline="a\x00\x1b\ud800b <&> ]]>")
    stream = io.BytesIO()
    exporter_named("kml").write(Shelf((), (odd,)), stream)
    assert (
        etree.fromstring(stream.getvalue()).findtext(".//k:Placemark/k:name", None, KML)
        == "a\ufffd\ufffd\ufffdb <&> ]]>"
    )


# -------------------------------------------------------------------------------------------------------------- HXL


def test_the_second_row_holds_the_hashtags() -> None:
    lines = list(csv.reader(io.StringIO(golden.exported("hxl").decode("utf-8"), newline="")))
    assert lines[0] == list(TAGS)
    assert lines[1] == list(TAGS.values())
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in lines[1])
    assert len(lines) == 2 + len(invented.incidents())
    assert {"#date+occurred+start", "#event+type", "#geo+lat", "#affected+killed"} <= set(lines[1])


# ---------------------------------------------------------------------------------------------------------- timemap


def test_timemap_shows_undated_and_unlocated_events() -> None:
    files = golden.files("timemap")
    events = {event["id"]: event for event in json.loads(files["timemap/events.json"])}
    assert list(events) == [incident.id for incident in invented.incidents()]
    assert (events["inc-dawn"]["date"], events["inc-dawn"]["latitude"]) == ("", "")
    assert events["inc-kurbo"]["date"] == "06/29/2021"


def test_timemap_values_are_text_and_sources_are_there() -> None:
    files = golden.files("timemap")
    sources = json.loads(files["timemap/sources.json"])
    for event in json.loads(files["timemap/events.json"]):
        assert all(isinstance(value, str | list) for value in event.values())
        assert set(event["sources"]) <= set(sources)
    keys = "id title thumbnail paths type url description author date".split()
    assert all(list(publication) == keys for publication in sources.values())


def test_timemap_without_reports_is_an_empty_object() -> None:
    stream = io.BytesIO()
    exporter_named("timemap").write(Shelf((), ()), stream)
    assert stream.getvalue()
