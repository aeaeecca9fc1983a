"""The laws of span algebra."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.spans import Span, disjoint

LIMIT = 60  # small texts make spans that touch, nest and overlap
TEXTS = st.text("ab .,“”\n", min_size=1, max_size=LIMIT)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, LIMIT - 1))
    return Span(start, draw(st.integers(start + 1, LIMIT)))


@st.composite
def texts_with_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans(), spans())
def test_overlapping_spans_share_a_character(a: Span, b: Span) -> None:
    assert a.overlaps(b) == bool(characters(a) & characters(b))
    assert a.overlaps(b) == b.overlaps(a)


@given(spans(), spans())
def test_a_span_holds_another_when_it_has_all_its_characters(a: Span, b: Span) -> None:
    assert a.holds(b) == (characters(b) <= characters(a))
    assert (a.holds(b) and b.holds(a)) == (a == b)


@given(spans(), spans(), spans())
def test_holding_is_transitive(a: Span, b: Span, c: Span) -> None:
    assert not (a.holds(b) and b.holds(c)) or a.holds(c)


@given(spans(), spans())
def test_the_gap_counts_the_characters_between(a: Span, b: Span) -> None:
    first, last = sorted((a, b))
    assert a.gap(b) == b.gap(a) == len(range(first.end, last.start))


@given(spans(), spans())
def test_joining_gives_the_smallest_span_that_holds_both(a: Span, b: Span) -> None:
    joined = a.join(b)
    assert joined == b.join(a)
    assert joined.holds(a)
    assert joined.holds(b)
    assert len(joined) == len(characters(a) | characters(b)) + a.gap(b)


@given(spans(), spans(), spans())
def test_joining_does_not_depend_on_order(a: Span, b: Span, c: Span) -> None:
    assert a.join(b).join(c) == a.join(b.join(c))
    assert a.join(a) == a


@given(spans(), st.integers(0, LIMIT))
def test_shifting_there_and_back_changes_nothing(span: Span, by: int) -> None:
    assert span.shifted(by).shifted(-by) == span
    assert len(span.shifted(by)) == len(span)


@given(texts_with_span())
def test_a_shifted_span_has_the_same_words_in_a_shifted_text(case: tuple[str, Span]) -> None:
    text, span = case
    assert span.shifted(3).of("..." + text) == span.of(text)
    assert len(span.of(text)) == len(span)


@given(texts_with_span())
def test_trimming_takes_away_only_what_it_may(case: tuple[str, Span]) -> None:
    text, span = case
    trimmed = span.trimmed(text)
    if trimmed is None:
        assert not span.of(text).strip(" \n.,“”")
    else:
        assert span.holds(trimmed)
        assert trimmed.of(text) == span.of(text).strip(" \n.,“”")
        assert trimmed.trimmed(text) == trimmed


@given(st.lists(spans(), max_size=12))
def test_disjoint_spans_do_not_overlap_and_cover_or_touch_every_span_left_out(some: list[Span]) -> None:
    kept = disjoint(some)
    assert kept == sorted(kept)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert set(kept) <= set(some)
    for left_out in set(some) - set(kept):
        assert any(k.overlaps(left_out) and len(k) >= len(left_out) for k in kept)


@given(st.lists(spans(), max_size=8), st.randoms())
def test_disjoint_does_not_depend_on_order(some: list[Span], chance: Random) -> None:
    mixed = list(some)
    chance.shuffle(mixed)
    assert disjoint(mixed) == disjoint(some)
    assert disjoint(disjoint(some)) == disjoint(some)


@given(spans(), spans())
def test_spans_sort_by_where_they_begin_then_by_where_they_end(a: Span, b: Span) -> None:
    assert (a < b) == ((a.start, a.end) < (b.start, b.end))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_a_span_that_covers_nothing_or_begins_before_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"got {start}:{end}"):
        Span(start, end)
