from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gesta.cli.places import places
from gesta.places.gazetteer import Gazetteer
from gesta.places.locations import FOLDER_VARIABLE, FULL


@pytest.fixture(autouse=True)
def _kept_here(atlas: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(atlas.path, tmp_path / FULL)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))


def test_find_lists_the_places_of_a_name() -> None:
    result = CliRunner().invoke(places, ["find", "Lashkar", "Gah"])
    assert result.exit_code == 0
    assert result.output == "Lashkar Gah, Helmand, Afghanistan · city  geonames:1135689  201,546\n"


def test_find_lists_no_more_than_asked_for() -> None:
    result = CliRunner().invoke(places, ["find", "-n", "1", "Paris"])
    assert result.output.splitlines() == ["Paris, France · city  geonames:2988507  2,138,551"]


def test_find_fails_quietly_for_a_name_that_nothing_bears() -> None:
    result = CliRunner().invoke(places, ["find", "Qwertzuburg"])
    assert (result.exit_code, result.output) == (1, "")
