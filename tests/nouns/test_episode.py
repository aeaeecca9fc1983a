"""Anchors and report keys: what judgements hold on to when reports are coded again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.nouns.episode import Anchor
from gesta.nouns.report import Report, digest
from gesta.spans import Span

TEXT = "Gunmen burned the depot at Tal Ward."
REPORT = Report("r1", TEXT, digest(TEXT), "Depot burned", "Harbour Post", date(2021, 3, 9), url="https://example.org/1")


@given(st.text("0123456789abcdef", min_size=1), st.integers(0, 10_000), st.integers(1, 100))
def test_an_anchor_is_read_as_it_was_written(report: str, start: int, length: int) -> None:
    anchor = Anchor(report, Span(start, start + length))
    assert Anchor.parse(str(anchor)) == anchor


@pytest.mark.parametrize("written", ["", "abc", "abc:1", "abc:x-y", ":1-2", "abc:5-5"])
def test_what_is_no_anchor_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        Anchor.parse(written)


def test_a_report_keeps_its_key_whatever_id_it_came_with() -> None:
    assert replace(REPORT, id="another").key == REPORT.key
    assert len(REPORT.key) == 32


@pytest.mark.parametrize(
    "change",
    [{"publisher": "Coast Wire"}, {"published": date(2021, 3, 10)}, {"title": None}, {"url": None}],
)
def test_another_publisher_or_day_makes_another_report(change: dict[str, object]) -> None:
    assert replace(REPORT, **change).key != REPORT.key  # type: ignore[arg-type]
