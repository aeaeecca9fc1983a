"""Killed at fifty random moments of ingest, linking, review and linking anew: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspace import killing

ROOT = Path(__file__).parents[2]
SEED = 20_240_501


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks, which this system cannot")
def test_killed_at_any_moment_it_ends_as_if_undisturbed(coded_folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.workspace.killing", str(coded_folder), str(tmp_path), str(SEED)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=_paths(), timeout=600)
    assert ran.returncode == 0, ran.stderr[-4000:]
    undisturbed, *rounds, last = ran.stdout.splitlines()
    assert len(rounds) == killing.ROUNDS
    assert json.loads(last)["killed"] >= killing.ROUNDS * killing.KILLS * 0.8, "too few were still at work"
    for number, held in enumerate(rounds):
        assert held == undisturbed, f"round {number}"


def _paths() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
