"""What holds for every shape of event data: columns in order, strings that readers take, and nothing said unknown."""

from __future__ import annotations

import csv
import importlib
import io
from datetime import date

import pandas as pd
import pytest

from gesta.exporting import exporter_named
from gesta.nouns.referent import Gap
from tests.exporting import golden
from tests.exporting.invented import records
from tests.exporting.staged import incident, on, written

SHAPES = ("acled", "cameo", "gdelt-events", "gdelt-mentions", "icews", "polecat", "ucdp-ged")
LINES = ("ngec", "ngec-stories", "plover")
COLUMNS = {
    "acled": 31,
    "ucdp-ged": 49,
    "polecat": 40,
    "icews": 20,
    "gdelt-events": 61,
    "gdelt-mentions": 16,
    "cameo": 12,
}
TABLES = {name: importlib.import_module(f"gesta.exporting.{name.replace('-', '_')}").TABLE for name in SHAPES}


@pytest.mark.parametrize("name", [*SHAPES, *LINES])
def test_the_shape_writes_what_its_golden_file_holds(name: str) -> None:
    golden.check(name)


@pytest.mark.parametrize("name", [*SHAPES, *LINES])
def test_the_shape_writes_the_same_bytes_twice(name: str) -> None:
    assert golden.exported(name) == golden.exported(name)


@pytest.mark.parametrize("name", [*SHAPES, *LINES])
def test_the_shape_says_what_it_cannot_hold(name: str) -> None:
    exporter = exporter_named(name)
    assert len(exporter.loss) >= 3
    assert all(line.endswith(".") for line in exporter.loss)


@pytest.mark.parametrize("name", SHAPES)
def test_there_are_as_many_columns_as_the_shape_has_each_once(name: str) -> None:
    assert len(TABLES[name].columns) == COLUMNS[name] == len(set(TABLES[name].columns))


@pytest.mark.parametrize("name", SHAPES)
def test_pandas_reads_as_many_rows_and_columns_with_every_cell_a_string(name: str) -> None:
    table, stream = TABLES[name], io.BytesIO()
    count = exporter_named(name).write(records(), stream).rows
    assert count > 0
    frame = pd.read_csv(
        io.BytesIO(stream.getvalue()),
        sep=table.delimiter,
        header=0 if table.header else None,
        names=None if table.header else list(table.columns),
        dtype=str,
        keep_default_na=False,
    )
    assert list(frame.columns) == list(table.columns)
    assert len(frame) == count
    assert all(isinstance(cell, str) for cell in frame.to_numpy().ravel())


@pytest.mark.parametrize("name", SHAPES)
def test_reading_and_writing_again_gives_the_same_cells(name: str) -> None:
    table = TABLES[name]
    text = golden.exported(name).decode("utf-8")
    cells = list(csv.reader(io.StringIO(text), delimiter=table.delimiter, strict=True))
    again = io.StringIO()
    csv.writer(again, delimiter=table.delimiter, lineterminator="\n").writerows(cells)
    assert list(csv.reader(io.StringIO(again.getvalue()), delimiter=table.delimiter)) == cells
    assert {len(line) for line in cells} == {len(table.columns)}


@pytest.mark.parametrize("name", SHAPES)
def test_no_cell_would_run_as_a_formula(name: str) -> None:
    text = golden.exported(name).decode("utf-8")
    for line in csv.reader(io.StringIO(text), delimiter=TABLES[name].delimiter):
        for cell in line:
            assert cell[:1] not in {"=", "+", "@"}
            assert not cell.startswith("-") or float(cell) <= 0


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("status", ["possible", "negated"])
def test_what_did_not_happen_is_left_out_and_counted(name: str, status: str) -> None:
    made = incident("ASSAULT.clash", status, actors="army rebels")  # type: ignore[arg-type]
    content, left_out = written(name, [made])
    assert left_out == {"told as planned, possible or denied": 1}
    assert len(content.splitlines()) == (1 if TABLES[name].header else 0)


@pytest.mark.parametrize("name", ["cameo", "gdelt-events", "icews", "polecat"])
def test_what_is_not_known_to_the_day_has_no_day(name: str) -> None:
    made = incident("ASSAULT.clash", actors="army rebels", when=on(date(2022, 2, 27), date(2022, 3, 1)))
    gone = incident("ASSAULT.clash", actors="army rebels", when=Gap("no date"), where=Gap("no place"))
    for content in (written(name, [made])[0].decode(), written(name, [gone])[0].decode()):
        for form in ("2022-02-27", "2022-03-01", "20220227", "20220301"):
            assert form not in content


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_known_is_written_as_nothing(name: str) -> None:
    bare = incident("ASSAULT.clash", actors="", when=Gap("no date"), where=Gap("no place"), cards=(), changed=None)
    content, left_out = written(name, [bare])
    table = TABLES[name]
    for line in csv.reader(io.StringIO(content.decode("utf-8")), delimiter=table.delimiter):
        assert "0" not in [cell for cell in line if line != list(table.columns)][1:] or name.startswith("gdelt")
    assert sum(left_out.values()) + len(content.splitlines()) - table.header in (0, 1)
