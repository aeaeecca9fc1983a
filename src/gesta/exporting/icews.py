"""ICEWS's shape: 20 columns with tabs between, one pair of actors a row, as in the files on Dataverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import number, publishers
from gesta.exporting.shaping.cameo import dyads, goldstein
from gesta.exporting.shaping.choosing import Scene, scene, table_writer
from gesta.exporting.shaping.sides import country_of, name_of, sector_of
from gesta.exporting.writing.tables import Cell, Table
from gesta.nouns.incident import Incident, Participant
from gesta.ontologies import load
from gesta.ontologies.codes.tables import state

COLUMNS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
).split("|")
TABLE = Table(tuple(COLUMNS), delimiter="\t", quoted=False)
UNSPECIFIED = ", not specified below"  # how CAMEO names the general code of a group; ICEWS leaves the words out
TOWN = 2  # the widest precision whose name is that of a town or its surroundings


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """A row for each pair of actors. Raises LeftOut for what did not happen and what CAMEO has no code for."""
    known = scene(incident, "cameo")
    for position, dyad in enumerate(dyads(known)):
        yield (
            number(incident.id, str(position)),
            known.day_text,
            *_party(dyad.left),
            dyad.code.name.removesuffix(UNSPECIFIED),
            dyad.code.code,
            goldstein(dyad.code),
            *_party(dyad.right),
            incident.cards[0].id if incident.cards else "",
            "",
            publishers(incident.cards),
            *_where(known),
        )


def _party(participant: Participant | None) -> tuple[str, str, str]:
    """Name, sector in words and country of a participant; empty where not known."""
    if participant is None:
        return "", "", ""
    sector = load().sectors.get(sector_of(participant) or "", "")
    return name_of(participant), sector, state(country_of(participant)).name


def _where(known: Scene) -> tuple[Cell, ...]:
    place = known.place
    city = place.name if place is not None and place.precision <= TOWN else ""
    country = state(place.country if place else None).name
    divisions = (spots.division(place, 2), spots.division(place, 1))
    return (city, *divisions, country, spots.latitude(place), spots.longitude(place))


EXPORTER = Exporter(
    name="icews",
    title="ICEWS, 20 columns",
    row="dyad",
    reads="incidents",
    suffix=".tsv",
    loss=(
        "Nothing planned, possible or denied; harm without a deed only where the sides tell the code.",
        "Claims, tolls and weapons have no column; Sentence Number is empty, as an incident has several.",
        "Sectors are PLOVER's, not ICEWS's own longer list.",
        "Story ID is the first report's; tabs and line ends within a cell become spaces.",
        "An incident that is not dated to the day has an empty date.",
    ),
    write=table_writer(TABLE, rows),
)
