"""Parquet: rows as in CSV, without pyarrow a clear word."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path

import pytest

from gesta.errors import FormatError
from gesta.formats import parquet as module
from gesta.formats import read_reports
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def written(path: Path, **columns: object) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_columns_are_known_by_their_names_and_dates_by_their_type(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.parquet",
        Text=[ENGLISH + " A.", ENGLISH + " B.", None],
        id=[1, 2, 3],
        date=pyarrow.array([datetime(2024, 3, 12), datetime(2024, 3, 12, 9, 30, 0, 1), None], pyarrow.timestamp("ns")),
        outlet=["Sahel Wire", None, None],
        score=[0.1, 0.2, 0.3],
    )
    first, second, third = read_reports([file])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.published, first.publisher) == ("1", date(2024, 3, 12), "Sahel Wire")
    assert second.published == datetime(2024, 3, 12, 9, 30, 0, 1)
    assert str(third).startswith(f"{file}:3: no text in this row")


def test_a_damaged_file_and_one_without_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"\xff" * 40 + b"PAR1")
    written(tmp_path / "b.parquet", story=["a"])
    written(tmp_path / "c.parquet", text=[["a"]])
    damaged, nameless, listed = read_reports([tmp_path])
    assert "damaged Parquet file" in str(damaged)
    assert "no column holds the text" in str(nameless)
    assert "'text' is list, not a string" in str(listed)


def test_a_packed_file_cannot_be_read_from_its_stream(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", text=[ENGLISH])
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress(file.read_bytes()))
    (found,) = read_reports([tmp_path / "b.parquet.gz"])
    assert "cannot be read from a stream – unpack it" in str(found)


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "a.parquet", text=[ENGLISH])
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    (found,) = read_reports([file])
    assert isinstance(found, FormatError)
    assert "reading Parquet needs pyarrow – pip install 'gesta[parquet]'" in str(found)
