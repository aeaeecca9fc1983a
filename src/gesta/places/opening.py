"""Opening the gazetteer, building it on first use."""

from __future__ import annotations

from pathlib import Path

from gesta.places.gazetteer import Gazetteer
from gesta.places.locations import default_path, full_path
from gesta.places.writing import Progress, silent


def open_gazetteer(path: Path | None = None, progress: Progress = silent) -> Gazetteer:
    """The gazetteer at `path`; without one, the imported full gazetteer, else the one of the installed packages.

    The latter is built on first use (some tens of seconds), which `progress` hears about. Raises GazetteerError when a
    file is missing or damaged or cannot be written.
    """
    if path is not None:
        return Gazetteer(path)
    if full_path().is_file():
        return Gazetteer(full_path())
    home = default_path()
    if not home.is_file():
        from gesta.places.building import build  # the packages take a second to import: only when they are needed

        build(home, progress)
    return Gazetteer(home)
