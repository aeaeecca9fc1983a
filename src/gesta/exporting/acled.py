"""ACLED's shape: 31 columns, one incident a row, as its files have had them since March 2023."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import days as day_codes
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import given, number, publishers, seconds
from gesta.exporting.shaping.choosing import NO_DATE, LeftOut, Scene, scene, table_writer
from gesta.exporting.shaping.sides import (
    OFFICES,
    VIOLENT,
    are_civilians,
    country_of,
    counts_heads,
    has_own_name,
    is_armed,
    is_fighting,
    is_mob,
    is_named,
    is_official,
    is_protester,
    is_ruler,
    is_somebody,
    is_spot,
    is_state,
    is_state_itself,
    is_thing,
    name_of,
    sector_of,
)
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.lexicon.phrases import without_determiner
from gesta.nouns.incident import Incident, Participant, TollRange
from gesta.ontologies.codes.tables import StateCodes, sector, state
from gesta.weighing.tolls import toll_rule, tolls

RULE = "acled-1"
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
TABLE = Table(tuple(COLUMNS))

STATE, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL, SOLE = "1", "5", "6", "7", "8", "0"
RIOTS = "Riots"
ARRESTS = "Arrests"
PROTESTS = "Protests"
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR"})  # PLOVER's codes of bodies that states set up together
PROTEST = "PROTEST"  # our type: elsewhere protesters are those who were attacked
CROWDS: Mapping[str, tuple[str, str]] = {PROTESTS: (PROTESTERS, "Protesters"), RIOTS: (RIOTERS, "Rioters")}
GOVERNMENT_OF = "Government of {}"
FORCES: Mapping[str, str] = {"MIL": "Military Forces of {}", "COP": "Police Forces of {}"}
# Event types in which ACLED speaks of the targeting of civilians (codebook, "civilian_targeting").
TARGETING = frozenset({"Violence against civilians", "Explosions/Remote violence", "Protests", "Riots"})
TARGETED = "Civilian targeting"
# Event types in which one actor alone is an event of its own (codebook, "interaction": sole military action and so on).
SOLE_TYPES = frozenset({"Explosions/Remote violence", "Protests", "Riots", "Strategic developments"})
FOUGHT = frozenset({"Battles", "Explosions/Remote violence"})  # both sides bear arms, or one from afar
SUFFERED = frozenset({"Violence against civilians", PROTESTS})  # one side bears arms
BROAD = "the date is known no closer than a month"

Party = tuple[str, str, str]  # name, companions and kind of a side


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """The row of an incident. Raises LeftOut for one that ACLED does not record, or that has no date."""
    yield row(scene(incident, "acled"))


def row(known: Scene) -> tuple[Cell, ...]:
    """The 31 cells of an incident whose code is known. Raises LeftOut when it has no date, or a date too broad."""
    return (*_what(known), *_who(known), *_where(known), *_account(known))


def _what(known: Scene) -> tuple[Cell, ...]:
    if known.days is None:
        raise LeftOut(NO_DATE)
    precision = day_codes.acled_precision(known.days)
    if precision is None:
        raise LeftOut(BROAD)
    day = known.days.middle
    name = known.country or ""
    code = known.code
    return (
        name + number(known.incident.id),
        day.isoformat(),
        str(day.year),
        precision,
        code.family,
        code.group,
        code.code,
    )


def _who(known: Scene) -> tuple[Cell, ...]:
    """The two sides, how they interact, and whether civilians were the target.

    Nobody fights against themselves: who is read on both sides stands on the first.
    """
    home = state(known.country)
    crowd = CROWDS.get(known.code.group or "")
    acting, met = _crowd_and_others(known) if crowd else (known.sides.first, known.sides.second)
    first = _crowd(acting, crowd, home) if crowd else _side(known, acting, home)
    there = {first[0], *(actor_name(p, home) for p in people_of(acting) if first[0])}
    struck = [p for p in met if actor_name(p, home) not in there]
    unarmed = _are_unarmed(known, struck)
    second = _civilians(struck, home) if unarmed else _side(known, struck, home)
    targeted = known.code.group in TARGETING and unarmed
    together = interaction(first[2], second[2], alone=known.code.group in SOLE_TYPES and not second[0])
    return (*first, *second, together, TARGETED if targeted else "")


def _are_unarmed(known: Scene, struck: Sequence[Participant]) -> bool:
    """True when those struck are civilians to ACLED: also people in an office of a state where they are attacked or
    arrested, since they bear no arms; they stand as civilians, with their government as companion."""
    if are_civilians(struck):
        return True
    harmed = known.incident.type in VIOLENT or known.code.code == ARRESTS or known.code.group == RIOTS
    return harmed and any(map(is_official, struck)) and not any(map(is_armed, struck))


def _crowd_and_others(known: Scene) -> tuple[Sequence[Participant], Sequence[Participant]]:
    """Those who protest or riot, and those whom they meet: where protesters were attacked they are on the side struck,
    and forces of a state among the actors of a riot met it and stand against it."""
    acting, struck = known.sides.first, known.sides.second
    if known.incident.type != PROTEST and known.code.group != RIOTS:
        return struck, acting
    if known.incident.type != PROTEST and any(map(_is_crowd, struck)) and not any(map(_is_crowd, acting)):
        acting, struck = struck, acting  # a clash: ACLED has the crowd first
    forces = tuple(p for p in acting if known.code.group == RIOTS and is_state(p) and is_armed(p))
    return tuple(p for p in acting if p not in forces), (*struck, *forces)


def _is_crowd(participant: Participant) -> bool:
    return is_mob(participant) or is_protester(participant)


def interaction(inter1: str, inter2: str, *, alone: bool = False) -> str:
    """ACLED's interaction: both numbers, the lower first; "x0" for somebody alone; nothing when one is not known."""
    if alone and inter1:
        return inter1 + SOLE
    return "".join(sorted((inter1, inter2))) if inter1 and inter2 else ""


