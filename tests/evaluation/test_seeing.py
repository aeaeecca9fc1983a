"""What the network saw of the bundles is kept for the next command, until bundles or code change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evaluation.bundles import Bundle
from evaluation.bundles import coded as bundles_coded
from gesta.nouns.coded import Coded
from gesta.pipeline import Coder
from training import seeing

TEXT = "Gunmen killed two millers near Dolmar on Monday. The blast at the mill followed hours later."


def bundle(text: str) -> Bundle:
    report = {"id": "r1", "publisher": "Dolmar Post", "published": "2021-03-09", "title": "Raid", "text": text}
    return Bundle(1, {"bundle": "x-1", "reports": [report], "incidents": [], "relations": []})


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were coded since the test began."""
    found: list[str] = []

    def counted(bundles: list[Bundle], coder: Coder) -> Iterator[Coded]:
        found.extend(report.text for each in bundles for report in each.reports)
        return bundles_coded(bundles, coder)

    monkeypatch.setattr(seeing, "HELD_OUT", tmp_path / "held-out")
    monkeypatch.setattr(seeing, "coded", counted)
    return found


def test_bundles_are_coded_once_and_again_when_they_change(coded: list[str]) -> None:
    coder = Coder.load()
    first, kept = seeing.seen([bundle(TEXT)], coder)
    again, kept_too = seeing.seen([bundle(TEXT)], coder)
    assert (again, coded) == (first, [TEXT])
    assert len(first[0].events) > 1
    seen, numbers = kept_too.of(again[0])
    assert seen.views.tolist() == kept.of(first[0])[0].views.tolist()
    assert numbers == list(range(len(first[0].events)))
    seeing.seen([bundle(TEXT.upper())], coder)
    assert coded == [TEXT, TEXT.upper()]


def test_bundles_are_coded_again_when_what_codes_them_changes(
    coded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: Any = seeing.CODING
    seeing.seen([bundle(TEXT)], Coder.load())
    monkeypatch.setattr(seeing, "CODING", given[:-1])
    seeing.seen([bundle(TEXT)], Coder.load())
    assert coded == [TEXT, TEXT]
