"""Tables as they lie about: of old releases, and as spreadsheets and programs left them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesta.comparing import read
from gesta.comparing.reading import recognised
from gesta.errors import FormatError
from gesta.nouns.outside import Outside, Suffered
from gesta.ontologies.codes.columns import GDELT_EVENTS

# All rows are invented.
from tests.comparing.tables import ACLED_ROW, GDELT_ROW, UCDP_ROW, both, one, table


@pytest.mark.parametrize(
    ("event_type", "inter", "kind", "mode"),
    [
        ("Battle-No change of territory", "3", "ASSAULT", "clash"),
        ("Battle-Government regains territory", "1", "COERCE", "seize"),
        ("Remote violence", "2", "ASSAULT", None),
        ("Riots/Protests", "6", "PROTEST", None),
        ("Non-violent transfer of territory", "8", "COERCE", "seize"),
        ("Strategic development", "1", None, None),
    ],
)
def test_an_acled_table_of_before_2019_has_capitals_and_no_sub_events(
    tmp_path: Path, event_type: str, inter: str, kind: str | None, mode: str | None
) -> None:
    row = {**ACLED_ROW, "event_date": "01-March-2017", "event_type": event_type, "inter1": inter, "ally_actor_1": ""}
    del row["sub_event_type"]
    found = one(tmp_path, table([{key.upper(): cell for key, cell in row.items()}], [key.upper() for key in row]))
    assert (found.code, found.type, found.mode, str(found.first)) == (event_type, kind, mode, "2017-03-01")
    assert found.tolls == {"killed": Suffered(4, 4, 4)}


def test_the_event_type_counts_where_the_sub_events_were_left_out(tmp_path: Path) -> None:
    row = {**ACLED_ROW, "sub_event_type": "", "event_type": "Riots"}
    found = one(tmp_path, table([row], list(row)))
    assert (found.code, found.type, found.mode) == ("Riots", "PROTEST", "riot")


@pytest.mark.parametrize("nothing", ["NA", "nan", "NULL", "<NA>", "\\N"])
def test_what_programs_write_for_an_empty_cell_is_nobody_and_nothing(tmp_path: Path, nothing: str) -> None:
    emptied = dict.fromkeys(("actor2", "inter2", "fatalities", "latitude", "longitude", "admin2", "notes"), nothing)
    found = one(tmp_path, table([{**ACLED_ROW, **emptied}], list(ACLED_ROW)))
    assert [actor.name for actor in found.actors] == ["Military Forces of Niger"]
    assert (found.tolls, found.notes) == ({}, None)
    assert found.place is not None
    assert (found.place.admin, found.place.latitude) == (("Tillaberi",), None)


def test_a_town_called_none_is_a_town(tmp_path: Path) -> None:
    place = one(tmp_path, table([{**ACLED_ROW, "location": "None"}], list(ACLED_ROW))).place
    assert place is not None
    assert place.name == "None"


def test_codes_that_were_taken_for_numbers_are_the_codes_they_were(tmp_path: Path) -> None:
    row = {**UCDP_ROW, "id": "77.0", "type_of_violence": "3.0", "country_id": "436.0", "where_prec": "2.0"}
    assert one(tmp_path, table([row], list(row))) == one(tmp_path, table([UCDP_ROW], list(UCDP_ROW)))
    acled = {**ACLED_ROW, "inter1": "1.0", "geo_precision": "1.0"}
    assert one(tmp_path, table([acled], list(acled))) == one(tmp_path, table([ACLED_ROW], list(ACLED_ROW)))


def test_a_cameo_code_that_lost_its_zero_has_it_back(tmp_path: Path) -> None:
    rows = [
        {**GDELT_ROW, "EventCode": code, "EventRootCode": root}
        for code, root in (("42", "4"), ("042", "04"), ("10", "1"), ("10", "10"))
    ]
    codes = [found.code for found in both(tmp_path, table(rows, GDELT_EVENTS)) if isinstance(found, Outside)]
    assert codes == ["042", "042", "010", "10"]


def test_figures_of_ged_until_5_0_are_found_under_their_old_names(tmp_path: Path) -> None:
    old = {"best_est": "5", "low_est": "3", "high_est": "8"}
    row = {key: cell for key, cell in UCDP_ROW.items() if key not in ("best", "low", "high")} | old
    assert one(tmp_path, table([row], list(row))).tolls == {"killed": Suffered(3, 5, 8)}


def test_a_table_of_a_european_excel(tmp_path: Path) -> None:
    row = {**ACLED_ROW, "latitude": "14,03", "longitude": "-0,91"}
    text = "sep=;\n" + table([row, {**row, "event_date": "soon"}], list(row), delimiter=";")
    good, bad = both(tmp_path, text)
    assert recognised(text.encode()) == "acled"
    assert isinstance(good, Outside)
    assert good.place is not None
    assert (good.place.latitude, good.place.longitude, good.row[-2:]) == (14.03, -0.91, ":3")
    assert isinstance(bad, FormatError)
    assert bad.line == 4


def test_a_row_of_hashtags_is_no_event(tmp_path: Path) -> None:
    tags = dict.fromkeys(ACLED_ROW, "#meta") | {"event_id_cnty": "#event+code", "event_date": "#date+occurred"}
    assert one(tmp_path, table([tags, ACLED_ROW], list(ACLED_ROW))).row.endswith(":3")


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\x08\xff", "save its sheet as CSV UTF-8"),
        (table([ACLED_ROW], list(ACLED_ROW)).encode("utf-16"), "iconv -f UTF-16 -t UTF-8"),
        ("event_id_cnty,event_date,event_type\nNER1,2022-03-01,é".encode("cp1252"), "iconv -f WINDOWS-1252 -t UTF-8"),
    ],
)
def test_what_is_no_utf_8_is_told_what_to_do(tmp_path: Path, content: bytes, remedy: str) -> None:
    path = tmp_path / "held.csv"
    path.write_bytes(content)
    with pytest.raises(FormatError) as refused:
        list(read(path, "acled"))
    assert remedy in refused.value.remedy


def test_a_table_that_lacks_a_column_is_told_which(tmp_path: Path) -> None:
    columns = [name for name in ACLED_ROW if name != "event_id_cnty"]
    with pytest.raises(FormatError, match="here lacks event_id_cnty"):
        both(tmp_path, table([ACLED_ROW], columns))
