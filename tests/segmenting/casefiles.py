"""The case files of this folder, and reports made from their texts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from gesta.nouns.report import Report, digest


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of ``cases/NAME.toml`` in order."""
    path = Path(__file__).parent / "cases" / f"{name}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


def report_of(text: str, title: str | None = None) -> Report:
    """A report that holds `text`."""
    return Report(id="case", text=text, digest=digest(text), title=title)
