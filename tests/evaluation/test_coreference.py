from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import coreference
from evaluation.coreference import Agreement, Group, groups, scores

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").with_stem("coreference").read_text()
)
MEASURES = ("muc", "b_cubed", "ceaf_e")
Homes = dict[int, int]
homes = st.dictionaries(st.integers(0, 12), st.integers(0, 4), min_size=1)


def split(written: str) -> list[Group]:
    return [frozenset(group) for group in written.split()]


def fraction(written: str) -> float:
    over, under = map(float, written.split("/"))
    return over / under


def measured(name: str, gold: Sequence[Group], found: Sequence[Group]) -> Agreement:
    agreement: Agreement = getattr(coreference, name)(gold, found)
    return agreement


@pytest.mark.parametrize(
    ("case", "measure"), [(case, measure) for case in CASES for measure in MEASURES if measure in CASES[case]]
)
def test_the_worked_examples_of_the_reference_scorer(case: str, measure: str) -> None:
    told = CASES[case]
    found = measured(measure, split(told["gold"]), split(told["found"]))
    assert (found.recall, found.precision) == pytest.approx(tuple(map(fraction, told[measure])))


def test_the_conll_score_is_the_mean_of_three() -> None:
    found = scores(split("a bc def"), split("a bcx dy z"))
    assert found.muc.f1 == pytest.approx(1 / 3)
    assert found.b_cubed.f1 == pytest.approx(0.4683, abs=1e-4)
    assert found.ceaf_e.f1 == pytest.approx(0.62857, abs=1e-5)
    assert found.conll == pytest.approx((1 / 3 + 0.4683 + 0.62857) / 3, abs=1e-4)


def test_no_groups_at_all_score_nothing() -> None:
    for gold, found in (("", "ab"), ("ab", ""), ("", "")):
        assert scores(split(gold), split(found)).conll == 0


@given(homes)
def test_the_gold_against_itself_is_without_fault(home: Homes) -> None:
    gold = groups(home)
    found = scores(gold, gold)
    assert found.b_cubed.f1 == found.ceaf_e.f1 == pytest.approx(1)
    assert found.muc.f1 == float(any(len(group) > 1 for group in gold))


@given(homes, homes)
def test_precision_is_recall_seen_from_the_other_side(one: Homes, other: Homes) -> None:
    left, right = groups(one), groups(other)
    for name in MEASURES:
        there, back = measured(name, left, right), measured(name, right, left)
        assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))
        assert 0 <= there.f1 <= 1 + 1e-9


@given(homes, homes)
def test_the_order_of_groups_does_not_matter(one: Homes, other: Homes) -> None:
    left, right = groups(one), groups(other)
    assert scores(left, right).conll == pytest.approx(scores(left[::-1], right[::-1]).conll)
