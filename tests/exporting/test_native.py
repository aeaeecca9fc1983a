"""Our own tables, read by what their users read them with."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
from openpyxl import load_workbook
from pyarrow.parquet import ParquetFile

from gesta.exporting import export, parquet, xlsx
from gesta.exporting.shaping.native import tables
from tests.exporting import golden, invented

KEPT = {"text": str, "whole": int, "number": float}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("tables")
    export("csv", invented.records(), found / "csv")
    export("parquet", invented.records(), found / "parquet")
    return found


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_keys_are_unique_and_lead_somewhere(folder: Path, table: Any) -> None:
    found = rows(folder, table.name)
    assert found
    keys = [tuple(row[column] for column in table.key) for row in found]
    assert len(set(keys)) == len(keys)
    for column, goal in table.refers.items():
        known = {row[column] for row in rows(folder, goal)}
        assert {row[column] for row in found} <= known


def test_every_telling_leads_to_an_event_and_its_words(folder: Path) -> None:
    events = {(row["report_key"], row["event_id"]): row for row in rows(folder, "events")}
    for telling in rows(folder, "tellings"):
        assert events[telling["report_key"], telling["event_id"]]["trigger"]


def test_the_description_names_every_column(folder: Path) -> None:
    package = json.loads((folder / "csv" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / "csv" / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == names


def test_an_unknown_toll_is_no_nought(folder: Path) -> None:
    tolls = {(row["incident_id"], row["outcome"]): row for row in rows(folder, "tolls")}
    assert tolls["inc-kurbo", "displaced"]["best"] == ""
    assert tolls["inc-accra", "injured"]["best"] == "0"
    assert tolls["inc-kurbo", "killed"]["best"] == "13"


def test_a_formula_stays_words_and_a_longitude_stays_a_number(folder: Path) -> None:
    titles = [row["title"] for row in rows(folder, "reports")]
    assert '\'=HYPERLINK("https://example.org";"Kurbo toll")' in titles
    accra = next(row for row in rows(folder, "incidents") if row["place"] == "Accra")
    assert accra["longitude"] == "-0.1969"
    assert accra["headline"].startswith("'+Students")


def test_pandas_reads_text_and_numbers(folder: Path) -> None:
    frame = pandas.read_csv(folder / "csv" / "reports.csv", dtype=str, keep_default_na=False)
    assert list(frame["report_id"])[1] == "'=kurbo+2"
    packed = pandas.read_parquet(folder / "parquet" / "tolls.parquet")
    assert packed["best"].isna().sum() == 1
    assert packed["best"].max() == 20


def test_duckdb_joins_the_tables(folder: Path) -> None:
    question = """
        SELECT incident_id, count(DISTINCT publisher) AS publishers, max(best) AS killed
        FROM read_parquet($tellings) AS tellings JOIN read_parquet($tolls) AS tolls USING (incident_id)
        WHERE outcome = 'killed'
        GROUP BY incident_id
    """
    files = {name: str(folder / "parquet" / f"{name}.parquet") for name in ("tellings", "tolls")}
    with duckdb.connect() as connection:
        assert connection.execute(question, files).fetchall() == [("inc-kurbo", 3, 13)]
        found = connection.execute(
            "SELECT count(*) FROM read_csv($claims)", {"claims": str(folder / "csv" / "claims.csv")}
        )
        assert found.fetchall() == [(sum(len(i.statements) for i in invented.incidents()),)]


def test_polars_reads_kinds(folder: Path) -> None:
    frame = polars.read_parquet(folder / "parquet" / "events.parquet")
    assert frame.schema["trigger_start"] == polars.Int64
    assert frame.schema["aggregate"] == polars.Boolean
    assert frame.filter(polars.col("latitude").is_null()).height == 4


def test_parquet_and_csv_hold_the_same(folder: Path) -> None:
    for table in tables():
        frame = polars.read_parquet(folder / "parquet" / f"{table.name}.parquet")
        assert frame.columns == list(table.columns)
        assert frame.height == len(rows(folder, table.name))


def test_groups_of_parquet_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_PACKED", 3)
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 6)
    for name, content in golden.files("parquet").items():
        found = ParquetFile(io.BytesIO(content))
        sizes = [found.metadata.row_group(number).num_rows for number in range(found.num_row_groups)]
        assert all(size == 6 for size in sizes[:-1]), name
        assert all(0 < size <= 6 for size in sizes[-1:]), name
    claims = ParquetFile(io.BytesIO(golden.files("parquet")["parquet/claims.parquet"]))
    assert claims.num_row_groups > 1
    assert claims.read().num_rows == sum(len(incident.statements) for incident in invented.incidents())


# ------------------------------------------------------------------------------------------------------ the workbook


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(golden.exported("xlsx")))


def test_the_workbook_has_its_sheets(book: Any) -> None:
    assert book.sheetnames == ["incidents", "claims", "tolls", "participants", "reports", "codebook"]
    assert book.properties.modified.date() == date(1980, 1, 1)


def test_no_cell_of_the_workbook_is_a_formula(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


def test_the_workbook_links_to_reports_and_keeps_numbers(book: Any) -> None:
    urls = [cell for row in book["reports"].iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert urls[0].hyperlink.target.startswith("https://sahelwire.example/")
    header = [cell.value for cell in book["tolls"][1]]
    killed = next(row for row in book["tolls"].iter_rows(min_row=2, values_only=True) if row[1] == "killed")
    assert dict(zip(header, killed, strict=True))["best"] == 13


def test_what_no_sheet_holds_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    book = load_workbook(io.BytesIO(golden.exported("xlsx")))
    claims = [name for name in book.sheetnames if name.startswith("claims")]
    assert claims[:3] == ["claims", "claims 2", "claims 3"]
    rows = [list(book[name].iter_rows(values_only=True)) for name in claims]
    assert len({page[0] for page in rows}) == 1
    assert sum(len(page) - 1 for page in rows) == sum(len(incident.statements) for incident in invented.incidents())
    assert max(len(page) for page in rows) == 5


def test_the_codebook_explains_every_type(book: Any) -> None:
    codes = {row[0] for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
    assert {incident.type for incident in invented.incidents()} <= codes
