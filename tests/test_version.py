"""The version is written in one place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from gesta.version import VERSION

ROOT = Path(__file__).parents[1]


def test_the_package_has_the_version_that_its_output_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/gesta/version.py"
