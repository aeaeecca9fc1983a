"""Variations of coded stories, for measuring with many reports: as the news would have them of other incidents.

The reports come in the order of their days, so many a day, as wires bring them. Each story drawn is told anew: all its
dates are moved by the same number of days, and no story comes twice within a month while others are left; its places,
names and ordinary words are exchanged (exchanging.py), the same way in all its reports. Its figures are others, its
publishers drawn from two hundred. A story of several reports comes whole; one of a single report is told again by other
publishers two times in five, with other figures and nearly half of its ordinary words exchanged again. One report in
twenty is a copy but for its head. Embeddings are turned, those of one story alike: what lies close within it still
does, its other variations lie anywhere, and a retelling a little off. Nothing is random but by the seed: the same seed
gives the same reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from evaluation.exchanging import Cut, Exchange, Material, again, exchange, material
from evaluation.stories import Story
from gesta.linking.alike import DIMENSIONS, PARTS
from gesta.nouns.coded import Coded
from gesta.nouns.mention import EMBEDDING_SCALE
from gesta.nouns.referent import Actor, Place, When
from gesta.nouns.report import digest
from gesta.nouns.toll import Toll
from gesta.spans import Span

DAILY = 14.0  # reports a day: 100 000 in twenty years
FIRST = date(2004, 1, 1)  # the day on which they begin
APART = 30  # days within which no story is told twice: the news has like incidents, but not in the same words
PUBLISHERS = 200
BUNDLED = 0.15  # of the stories drawn, the share of those of several reports; about as many reports as the others
RETOLD, COPIED = 0.4, 0.05  # how often a single report is told again; the share of copies
REWORDED = 0.45  # of the ordinary words of a retelling, the share that is exchanged again
LATER = 3  # days within which a retelling follows
FIGURES = 60  # tolls are varied up to about so many
AFRESH = 1.0  # how far a retelling is turned: its mentions have a cosine of about .6 with those of the first telling

Turn = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one report is made into: words and places for others, days to add, its publisher and figures, and how
    embeddings are turned."""

    exchange: Exchange
    days: int
    publisher: str
    figures: int
    later: int = 0
    turn: Turn | None = None


@dataclass(slots=True)
class Variations:
    """An endless stream of variations of some stories; `take` gives the next."""

    stories: Sequence[Story]
    seed: int
    daily: float = DAILY
    _stream: Iterator[Coded] = field(init=False)

    def __post_init__(self) -> None:
        told = [_Told(material(story)) for story in self.stories]
        self._stream = _varied(told, self.daily, Random(self.seed))

    def take(self, count: int) -> list[Coded]:
        """The next `count` coded reports."""
        return [next(self._stream) for _ in range(count)]


@dataclass(slots=True)
class _Told:
    """What can be exchanged in a story, and from when on it may be told again."""

    made: Material
    free: date = date.min

    @property
    def several(self) -> bool:
        """True for a story of several reports."""
        return len(self.made.story.reports) > 1

    def days(self, today: date) -> int:
        """By how many days its dates are moved when its first report is of today."""
        self.free = today + timedelta(days=APART)
        return (today - min(_day(coded) for coded in self.made.story.reports)).days


def _varied(known: Sequence[_Told], daily: float, chance: Random) -> Iterator[Coded]:
    single, several = [each for each in known if not each.several], [each for each in known if each.several]
    count = 0
    while True:
        today = FIRST + timedelta(days=int(count / daily))
        chosen = _drawn((several or single) if chance.random() < BUNDLED else (single or several), today, chance)
        told = _together if chosen.several else _alone
        for coded in _with_copies(told(chosen.made, chosen.days(today), chance), chance):
            yield coded
            count += 1


def _drawn(known: Sequence[_Told], today: date, chance: Random) -> _Told:
    """One that may be told again today; when there is none, one of those that may soonest."""
    free = [each for each in known if each.free <= today]
    soonest = min(each.free for each in known)
    return chance.choice(free or [each for each in known if each.free == soonest])


def _with_copies(reports: Iterable[Coded], chance: Random) -> Iterator[Coded]:
    for coded in reports:
        yield coded
        if chance.random() < COPIED:
            yield _copied(coded, _publisher(chance))


def _day(coded: Coded) -> date:
    """The day of a report; stories are read with one."""
    day = coded.report.published or FIRST
    return day.date() if isinstance(day, datetime) else day


def _together(made: Material, days: int, chance: Random) -> Iterator[Coded]:
    """The reports of a story of several, in their own words."""
    exchanged, figures, turn = exchange(made, chance), chance.randrange(1, FIGURES), any_turn(chance)
    for coded, cuts in zip(made.story.reports, made.cuts, strict=True):
        yield _made(coded, cuts, _Draft(exchanged, days, _publisher(chance), figures, turn=turn))


