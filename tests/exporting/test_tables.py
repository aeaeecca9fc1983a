from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.exporting.writing.tables import FORMULA_SIGNS, Table, harmless, joined, written

CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans())


def table(rows: list[list[object]], **form: bool) -> str:
    stream = io.BytesIO()
    Table(("a", "b"), **form).write(stream, rows)  # type: ignore[arg-type]
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "－1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["a=1", "13 dead", "–13", "'=1", " x", "§ 5"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(("number", "cell"), [(-13, "-13"), (-0.1969, "-0.1969"), (0, "0"), (1e-7, "1e-07")])
def test_numbers_stay_numbers(number: float, cell: str) -> None:
    assert written(number) == cell


def test_nothing_is_an_empty_cell_and_nought_is_not() -> None:
    assert table([[None, 0]]) == "a,b\n,0\n"


def test_text_of_which_nothing_is_given_is_an_empty_cell() -> None:
    assert table([["░░░ ░░", "█░"]]) == "a,b\n,█░\n"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        table([["x"]])


def test_without_quotes_a_cell_keeps_to_its_line_and_column() -> None:
    assert table([["x\ty\nz", "a,b"]], quoted=False, header=False) == "x y z,a b\n"


def test_several_values_stand_in_one_cell_each_once() -> None:
    assert joined(["b", None, "a", "b", "░░"]) == "b; a"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_what_is_written_is_read_again(rows: list[list[object]]) -> None:
    text = table(rows)
    found = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert found == [[written(cell) for cell in row] for row in rows]  # type: ignore[arg-type]


@given(st.text())
def test_no_text_cell_begins_like_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in FORMULA_SIGNS
