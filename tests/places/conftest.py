from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gesta.places.gazetteer import Gazetteer
from tests.places.atlas import build_atlas


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder: Path = tmp_path_factory.mktemp("atlas")
    gazetteer = build_atlas(folder / "atlas.sqlite")
    yield gazetteer
    gazetteer.close()
