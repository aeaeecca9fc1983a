"""Referents in plain words: an actor with its codes, a place as one line, a date as an interval with its basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from gesta.nouns.referent import Actor, Place, Resolved, When
from gesta.telling.vocabulary import words

FROM_CONTEXT = "country from context"
"""What the method of an actor says when the surroundings, not the words themselves, gave the country."""

SEVERAL = "several places"
"""The feature of a place that stands for several: it has no line of its own, each of its places has one."""

# Features whose name says how precise they are; of others it is said in words, unless it is precision 1.
_SELF_EVIDENT = frozenset({"country", "first-order division", "second-order division", "third-order division"})


def actor_words(answer: Resolved[Actor], said: Iterable[str]) -> str | None:
    """An actor beside its own words: "Malian armed forces · MLI MIL"; the name is left out where the words say it.

    None when nothing is known beyond the words. A country that only the surroundings tell is marked as such.
    """
    actor = answer.value
    named = None if _plain(actor.name) in map(_plain, said) else actor.name
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    ally = f"allied with {_ally(actor.ally)}" if actor.ally else ""
    coded = ", ".join(part for part in (codes, ally, FROM_CONTEXT if FROM_CONTEXT in answer.method else "") if part)
    return " · ".join(part for part in (named, coded) if part) or None


def place_line(place: Place, said: str = "") -> str:
    """A place in one line, narrowest first: "Lashkar Gah, Helmand, Afghanistan · city"; how precise, where unsure."""
    named = [] if place.id is None and _plain(place.name) == _plain(said) else [place.name]
    country = _country(place.country) if place.country else None
    chain = [name for name in (*reversed(place.admin), country) if name and name != place.name]
    kind = ", ".join(part for part in (words("features").get(place.feature, place.feature), _precision(place)) if part)
    return " · ".join(part for part in (", ".join(dict.fromkeys((*named, *chain))), kind) if part)


def date_words(answer: Resolved[When]) -> str | None:
    """An interval with its basis: "11 March 2019 (Monday, counted from the report's date)"; None if open both ways."""
    when = answer.value
    told = interval_words(when)
    if told is None:
        return None
    notes = [answer.method if when.basis == "relative" else words("bases")[when.basis]]
    if when.start and when.end and when.start.date() == when.end.date():
        notes.insert(0, words("weekdays")[str(when.start.isoweekday())])
    return f"{told} ({', '.join(notes)})"


def interval_words(when: When) -> str | None:
    """The interval alone: "9 to 11 March 2019", "March 2019", "not before 2018"; None when open both ways."""
    start, end = when.start, when.end
    if start is None or end is None:
        moment = start or end
        return f"not {'before' if start else 'after'} {_moment(moment, when)}" if moment else None
    if when.precision in ("minute", "hour"):
        return _timed(start, end)
    return _range(*_units(start.date(), end.date()))


def date_line(day: date | datetime) -> str:
    """A day in words: "12 March 2019"."""
    return " ".join(_day(day))


def not_after(published: date | datetime | None) -> str | None:
    """What is known of when an undated event happened: "not after 12 March 2019"; None for an undated report."""
    return f"not after {date_line(published)}" if published else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _ally(ally: str) -> str:
    """A code as it is; a roster id as the actor's name."""
    from gesta.roster import load

    entry = load().get(ally)
    return entry.name if entry else ally


def _country(code: str) -> str:
    from gesta.places.knowledge import tables

    row = tables.countries().get(code)
    return row.name if row else code


def _precision(place: Place) -> str:
    """How well the words place it, in words; "" where its kind says so."""
    if place.feature in _SELF_EVIDENT:
        return ""
    if place.id is None and place.latitude is not None and place.radius_km is not None and place.precision > 1:
        return f"within about {place.radius_km:.0f} km"
    return words("precision")[str(place.precision)]


def _timed(start: datetime, end: datetime) -> str:
    """With the time of day: "11 March 2019, 06:00 to 11:59"."""
    first, last = f"{start:%H:%M}", f"{end:%H:%M}"
    if start.date() == end.date():
        hours = first if first == last else f"{first} to {last}"
        return f"{' '.join(_day(start))}, {hours}"
    return f"{' '.join(_day(start))}, {first}, to {' '.join(_day(end))}, {last}"


def _moment(moment: datetime, when: When) -> str:
    """One end of an open interval, as fine as its precision."""
    if when.precision in ("minute", "hour"):
        return _timed(moment, moment)
    coarse = {"year": 1, "month": 2}.get(when.precision or "", 3)
    return " ".join(_day(moment)[-coarse:])


def _units(start: date, end: date) -> tuple[list[str], list[str]]:
    """Both ends in the widest unit that they fill: years, months or days."""
    first, last = _day(start), _day(end)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        coarse = 1 if start.month == 1 and end.month == 12 else 2
        return first[-coarse:], last[-coarse:]
    return first, last


def _range(first: list[str], last: list[str]) -> str:
    """From one to the other, what both share said once: "9 to 11 March 2019"."""
    if first == last:
        return " ".join(last)
    shared = next((n for n in range(len(first), 0, -1) if first[-n:] == last[-n:]), 0)
    return f"{' '.join(first[: len(first) - shared])} to {' '.join(last)}"


def _day(moment: date | datetime) -> list[str]:
    """A day as its parts: "11", "March", "2019"."""
    return [str(moment.day), words("months")[str(moment.month)], str(moment.year)]
