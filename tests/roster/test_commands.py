"""``gesta roster``: what a user types and sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from gesta.cli.roster import roster

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*words: str, stdin: str | None = None) -> tuple[int, str]:
        result = CliRunner().invoke(roster, [*words, "--own", str(tmp_path / "own")], input=stdin)
        return result.exit_code, result.output

    return call


def test_the_check_tells_how_much_there_is(run: Run) -> None:
    code, told = run("check")
    assert code == 0
    assert "0 faults" in told


def test_find_tells_codes_and_roles(run: Run) -> None:
    code, told = run("find", "Taleban")
    assert code == 0
    assert "group:taliban" in told
    assert "2021-08-15 to now: government, state:afg GOV" in told
    code, told = run("find", "Zxqwv")
    assert code == 1
    assert "no actor of that name" in told


def test_an_added_file_is_found_and_checked(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("id,name,kind,country,sector,reference\ngroup:mine,Reed Marsh Front,armed group,KEN,REB,own\n")
    assert run("add", str(mine))[0] == 0
    assert "group:mine" in run("find", "Reed Marsh Front")[1]
    assert run("check")[0] == 0
    mine.write_text("id,name,kind,country,sector,reference\ngroup:mine,Reed Marsh Front,armed group,QQQ,REB,own\n")
    run("add", str(mine))
    code, told = run("check")
    assert code == 1
    assert "no country 'QQQ'" in told


def test_entities_are_imported_from_standard_input(run: Run) -> None:
    entity = {"id": "NK-7", "schema": "Person", "properties": {"name": ["Ansgar Vell"], "country": ["dk"]}}
    code, told = run("import", "--ftm", "-", stdin=json.dumps(entity) + "\n")
    assert code == 0
    assert "1 actors imported" in told
    assert "import:nk-7" in run("find", "Ansgar Vell")[1]


def test_import_needs_one_format(run: Run) -> None:
    assert run("import")[0] == 2
