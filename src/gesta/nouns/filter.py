"""A filter: which incidents or reports are wanted, in the words of the one who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gesta.nouns.event import Status


@dataclass(frozen=True, slots=True)
class Box:
    """A box of degrees (WGS 84), borders included. A west greater than the east crosses the 180th meridian.

    Raises ValueError for a latitude or longitude that is none, and for a south north of the north.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= 180 and -180 <= self.east <= 180):
            raise ValueError(f"longitudes run from -180 to 180, got {self.west} and {self.east}")
        if not -90 <= self.south <= self.north <= 90:
            raise ValueError(f"latitudes run from -90 (south) to 90 (north), got {self.south} and {self.north}")


@dataclass(frozen=True, slots=True)
class Filter:
    """What all of its fields ask for at once; a field left empty asks for nothing, several words of one field mean any.

    `since` and `until` (both included) want incidents whose time overlaps them, and reports published within them;
    what is undated is then left out. `types` are "ASSAULT" or, with a mode, "ASSAULT.aerial". `actors` are ids, names
    (in any case; "*" stands for any letters) or codes ("MLI", "REB"), of anybody in any role. `countries` are ISO
    3166 alpha-3 codes of where it happened. `place` is the id or name of a place or of a division that holds it.
    `box` wants a point within; places without a point have none. `reviewed` wants those that a person has (not)
    reviewed. `statuses` are those of events. `origins` wants at least so many independent reports, `killed` at
    least so many dead by the best figure, or by the highest where none is best. `publishers` want a report of any
    of them. `changed_since` wants what was stored or changed at or after that moment. `text` wants words that occur
    together in a report, phrases in double quotes. `with_deletions` asks exports for tombstones as well.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str | None = None
    box: Box | None = None
    reviewed: bool | None = None
    grades: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    origins: int | None = None
    killed: int | None = None
    publishers: tuple[str, ...] = ()
    changed_since: datetime | None = None
    text: str | None = None
    with_deletions: bool = False
    limit: int | None = None


EVERYTHING = Filter()
