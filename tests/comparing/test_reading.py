"""Files of ACLED, UCDP and GDELT are read as their users have them, and bad rows are named."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from gesta.comparing import read
from gesta.comparing.reading import shapes
from gesta.errors import FormatError
from gesta.nouns.outside import Outside, Suffered
from gesta.nouns.referent import Actor
from gesta.ontologies.codes.columns import GDELT_EVENTS, GDELT_EVENTS_1, UCDP_GED

# All rows are invented.
ACLED_ROW = {
    "event_id_cnty": "NER1",
    "event_date": "2022-03-01",
    "year": "2022",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "country": "Niger",
    "admin1": "Tillaberi",
    "actor1": "Military Forces of Niger (2021-)",
    "inter1": "1",
    "actor2": "Dune Brigade",
    "inter2": "2",
    "admin2": "Kurbo-Nord",
    "admin3": "",
    "location": "Kurbo",
    "latitude": "14.03",
    "longitude": "0.91",
    "geo_precision": "1",
    "source": "Sahel Wire; Desert Post",
    "notes": "A clash.",
    "fatalities": "4",
}
UCDP_ROW = {
    "id": "77",
    "type_of_violence": "3",
    "side_a": "Government of Niger",
    "side_b": "Civilians",
    "best": "5",
    "low": "3",
    "high": "8",
    "where_prec": "2",
    "where_coordinates": "Kurbo town",
    "adm_1": "Tillaberi",
    "adm_2": "",
    "latitude": "14.0",
    "longitude": "0.9",
    "country": "Niger",
    "country_id": "436",
    "source_office": "Sahel Wire",
    "date_start": "2022-03-01 00:00:00.000",
    "date_end": "2022-03-02",
    "where_description": "a market",
}
GDELT_ROW = {
    "GLOBALEVENTID": "123",
    "SQLDATE": "20220301",
    "EventCode": "042",
    "Actor1Name": "NIGER",
    "Actor2Name": "MALI",
    "Actor1CountryCode": "NER",
    "Actor1Type1Code": "GOV",
    "Actor2CountryCode": "MLI",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Niamey, Niamey, Niger",
    "ActionGeo_CountryCode": "NG",
    "ActionGeo_Lat": "13.5",
    "ActionGeo_Long": "2.1",
    "SOURCEURL": "https://sahelwire.example/9",
}


def table(rows: Sequence[dict[str, str]], columns: Sequence[str], *, delimiter: str = ",", header: bool = True) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([columns] if header else [])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue()


def one(tmp_path: Path, text: str, name: str = "held.csv") -> Outside:
    (found,) = both(tmp_path, text, name)
    assert isinstance(found, Outside), found
    return found


def both(tmp_path: Path, text: str, name: str = "held.csv") -> list[Outside | FormatError]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def test_there_are_three_shapes() -> None:
    assert list(shapes()) == ["acled", "gdelt-events", "ucdp-ged"]


def test_an_acled_row(tmp_path: Path) -> None:
    found = one(tmp_path, table([ACLED_ROW], list(ACLED_ROW)))
    assert (found.dataset, found.id, found.row) == ("acled", "NER1", "held.csv:2")
    assert (found.code, found.type, found.mode) == ("Armed clash", "ASSAULT", "clash")
    assert (found.first, found.last) == (date(2022, 3, 1), date(2022, 3, 1))
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.precision) == ("Kurbo", "NER", 1)
    assert found.place.admin == ("Tillaberi", "Kurbo-Nord")
    assert [actor.name for actor in found.actors] == ["Military Forces of Niger", "Dune Brigade"]
    assert [actor.sector for actor in found.actors] == ["MIL", "REB"]
    assert found.tolls == {"killed": Suffered(4, 4, 4)}
    assert (found.credit, found.notes) == ("Sahel Wire; Desert Post", "A clash.")


@pytest.mark.parametrize(
    ("said", "precision", "first", "last"),
    [
        ("16-February-2023", "1", "2023-02-16", "2023-02-16"),
        ("16 February 2023", "1", "2023-02-16", "2023-02-16"),
        ("2023-02-16", "2", "2023-02-10", "2023-02-22"),
        ("2023-02-16", "3", "2023-02-01", "2023-02-28"),
    ],
)
def test_acled_dates_old_and_new_are_as_wide_as_their_precision(
    tmp_path: Path, said: str, precision: str, first: str, last: str
) -> None:
    row = {**ACLED_ROW, "event_date": said, "time_precision": precision}
    found = one(tmp_path, table([row], list(row)))
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_capital_that_stands_for_a_region_is_no_place(tmp_path: Path) -> None:
    row = {**ACLED_ROW, "geo_precision": "3"}
    place = one(tmp_path, table([row], list(row))).place
    assert place is not None
    assert (place.precision, place.latitude, place.longitude) == (4, None, None)


def test_no_figure_is_no_toll_and_none_dead_is_one(tmp_path: Path) -> None:
    rows = [{**ACLED_ROW, "fatalities": figure} for figure in ("", "0")]
    empty, nobody = both(tmp_path, table(rows, list(ACLED_ROW)))
    assert isinstance(empty, Outside)
    assert isinstance(nobody, Outside)
    assert empty.tolls == {}
    assert nobody.tolls == {"killed": Suffered(0, 0, 0)}


@pytest.mark.parametrize("header", [True, False])
def test_an_ucdp_row_with_and_without_a_header(tmp_path: Path, header: bool) -> None:
    found = one(tmp_path, table([UCDP_ROW], UCDP_GED, header=header))
    assert (found.dataset, found.id, found.code, found.type, found.mode) == ("ucdp-ged", "77", "3", "ASSAULT", None)
    assert found.row == f"held.csv:{2 if header else 1}"
    assert (found.first, found.last) == (date(2022, 3, 1), date(2022, 3, 2))
    assert found.tolls == {"killed": Suffered(3, 5, 8)}
    assert found.actors == (
        Actor(None, "Government of Niger", "outside", "NER", "MIL"),
        Actor(None, "Civilians", "outside", None, "CVL"),
    )
    assert found.place is not None
    assert (found.place.country, found.place.precision, found.place.latitude) == ("NER", 2, 14.0)


def test_ucdp_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    text = table([UCDP_ROW], list(reversed(UCDP_GED)))
    assert one(tmp_path, text) == one(tmp_path, table([UCDP_ROW], UCDP_GED))


@pytest.mark.parametrize("columns", [GDELT_EVENTS, GDELT_EVENTS_1])
def test_a_gdelt_row_of_either_version(tmp_path: Path, columns: Sequence[str]) -> None:
    found = one(tmp_path, table([GDELT_ROW], columns, delimiter="\t", header=False), "20220301.export.CSV")
    assert (found.dataset, found.id, found.code) == ("gdelt-events", "123", "042")
    assert (found.type, found.mode, found.first) == ("CONSULT", "visit", date(2022, 3, 1))
    assert [(actor.name, actor.country, actor.sector) for actor in found.actors] == [
        ("NIGER", "NER", "GOV"),
        ("MALI", "MLI", None),
    ]
    assert found.place is not None
    assert (found.place.name, found.place.admin, found.place.country) == ("Niamey", ("Niamey",), "NER")
    assert found.credit == "https://sahelwire.example/9"
    assert found.tolls == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", "columns of no data set"),
        (",".join("x" * 60) + "\n", "columns of no data set"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        both(tmp_path, text)


def test_a_missing_file_and_one_that_is_not_utf_8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        list(read(tmp_path / "missing.csv"))
    path = tmp_path / "old.csv"
    path.write_bytes(b"event_id_cnty,event_date,sub_event_type\nNER1,2022-03-01,\xe9\n")
    with pytest.raises(FormatError, match="not UTF-8"):
        list(read(path))


def test_a_bad_row_is_named_and_the_next_goes_on(tmp_path: Path) -> None:
    rows = [{**ACLED_ROW, "event_date": "soon"}, {**ACLED_ROW, "fatalities": "many"}, ACLED_ROW]
    bad_date, bad_toll, good = both(tmp_path, table(rows, list(ACLED_ROW)))
    assert isinstance(bad_date, FormatError)
    assert bad_date.line == 2
    assert isinstance(bad_toll, FormatError)
    assert "many" in str(bad_toll)
    assert isinstance(good, Outside)


def test_a_short_row_is_named(tmp_path: Path) -> None:
    (short,) = both(tmp_path, table([], list(ACLED_ROW)) + "NER1,2022-03-01\n")
    assert isinstance(short, FormatError)
    assert f"2 cells for {len(ACLED_ROW)} columns" in str(short)


def test_a_quoted_line_end_does_not_shift_the_lines(tmp_path: Path) -> None:
    rows = [{**ACLED_ROW, "notes": "two\nlines"}, {**ACLED_ROW, "event_id_cnty": "NER2"}]
    first, second = both(tmp_path, "\ufeff" + table(rows, list(ACLED_ROW)))
    assert isinstance(first, Outside)
    assert isinstance(second, Outside)
    assert (first.notes, second.id) == ("two\nlines", "NER2")
