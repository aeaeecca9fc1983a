from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.commands import environment
from evaluation.floors import fingerprint, read_floors
from tests import standin
from tests.evaluation.annotated import corpus
from tests.handmade import EXAMPLES


def run(folder: Path, *options: str) -> int:
    return gate.main([str(folder), "--floors", str(folder / "floors.json"), *options], standin.coder())


def test_the_gate_is_passed_when_no_score_is_under_its_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(corpus(tmp_path, trigger=1.0, attribution=0.9, part=0.99)) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.splitlines()[0].split() == ["measure", "score", "floor", "target"]
    assert shown.out.splitlines()[1].split() == ["trigger", "1.0000", "1.000", "0.900"]


def test_the_gate_is_shut_when_a_score_is_under_its_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus(tmp_path, about=0.35)) == 1
    shown = capsys.readouterr()
    assert shown.err == "gate: about: 0.0000 is under the floor of 0.350\n"
    assert "0.0000 !" in shown.out


def test_another_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    path = folder / gate.CORPUS
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert run(folder, "--raise") == 1
    assert "scores cannot be compared" in capsys.readouterr().err


def test_a_folder_without_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    (folder / gate.CORPUS).unlink()
    assert run(folder) == 1
    assert gate.CORPUS in capsys.readouterr().err


def test_floors_are_raised_and_pinned_to_the_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path, trigger=0.8)
    assert run(folder, "--raise") == 0
    raised = read_floors(folder / "floors.json")
    assert (raised.floors["trigger"], raised.floors["about"]) == (0.995, 0)
    assert raised.weights == "sha256:stand-in"
    assert "trigger: 0.800 → 0.995" in capsys.readouterr().err
    assert run(folder) == 0


def test_floors_are_not_lowered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path, response=0.25)
    before = (folder / "floors.json").read_bytes()
    assert run(folder, "--raise") == 1
    assert "never lowered" in capsys.readouterr().err
    assert (folder / "floors.json").read_bytes() == before


def test_other_weights_keep_the_gate_shut_until_they_are_pinned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    floors = json.loads((folder / "floors.json").read_text("utf-8"))
    (folder / "floors.json").write_text(json.dumps(floors | {"weights": "sha256:old"}), "utf-8")
    assert run(folder) == 1
    assert "these weights are sha256:stand-in, the floors belong to sha256:old" in capsys.readouterr().err
    assert run(folder, "--raise") == 0
    assert run(folder) == 0


def test_a_report_that_cannot_be_read_keeps_the_gate_shut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    path = folder / gate.CORPUS
    lines = path.read_text("utf-8").splitlines()
    lines[0] = json.dumps({**json.loads(lines[0]), "date": "some day"})
    path.write_text("\n".join(lines), "utf-8")
    floors = json.loads((folder / "floors.json").read_text("utf-8"))
    floors["corpus"] = fingerprint(path)
    (folder / "floors.json").write_text(json.dumps(floors), "utf-8")
    assert run(folder) == 1
    assert "'some day' cannot be read" in capsys.readouterr().err
    assert run(folder, "--raise") == 1


def test_json_holds_the_counts_behind_the_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus(tmp_path), "--json") == 0
    written = json.loads(capsys.readouterr().out)
    assert written["reports"] == 2
    assert written["complaints"] == []
    assert written["measures"]["trigger"] == {
        "score": 1.0, "precision": 1.0, "recall": 1.0, "gold": 4, "coded": 4, "floor": 0.0, "target": 0.9,
    }  # fmt: skip
    assert written["measures"]["stance"]["floor"] is None


def test_the_figures_are_written_into_a_page(tmp_path: Path) -> None:
    folder, page = corpus(tmp_path), tmp_path / "page.md"
    page.write_text("Before.\n\n<!-- figures -->\nold\n<!-- /figures -->\n\nAfter.\n", "utf-8")
    assert run(folder, "--write", str(page)) == 0
    first = page.read_text("utf-8")
    assert first.startswith("Before.\n\n<!-- figures -->\nWeights `sha256:stand-in`, 2 reports")
    assert "| trigger | 1.0000 | 0.000 | 0.900 |" in first
    assert first.endswith("<!-- /figures -->\n\nAfter.\n")
    assert run(folder, "--write", str(page)) == 0
    assert page.read_text("utf-8") == first


def test_the_page_of_the_documentation_has_a_place_for_the_figures(tmp_path: Path) -> None:
    page = tmp_path / "evaluation.md"
    page.write_text((EXAMPLES.parent / "evaluation.md").read_text("utf-8"), "utf-8")
    assert run(corpus(tmp_path), "--write", str(page)) == 0


def test_the_gate_runs_as_a_file(tmp_path: Path) -> None:
    command = [sys.executable, gate.__file__, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment())
    assert done.returncode == 1
    assert done.stderr.startswith("gate: ")
    assert gate.CORPUS in done.stderr