def _crowd(side: Sequence[Participant], crowd: tuple[str, str], home: StateCodes) -> Party:
    """Protesters or rioters, with those they are as companions."""
    kind, name = crowd
    return name + _of(home), companions(side, home), kind


def _civilians(side: Sequence[Participant], home: StateCodes) -> Party:
    """Civilians, with the words for them as companions, and the government of those who hold an office; protesters
    where they are among them, whatever is done to them."""
    offices = (state(country_of(p)) for p in side if is_official(p))
    named = (GOVERNMENT_OF.format(each.acled_name or each.name) for each in offices if each.name)
    beside = joined((*named, companions(side, home)))
    if any(map(is_protester, side)):
        return "Protesters" + _of(home), beside, PROTESTERS
    return "Civilians" + _of(home), beside, CIVILIANS


def _side(known: Scene, side: Sequence[Participant], home: StateCodes) -> Party:
    """Name, companions and kind of a side: its first armed party in a battle or under fire from afar, else the first
    that is more than a count of heads; all empty for one of things only."""
    people, violent = people_of(side), known.incident.type in VIOLENT
    fighting = [p for p in people if is_fighting(p)]
    armed = fighting if known.code.group in FOUGHT or (known.code.group in SUFFERED and _are_acting(side)) else []
    told = [p for p in people if not counts_heads(name_of(p))]
    lead = next(iter((*(p for p in armed if inter(p, home)), *armed, *told, *people)), None)
    if lead is None:
        return "", "", ""
    if _is_crowd(lead) and not is_armed(lead):
        riot = is_mob(lead) or (violent and lead.role == "actor")
        kind, name = CROWDS[RIOTS if riot else PROTESTS]
        return name + _of(home), companions(people, home), kind
    return actor_name(lead, home), companions(people, home, lead), inter(lead, home)


def _are_acting(side: Sequence[Participant]) -> bool:
    return any(p.role == "actor" for p in side)


def people_of(side: Sequence[Participant]) -> list[Participant]:
    """Those of a side who are people or have a name: what was struck besides ("an olive grove", "the town of Kurbo",
    "their convoy") is no actor, but for what belongs to forces of a state ("a police post")."""
    people = (p for p in side if is_somebody(p) or (is_named(p) and not is_spot(p)))
    return [p for p in people if not is_thing(p) or (is_state(p) and is_armed(p) and country_of(p) is not None)]


def companions(side: Sequence[Participant], home: StateCodes, lead: Participant | None = None) -> str:
    """Who else stands on a side, each once, forces as ACLED calls them; words that only count heads ("six people")
    name nobody, and somebody nobody has identified is no companion of a name."""
    people = (p for p in people_of(side) if not is_thing(p))
    called = [(name_of(p), actor_name(p, home) if has_own_name(p) else name_of(p)) for p in people]
    found = {without_determiner(name): name for said, name in reversed(called) if name and not counts_heads(said)}
    led = {name_of(lead), actor_name(lead, home)} if lead is not None else set()
    return joined(name for name in reversed(found.values()) if name not in led)


