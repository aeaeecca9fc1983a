"""GDELT's event files: tabs between, no header; 61 columns since version 2.0, 58 before, 57 of days before April 2013.

Tables of BigQuery come with a header.
"""

from __future__ import annotations

from collections.abc import Mapping

from gesta.comparing.shape import (
    EAST,
    NORTH,
    UNSAID,
    Row,
    Shape,
    Spot,
    actor,
    day,
    number,
    place,
    state_known_as,
    text,
)
from gesta.nouns.outside import Outside
from gesta.ontologies.codes.columns import GDELT_EVENTS, GDELT_EVENTS_1, GDELT_EVENTS_OLDEST
from gesta.ontologies.codes.tables import sectors
from gesta.ontologies.crosswalk import load

# ActionGeo_Type to UCDP's scale: city, division, country; other types say nothing.
PRECISIONS: Mapping[str, int] = {"1": 6, "2": 4, "3": 1, "4": 1, "5": 4}


def record(row: Row, where: str) -> Outside:
    """The event of a row. Raises ValueError for a cell that cannot be read."""
    code = _code(row)
    found = load("cameo").back(code)
    when = day(row["SQLDATE"])
    return Outside(
        dataset="gdelt",
        id=row["GLOBALEVENTID"],
        row=where,
        code=code,
        type=found[0] if found else None,
        mode=found[1] if found else None,
        first=when,
        last=when,
        place=place(_spot(row)),
        actors=tuple(a for n in ("1", "2") if (a := actor(row[f"Actor{n}Name"], _country(row, n), _sector(row, n)))),
        credit=text(row.get("SOURCEURL", "")),
    )


def _code(row: Row) -> str:
    """The event code; a root of one digit tells that a program took the codes for numbers and lost the zero."""
    code, root = row["EventCode"].strip(), row.get("EventRootCode", "").strip()
    return f"0{code}" if len(root) == 1 and code.startswith(root) else code


def _spot(row: Row) -> Spot:
    name, *above = (part.strip() for part in row["ActionGeo_FullName"].split(","))
    country = state_known_as("fips", row["ActionGeo_CountryCode"])
    latitude, longitude = number(row["ActionGeo_Lat"], NORTH), number(row["ActionGeo_Long"], EAST)
    precision = PRECISIONS.get(row["ActionGeo_Type"], UNSAID)
    return Spot(name, country, tuple(above[:-1]), latitude, longitude, precision)


def _country(row: Row, side: str) -> str | None:
    return state_known_as("cameo", row[f"Actor{side}CountryCode"])


def _sector(row: Row, side: str) -> str | None:
    code = row[f"Actor{side}Type1Code"]
    return next((one.sector for one in sectors().values() if one.cameo and one.cameo == code), None)


SHAPE = Shape(
    name="gdelt",
    title="GDELT events",
    telling=(frozenset({"GLOBALEVENTID", "SQLDATE", "EventCode"}),),
    without_header=(GDELT_EVENTS, GDELT_EVENTS_1, GDELT_EVENTS_OLDEST),
    record=record,
)
