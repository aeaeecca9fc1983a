"""Quotations: where they open and close, and the laws that hold for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.segmenting import quotations, segment
from tests.segmenting.casefiles import cases, report_of

MARKED = st.lists(st.sampled_from([*"\"'“”‘’«»`", "''", "``", "said", "We", "dogs", " ", " ", ".", ",", "\n\n"])).map(
    "".join
)


@pytest.mark.parametrize("case", cases("quotations"), ids=lambda case: case["about"])
def test_the_quoted_passages_are_those_of_the_case(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [span.of(text) for span in quotations(text, segment(report_of(text)))] == case["quoted"]


@settings(deadline=None)
@given(MARKED)
def test_quotations_are_in_order_disjoint_and_in_the_text(text: str) -> None:
    found = quotations(text, segment(report_of(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.end <= len(text) for span in found)


def test_a_lost_mark_does_not_swallow_the_report() -> None:
    text = '"We left at dawn. ' + "The army came. " * 200
    assert max(len(span) for span in quotations(text, segment(report_of(text)))) < 20


def test_a_text_without_sentences_has_no_quotations() -> None:
    assert quotations("", ()) == ()
