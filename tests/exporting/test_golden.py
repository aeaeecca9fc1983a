"""Every shape that is text against its golden files; all shapes write the same bytes twice."""

from __future__ import annotations

import pytest

from gesta.exporting import exporters
from tests.exporting import golden

BINARY = {"parquet", "xlsx"}  # their bytes depend on the version of the library: read back in tests of their own


@pytest.mark.parametrize("name", sorted(set(exporters()) - BINARY))
def test_the_shape_is_that_of_the_golden_files(name: str) -> None:
    golden.check(name)


@pytest.mark.parametrize("name", list(exporters()))
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    assert golden.exported(name) == golden.exported(name)


@pytest.mark.parametrize("name", list(exporters()))
def test_every_shape_says_what_it_loses(name: str) -> None:
    exporter = exporters()[name]
    assert exporter.title
    assert exporter.loss
    assert all(line.endswith(".") for line in exporter.loss)
    assert exporter.suffix.startswith(".")
