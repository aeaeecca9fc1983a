"""Tables of other data sets on the command line: taken in, compared, related by people, mapped beside incidents."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.workspace import Workspace
from tests.comparing.tables import ACLED_ROW, UCDP_ROW, table
from tests.comparing.test_comparison import clash
from tests.exporting.staged import toll
from tests.workspace.conftest import coded_folder, replay
from tests.workspace.replaying import FILE, Replay

__all__ = ["coded_folder", "replay"]

COLUMNS = list(ACLED_ROW)
OTHER = {**ACLED_ROW, "event_id_cnty": "NER2", "event_date": "2022-03-20", "actor2": '=HYPERLINK("x")'}
LOST = {**ACLED_ROW, "event_id_cnty": "NER3", "event_date": "2022-03-25", "geo_precision": "3"}


class Desk:
    """Runs commands on one workspace, as the user "ada", with one incident in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with Workspace.open(folder, create=True) as workspace, workspace.store.writing("gesta", "test") as writer:
            writer.replace_incidents([], [clash(tolls={"killed": toll(7)})], {})

    def __call__(self, *words: str | Path, coder: Replay | None = None) -> Result:
        environment = {"GESTA_WORKSPACE": str(self.folder), "GESTA_USER": "ada"}
        return CliRunner().invoke(main, [str(word) for word in words], env=environment, obj=coder)


