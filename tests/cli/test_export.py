"""``gesta export``, from a workspace: shapes, filters, files beside, redaction, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.exporting import exporters
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.store import open_store
from tests.exporting import invented


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    store = open_store(folder, create=True)
    with store.writing("gesta", "test") as writer:
        for coded in invented.reports():
            writer.add_report(coded, Provenance(), Linkable())
        writer.replace_incidents((), invented.incidents(), {})
    store.close()
    return folder


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_the_list_names_every_shape_and_what_it_loses() -> None:
    result = run("--list")
    assert result.exit_code == 0
    for exporter in exporters().values():
        assert f"\n{exporter.name}\n" in "\n" + result.output
        assert all(loss in result.output for loss in exporter.loss)


def test_a_shape_on_standard_output(where: Path) -> None:
    result = run("--workspace", where, "--format", "geojson")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["features"]) == len(invented.incidents())


def test_a_file_and_what_is_beside_it(where: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    words = ("--workspace", where, "--format", "series", "-o", path, "--country", "NER", "--accessed", "2026-03-01")
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert f"{path}: 6 rows" in result.stderr
    told = json.loads((tmp_path / "x.csv.meta.json").read_text("utf-8"))
    assert told["filters"] == {"countries": ["NER"]}
    assert told["accessed"] == "2026-03-01"


def test_what_is_left_out_is_told(where: Path) -> None:
    assert "left out: 1: no date is known" in run("--workspace", where, "--format", "series").stderr


def test_a_folder_of_tables(where: Path, tmp_path: Path) -> None:
    result = run("--workspace", where, "--format", "csv", "-o", tmp_path / "tables", "--type", "protest")
    assert result.exit_code == 0, result.output
    with (tmp_path / "tables" / "incidents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["incident_id"] for row in csv.DictReader(file)] == ["inc-accra"]


def test_short_quotes_are_given_unless_asked_otherwise(where: Path) -> None:
    short, full = (run("--workspace", where, "--format", "jsonl", *more) for more in ((), ("--text", "full")))
    assert "░" in short.stdout
    assert "░" not in full.stdout
    assert "her brother" in full.stdout


def test_redaction(where: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('persons = "private"\npublishers = ["Desert Post"]\n', encoding="utf-8")
    result = run("--workspace", where, "--format", "incidents-jsonl", "--redact", own)
    assert result.exit_code == 0, result.output
    assert "Maïga" not in result.stdout
    assert "Desert Post" not in result.stdout
    assert "Sahel Wire" in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "acledd"], "acled"),
        (["--format", "csl", "--redact", "nams"], "use names, public, strict"),
        (["--format", "csl", "--accessed", "soon"], "is no day"),
        (["--format", "csl", "--published", "2021-07-01"], "for the reports of PATHs"),
        (["--format", "csl", "report.txt", "--workspace", "x"], "give one of the two"),
        ([], "--format"),
    ],
)
def test_what_is_refused(words: list[str], told: str, where: Path) -> None:
    given = words if "--workspace" in words else [*words, "--workspace", str(where)]
    result = run(*given)
    assert result.exit_code != 0
    assert told in result.output


def test_a_folder_that_is_not_there_is_told(where: Path, tmp_path: Path) -> None:
    result = run("--workspace", where, "--format", "csl", "-o", tmp_path / "no" / "x.json")
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_a_workspace_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("--workspace", tmp_path / "none", "--format", "csl")
    assert result.exit_code == 1
    assert "gesta init" in result.output


def test_a_report_is_coded_and_exported(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Rebels shelled the port of Ras Dumair on Monday, killing at least three dock workers, the army said.\n"
    )
    result = run("--format", "csv", "--published", "2019-03-12", "-o", tmp_path / "tables", path)
    assert result.exit_code == 0, result.output
    with (tmp_path / "tables" / "tolls.csv").open(encoding="utf-8", newline="") as file:
        tolls = list(csv.DictReader(file))
    assert [(toll["outcome"], toll["low"]) for toll in tolls] == [("killed", "3")]


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    good = tmp_path / "report.txt"
    good.write_text("Rebels shelled the port of Ras Dumair on Monday, the army said.\n")
    result = run("--format", "jsonl", tmp_path / "missing.txt", good)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert len(io.StringIO(result.stdout).readlines()) == 1
