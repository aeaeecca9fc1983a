"""The order and the batches in which reports come change no incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from gesta.linking.matcher import NOT
from gesta.nouns.episode import Episode
from gesta.nouns.judgement import Judgement, Verdict
from gesta.nouns.linkable import Linkable
from gesta.workspace import Workspace
from tests.workspace.replaying import Replay, arrivals, incidents, reports, taken_in


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> list[dict[str, object]]:
    return taken_in(tmp_path_factory.mktemp("order") / "at-once", replay, reports())


def test_there_is_something_to_compare(at_once: list[dict[str, object]]) -> None:
    """Incidents of several reports, of one report, with copies and with relations."""
    assert any(incident["reports"] == 1 for incident in at_once)
    assert any(incident["origins"] > 1 for incident in at_once)  # type: ignore[operator]
    assert any(incident["copies"] for incident in at_once)
    assert any(incident["relations"] for incident in at_once)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_same_incidents(
    seed: int, tmp_path: Path, replay: Replay, at_once: list[dict[str, object]]
) -> None:
    shuffled = list(reports())
    Random(seed).shuffle(shuffled)
    assert taken_in(tmp_path / "shuffled", replay, shuffled) == at_once


@pytest.mark.parametrize("seed", [7, 11])
def test_one_by_one_gives_the_same_incidents(
    seed: int, tmp_path: Path, replay: Replay, at_once: list[dict[str, object]]
) -> None:
    shuffled = list(reports())
    Random(seed).shuffle(shuffled)
    assert taken_in(tmp_path / "one-by-one", replay, shuffled, one_by_one=True) == at_once


@dataclass(frozen=True, slots=True)
class Chance:
    """Judges by a digest of the pair: mostly doubtful, so that few pairs are anybody's best."""

    version: str = "chance-1"

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement:  # noqa: ARG002 - as the matcher
        one, other = sorted((left.id, right.id))
        score = round(NOT - 0.05 + int.from_bytes(sha256(f"{one} {other}".encode()).digest()[:2]) / 65_536 / 4, 4)
        verdict: Verdict = "unsure" if score >= NOT else "not"
        return Judgement(one, other, verdict, score, f"model:{self.version}")


@pytest.mark.parametrize("seed", [0, 1, 14])
def test_doubtful_pairs_give_the_same_incidents_in_any_order_and_when_reports_change(
    seed: int, tmp_path: Path, replay: Replay
) -> None:
    """Which doubtful pair connects depends on what else resembles the two, and changes as episodes come and go."""
    random, shuffled = Random(seed), list(reports())
    random.shuffle(shuffled)
    silent = [report.key for report in random.sample(shuffled, 6)]
    with Workspace.open(tmp_path / "at-once", create=True) as workspace:
        workspace.use(Chance())
        list(workspace.ingest(arrivals(reports()), replay, linking=False))
        _silenced(workspace, silent)
        expected = incidents(workspace)
    with Workspace.open(tmp_path / "one-by-one", create=True) as workspace:
        workspace.use(Chance())
        for report in shuffled:
            list(workspace.ingest(arrivals([report]), replay))
        for key in silent:
            _silenced(workspace, [key])
        assert any(each["reports"] > 1 for each in expected)
        assert incidents(workspace) == expected


def _silenced(workspace: Workspace, keys: Sequence[str]) -> None:
    """The reports are held to tell nothing; their texts, and what copies what, stay."""
    signatures = {key: workspace.view.linkable(key).signature for key in keys}
    with workspace.linker.store.writing("test", "silenced") as writer:
        for key in keys:
            writer.replace_linkable(key, Linkable(signature=signatures[key]))
    workspace.link()
