from __future__ import annotations

from typing import Any

import pytest

from tests.attributing.casefiles import attributed, cases, expected, told

FILES = ("speakers", "stances", "declining", "quotations", "portraits", "standing", "venues")


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{f}: {c['name']}") for f in FILES for c in cases(f)])
def test_claims_are_those_of_the_case(case: dict[str, Any]) -> None:
    found = [told(case["text"], claim, case["checks"]) for claim in attributed(case)]
    assert found == [expected(claim) for claim in case["claims"]]