def _alone(made: Material, days: int, chance: Random) -> Iterator[Coded]:
    """A single report, and those that tell it again."""
    exchanged, turn = exchange(made, chance), any_turn(chance)
    [coded], [cuts] = made.story.reports, made.cuts
    yield _made(coded, cuts, _Draft(exchanged, days, _publisher(chance), chance.randrange(1, FIGURES), turn=turn))
    while chance.random() < RETOLD:
        reworded = again(exchanged, cuts, REWORDED, chance)
        figures, later = chance.randrange(1, FIGURES), chance.randrange(LATER)
        yield _made(
            coded, cuts, _Draft(reworded, days, _publisher(chance), figures, later, turn @ any_turn(chance, AFRESH))
        )


def _copied(coded: Coded, publisher: str) -> Coded:
    """The same report under another publisher's head."""
    draft = _Draft(Exchange({}, {}), 0, publisher, 0)
    return _made(coded, (), draft)


def _made(coded: Coded, cuts: Sequence[Cut], draft: _Draft) -> Coded:
    """The coded report with other words, every span moved along, and what it denotes replaced."""
    report = coded.report
    head = f"({draft.publisher}) "
    text, moved = _reworded(report.text, cuts, draft.exchange.words, head)
    change = _Change(moved, draft)
    made: Coded = change(replace(coded, report=replace(report, text=""), versions={}))
    key = digest(text)
    varied = replace(
        made.report, id=f"{key[7:23]}-{draft.publisher}", text=text, digest=key, publisher=draft.publisher,
        published=_moved_day(report.published, draft.days + draft.later), title=None, url=None,
    )  # fmt: skip
    return replace(made, report=varied, versions={"gesta": "varied"})


def _reworded(text: str, cuts: Sequence[Cut], words: Mapping[str, str], head: str) -> tuple[str, Callable[[int], int]]:
    """The text with words exchanged behind a new head, and where each offset of the old text lies in the new."""
    parts, starts, places, last, grown = [head], [0], [(0, len(head), len(text))], 0, len(head)
    for cut in cuts:
        new = words[cut.words]
        parts += [text[last : cut.start], new]
        starts += [cut.start, cut.end]
        places.append((cut.start, cut.start + grown, len(new)))
        grown += len(new) - (cut.end - cut.start)
        places.append((cut.end, cut.end + grown, len(text)))
        last = cut.end

    def moved(at: int) -> int:
        """An offset within exchanged words goes to their beginning or end."""
        start, new, longest = places[bisect_right(starts, at) - 1]
        return new + min(at - start, longest)

    return "".join([*parts, text[last:]]), moved


@dataclass(frozen=True, slots=True)
class _Change:
    """Applies one draft to a noun and all that it holds."""

    moved: Callable[[int], int]
    draft: _Draft

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str | int | float | None):
            return value
        if isinstance(value, bytes):
            return turned(value, self.draft.turn)
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
            return self.draft.exchange.places.get(value.id or "", value)
        if isinstance(value, When):
            value = replace(value, start=_moved(value.start, self.draft), end=_moved(value.end, self.draft))
        if isinstance(value, Toll) and self.draft.figures and value.low is not None:
            value = _figure(value, self.draft.figures)
        if isinstance(value, Actor):
            return _renamed(value, self.draft.exchange.words)
        return type(value)(*(self(getattr(value, name)) for name in _names(cast(Hashable, type(value)))))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, kind)))


def _figure(toll: Toll, more: int) -> Toll:
    """A figure greater by so many: what differed between two reports still does."""
    return replace(toll, low=(toll.low or 0) + more, high=None if toll.high is None else toll.high + more)


def _renamed(actor: Actor, words: Mapping[str, str]) -> Actor:
    return replace(actor, name=words.get(actor.name, actor.name)) if actor.id is None else actor


def _moved(moment: datetime | None, draft: _Draft) -> datetime | None:
    return moment + timedelta(days=draft.days) if moment else None


def _moved_day(day: date | datetime | None, days: int) -> date | datetime | None:
    return day + timedelta(days=days) if day else None


def _publisher(chance: Random) -> str:
    return f"Wire {chance.randrange(PUBLISHERS)}"


def any_turn(chance: Random, share: float | None = None) -> Turn:
    """A rotation: any, or one that leaves things the nearer to where they were the smaller the share."""
    drawn = np.random.default_rng(chance.getrandbits(32)).standard_normal((DIMENSIONS, DIMENSIONS))
    whole = drawn if share is None else np.eye(DIMENSIONS) + share * drawn / np.sqrt(DIMENSIONS)
    turn, signs = np.linalg.qr(whole)
    found: Turn = turn * np.sign(np.diag(signs))
    return found


def turned(embedding: bytes, turn: Turn | None) -> bytes:
    """The embedding with each part turned."""
    if turn is None or not embedding:
        return embedding
    parts = np.frombuffer(embedding, np.int8).reshape(PARTS, -1) @ turn
    return bytes(np.rint(parts.clip(-EMBEDDING_SCALE, EMBEDDING_SCALE)).astype(np.int8).tobytes())
