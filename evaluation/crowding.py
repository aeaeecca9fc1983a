"""A crowd: stories of many places and years with their days moved into the same few weeks, as in a store full of news.

The bundles lie years apart, so that no two of them are ever compared: what tells reports of one week apart can be
neither fitted nor measured on them alone. Here each story – a bundle, or a single annotated report – is moved by whole
weeks, so that its weekdays and the days within it still fit, to some week of a window. Its words stay as they are.

Two annotated reports may tell of one true incident. They count as two stories only when both came with a date and
these are far apart; else the pair is left out, as if they were in two stores. Bundles are invented, each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from evaluation.bundles import Bundle, gold_of, to_learn
from evaluation.stories import UNDATED
from gesta.formats import read_reports
from gesta.linking.episodes import episodes
from gesta.linking.profile import published_day
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.nouns.referent import Gap, Resolved, When
from gesta.nouns.report import Report
from gesta.pipeline import Coder

DENSE = 100  # reports a week: 100,000 in twenty years
WEEK = 7
# Days between the dates of two true reports from which they tell of two incidents, looks back aside: a trial or a siege
# stays in the news for months.
FAR = 365
BEGINS = date(2019, 1, 7)  # the first Monday of the window

Day = TypeVar("Day", date, datetime)


@dataclass(frozen=True, slots=True)
class Matter:
    """A story: what its reports tell, in episodes. An invented one shares no incident with any other; a true one has
    the day on which it was published, None when nobody said."""

    name: str
    told: tuple[Episode, ...]
    invented: bool = True
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """The episodes of all stories as moved, and the story of each report by its key."""

    told: tuple[Episode, ...]
    matters: Mapping[str, Matter]

    def together(self, one: str, other: str) -> bool:
        """True when two reports, by key, are of one story."""
        return self.matters[one] is self.matters[other]

    def apart(self, one: str, other: str) -> bool:
        """True when two reports, by key, surely share no incident."""
        left, right = self.matters[one], self.matters[other]
        if left is right or left.invented or right.invented:
            return left is not right
        return bool(left.published and right.published and abs((left.published - right.published).days) >= FAR)


def crowd(matters: Sequence[Matter], seed: int, dense: float = DENSE) -> Crowd:
    """The stories moved at random into as many weeks as it takes to have `dense` reports a week."""
    chance = Random(seed)
    keys = {episode.card.key: matter for matter in matters for episode in matter.told}
    weeks = max(1, round(len(keys) / dense))
    told = (moved(each, days) for matter in matters for days in [_days(matter, chance, weeks)] for each in matter.told)
    return Crowd(tuple(told), keys)


def of_bundles(bundles: Sequence[Bundle], reports: Iterable[Coded]) -> list[Matter]:
    """The stories of the bundles, from their coded reports."""
    told: dict[str, list[Episode]] = {}
    for each in reports:
        told.setdefault(each.report.id, []).extend(episodes(each))
    found = ((bundle, [episode for each in bundle.reports for episode in told.get(each.id, ())]) for bundle in bundles)
    return [Matter(bundle.gold["bundle"], tuple(each)) for bundle, each in found if each]


def of_reports(dated: Iterable[tuple[Coded, date | None]]) -> list[Matter]:
    """The stories of single reports, each coded and with the day on which it was published if that is known."""
    found = ((each, tuple(episodes(each)), day) for each, day in dated)
    return [Matter(each.report.id, told, invented=False, published=day) for each, told, day in found if told]


def read_matters(bundles: Path, annotated: Path, coder: Coder) -> tuple[list[Matter], dict[str, str]]:
    """The stories of the training bundles and of the annotated reports, and the gold incident of each episode."""
    from training.linking_embedding import unseen  # it needs what evaluates

    chosen = to_learn(bundles)
    invented = of_bundles(chosen, unseen(chosen, coder))
    gold = gold_of(chosen, [episode for matter in invented for episode in matter.told])
    return [*invented, *code_annotated(annotated, coder)], gold


def code_annotated(path: Path, coder: Coder) -> list[Matter]:
    """The stories of the annotated reports of a file."""
    dated = read_annotated(path)
    found = zip(coder.attempt_many(report for report, _ in dated), dated, strict=True)
    return of_reports((each, day) for each, (_, day) in found if isinstance(each, Coded))


def read_annotated(path: Path) -> list[tuple[Report, date | None]]:
    """The reports of a file with their days. Those without one get some day: without any nothing is linked."""
    reports = (each for each in read_reports([path]) if isinstance(each, Report))
    return [(replace(each, published=each.published or UNDATED), _day(each.published)) for each in reports]


def moved(episode: Episode, days: int) -> Episode:
    """The episode as if all of it had happened, and been told, so many days later."""
    published, span = episode.card.published, episode.setting.days
    card = replace(episode.card, published=published and _later(published, days))
    setting = replace(episode.setting, days=span and (_later(span[0], days), _later(span[1], days)))
    return replace(episode, card=card, setting=setting, when=_moved(episode.when, days))


def _moved(when: Resolved[When] | Gap, days: int) -> Resolved[When] | Gap:
    if not isinstance(when, Resolved):
        return when
    start, end = when.value.start, when.value.end
    return replace(when, value=replace(when.value, start=start and _later(start, days), end=end and _later(end, days)))


def _days(matter: Matter, chance: Random, weeks: int) -> int:
    """The days, whole weeks, that bring the first report of a story into some week of the window."""
    week, published = chance.randrange(weeks), [day for each in matter.told if (day := published_day(each))]
    return round((BEGINS - min(published)).days / WEEK + week) * WEEK if published else 0


def _later(day: Day, days: int) -> Day:
    return day + timedelta(days=days)


def _day(published: date | datetime | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published
