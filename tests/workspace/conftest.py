from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gesta.pipeline import default_coder
from gesta.workspace import Workspace
from tests.workspace.replaying import Replay, arrivals, reports


@pytest.fixture(scope="session")
def coded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the invented reports coded by the network and not linked."""
    folder = tmp_path_factory.mktemp("coded")
    with Workspace.open(folder, create=True) as workspace:
        taken = list(workspace.ingest(arrivals(reports()), default_coder(), linking=False))
    assert sum(each.new for each in taken) == len(reports())
    return folder


@pytest.fixture(scope="session")
def replay(coded_folder: Path) -> Iterator[Replay]:
    """What was coded, to be replayed."""
    with Workspace.open(coded_folder) as workspace:
        yield Replay(workspace.view)


@pytest.fixture
def workspace(tmp_path: Path, replay: Replay) -> Iterator[Workspace]:
    """A workspace of its own with all the reports linked."""
    with Workspace.open(tmp_path / "own", create=True) as workspace:
        for _ in workspace.ingest(arrivals(reports()), replay):
            pass
        yield workspace
