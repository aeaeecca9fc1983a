"""The measurement of exports out of a store: each way gives what it says."""

from __future__ import annotations

from pathlib import Path

from evaluation.exports_of_store import WAYS, _filled, measured


def test_a_filter_leaves_fewer_rows_and_redaction_takes_none_of_them(tmp_path: Path) -> None:
    store = str(_filled(tmp_path, 40))
    every, filtered, redacted = (measured(store, "geojson", way)["rows"] for way in WAYS)
    assert every == 40
    assert 0 < filtered < every
    assert redacted == filtered
