from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.nouns.mention import Reading
from gesta.pipeline import Coder, Segmented
from gesta.resolving import Knowledge
from gesta.version import VERSION
from tests import handmade, standin

SHELLED = "Rebels shelled the port of Ras Dumair on Sunday, killing three dock workers, the government said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(SHELLED, encoding="utf-8")
    reports = [{"id": f"r{n}", "text": f"{SHELLED} Part {n}.", "published": "2019-03-12"} for n in (1, 2)]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
    return tmp_path


def gesta(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    """The result of the command, with the stand-in for the network."""
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin, obj=standin.coder())


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]


def test_the_version() -> None:
    assert gesta("--version").output == f"gesta {VERSION}\n"


def test_the_package_says_the_same_version() -> None:
    pyproject = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{VERSION}"' in pyproject or "dynamic" in pyproject


@pytest.mark.parametrize("command", [(), ("code",), ("show",)])
def test_help_is_there(command: tuple[str, ...]) -> None:
    result = gesta(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_code_tells_an_account(folder: Path) -> None:
    result = gesta("code", folder / "one.txt", "--publisher", "Gulf Wire", "--published", "2019-03-12")
    assert result.exit_code == 0
    assert "shelling or missile attack – said to have happened · “shelled” line 1" in result.stdout
    assert "killed: 3 (as said: “three dock workers”)" in result.stdout
    assert "Publisher: Gulf Wire · published: 2019-03-12" in result.stdout
    assert result.stderr == ""


def test_what_a_folder_holds_besides_is_told(folder: Path) -> None:
    (folder / "scan.pdf").write_bytes(b"-")
    told = gesta("code", folder).stderr
    assert "files of kinds that are not read were passed over: 1 .pdf" in told


def test_an_event_is_explained_instead_of_the_account(folder: Path) -> None:
    for typed in ("e1", "E1", "all"):
        result = gesta("code", folder / "one.txt", "--explain", typed)
        assert result.exit_code == 0
        assert "e1 shelling or missile attack · “shelled” line 1" in result.stdout
        assert "“Rebels” line 1 not resolved" in result.stdout
    assert "e2 killing" in result.stdout
    both = gesta("code", folder / "one.txt", "--explain", "e1", "--explain", "e2")
    assert both.stdout == result.stdout


def test_an_event_that_no_report_has_is_told(folder: Path) -> None:
    result = gesta("code", folder / "two.jsonl", "--explain", "e2", "--explain", "e99")
    assert result.exit_code == 1
    assert "e2 killing" in result.stdout
    assert result.stderr == "gesta: no report has an event e99: gesta code without --explain lists the events\n"


@pytest.mark.parametrize("option", [("--format", "jsonl"), ("--no-resolve",)])
def test_what_leaves_nothing_to_explain_is_a_mistake(option: tuple[str, ...]) -> None:
    result = gesta("code", "x.txt", "--explain", "e1", *option)
    assert result.exit_code == 2
    assert option[0] in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("option", [(), ("--no-resolve",)])
def test_without_knowledge_every_referent_is_a_gap(folder: Path, option: tuple[str, ...]) -> None:
    [report] = lines(gesta("code", folder / "one.txt", "--format", "jsonl", *option))
    event: Any = report["events"][0]  # type: ignore[index]
    assert event["where"] == event["roles"]["actor"][0]["resolved"] == {"kind": "gap", "reason": "not resolved"}
    assert (event["when"]["basis"], event["when"]["reason"]) == ("unknown", "not resolved")


def test_no_resolve_leaves_knowledge_unused(folder: Path) -> None:
    knowing = replace(standin.coder(), knowledge=cast(Knowledge, object()))
    command = ["code", str(folder / "one.txt"), "--no-resolve"]
    result = CliRunner().invoke(main, command, obj=knowing)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("group", ["places", "roster"])
def test_the_groups_of_commands_are_listed(group: str) -> None:
    assert f"\n  {group} " in gesta("--help").stdout
    assert gesta(group, "--help").exit_code == 0


def test_code_writes_one_object_a_line_in_the_order_given(folder: Path) -> None:
    result = gesta("code", folder / "two.jsonl", folder / "one.txt", "--format", "jsonl")
    assert result.exit_code == 0
    written = lines(result)
    assert [r["id"] for r in written[:2]] == ["r1", "r2"]
    assert [r["text"] for r in written][2] == SHELLED
    assert all(r["contract"] == 1 for r in written)


def test_code_reads_a_folder_and_standard_input(folder: Path) -> None:
    assert len(lines(gesta("code", folder, "--format", "jsonl"))) == 3
    piped = gesta("code", "-", "--format", "jsonl", "--title", "Port shelled", stdin=SHELLED)
    assert [r["text"] for r in lines(piped)] == [SHELLED]
    assert lines(piped)[0]["report"]["title"] == "Port shelled"  # type: ignore[index]


def test_code_reads_as_the_format_named(folder: Path) -> None:
    (folder / "noname").write_bytes((folder / "two.jsonl").read_bytes())
    result = gesta("code", folder / "noname", "--format", "jsonl", "--input-format", "jsonl")
    assert [r["id"] for r in lines(result)] == ["r1", "r2"]


def test_a_report_that_fails_is_told_and_the_others_go_on(folder: Path) -> None:
    (folder / "two.jsonl").write_text(
        json.dumps({"id": "good", "text": SHELLED}) + '\n{"id": "broken"\n' + json.dumps({"id": "empty", "text": ""}),
        encoding="utf-8",
    )
    result = gesta("code", folder / "two.jsonl", folder / "missing.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [r["id"] for r in lines(result)] == ["good"]
    complaints = result.stderr.splitlines()
    assert len(complaints) == 3
    assert all(line.startswith("gesta: ") for line in complaints)
    assert "two.jsonl:2: " in complaints[0]
    assert "two.jsonl:3: " in complaints[1]
    assert "missing.txt" in complaints[2]


@pytest.mark.parametrize(
    "words",
    [
        ("code",),
        ("code", "x.txt", "--format", "parquet"),
        ("code", "x.txt", "--published", "last week"),
        ("code", "x.txt", "--input-format", "stone"),
        ("cod", "x.txt"),
    ],
)
def test_a_mistyped_command_is_explained(words: tuple[str, ...]) -> None:
    result = gesta(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert result.stdout == ""


def test_an_output_file_holds_what_standard_output_would(folder: Path) -> None:
    for form in ("told", "jsonl"):
        direct = gesta("code", folder / "two.jsonl", "--format", form)
        written = gesta("code", folder / "two.jsonl", "--format", form, "-o", folder / "out")
        assert (written.exit_code, written.stdout) == (0, "")
        assert (folder / "out").read_bytes() == direct.stdout_bytes


def test_an_output_file_replaces_the_old_one_and_keeps_its_permissions(folder: Path) -> None:
    old = folder / "out.jsonl"
    old.write_text("old")
    old.chmod(0o640)
    assert gesta("code", folder / "one.txt", "--format", "jsonl", "-o", old).exit_code == 0
    assert json.loads(old.read_text(encoding="utf-8"))["text"] == SHELLED
    assert old.stat().st_mode & 0o777 == 0o640
    assert not list(folder.glob(".*.part"))


def test_an_output_file_that_cannot_be_written_is_told(folder: Path) -> None:
    result = gesta("code", folder / "one.txt", "-o", folder / "nowhere" / "out.txt")
    assert result.exit_code == 1
    assert "out.txt: cannot be written: No such file or directory" in result.stderr


def test_a_run_that_breaks_off_leaves_the_old_file(folder: Path) -> None:
    class Breaking(standin.StandIn):
        def read(self, batch: Sequence[Segmented]) -> list[Reading]:
            raise KeyboardInterrupt(len(batch))

    old = folder / "out.jsonl"
    old.write_text("old")
    broken = Coder(Breaking(), standin.coder().ontology)
    result = CliRunner().invoke(main, ["code", str(folder / "one.txt"), "-o", str(old)], obj=broken)
    assert result.exit_code == 1
    assert old.read_text() == "old"
    assert not list(folder.glob(".*.part"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full here")
def test_a_full_disk_is_told(folder: Path) -> None:
    result = gesta("code", folder / "one.txt", "-o", "/dev/full")
    assert result.exit_code == 1
    assert "cannot be written: No space left on device" in result.stderr


def test_jsonl_is_utf_8_whatever_the_locale(folder: Path) -> None:
    text = "Rebels shelled “Ras Dumair”, a communiqué said. 😀"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    result = _in_a_process("code", str(folder / "one.txt"), "--format", "jsonl", PYTHONIOENCODING="latin-1")
    assert result.returncode == 0, result.stderr.decode()
    assert json.loads(result.stdout.decode("utf-8"))["text"] == text


def test_a_reader_that_hangs_up_is_no_fault(folder: Path) -> None:
    many = "".join(json.dumps({"id": f"r{n}", "text": f"{SHELLED} Part {n}."}) + "\n" for n in range(300))
    (folder / "many.jsonl").write_text(many, encoding="utf-8")
    command = [sys.executable, "-c", _RUN, "code", str(folder / "many.jsonl"), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_the_heavy_parts_are_loaded_only_when_used() -> None:
    asked = (
        "import sys, gesta.cli; print([m for m in ('numpy', 'onnxruntime', 'trafilatura', 'rich') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", asked], capture_output=True, env=_environment(), check=True)
    assert result.stdout.decode().strip() == "[]"


def test_the_example_reports_can_be_coded() -> None:
    result = gesta("code", handmade.EXAMPLES, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert len(lines(result)) >= 5


_RUN = "import sys; from gesta.cli import main; from tests import standin; main(sys.argv[1:], obj=standin.coder())"


def _environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **changes}


def _in_a_process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _RUN, *words]
    return subprocess.run(command, capture_output=True, env=_environment(**environment), check=False)
