"""Crowds: stories moved into the same weeks, and what is counted in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evaluation.crowded import figures, linked
from evaluation.crowding import FAR, Matter, crowd, moved
from gesta.linking.matcher import Matcher
from gesta.linking.profile import own_days, published_day
from gesta.nouns.episode import Card, Episode, Setting
from tests.weighing.accounts import card, day, episode, place, toll

WIRE, LOCAL, FARAWAY = (card(*given) for given in (("wire", "Wire", 3), ("local", "Post", 4), ("faraway", "Sun", 5)))
TAL = place("Tal Ward", 1)


def raid(report: Card) -> Episode:
    told = episode(report, toll(report, 14), when=day(2), where=TAL, places=(TAL,), names=frozenset({"tal ward"}))
    return replace(told, setting=Setting(days=(date(2031, 5, 2), date(2031, 5, 2))))


def test_an_episode_is_moved_as_a_whole() -> None:
    before, after = raid(WIRE), moved(raid(WIRE), 14)
    assert own_days(after) == (date(2031, 5, 16), date(2031, 5, 16)) == after.setting.days
    assert (published_day(after), published_day(before)) == (date(2031, 5, 17), date(2031, 5, 3))
    assert replace(after, card=before.card, when=before.when, setting=before.setting) == before


def test_a_story_keeps_its_weekdays_and_the_days_within_it() -> None:
    story = Matter("story", (raid(WIRE), raid(LOCAL)))
    made = crowd([story, Matter("other", (raid(FARAWAY),))], seed=1, dense=1)
    one, other, _ = made.told
    first, second = published_day(one), published_day(other)
    assert first is not None
    assert second is not None
    assert (second - first).days == 1
    assert first.weekday() == date(2031, 5, 3).weekday()
    assert first != date(2031, 5, 3)
    assert made == crowd([story, Matter("other", (raid(FARAWAY),))], seed=1, dense=1)


def test_two_true_reports_are_apart_only_when_they_were_published_long_after_each_other() -> None:
    def apart(first: date | None, second: date | None) -> bool:
        matters = [Matter("a", (raid(WIRE),), False, first), Matter("b", (raid(LOCAL),), False, second)]
        return crowd(matters, seed=1).apart(WIRE.key, LOCAL.key)

    begin = date(2011, 1, 1)
    assert apart(begin, date.fromordinal(begin.toordinal() + FAR))
    assert not apart(begin, date.fromordinal(begin.toordinal() + FAR - 1))
    assert not apart(begin, None)


def test_what_is_counted_in_a_crowd() -> None:
    matters = [Matter("story", (raid(WIRE), raid(LOCAL))), Matter("other", (raid(FARAWAY),))]
    gold = {raid(WIRE).id: "i1", raid(LOCAL).id: "i1"}
    found = linked(crowd(matters, seed=1), Matcher.load())
    lines = dict(figures(found, gold, dict.fromkeys(gold, 0)))
    assert lines["reports"] == "3"
    assert lines["own compared"] == "1.000 of reports, 1.000 of episodes"
    assert lines["compared"] == "0.67 reports, 0.7 episodes"  # one week: the other story is told in the same words
    assert lines["judged"] == "same 0.67, not 0.00, unsure 0.00"
    assert lines["mixed"] == "1 of 1"
    assert lines["B³ alone"] == "P 1.000 R 1.000 F1 1.000"
