from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from tests import standin

SHELLED = "Rebels shelled the port of Ras Dumair on Sunday, killing three dock workers, the government said."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    given = [{"id": f"r{n}", "title": f"Port shelled {n}", "text": f"{SHELLED} Part {n}."} for n in (1, 2)]
    path.write_text("".join(json.dumps(report) + "\n" for report in given), encoding="utf-8")
    return path


def gesta(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], obj=standin.coder())


def test_show_marks_the_text(reports: Path) -> None:
    result = gesta("show", reports)
    assert result.exit_code == 0
    assert "Rebels shelled[e1] the port" in result.stdout
    assert "Port shelled 1" in result.stdout
    assert "Port shelled 2" in result.stdout
    assert "Legend:" in result.stdout


def test_show_can_choose_a_report(reports: Path) -> None:
    result = gesta("show", reports, "--id", "r2")
    assert result.exit_code == 0
    assert "Port shelled 1" not in result.stdout
    assert "Port shelled 2" in result.stdout


def test_show_writes_a_page(reports: Path, tmp_path: Path) -> None:
    result = gesta("show", reports, "--id", "r1", "--html", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<h1>Port shelled 1</h1>" in page


def test_a_page_shows_one_report(reports: Path, tmp_path: Path) -> None:
    result = gesta("show", reports, "--html", tmp_path / "page.html")
    assert result.exit_code == 2
    assert "choose one with --id" in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_an_id_that_is_not_there_is_told(reports: Path, tmp_path: Path) -> None:
    result = gesta("show", reports, "--id", "r9", "--html", tmp_path / "page.html")
    assert result.exit_code == 1
    assert "no report has the id 'r9'" in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_report_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    result = gesta("show", tmp_path / "missing.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("gesta: ")
    assert "no report has the id" not in result.stderr
