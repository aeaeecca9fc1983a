"""Datelines: their parts where there is one, and none where a sentence only looks like one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.segmenting import dateline
from gesta.spans import Span
from tests.segmenting.casefiles import cases


def words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize("case", cases("datelines"), ids=lambda case: case["text"][:40])
def test_a_dateline_has_the_parts_the_case_names(case: dict[str, Any]) -> None:
    text = case["text"]
    found = dateline(text)
    got = {} if found is None else {k: words(text, getattr(found, k)) for k in ("span", "place", "date", "agency")}
    assert {k: v for k, v in got.items() if v is not None} == {k: v for k, v in case.items() if k != "text"}


@settings(deadline=None)
@given(st.text(alphabet="AB. ,-(:)\n1/Jan"))
def test_the_parts_lie_in_the_dateline(text: str) -> None:
    found = dateline(text)
    if found is not None:
        assert all(found.span.holds(part) for part in (found.place, found.date, found.agency) if part)