def actor_name(participant: Participant, home: StateCodes) -> str:
    """The name as ACLED writes it. Years of a government are not known to us and never written."""
    code, country = sector_of(participant) or "", state(country_of(participant))
    if country.name and (code in FORCES or is_state_itself(participant) or is_ruler(participant)):
        return FORCES.get(code, GOVERNMENT_OF).format(country.acled_name or country.name)
    if code == "UAF":
        return "Unidentified Armed Group" + _of(home)
    return name_of(participant)


def inter(participant: Participant, home: StateCodes) -> str:
    """ACLED's kind of actor, 1 to 8; state forces outside their own state are 8, and so are bodies of several states;
    nothing when not known, nor for forces of which nobody says whose they are. An office is of the state, whichever.
    """
    kind = sector(sector_of(participant)).acled_inter
    country = country_of(participant)
    if not kind and country in INTERNATIONAL and has_own_name(participant):
        return EXTERNAL
    if kind == STATE and country is None:
        return STATE if sector_of(participant) in OFFICES else ""
    abroad = kind == STATE and bool(home.iso3) and country is not None and state(country).iso3 != home.iso3
    return EXTERNAL if abroad else kind


def _of(home: StateCodes) -> str:
    """The state in brackets, as ACLED ends the names of the nameless; nothing when it is not known."""
    return f" ({home.acled_name or home.name})" if home.name else ""


def _where(known: Scene) -> tuple[Cell, ...]:
    place = known.place
    home = state(place.country if place else None)
    return (
        home.iso_numeric.lstrip("0"),
        home.acled_region,
        home.acled_name or home.name,
        *(spots.division(place, level) for level in (1, 2, 3)),
        place.name if place else "",
        spots.latitude(place),
        spots.longitude(place),
        spots.acled_precision(place),
    )


def _account(known: Scene) -> tuple[Cell, ...]:
    incident = known.incident
    killed = tolls(incident.statements, incident.originals, toll_rule(RULE)).get("killed")
    fatalities = killed.best if killed is not None else None
    return (publishers(incident.cards), "", _notes(incident, killed), fatalities, "", seconds(incident.changed))


def _notes(incident: Incident, killed: TollRange | None) -> str:
    """Headline, by whose account, the dispute over the dead where there is one (ACLED keeps it in the notes), and the
    words of a figure that only the rule has."""
    said = [incident.headline, incident.status_line[:1].upper() + incident.status_line[1:]]
    if killed is not None and killed.low != killed.high:
        said.append(f"Reports of the dead range from {killed.low} to {killed.high}")
    if vague := _vague(incident, killed):
        said.append(f"{killed.best if killed else ''} stands for {vague}")
    return ". ".join(part.rstrip(".") for part in said if part) + "."


def _vague(incident: Incident, killed: TollRange | None) -> str:
    """The words without a number ("dozens of people") that the figure of the dead stands for; nothing for a number that
    somebody gives."""
    heard = [s for s in incident.statements if killed is not None and s.id in killed.by_claim and s.figure is not None]
    if any(s.figure and (s.figure.low is not None or s.figure.high is not None) for s in heard):
        return ""
    return joined((f"“{said}”" for s in heard if s.figure and (said := given(s.figure.as_said))), ", ")


EXPORTER = Exporter(
    name="acled",
    title="ACLED, 31 columns",
    row="incident",
    reads="incidents",
    suffix=".csv",
    loss=(
        "Only what ACLED records: no talks, sanctions or words, nothing planned, possible or denied.",
        "Claims are lost but for the names of publishers; a dispute stands in the notes.",
        "One figure of dead, the most conservative (acled-1, whatever --rule says).",
        "Injured, missing and displaced have no column.",
        "Which side suffered is lost, and actor1 and actor2 carry no direction.",
        "What is known to the week or the month has the day in its middle as date, as ACLED does it.",
        "Actor names carry no years, source_scale and tags are empty: Gesta does not know them.",
        "Divisions and countries without an exact place have no coordinates; ACLED would give a capital.",
        "Allies in a clash without a target stand on the second side.",
    ),
    write=table_writer(TABLE, rows),
)
