"""``gesta export``, from a workspace: shapes, filters, files beside, redaction, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.cli.exportable import watched
from gesta.exporting import exporters
from gesta.nouns.filter import Filter
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.store import open_store
from gesta.workspace.exported import selected
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


def test_a_shape_of_several_files_on_standard_output_is_an_archive(where: Path) -> None:
    result = run("--workspace", where, "--format", "csv")
    with ZipFile(io.BytesIO(result.stdout_bytes)) as archive:
        assert "incidents.csv" in archive.namelist()


@pytest.mark.parametrize(("wanted", "total"), [(Filter(), 6), (Filter(countries=("NER",)), None)])
def test_how_many_there_are_is_shown_where_no_filter_chooses(where: Path, wanted: Filter, total: int | None) -> None:
    told: list[tuple[int, int | None, str]] = []
    with closing(open_store(where)) as store, selected(store.view, wanted) as records:
        passed = list(watched(records, lambda *said: told.append(said)).incidents())
    assert told[-1] == (len(passed), total, f"{len(passed)} incidents")


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
        (["--format", "csl", "--published-by", "Sahel Wire"], "for the reports of PATHs"),
        (["--format", "csl", "--input-format", "text"], "for the reports of PATHs"),
        (["--format", "csl", "--rule", "acled"], "acled-1"),
        ([], "--format"),
        (["--format", "acled", "--with-deletions"], "csv, incidents-jsonl, parquet have one"),
    ],
)
def test_what_is_refused(words: list[str], told: str, where: Path) -> None:
    given = words if "--workspace" in words else [*words, "--workspace", str(where)]
    result = run(*given)
    assert result.exit_code != 0
    assert told in result.output


@pytest.mark.parametrize(
    "words",
    [["--reviewed"], ["--changed-since", "2021-07-01"], ["--with-deletions"], ["--reviewed", "--with-deletions"]],
)
def test_what_only_a_workspace_knows_is_refused_for_paths_with_the_remedy(words: list[str], tmp_path: Path) -> None:
    result = run("--format", "incidents-jsonl", tmp_path / "report.txt", *words)
    assert result.exit_code == 2
    assert words[0] in result.output
    assert "gesta ingest" in result.output


def test_a_toll_rule_is_told_beside_the_file(where: Path, tmp_path: Path) -> None:
    run("--workspace", where, "--format", "series", "-o", tmp_path / "x.csv", "--rule", "ucdp-1", "--unreviewed")
    told = json.loads((tmp_path / "x.csv.meta.json").read_text("utf-8"))
    assert told["filters"] == {"reviewed": False, "rule": "ucdp-1"}
    assert "rule: ucdp-1" in told["citation"]


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


SHELLING = "Rebels shelled the port of Ras Dumair on Monday, killing at least three dock workers, the army said.\n"
MARCH = "Some 400 teachers protested in Accra, Ghana, on Tuesday.\n"


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ([], {"ASSAULT", "PROTEST"}),
        (["--type", "PROTEST"], {"PROTEST"}),
        (["--country", "GHA"], {"PROTEST"}),
        (["--place", "Accra"], {"PROTEST"}),
        (["--bbox", "-1,5,0,6"], {"PROTEST"}),
        (["--since", "2019-03-12"], {"PROTEST"}),
        (["--until", "2019-03-11"], {"ASSAULT"}),
        (["--search", "dock"], {"ASSAULT"}),
        (["--publisher", "Harbour News"], {"ASSAULT", "PROTEST"}),
        (["--publisher", "Desert Post"], set()),
        (["--unreviewed"], {"ASSAULT", "PROTEST"}),
        (["--limit", "1"], {"ASSAULT"}),
    ],
)
def test_filters_choose_among_the_incidents_of_paths(words: list[str], types: set[str], tmp_path: Path) -> None:
    for number, text in enumerate((SHELLING, MARCH)):
        (tmp_path / f"{number}.txt").write_text(text)
    said = ("--published", "2019-03-13", "--published-by", "Harbour News")
    result = run("--format", "incidents-jsonl", tmp_path, *said, *words)
    assert result.exit_code == 0, result.output
    assert {json.loads(line)["type"] for line in result.stdout.splitlines()} == types


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    good = tmp_path / "report.txt"
    good.write_text("Rebels shelled the port of Ras Dumair on Monday, the army said.\n")
    result = run("--format", "jsonl", tmp_path / "missing.txt", good)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert len(io.StringIO(result.stdout).readlines()) == 1
