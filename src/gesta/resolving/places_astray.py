"""Winners that stand alone in a country of which the report says nothing: a village's namesake far away.

The gazetteer holds no more than half of the world's villages. Of one that it lacks it may hold a namesake at the other
end of the world, and as the only candidate that would win.
"""

from __future__ import annotations

from collections.abc import Sequence

from gesta.places.entry import CITY_FROM, SETTLEMENTS, Entry
from gesta.resolving.places_candidates import Name
from gesta.resolving.places_choosing import Choice
from gesta.resolving.places_context import Setting


def astray_among(names: Sequence[Name], chosen: Sequence[Choice | None], setting: Setting) -> frozenset[int]:
    """Which of the names (by place) have such a winner; none where the report leads to no country at all.

    A city is known the world over and may come up anywhere.
    """
    winners = [choice.candidate.entry if choice else None for choice in chosen]
    return frozenset(
        place for place, winner in enumerate(winners) if winner and _is_astray(winner, names[place], winners, setting)
    )


def _is_astray(winner: Entry, name: Name, winners: Sequence[Entry | None], setting: Setting) -> bool:
    if winner.feature not in SETTLEMENTS or winner.population >= CITY_FROM or name.bounds:
        return False
    told: set[str | None] = {*setting.named, setting.home}
    others = {c for other in winners if other and other.id != winner.id for c in other.countries}
    led = told | others
    return any(led) and not led.intersection(winner.countries)
