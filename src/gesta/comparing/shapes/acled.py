"""ACLED's files: CSV with a header, one event a row.

Old ones have other columns, in capitals before 2018, write dates as 16-February-2023, and until 2019 knew event types
only. acled_types.csv says what these are read as, and the event types of today where the sub-event types are left out.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from gesta.comparing.shape import (
    EAST,
    NORTH,
    UNSAID,
    Row,
    Shape,
    Spot,
    actor,
    code,
    day,
    number,
    place,
    state_known_as,
    text,
    whole,
)
from gesta.nouns.outside import Outside, Suffered
from gesta.nouns.referent import Actor
from gesta.ontologies.crosswalk import load

WEEK = 7
# geo_precision to UCDP's scale: a town; a part of a region; a region, for which ACLED gives the point of its capital.
PRECISIONS: Mapping[str, int] = {"1": 1, "2": 2, "3": 4}
# Kinds of actors that stand for one sector of ours, as numbers and, in files of today, as words.
INTERS: Mapping[str, str] = {
    "1": "MIL",
    "2": "REB",
    "7": "CVL",
    "State forces": "MIL",
    "Rebel group": "REB",
    "Rebel groups": "REB",
    "Civilians": "CVL",
}
FORCES: Mapping[str, str] = {"Military": "MIL", "Police": "COP"}
_BRACKETS = re.compile(r"\s*\((?:\d{4}-(?:\d{4})?)\)")
_FORCES = re.compile(r"(Military|Police) Forces of ([^(]+)")
_UNIDENTIFIED = re.compile(r"Unidentified (?:Armed Group|Military Forces)")


def record(row: Row, where: str) -> Outside:
    """The event of a row. Raises ValueError for a cell that cannot be read."""
    kind = row.get("sub_event_type", "").strip() or row.get("event_type", "").strip()
    found = load("acled").back(kind) or _broad_types().get(kind.lower())
    first, last = _days(row)
    killed = whole(row.get("fatalities", ""))
    return Outside(
        dataset="acled",
        id=row["event_id_cnty"],
        row=where,
        code=kind,
        type=found[0] if found else None,
        mode=found[1] if found else None,
        first=first,
        last=last,
        place=place(_spot(row)),
        actors=tuple(one for side in ("1", "2") if (one := _actor(row, side))),
        tolls={} if killed is None else {"killed": Suffered(killed, killed, killed)},
        notes=text(row.get("notes", "")),
        credit=text(row.get("source", "")),
    )


@cache
def _broad_types() -> Mapping[str, tuple[str, str | None]]:
    """Our type and mode of each event type, by its name in small letters; those without one are left out."""
    text = (files(__package__) / "acled_types.csv").read_text(encoding="utf-8")
    read_as = {row["event_type"].lower(): row["read_as"].partition(".") for row in csv.DictReader(text.splitlines())}
    return {name: (kind, mode or None) for name, (kind, _, mode) in read_as.items() if kind}


def _days(row: Row) -> tuple[date | None, date | None]:
    """The days on which it may have happened: time_precision 2 is the week around the date, 3 its month."""
    known = day(row["event_date"])
    match code(row.get("time_precision", "1")):
        case "2" if known is not None:
            return known - timedelta(WEEK - 1), known + timedelta(WEEK - 1)
        case "3" if known is not None:
            return known.replace(day=1), known.replace(day=monthrange(known.year, known.month)[1])
    return known, known


def _spot(row: Row) -> Spot:
    country = state_known_as("acled_name", row.get("country", ""))
    admin = tuple(row.get(f"admin{level}", "") for level in (1, 2, 3))
    precision = PRECISIONS.get(code(row.get("geo_precision", "")), UNSAID)
    latitude, longitude = number(row.get("latitude", ""), NORTH), number(row.get("longitude", ""), EAST)
    return Spot(row.get("location", ""), country, admin, latitude, longitude, precision)


def _actor(row: Row, side: str) -> Actor | None:
    """Somebody on one side, without the years in brackets that ACLED puts behind names; forces with their state."""
    written = row.get(f"actor{side}", "")
    name, forces = _BRACKETS.sub("", written), _FORCES.match(written)
    if forces:
        return actor(name, state_known_as("acled_name", forces[2].strip()), FORCES[forces[1]])
    sector = "UAF" if _UNIDENTIFIED.match(name) else INTERS.get(code(row.get(f"inter{side}", "")))
    return actor(name, None, sector)


SHAPE = Shape(
    name="acled",
    title="ACLED",
    telling=tuple(frozenset({"event_id_cnty", "event_date", kind}) for kind in ("sub_event_type", "event_type")),
    without_header=(),
    record=record,
)
