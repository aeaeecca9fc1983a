"""POLECAT's shape: 40 columns with tabs between, one incident a row.

Cells of several values are written as programs that read POLECAT's files take them apart: "; " between values, one
for each party in the order of the names, the word "None" for what is not known, quads in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import given, parallel, published_text, version
from gesta.exporting.shaping.choosing import plover_label, table_writer
from gesta.exporting.shaping.days import days
from gesta.exporting.shaping.sides import country_of, name_of, sector_of, sides
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.nouns.incident import Incident, Participant
from gesta.ontologies import load
from gesta.ontologies.codes.tables import state

COLUMNS = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
TABLE = Table(tuple(COLUMNS), delimiter="\t")
SEPARATOR = "; "
NONE = "None"  # POLECAT's word for what is not known of a party or a story
QUADS: Mapping[int, str] = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
TOWN = 2  # the widest precision whose name is that of a town or its surroundings
LANGUAGE = "eng"


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """The row of an incident. Raises LeftOut for what PLOVER has no type for, and what is possible or denied."""
    type_, mode = plover_label(incident.type, incident.mode, incident.status)
    both = sides(incident)
    yield (
        *(incident.id, _date(incident), type_, mode or ""),
        *(load().intensity(type_, mode), QUADS.get(load().quad(type_) or 0, ""), ""),
        *_party(both.first),
        *_party(both.second),
        *_where(incident),
        *_account(incident),
    )


def _date(incident: Incident) -> str:
    """The day, nothing when it is not known to the day."""
    known = days(incident.when)
    return known.day.isoformat() if known is not None and known.day is not None else ""


def _party(side: Sequence[Participant]) -> tuple[Cell, ...]:
    """The eight cells of a side: names, countries, COW numbers, sectors, words, each with one value for every party of
    the side; titles and Wikipedia ids are not worked out and stay empty."""
    countries, sectors = [country_of(p) for p in side], [sector_of(p) for p in side]
    return (
        _each(map(name_of, side)),
        _each(countries),
        _each(state(country).cow for country in countries),
        next(filter(None, sectors), NONE),
        _each(sectors),
        "",
        _each(given(p.evidence[0].text) if p.evidence else None for p in side),
        "",
    )


def _each(values: Iterable[str | None]) -> str:
    """One value for each party or story, in order, "None" for one that is not known and for nobody at all."""
    return parallel([value or NONE for value in values] or [NONE], SEPARATOR)


def _where(incident: Incident) -> tuple[Cell, ...]:
    place = spots.place_of(incident.where)
    town = place.name if place is not None and place.precision <= TOWN else ""
    return (
        place.name if place else "",
        town,
        spots.division(place, 2),
        spots.division(place, 1),
        spots.country(place) or "",
        spots.latitude(place),
        spots.longitude(place),
        spots.geonames(place) or "",
        # A claim's evidence begins with its speaker and ends with what is claimed.
        joined((e.text for s in incident.statements if s.question == "where" for e in s.evidence[-1:]), SEPARATOR),
        place.feature if place else "",
    )


def _account(incident: Incident) -> tuple[Cell, ...]:
    dates = _each(published_text(card) for card in incident.cards)
    told = _each(card.publisher for card in incident.cards), dates
    return (*told, "", "", "", LANGUAGE, version(incident.versions))


EXPORTER = Exporter(
    name="polecat",
    title="POLECAT, 40 columns",
    row="incident",
    reads="incidents",
    suffix=".txt",
    loss=(
        "HARM is no type of PLOVER: dead and injured, and modes of Gesta's own, have no place.",
        "Nothing possible or denied; of what is planned only meetings, aid, cooperation and pull-outs to come.",
        "POLECAT codes each story, this shape each incident: publishers and dates of all reports stand in one cell.",
        "An incident that is not dated to the day has an empty date.",
        "Contexts, titles, Wikipedia ids and the people, bodies and places of the stories are empty.",
        "Intensity is the manual's and empty where the manual contradicts itself.",
        'Several values stand in one cell with "; " between, one for each party or report, "None" where not known.',
        "Cells with tabs or quotation marks are quoted.",
    ),
    write=table_writer(TABLE, rows),
    quotes=True,
)
