"""Figures that may be another incident's."""

from __future__ import annotations

from dataclasses import replace

from gesta.nouns.episode import Episode, Setting
from gesta.weighing.doubts import doubtful
from gesta.weighing.incidents import weigh
from tests.weighing.accounts import card, episode, toll


def told_twice(odds: float, count: int = 31, *, part: bool = False) -> tuple[Episode, Episode]:
    """An incident with six dead, told with three words, and a mention of others in the same report."""
    report = card("r1")
    main = episode(report, toll(report, 6, at=10))
    other = episode(report, toll(report, count, at=210, part=part), at=200)
    main = replace(main, tellings=main.tellings * 3, setting=Setting(kin=((other.id, odds),)))
    return main, other


def test_a_figure_of_a_passing_mention_that_the_report_holds_apart_is_not_heard() -> None:
    main, other = told_twice(-1.0)
    assert doubtful([other, main]) == {other.statements[0].id}
    killed = weigh([main, other]).tolls["killed"]
    assert (killed.low, killed.high) == (6, 6)


def test_the_statement_stays() -> None:
    main, other = told_twice(-1.0)
    assert other.statements[0].id in {statement.id for statement in weigh([main, other]).statements}


def test_a_mention_that_the_report_rather_holds_to_be_the_same_is_heard() -> None:
    assert doubtful(told_twice(0.5)) == frozenset()


def test_the_same_figure_and_a_part_are_no_rivals() -> None:
    assert doubtful(told_twice(-1.0, count=6)) == frozenset()
    assert doubtful(told_twice(-1.0, part=True)) == frozenset()


def test_other_reports_may_differ() -> None:
    main, _ = told_twice(-1.0)
    elsewhere = card("r2", "Delta Post")
    assert doubtful([main, episode(elsewhere, toll(elsewhere, 31))]) == frozenset()
