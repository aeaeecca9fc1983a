"""A comparison as rows, one a match and one for each event that only one side has: for tables and JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gesta.comparing.comparison import Comparison, Match
from gesta.comparing.likeness import VERSION, apart_km
from gesta.comparing.sides import Side

Row = Mapping[str, Any]

MATCHED, ONLY_OURS, ONLY_THEIRS = "matched", "only ours", "only theirs"
ASIDE_OURS, ASIDE_THEIRS = "set aside, ours", "set aside, theirs"
SIDE_COLUMNS = (
    *("id", "told", "date_from", "date_to", "type", "mode", "code", "place", "admin1", "country", "precision"),
    *("latitude", "longitude", "actors", "killed_low", "killed_best", "killed_high", "row"),
)
COLUMNS = (
    *("what", "ours_id", "theirs_id", "score", "decided_by", "reasons", "differs_in", "days_apart", "km_apart"),
    *(f"{side}_{name}" for name in SIDE_COLUMNS[1:] for side in ("ours", "theirs")),
)


def rows(found: Comparison) -> Iterator[Row]:
    """The rows, each with all COLUMNS: the matched, what one side lacks, what was set aside and why."""
    for one in found.matched:
        yield matched_row(one)
    for what, ours in ((ONLY_OURS, found.only_ours), (ASIDE_OURS, found.aside_ours)):
        for side in ours:
            yield _row(what, side, None, reasons=[side.aside] if side.aside else [])
    for what, theirs in ((ONLY_THEIRS, found.only_theirs), (ASIDE_THEIRS, found.aside_theirs)):
        for side in theirs:
            yield _row(what, None, side, reasons=[side.aside] if side.aside else [])


def matched_row(one: Match) -> Row:
    """The row of a match."""
    ours, theirs = one.ours, one.theirs
    apart = apart_km(ours.place, theirs.place)
    return _row(
        MATCHED,
        ours,
        theirs,
        score=one.likeness.score,
        decided_by=one.certain or VERSION,
        reasons=list(one.reasons),
        differs_in=[difference.field for difference in one.differences],
        days_apart=ours.days.apart(theirs.days) if ours.days and theirs.days else None,
        km_apart=None if apart is None else round(apart, 1),
    )


def _row(what: str, ours: Side | None, theirs: Side | None, **more: Any) -> Row:
    said = {"what": what, **more, **_cells("ours", ours), **_cells("theirs", theirs)}
    return {name: said.get(name) for name in COLUMNS}


def _cells(prefix: str, side: Side | None) -> dict[str, Any]:
    if side is None:
        return {}
    place, killed = side.place, side.killed
    known = {
        "id": side.key,
        "told": side.told,
        "date_from": str(side.days.first) if side.days else None,
        "date_to": str(side.days.last) if side.days else None,
        **{name: getattr(side, name) for name in ("type", "mode", "code", "row")},
        "place": place.name if place else None,
        "admin1": place.admin[0] if place and place.admin else None,
        **{name: getattr(place, name, None) for name in ("country", "precision", "latitude", "longitude")},
        "actors": list(dict.fromkeys(one.name for one in side.actors)),
        **{f"killed_{bound}": getattr(killed, bound, None) for bound in ("low", "best", "high")},
    }
    return {f"{prefix}_{name}": value for name, value in known.items()}
