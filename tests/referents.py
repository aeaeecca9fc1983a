"""The example report coded by hand with referents by hand, for tests of what is told of them (tests/handmade.py)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache

from gesta.nouns.coded import Coded
from gesta.nouns.referent import Actor, Alternative, Gap, Place, Resolved, When
from gesta.nouns.resolution import Resolution
from gesta.spans import Span
from tests import handmade

ARMY = Actor("body:mli-army", "Malian armed forces", "army", "MLI", "MIL")
FRONT = Actor(None, "The Front for the Plains", "composed", "MLI", "REB")
KORAMBE = Place("geonames:1", "Korambe", "town", "MLI", ("Mopti",), 1, latitude=14.1, longitude=-3.2)
MONDAY = When(datetime(2019, 3, 11), datetime(2019, 3, 11, 23, 59, 59), "day", "relative")
COUNTED = "counted from the report's date"


@cache
def coded() -> Coded:
    """The bombing placed and dated, the army jets and a few others known; the raid's village is in no gazetteer."""
    return replace(handmade.coded(), resolution=_resolution())


def at(words: str) -> Span:
    """Where words stand in the example report."""
    return handmade.words_at(handmade.example().text, words)


def _resolution() -> Resolution:
    jets, monday, korambe = at("army jets"), at("Monday"), at("the town of Korambe")
    army = Resolved(ARMY, 0.86, "short form: alias", (jets, at("Malian army")), (_air_force(),))
    where = Resolved(KORAMBE, 0.9, "name", (korambe,), (Alternative("Korambe, BFA · village", 0.1, "smaller"),))
    when = Resolved(MONDAY, 0.95, COUNTED, (monday,), (Alternative("2019-03-18", 0.05, "what is told lies behind"),))
    nameless = Gap("'Tessara' is not in the gazetteer")
    silent = {event.id: Gap("the report states no place for it") for event in handmade.coded().events}
    undated = {event.id: Gap("no words say when") for event in handmade.coded().events}
    return Resolution(
        actors={
            jets: army,
            at("the Malian army"): Resolved(ARMY, 1.0, "alias", (at("the Malian army"),)),
            at("The Front for the Plains"): Resolved(FRONT, 0.6, "composed; country from context", ()),
        },
        places={korambe: where, at("near the village of Tessara"): nameless},
        times={monday: when},
        when={**undated, "e1": when, "e5": replace(when, method="the first mention of the same event")},
        where={**silent, "e1": where, "e4": nameless},
    )


def _air_force() -> Alternative:
    return Alternative("Malian Air Force", 0.41, "body of MLI")
