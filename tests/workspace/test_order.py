"""The order and the batches in which reports come change no incident."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.workspace.replaying import Replay, reports, taken_in


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> list[dict[str, object]]:
    return taken_in(tmp_path_factory.mktemp("order") / "at-once", replay, reports())


def test_there_is_something_to_compare(at_once: list[dict[str, object]]) -> None:
    """Incidents of several reports, of one report, with copies and with relations."""
    assert any(incident["reports"] == 1 for incident in at_once)
    assert any(incident["origins"] > 1 for incident in at_once)  # type: ignore[operator]
    assert any(incident["copies"] for incident in at_once)
    assert any(incident["relations"] for incident in at_once)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_same_incidents(
    seed: int, tmp_path: Path, replay: Replay, at_once: list[dict[str, object]]
) -> None:
    shuffled = list(reports())
    Random(seed).shuffle(shuffled)
    assert taken_in(tmp_path / "shuffled", replay, shuffled) == at_once


@pytest.mark.parametrize("seed", [7, 11])
def test_one_by_one_gives_the_same_incidents(
    seed: int, tmp_path: Path, replay: Replay, at_once: list[dict[str, object]]
) -> None:
    shuffled = list(reports())
    Random(seed).shuffle(shuffled)
    assert taken_in(tmp_path / "one-by-one", replay, shuffled, one_by_one=True) == at_once
