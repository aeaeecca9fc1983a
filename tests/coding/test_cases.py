"""The rules of coding on invented sentences: each case file is one chapter, readable without the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from gesta.nouns.event import ROLES
from tests.coding.casefiles import CASES, Case, cases, run, told

ALL = [
    pytest.param(row, id=f"{file.stem}: {title}")
    for file in sorted(CASES.glob("*.toml"))
    for title, row in cases(file.stem)
]


@pytest.mark.parametrize("row", ALL)
def test_a_case_comes_out_as_expected(row: Mapping[str, Any]) -> None:
    case = run(row)
    for trigger, expected in case.expect.items():
        if trigger == "links":
            assert shown_links(case) == expected
        elif expected is False:
            assert trigger not in case.events
        else:
            for key, value in expected.items():
                assert shown(case, trigger, key) == value, key


def shown(case: Case, trigger: str, key: str) -> object:
    """A field of an event as a case file writes it."""
    event = case.events[trigger]
    fillers = {str(role): found for role, found in event.roles.items()}.get(key.removesuffix("_stands_for"), ())
    if key in ROLES:
        return [case.said(filler.span) for filler in fillers]
    if key.endswith("_stands_for"):
        return [case.said(filler.referent) if filler.referent else "" for filler in fillers]
    if key == "toll":
        return [told(toll) for toll in event.toll]
    if key == "evidence":
        return [case.said(span) for toll in event.toll for span in toll.evidence]
    if key == "ordered_by":
        return [case.said(span) for span in event.ordered_by]
    if key in ("same", "part"):
        return case.trigger(getattr(event, key)) or ""
    return getattr(event, key) or ""


def shown_links(case: Case) -> list[str]:
    return [f"{case.trigger(link.origin)} {link.type} {case.trigger(link.goal)}" for link in case.links]


def test_there_are_enough_cases() -> None:
    assert len(ALL) > 60