@pytest.fixture
def gesta(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


@pytest.fixture
def acled(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(table([ACLED_ROW, OTHER, LOST], COLUMNS), encoding="utf-8")
    return path


@pytest.fixture
def held(gesta: Desk, acled: Path) -> Desk:
    assert gesta("ingest", acled).exit_code == 0
    return gesta


def test_a_table_is_taken_in_by_its_columns_and_again_changes_nothing(gesta: Desk, acled: Path) -> None:
    first = gesta("ingest", acled)
    assert first.stdout == (
        f"{acled}: 3 new, 0 changed, 0 known already, 0 failed; beside the reports, not among them\n"
        "outside records in the workspace: 3 of acled\n"
    )
    assert "0 new, 0 changed, 3 known already" in gesta("ingest", acled).stdout
    acled.write_text(acled.read_text("utf-8").replace("A clash.,4", "A clash.,5", 1), encoding="utf-8")
    assert "0 new, 1 changed, 2 known already" in gesta("ingest", acled).stdout
    told = gesta("history", "acled:NER1").stdout.splitlines()
    assert "person:ada  ingest  outside acled:NER1" in told[0]
    assert '"best": 5' in told[1]
    assert '"best": 4' in told[1]


def test_a_whole_table_takes_out_what_it_lacks(held: Desk, acled: Path) -> None:
    """Only where it is said to be whole, and only when each row of it could be read."""
    broken = {**OTHER, "latitude": "914"}
    acled.write_text(table([ACLED_ROW, broken], COLUMNS), encoding="utf-8")
    result = held("ingest", "--whole", acled)
    assert "nothing is taken out" in result.stderr
    assert "3 of acled" in result.stdout
    acled.write_text(table([ACLED_ROW], COLUMNS), encoding="utf-8")
    assert "3 of acled" in held("ingest", acled).stdout
    result = held("ingest", "--whole", acled)
    assert "2 of acled that the tables lack are taken out" in result.stdout
    assert "outside records in the workspace: 1 of acled" in result.stdout
    assert "taken out" in held("history", "acled:NER2").stdout


def test_bad_rows_are_failures_until_they_are_mended(gesta: Desk, acled: Path) -> None:
    good = acled.read_text("utf-8")
    acled.write_text(good.replace("14.03", "914.03", 1), encoding="utf-8")
    result = gesta("ingest", acled)
    assert result.exit_code == 1
    assert "2 new, 0 changed, 0 known already, 1 failed" in result.stdout
    told = gesta("failures").stdout
    assert f"{acled}:2: a cell cannot be read: '914.03' is no number of degrees from -90 to 90 – mend the row" in told
    acled.write_text(good, encoding="utf-8")
    assert gesta("failures", "--retry").stderr.endswith("0 failures\n")


def test_a_format_is_named_and_another_is_refused(gesta: Desk, acled: Path) -> None:
    assert gesta("ingest", "--input-format", "acled", acled).exit_code == 0
    wrong = gesta("ingest", "--input-format", "ucdp-ged", acled)
    assert wrong.exit_code == 1
    assert "not the columns of UCDP GED" in gesta("failures").stdout
    unknown = gesta("ingest", "--input-format", "icews", acled)
    assert unknown.exit_code == 2
    assert "warc, acled, gdelt, ucdp-ged" in unknown.stderr
    assert gesta("code", "--input-format", "acled", acled).exit_code == 2


def test_a_table_can_come_by_standard_input(gesta: Desk) -> None:
    environment = {"GESTA_WORKSPACE": str(gesta.folder), "GESTA_USER": "ada"}
    words = ["ingest", "--input-format", "acled", "-"]
    result = CliRunner().invoke(main, words, env=environment, input=table([ACLED_ROW], COLUMNS))
    assert result.stdout.startswith("-: 1 new")


def test_reports_and_tables_come_in_together_and_apart(gesta: Desk, acled: Path, replay: Replay) -> None:
    result = gesta("ingest", FILE, acled, "--no-link", coder=replay)
    assert result.exit_code == 0
    assert f"{acled}: 3 new" in result.stdout
    assert "21 new, 0 known already, 0 failed; the workspace holds 21 reports" in result.stdout


def test_the_page_of_an_incident_names_the_record_that_it_is(held: Desk) -> None:
    assert held("incident", "ours").stdout.endswith(
        "Also in: ACLED NER1 (matched: same day; same spot; both ASSAULT; both name Niger Armed Forces; "
        "differs: actors Niger Armed Forces; Sahel Victory Front vs Military Forces of Niger; Dune Brigade; "
        "killed 7 vs 4)\n"
    )


def test_a_person_relates_a_record_to_an_incident(held: Desk) -> None:
    assert held("relate", "acled:NER1", "ours", "--as", "not", "--comment", "another clash").exit_code == 0
    assert "Also in" not in held("incident", "ours").stdout
    assert held("relate", "acled:NER2", "ours").stdout == "acled:NER2 and ours: same\n"
    assert "Also in: ACLED NER2 (matched: a person says so; 19 days apart; differs:" in held("incident", "ours").stdout
    assert held("relate", "acled:NER2", "ours", "--as", "unsure").exit_code == 0
    assert held("relate", "acled:none", "ours").exit_code == 1


def test_a_workspace_is_compared_with_what_it_holds_and_with_a_file(held: Desk, acled: Path) -> None:
    told = held("compare", "acled").stdout
    assert "the workspace's incidents beside acled" in told
    assert "only theirs        2" in told
    assert "killed  1 of 1  ours higher 1" in told
    assert "ours = acled:NER1" in told
    assert held("compare", acled).stdout.partition("matched")[2] == told.partition("matched")[2]


def test_rows_as_csv_are_safe_to_open_and_as_json_lines_whole(held: Desk, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(held("compare", "acled", "--format", "csv").stdout)))
    assert [(row["what"], row["ours_id"], row["theirs_id"]) for row in rows] == [
        ("matched", "ours", "acled:NER1"),
        ("only theirs", "", "acled:NER2"),
        ("only theirs", "", "acled:NER3"),
    ]
    assert all(not cell.startswith("=") for row in rows for cell in row.values())
    assert rows[0]["differs_in"] == "actors; killed"
    path = tmp_path / "rows.jsonl"
    assert held("compare", "acled", "--format", "jsonl", "-o", path, "--limit", "2").stdout == ""
    first, second = map(json.loads, path.read_text("utf-8").splitlines())
    assert (first["reasons"][0], first["theirs_killed_best"]) == ("same day", 4)
    assert second["theirs_actors"] == ["Military Forces of Niger", '=HYPERLINK("x")']


def test_a_filter_narrows_both_sides(held: Desk) -> None:
    told = held("compare", "acled", "--since", "2022-03-15", "--until", "2022-03-22").stdout
    assert "matched            0" in told
    assert "only theirs        1" in told
    graded = held("compare", "acled", "--grade", "weak").stdout
    assert "only theirs        –  not told: records have no such filter" in graded


def test_two_tables_are_compared_without_a_workspace(
    tmp_path: Path, acled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GESTA_WORKSPACE", raising=False)
    ucdp = tmp_path / "ged.csv"
    ucdp.write_text(table([{**UCDP_ROW, "side_b": "Dune Brigade", "type_of_violence": "1"}], list(UCDP_ROW)), "utf-8")
    result = CliRunner().invoke(main, ["compare", str(ucdp), str(acled)])
    assert result.exit_code == 0
    assert "ucdp-ged:77 = acled:NER1" in result.stdout
    assert not (tmp_path / "gesta.sqlite").exists()


def test_what_cannot_be_compared_is_told(gesta: Desk, acled: Path, tmp_path: Path) -> None:
    assert "take one in first: gesta ingest TABLE" in gesta("compare", "acled").stderr
    assert gesta("compare", acled, acled, acled).exit_code == 2
    missing = gesta("compare", tmp_path / "none.csv")
    assert missing.exit_code == 1
    assert "no such file" in missing.stderr


# ------------------------------------------------------------------------------------------------------ side by side


def features(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)["features"]
    return found


def test_records_stand_beside_incidents_on_a_map(held: Desk) -> None:
    mine, same, other, lost = features(held("export", "--format", "geojson", "--beside", "acled"))
    assert mine["id"] == "ours"
    shown = [(each["properties"]["origin"], each["properties"]["match"]) for each in (same, other, lost)]  # type: ignore[index]
    assert shown == [("acled", "ours"), ("acled", None), ("acled", None)]
    assert same["geometry"] == {"type": "Point", "coordinates": [0.91, 14.03]}
    assert lost["geometry"] is None
    kml = held("export", "--format", "kml", "--beside", "acled").stdout
    assert kml.count("<Placemark") == 4
    assert '<Data name="match"><value>ours</value></Data>' in kml


def test_a_filter_of_the_map_counts_for_records_too(held: Desk) -> None:
    found = features(held("export", "--format", "geojson", "--beside", "acled", "--until", "2022-03-10"))
    assert [each["id"] for each in found] == ["ours", "acled:NER1"]


def test_shapes_without_a_place_for_records_refuse_them(held: Desk, acled: Path) -> None:
    result = held("export", "--format", "hxl", "--beside", "acled")
    assert "hxl has no place for records of other data sets: use geojson, kml" in result.stderr
    assert held("export", "--format", "geojson", "--beside", "gdelt").exit_code == 1
    assert held("export", "--format", "geojson", "--beside", "acled", acled).exit_code == 2
