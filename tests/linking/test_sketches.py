"""Sketches: whether two reports have so much in common that they are worth comparing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.sketches import FEATURES, WORTH, common, current, likeness, sketch, values
from gesta.nouns.episode import Card, Episode, Setting
from tests.weighing.accounts import card, day, episode, place, toll

WIRE, LOCAL = card("wire", "Delta Wire", 3), card("local", "Tal Ward Post", 4)
GAO = place("Tal Ward", 1)


def raid(report: Card = WIRE, words: str = "gashing kwirafin", **known: object) -> Episode:
    """Fourteen killed at Tal Ward, with telling words and names."""
    told = {"when": day(2), "where": GAO, "places": (GAO,), "names": frozenset({"tal ward"}), **known}
    made = episode(report, toll(report, 14), **told)
    return replace(made, marks=frozenset(words.split()), setting=Setting(own=words))


def _many(*words: str) -> str:
    return " ".join(f"{word}{end}" for word in words for end in ("or", "ami", "ek", "ulon", "ist"))


def test_what_two_reports_have_in_common() -> None:
    found = values(sketch([raid()]), sketch([raid(LOCAL)]))
    assert found["words"] == found["names"] == found["lands"] == 1.0
    assert found["figures"] == pytest.approx(1 / 3)
    assert found["apart"] == pytest.approx(0.1)


def test_two_reports_of_one_raid_are_worth_comparing() -> None:
    assert common(sketch([raid()]), sketch([raid(LOCAL)])) >= WORTH


def test_one_rare_word_in_common_is_chance() -> None:
    there = place("Ras Ayn", 1, admin=("Hasakah",))
    elsewhere = replace(there, value=replace(there.value, country="SYR"))
    told = {"where": elsewhere, "places": (elsewhere,), "names": frozenset({"ras ayn"})}
    mine = replace(raid(words=f"gashing {_many('tollab', 'zenduk', 'orvask')}"), statements=())
    other = replace(raid(LOCAL, f"gashing {_many('melbat', 'tirsan', 'vekdul')}", **told), statements=())
    assert "words" in values(sketch([mine]), sketch([other]))
    assert common(sketch([mine]), sketch([other])) < WORTH


def test_the_longer_ago_the_other_was_published_the_less() -> None:
    late = replace(LOCAL, published=date(2031, 5, 20))
    assert likeness(values(sketch([raid()]), sketch([raid(late)]))) < likeness(
        values(sketch([raid()]), sketch([raid(LOCAL)]))
    )


def test_empty_reports_are_worth_nothing() -> None:
    assert common(sketch([]), sketch([])) < WORTH
    assert values(sketch([]), sketch([raid()])) == {}


@pytest.mark.parametrize("written", [None, "", "gashing|kwirafin", "=1|gashing"])
def test_a_sketch_of_another_form_is_not_current(written: str | None) -> None:
    assert not current(written)
    assert current(sketch([raid()]))


WORDS = st.lists(st.sampled_from("gashing kwirafin tollab zenduk orvask melbat".split()), max_size=6).map(" ".join)


@given(WORDS, WORDS)
def test_the_order_of_two_reports_does_not_matter(one: str, other: str) -> None:
    left, right = sketch([raid(words=one)]), sketch([raid(LOCAL, other)])
    assert values(left, right) == pytest.approx(values(right, left))
    assert set(values(left, right)) <= set(FEATURES)
    assert all(0 < value <= 1 for value in values(left, right).values())
