"""The commands on a workspace, with invented reports coded once and replayed (tests/workspace)."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.store import View
from gesta.workspace import Taken, Workspace
from tests.workspace.conftest import coded_folder, replay
from tests.workspace.replaying import FILE, Replay, reports

__all__ = ["coded_folder", "replay"]


class Gesta:
    """Runs commands on one workspace, as the user "ada"."""

    def __init__(self, folder: Path, coder: Replay) -> None:
        self.folder, self.coder = folder, coder

    def __call__(self, *words: str | Path, **more: str) -> Result:
        environment = {"GESTA_WORKSPACE": str(self.folder), "GESTA_USER": "ada", **more}
        return CliRunner().invoke(main, [str(word) for word in words], env=environment, obj=self.coder)

    def objects(self, *words: str) -> list[dict[str, Any]]:
        result = self(*words, "--format", "jsonl")
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]


@pytest.fixture
def gesta(tmp_path: Path, replay: Replay) -> Gesta:
    """A workspace that is named and not there yet."""
    return Gesta(tmp_path / "desk", replay)


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Path:
    """A workspace with the reports in it, to be copied."""
    first = Gesta(tmp_path_factory.mktemp("filled") / "desk", replay)
    assert first("ingest", FILE).exit_code == 0
    return first.folder


@pytest.fixture
def filled(gesta: Gesta, filled_folder: Path) -> Gesta:
    """A workspace of its own with the reports in it."""
    shutil.copytree(filled_folder, gesta.folder)
    return gesta


def test_init_makes_a_workspace_and_leaves_one_alone(gesta: Gesta) -> None:
    assert gesta("incidents").exit_code == 1
    assert gesta("init", gesta.folder).exit_code == 0
    assert gesta("init", gesta.folder).stdout == f"{gesta.folder}: a workspace with 0 reports\n"
    assert gesta("incidents").stdout == "No incidents.\n\n"


def test_no_workspace_is_told_with_the_remedy(gesta: Gesta) -> None:
    for command in (["incidents"], ["incident", "i1"], ["link"], ["failures"], ["history"], ["undo"], ["reports"]):
        result = gesta(*command)
        assert result.exit_code == 1
        assert f"{gesta.folder}: no workspace there – make one there with gesta init" in result.stderr


def test_the_first_ingest_makes_the_workspace_that_is_named(filled: Gesta) -> None:
    again = filled("ingest", FILE)
    assert again.stdout.startswith(f"0 new, {len(reports())} known already, 0 failed; the workspace holds 21 reports")


def test_ingest_makes_no_workspace_in_the_folder_one_happens_to_stand_in(
    tmp_path: Path, replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GESTA_WORKSPACE", raising=False)
    result = CliRunner().invoke(main, ["ingest", str(FILE)], obj=replay)
    assert result.exit_code == 1
    assert "no workspace there" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_stopped_says_what_is_stored(gesta: Gesta, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object, **__: object) -> Iterator[Taken]:
        yield Taken(new=64)
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "ingest", torn)
    result = gesta("ingest", FILE)
    assert result.exit_code == 1
    assert "stopped: 64 new, 0 known already, 0 failed are stored; the same command goes on from there" in result.stderr


@pytest.mark.parametrize(("undated", "told"), [(1, "1 report does not say when"), (3, "3 reports do not say when")])
def test_reports_without_a_date_are_told(
    gesta: Gesta, monkeypatch: pytest.MonkeyPatch, undated: int, told: str
) -> None:
    monkeypatch.setattr(View, "undated_reports", lambda _: undated)
    assert told in gesta("ingest", "--no-link", FILE).stderr
    assert "say when" not in gesta("ingest", "--no-link", FILE).stderr  # nothing new came


def test_no_link_leaves_the_linking_for_later(gesta: Gesta) -> None:
    assert gesta("ingest", "--no-link", FILE).exit_code == 0
    assert gesta.objects("incidents") == []
    assert "21 reports are not linked yet by this version: gesta link does it" in gesta("incidents").stderr
    assert gesta("link").stdout.startswith("21 reports linked; ")
    assert gesta.objects("incidents")
    assert "not linked" not in gesta("incidents").stderr
    assert gesta("link").stdout.startswith("0 reports linked; ")


def test_incidents_are_listed_by_day_and_filtered(filled: Gesta) -> None:
    everything = filled.objects("incidents")
    dated = [str(each["when"]["from"])[:10] for each in everything if each["when"]["from"]]
    assert dated == sorted(dated)
    of_mali = filled.objects("incidents", "--country", "mli")
    assert of_mali
    assert {each["where"]["country"] for each in of_mali} == {"MLI"}
    assert filled.objects("incidents", "--country", "Mali") == of_mali
    assert filled.objects("incidents", "--country", "KOS") == filled.objects("incidents", "--country", "Kosovo") == []
    assert filled.objects("incidents", "--since", "2035-01-01") == []
    assert len(filled.objects("incidents", "--limit", "2")) == 2
    assert {each["type"] for each in filled.objects("incidents", "--type", "assault")} == {"ASSAULT"}


def test_an_incident_has_its_headline_and_its_particulars_under_it(filled: Gesta) -> None:
    lines = " ".join(filled("incidents", "--limit", "200").stdout.split())
    for each in filled.objects("incidents", "--limit", "200"):
        reports = "1 report" if each["reports"] == 1 else f"{each['reports']} reports, {each['origins']} independent"
        assert f"{' '.join(str(each['headline']).split())} {each['grade']} · {reports} · " in lines
        assert f" · {each['id']}" in lines


def test_what_a_list_leaves_out_is_told(filled: Gesta) -> None:
    everything = filled.objects("incidents")
    undated = [each for each in everything if not each["when"]["from"]]
    assert undated
    told = filled("incidents", "--since", "2000-01-01").stderr
    assert re.search(rf"\b{len(undated)} incidents? without a day (is|are) left out", told)
    assert "without a day" not in filled("incidents").stderr
    assert (f"50 of {len(everything)}" in filled("incidents").stderr) == (len(everything) > 50)


@pytest.mark.parametrize(
    ("option", "value", "remedy"),
    [
        ("--since", "last week", "write it as 2019-03-12"),
        ("--country", "Atlantis", "write three letters"),
        ("--country", "XXX", "no country's code or name"),
        ("--bbox", "1,2,3", "write WEST,SOUTH,EAST,NORTH"),
        ("--type", "BATTLE", "has no type"),
        ("--grade", "sure", "the grades are"),
        ("--status", "maybe", "'happened', 'planned', 'possible', 'denied'"),
        ("--origins", "0", "x>=1"),
        ("--changed-since", "now", "write it as 2019-03-12"),
    ],
)
def test_a_mistyped_filter_is_told(filled: Gesta, option: str, value: str, remedy: str) -> None:
    result = filled("incidents", option, value)
    assert result.exit_code == 2
    assert remedy in " ".join(result.stderr.split())


def test_incidents_are_listed_by_status_figure_and_origin_the_latest_first(filled: Gesta) -> None:
    every = filled.objects("incidents")
    assert filled.objects("incidents", "--status", "happened") == [one for one in every if one["status"] == "actual"]
    deadly = [one for one in every if (one["tolls"].get("killed") or {}).get("best", 0) >= 7]
    assert deadly
    assert filled.objects("incidents", "--killed", "7") == deadly
    shared = [one for one in every if one["origins"] >= 2]
    assert shared
    assert filled.objects("incidents", "--origins", "2") == shared
    latest = filled.objects("incidents", "--latest")
    days = [one["when"]["from"][:10] for one in latest if one["when"].get("from")]
    assert days == sorted(days, reverse=True)


def test_an_incident_is_told_question_by_question(filled: Gesta) -> None:
    largest = max(filled.objects("incidents"), key=lambda each: int(str(each["reports"])))
    told = filled("incident", str(largest["id"]))
    assert told.exit_code == 0
    words = " ".join(told.stdout.split())
    assert str(largest["grade"]) in words
    for question in ("Was it so?", "Who did it?", "How many?", "Why these reports are held to be one incident"):
        assert question in words
    assert "best, by bundles-1" in words


def test_figures_by_another_rule(filled: Gesta) -> None:
    largest = max(filled.objects("incidents"), key=lambda each: int(str(each["reports"])))
    [object_] = filled.objects("incident", str(largest["id"]), "--rule", "ucdp-1")
    assert {toll["rule"] for toll in object_["tolls"].values()} == {"ucdp-1"}
    wrong = filled("incident", str(largest["id"]), "--rule", "mine")
    assert wrong.exit_code == 1
    assert "there is no toll rule 'mine'" in wrong.stderr


def test_an_unknown_incident_is_told(filled: Gesta) -> None:
    result = filled("incident", "i0")
    assert result.exit_code == 1
    assert "i0" in result.stderr


def test_reports_are_listed_with_what_they_copy(filled: Gesta) -> None:
    rows = {row["id"]: row for row in filled.objects("reports")}
    assert set(rows) == {report.id for report in reports()}
    assert rows["b-001-r4"]["copy_of"] == "b-001-r1"
    assert rows["b-001-r1"]["digest"] == reports()[0].digest
    assert "b-001-r4  Daily Observer of Niamey" in filled("reports").stdout
    assert "(copy of b-001-r1)" in filled("reports").stdout


def test_search_finds_words(filled: Gesta) -> None:
    found = filled("search", "mine", "convoy")
    assert found.exit_code == 0
    assert "b-001-r1" in found.stdout
    assert filled("search", "zeppelin").exit_code == 1


def test_merge_split_and_undo(filled: Gesta) -> None:
    alone = [str(each["id"]) for each in filled.objects("incidents") if each["reports"] == 1]
    merged = filled("merge", alone[0], alone[-1], "--comment", "the same bridge")
    assert merged.exit_code == 0, merged.output
    [incident] = filled.objects("incident", alone[0])
    assert incident["reviewed"] == "ada"
    assert "“the same bridge”" in filled("incident", alone[0]).stdout
    assert filled("undo").stdout == "taken back: 1 judgement (same)\n"
    assert filled("undo").exit_code == 1
    assert filled("split", alone[0], "no-such-report").exit_code == 1


def test_the_history_tells_who_and_why(filled: Gesta) -> None:
    alone = [str(each["id"]) for each in filled.objects("incidents") if each["reports"] == 1]
    filled("merge", alone[0], alone[-1], "--by", "grace", "--comment", "the same bridge")
    lines = filled("history").stdout.splitlines()
    assert any("person:grace  the same bridge  judgements" in line for line in lines)
    assert filled("history", "nothing-of-that-name").stdout == ""


def test_failures_are_listed_and_tried_again(gesta: Gesta, tmp_path: Path) -> None:
    lost = tmp_path / "lost.jsonl"
    result = gesta("ingest", FILE, lost)
    assert result.exit_code == 1
    assert f"{lost}: no such file or directory" in gesta("failures").stdout
    lost.write_text(FILE.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert gesta("failures", "--retry").exit_code == 0
    assert gesta("failures").stdout == ""


def test_recode_tells_what_changed(filled: Gesta) -> None:
    filled.coder = Replay(filled.coder.view, versions={"gesta": "newer"})
    told = filled("recode")
    assert told.exit_code == 0
    assert "21 reports coded anew, 0 of them told otherwise" in told.stdout
