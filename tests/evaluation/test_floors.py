from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.floors import GATED, MARGIN, Floors, FloorsError, fingerprint, read_floors, write_floors
from evaluation.gate import FLOORS

FIRST_FLOORS = {
    "trigger": 0.81, "type": 0.75, "type+mode": 0.65, "roles": 0.53, "attribution": 0.52, "speaker": 0.65,
    "status": 0.915, "same": 0.918, "part": 0.45, "about": 0.35, "response": 0.25, "entities": 0.87,
}  # fmt: skip

SHARES = st.integers(0, 10_000).map(lambda number: number / 10_000)


def floors(value: float, weights: str | None = None) -> Floors:
    return Floors("sha256:corpus", weights, dict.fromkeys(GATED, value), dict.fromkeys(GATED, 0.9))


def test_the_pinned_floors_can_be_read_and_have_not_sunk() -> None:
    pinned = read_floors(FLOORS)
    assert set(FIRST_FLOORS) == set(GATED)
    assert {name: floor for name, floor in pinned.floors.items() if floor < FIRST_FLOORS[name]} == {}
    assert pinned.corpus.startswith("sha256:")


def test_floors_are_raised_to_a_margin_under_the_scores() -> None:
    raised = floors(0.5).raised(dict.fromkeys(GATED, 0.7) | {"status": 0.9567}, "sha256:new")
    assert raised.floors["trigger"] == pytest.approx(0.7 - MARGIN)
    assert raised.floors["status"] == 0.951
    assert raised.weights == "sha256:new"


def test_a_floor_that_is_hardly_passed_stays() -> None:
    assert floors(0.5).raised(dict.fromkeys(GATED, 0.502), "w").floors == floors(0.5).floors


def test_no_floor_is_lowered() -> None:
    with pytest.raises(FloorsError, match=r"never lowered.*: part"):
        floors(0.5).raised(dict.fromkeys(GATED, 0.9) | {"part": 0.4999}, "w")


@settings(max_examples=60, deadline=None)
@given(SHARES, SHARES)
def test_raising_never_sinks_a_floor_and_always_leaves_it_passed(floor: float, score: float) -> None:
    scores = dict.fromkeys(GATED, score)
    if score < floor:
        with pytest.raises(FloorsError):
            floors(floor).raised(scores, "w")
        return
    raised = floors(floor).raised(scores, "w")
    assert all(value >= floor for value in raised.floors.values())
    assert raised.below(scores) == {}


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.json", floors(0.5, "sha256:w"))
    assert read_floors(tmp_path / "floors.json") == floors(0.5, "sha256:w")


@pytest.mark.parametrize("gone", ["floors", "targets", "corpus"])
def test_floors_without_a_part_are_refused(tmp_path: Path, gone: str) -> None:
    write_floors(tmp_path / "floors.json", floors(0.5))
    stored = json.loads((tmp_path / "floors.json").read_text("utf-8"))
    del stored[gone]
    (tmp_path / "floors.json").write_text(json.dumps(stored), "utf-8")
    with pytest.raises(FloorsError, match="cannot be read"):
        read_floors(tmp_path / "floors.json")


def test_a_measure_cannot_be_taken_out(tmp_path: Path) -> None:
    left = {name: 0.5 for name in GATED if name != "roles"}
    write_floors(tmp_path / "floors.json", replace(floors(0.5), floors=left))
    with pytest.raises(FloorsError, match="roles"):
        read_floors(tmp_path / "floors.json")


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert fingerprint(tmp_path / "empty").startswith("sha256:e3b0c442")
