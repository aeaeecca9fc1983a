"""ACLED's files: CSV with a header, one event a row; old ones write dates as 16-February-2023 and have more columns."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from gesta.comparing.shape import UNSAID, Row, Shape, Spot, actor, day, number, place, text, whole
from gesta.nouns.outside import Outside, Suffered
from gesta.ontologies.codes.tables import sectors, state_by
from gesta.ontologies.crosswalk import load

WEEK = 7
OLD_DATE = "%d %B %Y"
# geo_precision to UCDP's scale: a town; a part of a region; a region, for which ACLED gives the point of its capital.
PRECISIONS: Mapping[str, int] = {"1": 1, "2": 2, "3": 4}
INTERS: Mapping[str, str] = {"1": "MIL", "2": "REB", "7": "CVL"}  # kinds that stand for one sector of ours
_BRACKETS = re.compile(r"\s*\((?:\d{4}-(?:\d{4})?)\)")


def record(row: Row, where: str) -> Outside:
    """The event of a row. Raises ValueError for a cell that cannot be read."""
    code = row["sub_event_type"]
    found = load("acled").back(code)
    first, last = _days(row)
    killed = whole(row.get("fatalities", ""))
    return Outside(
        dataset="acled",
        id=row["event_id_cnty"],
        row=where,
        code=code,
        type=found[0] if found else None,
        mode=found[1] if found else None,
        first=first,
        last=last,
        place=place(_spot(row)),
        actors=tuple(a for n in ("1", "2") if (a := actor(_plain(row.get(f"actor{n}", "")), None, _sector(row, n)))),
        tolls={} if killed is None else {"killed": Suffered(killed, killed, killed)},
        notes=text(row.get("notes", "")),
        credit=text(row.get("source", "")),
    )


def _days(row: Row) -> tuple[date | None, date | None]:
    """The days on which it may have happened: time_precision 2 is the week around the date, 3 its month."""
    said = row["event_date"]
    known = _old(said) if re.search("[A-Za-z]", said) else day(said)
    match row.get("time_precision", "1"):
        case "2" if known is not None:
            return known - timedelta(WEEK - 1), known + timedelta(WEEK - 1)
        case "3" if known is not None:
            return known.replace(day=1), known.replace(day=monthrange(known.year, known.month)[1])
    return known, known


def _old(said: str) -> date:
    """A day written 16-February-2023 or 16 February 2023. Raises ValueError for another form."""
    return datetime.strptime(said.strip().replace("-", " "), OLD_DATE).date()


def _spot(row: Row) -> Spot:
    country = state_by("acled_name", row.get("country", ""))
    admin = tuple(row.get(f"admin{level}", "") for level in (1, 2, 3))
    precision = PRECISIONS.get(row.get("geo_precision", ""), UNSAID)
    latitude, longitude = (number(row.get(name, "")) for name in ("latitude", "longitude"))
    return Spot(row.get("location", ""), country, admin, latitude, longitude, precision)


def _plain(name: str) -> str:
    """The name without the years in brackets that ACLED puts behind it."""
    return _BRACKETS.sub("", name)


def _sector(row: Row, side: str) -> str | None:
    found = INTERS.get(row.get(f"inter{side}", ""))
    return found if found in sectors() else None


SHAPE = Shape(
    name="acled",
    title="ACLED",
    telling=frozenset({"event_id_cnty", "event_date", "sub_event_type"}),
    without_header=(),
    record=record,
)
