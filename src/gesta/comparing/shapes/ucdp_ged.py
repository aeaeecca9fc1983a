"""UCDP GED's and Candidate's files: CSV; the order of columns changed between releases, some have no header."""

from __future__ import annotations

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
from gesta.ontologies.codes.columns import UCDP_GED
from gesta.ontologies.crosswalk import load

GOVERNMENT, CIVILIANS = "Government of ", "Civilians"


def record(row: Row, where: str) -> Outside:
    """The event of a row. Raises ValueError for a cell that cannot be read."""
    kind = code(row["type_of_violence"])
    found = load("ucdp").back(kind)
    low, best, high = (whole(row.get(name, "")) for name in ("low", "best", "high"))
    return Outside(
        dataset="ucdp-ged",
        id=code(row["id"]),
        row=where,
        code=kind,
        type=found[0] if found else None,
        mode=found[1] if found else None,
        first=day(row["date_start"]),
        last=day(row["date_end"]),
        place=place(_spot(row)),
        actors=tuple(a for side in ("side_a", "side_b") if (a := _actor(row.get(side, "")))),
        tolls={} if best is None else {"killed": Suffered(low, best, high)},
        notes=text(row.get("where_description", "")),
        credit=text(row.get("source_office", "") or row.get("source_article", "")),
    )


def _spot(row: Row) -> Spot:
    country = state_known_as("gw", code(row.get("country_id", ""))) or state_known_as(
        "ucdp_name", row.get("country", "")
    )
    precision = whole(row.get("where_prec", "")) or UNSAID
    latitude, longitude = number(row.get("latitude", ""), NORTH), number(row.get("longitude", ""), EAST)
    return Spot(
        row.get("where_coordinates", ""),
        country,
        (row.get("adm_1", ""), row.get("adm_2", "")),
        latitude,
        longitude,
        precision,
    )


def _actor(name: str) -> Actor | None:
    """The side; a government stands for the forces of its state."""
    if name.startswith(GOVERNMENT):
        return actor(name, state_known_as("ucdp_name", name.removeprefix(GOVERNMENT)), "MIL")
    return actor(name, None, "CVL" if name == CIVILIANS else None)


SHAPE = Shape(
    name="ucdp-ged",
    title="UCDP GED",
    telling=(frozenset({"id", "type_of_violence", "date_start", "date_end", "where_prec"}),),
    without_header=(UCDP_GED,),
    record=record,
    renamed={"best_est": "best", "low_est": "low", "high_est": "high"},  # until release 5.0
)
