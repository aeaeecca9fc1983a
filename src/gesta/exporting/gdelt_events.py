"""GDELT 2.0's event table: 61 columns with tabs between and no header, one incident a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import number
from gesta.exporting.shaping.cameo import actor_code, base, goldstein, quad, root
from gesta.exporting.shaping.choosing import Scene, scene, table_writer
from gesta.exporting.shaping.days import compact, compact_time, fraction
from gesta.exporting.shaping.sides import name_of
from gesta.exporting.writing.tables import Cell, Table
from gesta.nouns.incident import Incident, Participant
from gesta.nouns.referent import Place
from gesta.ontologies.codes.columns import GDELT_EVENTS
from gesta.ontologies.codes.tables import state

COLUMNS = GDELT_EVENTS
GEO_CELLS = 8  # of each place
TABLE = Table(COLUMNS, delimiter="\t", header=False, quoted=False)

NOWHERE = ("",) * GEO_CELLS
US = "USA"
TOWN, REGION, COUNTRY = 2, 4, 6  # our precisions: up to which a name is a town's, a division's, a country's
# Geo_Type: 1 country, 2 state and 3 city of the US, 4 city and 5 division of the world.
CITY_TYPE, REGION_TYPE, COUNTRY_TYPE = {True: "3", False: "4"}, {True: "2", False: "5"}, "1"


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """The row of an incident. Raises LeftOut for what did not happen and what CAMEO has no code for."""
    yield row(scene(incident, "cameo"))


def row(known: Scene) -> tuple[Cell, ...]:
    """The 61 cells of an incident whose CAMEO code is known."""
    incident = known.incident
    actors = (side[0] if side else None for side in (known.sides.first, known.sides.second))
    return (
        event_number(incident),
        *_dates(known),
        *(cell for actor in actors for cell in _actor(actor)),
        *_what(known),
        *(
            str(len(incident.tellings)),
            str(len({card.publisher for card in incident.cards})),
            str(incident.reports),
            "",
        ),
        *(*NOWHERE, *NOWHERE, *geo(known.place)),
        *(added(incident), next((card.url for card in incident.cards if card.url), "")),
    )


def event_number(incident: Incident) -> str:
    """The GLOBALEVENTID: a whole number made of the incident's id; the table of mentions has the same."""
    return number(incident.id)


def added(incident: Incident) -> str:
    """DATEADDED: when the first report appeared, within minutes of which GDELT adds an event; the table of mentions
    has the same. Nothing when no report has a date."""
    return min((moment for card in incident.cards if (moment := compact_time(card.published))), default="")


def _dates(known: Scene) -> tuple[str, ...]:
    """SQLDATE, MonthYear, Year and FractionDate, each as far as the day, the month and the year are known."""
    if known.days is None:
        return "", "", "", ""
    day, first, last = known.day, compact(known.days.first), compact(known.days.last)
    month, year = (first[:length] if first[:length] == last[:length] else "" for length in (6, 4))
    return compact(day), month, year, fraction(day) if day is not None else ""


def _actor(participant: Participant | None) -> tuple[str, ...]:
    code = actor_code(participant)
    name = name_of(participant).upper() if participant is not None else ""
    return str(code), name, code.country, code.group, "", "", "", code.type, "", ""


def _what(known: Scene) -> tuple[Cell, ...]:
    code = known.code
    return "", code.code, base(code), root(code).code, quad(code), goldstein(code)


def geo(place: Place | None) -> tuple[Cell, ...]:
    """The eight cells of a place. Numbers of divisions and features are of GDELT's own gazetteer and stay empty, but
    for a state, whose code stands for both."""
    if place is None:
        return NOWHERE
    home = state(place.country)
    name = ", ".join(dict.fromkeys([place.name, *place.admin[:1], *([home.name] if home.name else [])]))
    kind = _kind(place)
    own = home.fips if kind == COUNTRY_TYPE else ""
    return kind, name, home.fips, own, "", spots.latitude(place), spots.longitude(place), own


def _kind(place: Place) -> str:
    within_us = place.country == US
    if place.precision <= TOWN:
        return CITY_TYPE[within_us]
    if place.precision <= REGION:
        return REGION_TYPE[within_us]
    return COUNTRY_TYPE if place.precision == COUNTRY else ""


EXPORTER = Exporter(
    name="gdelt-events",
    title="GDELT 2.0 events, 61 columns without a header",
    row="incident",
    reads="incidents",
    suffix=".export.CSV",
    loss=(
        "Nothing planned, possible or denied; harm without a deed only where the sides tell the code.",
        "Claims, tolls and weapons have no column; only the first actor of each side has.",
        "Ethnic and religious codes, tone, IsRootEvent and the places of the actors are empty.",
        "Numbers of divisions and features are of another gazetteer and stay empty; regions have no point.",
        "An incident that is not dated to the day has an empty SQLDATE; month and year are given when sure.",
        "DATEADDED is when the first report appeared, in UTC.",
        "Tabs and line ends within a cell become spaces.",
    ),
    write=table_writer(TABLE, rows),
)
