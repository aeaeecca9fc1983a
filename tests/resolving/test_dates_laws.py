"""Laws that dates keep whatever the words: no crash, ends in order, the same each time."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.nouns.referent import Resolved
from gesta.nouns.report import Report
from gesta.resolving.dates import Anchors, anchors_of, find_times, resolve_time
from gesta.resolving.dates_feasts import feast_names, feasts_of
from gesta.resolving.dates_reference import Direction, Reference
from gesta.resolving.dates_stretches import DAY, edge_of, unit_at
from gesta.spans import Span

WORDS = (
    "Monday May 3 31 2014 1999 last next this the of a two several weeks days ago earlier later since until by from to "
    "between and early mid late morning night overnight today yesterday Ramadan Easter year month quarter third first "
    "8:30 p.m. 0200 GMT 1990s anniversary after before attack , - ( ) ' weekend summer hours February 29 30"
).split()
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
dates = st.dates(date(1905, 1, 1), date(2090, 1, 1))
UNITS = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


@given(phrases, dates, st.sampled_from([None, "past", "future", "nearest"]))
@settings(max_examples=150, deadline=None)
def test_any_words_give_a_sound_interval_or_a_gap(phrase: str, published: date, way: Direction | None) -> None:
    report = Report("r", phrase, "sha256:0", published=published)
    anchors = anchors_of(report)
    found = resolve_time(Span(0, len(phrase)), report, anchors, way)
    assert found == resolve_time(Span(0, len(phrase)), report, anchors, way)
    if isinstance(found, Resolved):
        start, end = found.value.start, found.value.end
        assert start is not None or end is not None
        assert start is None or end is None or start <= end
        assert 0 < found.score <= 1


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_found_times_lie_in_the_text_in_order(text: str) -> None:
    spans = find_times(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


@given(dates, st.sampled_from(UNITS), st.integers(-4, 4))
def test_units_follow_each_other_without_gap(day: date, unit: str, shift: int) -> None:
    this, following = unit_at(day, unit, shift), unit_at(day, unit, shift + 1)
    length = 5 * DAY if unit == "weekend" else 0 * DAY
    assert this.end.date() + DAY + length == following.start.date()


@given(dates, st.sampled_from(["month", "year"]))
def test_the_three_thirds_make_the_whole(day: date, unit: str) -> None:
    whole = unit_at(day, unit)
    parts = [edge_of(whole, edge) for edge in ("start", "mid", "end")]
    assert (parts[0].start, parts[2].end) == (whole.start, whole.end)
    assert all(a.end.date() + DAY == b.start.date() for a, b in pairwise(parts))


@given(st.sampled_from(feast_names()), st.integers(1950, 2060))
def test_every_named_day_falls_in_its_year(name: str, year: int) -> None:
    assert all(feast.start.year == year and feast.start <= feast.end for feast in feasts_of(name, year))


def test_known_feasts() -> None:
    assert [f.start for f in feasts_of("Easter", 2014)] == [date(2014, 4, 20)]
    assert [f.start for f in feasts_of("Orthodox Easter", 2016)] == [date(2016, 5, 1)]
    assert [f.start for f in feasts_of("Thanksgiving", 2015)] == [date(2015, 11, 26)]
    [ramadan] = feasts_of("Ramadan", 2018)
    assert abs(ramadan.start - date(2018, 5, 17)) <= DAY
    assert len(feasts_of("Eid al-Adha", 2006)) == 2


def test_anchors_stand_in_the_order_of_the_text() -> None:
    text = "On 3 May 2012 they met. Two days later they fought. Last week they spoke."
    anchors = anchors_of(Report("r", text, "sha256:0", published=date(2014, 11, 14)))
    assert [told.stretch.start for told in anchors.told] == [
        datetime(2012, 5, 3),
        datetime(2012, 5, 5),
        datetime(2014, 11, 3),
    ]
    assert Reference(anchors.now).story is None
    assert Anchors(None).told == ()
