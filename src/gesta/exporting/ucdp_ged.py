"""UCDP GED's shape: 49 columns, one deadly incident a row, in the order of GED 26.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import claimants, number, parallel, published_text
from gesta.exporting.shaping.choosing import NO_DATE, LeftOut, Scene, scene, table_writer
from gesta.exporting.shaping.days import YEAR, ucdp_precision
from gesta.exporting.shaping.deaths import Deaths, deaths
from gesta.exporting.shaping.sides import (
    UNIDENTIFIED,
    country_of,
    is_fighting,
    is_named,
    is_one_person,
    is_state,
    is_thing,
    name_of,
    sector_of,
)
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.nouns.episode import Card
from gesta.nouns.incident import Incident, Participant, TollRange
from gesta.ontologies.codes.columns import UCDP_GED
from gesta.ontologies.codes.tables import NO_STATE, StateCodes, state
from gesta.weighing.tolls import toll_rule, tolls

RULE = "ucdp-1"
COLUMNS = UCDP_GED
TABLE = Table(COLUMNS)

STATE_BASED, NON_STATE, ONE_SIDED = "1", "2", "3"
CIVILIANS = "Civilians"
CLEAR, SUMMED = "1", "2"  # event_clarity: told as one event, or only within a sum of several
NO_DEATH = "no direct death is reported"
NO_SIDE = "an armed side is not identified"
ONE_SIDE = "both sides have one name"
TOO_LONG = "the date is known no closer than a year"
SEPARATOR = ";"


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """The row of an incident. Raises LeftOut for one without a death, without a date, or between sides not known."""
    yield row(scene(incident, "ucdp"))


def row(known: Scene) -> tuple[Cell, ...]:
    """The 49 cells of an incident whose type of violence is known. Raises LeftOut as `rows` does."""
    incident = known.incident
    killed = tolls(incident.statements, incident.originals, toll_rule(RULE)).get("killed")
    if killed is None or not killed.best:
        raise LeftOut(NO_DEATH)
    side_a, side_b = _parties(known)
    return (
        *_what(known, side_a, side_b),
        *_account(incident),
        *_where(known),
        *_when(known),
        *_tolled(killed, deaths(incident, killed.best, side_a, side_b)),
        *_numbers(side_a, side_b),
    )


def _parties(known: Scene) -> tuple[Participant, Participant | None]:
    """The two sides: a state against others is side A; None stands for the civilians of one-sided violence.

    Raises LeftOut when a side is not known, or known as armed people nobody has identified: UCDP wants a name.
    """
    first, second = (next(filter(_is_identified, side), None) for side in (known.sides.first, known.sides.second))
    if first is None or (second is None and known.code.code != ONE_SIDED):
        raise LeftOut(NO_SIDE)
    if second is None or known.code.code == ONE_SIDED:
        return first, None
    turned = known.code.code == STATE_BASED and not is_state(first) and is_state(second)
    return (second, first) if turned else (first, second)


def _is_identified(participant: Participant) -> bool:
    """True for a named armed side; a single person, however well known, and a thing ("a depot of the Front") are none
    unless they stand for a state."""
    if (is_one_person(participant) or is_thing(participant)) and not _state_of(participant).name:
        return False
    return is_fighting(participant) and sector_of(participant) != UNIDENTIFIED and is_named(participant)


def _what(known: Scene, side_a: Participant, side_b: Participant | None) -> tuple[Cell, ...]:
    if known.days is None:
        raise LeftOut(NO_DATE)
    if known.days.count > YEAR:
        raise LeftOut(TOO_LONG)
    incident = known.incident
    name_a, name_b = side_name(side_a), CIVILIANS if side_b is None else side_name(side_b)
    if name_a == name_b:
        raise LeftOut(ONE_SIDE)
    status = "Clear" if incident.reviewed else ""
    return (
        *(number(incident.id), incident.id, str(known.days.first.year), "", status, _violence(known, side_a, side_b)),
        *("", "", "", "", "", f"{name_a} - {name_b}"),
        *("", "", name_a, "", "", name_b),
    )


def _violence(known: Scene, side_a: Participant, side_b: Participant | None) -> str:
    """The type of violence; between sides of which none is a state's it is no state-based conflict, whoever else took
    part."""
    if known.code.code == STATE_BASED and side_b is not None and not is_state(side_a) and not is_state(side_b):
        return NON_STATE
    return known.code.code


def side_name(participant: Participant) -> str:
    """The name as UCDP writes it: a state's forces are its government."""
    home = _state_of(participant)
    return f"Government of {home.ucdp_name or home.name}" if home.name else name_of(participant)


def _account(incident: Incident) -> tuple[Cell, ...]:
    """The source_ columns: the reports in order, and those who made the claims."""
    cards = incident.cards
    return (
        str(len(cards)),
        parallel(_article(card) for card in cards),
        parallel(card.publisher for card in cards),
        parallel(published_text(card) for card in cards),
        parallel(card.title for card in cards),
        claimants(incident, SEPARATOR),
    )


def _article(card: Card) -> str:
    """One report as UCDP lists it: publisher, date and headline in quotation marks; nothing where none is known."""
    said = (card.publisher or "", published_text(card), card.title or "")
    return '"' + ",".join(said).replace('"', "'") + '"' if any(said) else ""


def _where(known: Scene) -> tuple[Cell, ...]:
    place = known.place
    home = state(place.country if place else None)
    told = joined((s.value for s in known.incident.statements if s.question == "where"), SEPARATOR)
    return (
        spots.ucdp_precision(place),
        place.name if place else "",
        told,
        *(spots.division(place, level) for level in (1, 2)),
        *(spots.latitude(place), spots.longitude(place), spots.well_known_text(place), spots.grid_cell(place)),
        *(home.ucdp_name or home.name, home.gw, home.ucdp_region),
    )


def _when(known: Scene) -> tuple[Cell, ...]:
    """Clarity and days."""
    assert known.days is not None  # `_what` has left the undated out
    summed = all(told.telling.aggregate for told in known.incident.tellings)
    first, last = known.days.first.isoformat(), known.days.last.isoformat()
    return SUMMED if summed else CLEAR, ucdp_precision(known.days), first, last


def _tolled(killed: TollRange, dead: Deaths) -> tuple[Cell, ...]:
    """The dead by side and in all: best is the sum of the four before it."""
    return dead.a, dead.b, dead.civilians, dead.unknown, killed.best, killed.high, killed.low


def _numbers(side_a: Participant, side_b: Participant | None) -> tuple[Cell, ...]:
    """The Gleditsch & Ward numbers of the sides that are states."""
    return _state_of(side_a).gw, "" if side_b is None else _state_of(side_b).gw


def _state_of(participant: Participant) -> StateCodes:
    return state(country_of(participant)) if is_state(participant) else NO_STATE


EXPORTER = Exporter(
    name="ucdp-ged",
    title="UCDP GED, 49 columns",
    row="incident",
    reads="incidents",
    suffix=".csv",
    loss=(
        "Only armed force with at least one reported death between identified sides; all else is left out and counted.",
        "Injured, missing and displaced have no column; nor have weapon and mode.",
        "The dead are counted by the rule ucdp-1, whatever --rule says.",
        "Dead whose side the words do not tell are in deaths_unknown; a side of which nothing is told is empty, not 0.",
        "UCDP's own numbers of conflicts, dyads and sides are empty, and so are active_year and conflict_name.",
        "Syndicated copies count as reports in number_of_sources.",
        "Places wider than a second-order division have no coordinates; UCDP would give their middle.",
    ),
    write=table_writer(TABLE, rows),
)
