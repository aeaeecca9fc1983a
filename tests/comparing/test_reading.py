"""Files of ACLED, UCDP and GDELT are read as their users have them, and bad rows are named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from gesta.comparing import read
from gesta.comparing.reading import MOST_CELL, recognised, shapes
from gesta.errors import FormatError
from gesta.nouns.outside import Outside, Suffered
from gesta.nouns.referent import Actor
from gesta.ontologies.codes.columns import GDELT_EVENTS, GDELT_EVENTS_1, GDELT_EVENTS_OLDEST, UCDP_GED

# All rows are invented.
from tests.comparing.tables import ACLED_ROW, GDELT_ROW, UCDP_ROW, both, one, table


def test_there_are_three_shapes() -> None:
    assert list(shapes()) == ["acled", "gdelt", "ucdp-ged"]


def test_an_acled_row(tmp_path: Path) -> None:
    found = one(tmp_path, table([ACLED_ROW], list(ACLED_ROW)))
    assert (found.dataset, found.id, found.key) == ("acled", "NER1", "acled:NER1")
    assert found.row == f"{tmp_path / 'held.csv'}:2"
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
        ("16-Feb-23", "1", "2023-02-16", "2023-02-16"),
        ("9-May-97", "1.0", "1997-05-09", "1997-05-09"),
        ("2023/2/6 00:00", "1", "2023-02-06", "2023-02-06"),
        ("2023-02-16", "2", "2023-02-10", "2023-02-22"),
        ("2023-02-16", "2.0", "2023-02-10", "2023-02-22"),
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
    assert found.row == f"{tmp_path / 'held.csv'}:{2 if header else 1}"
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


@pytest.mark.parametrize("columns", [GDELT_EVENTS, GDELT_EVENTS_1, GDELT_EVENTS_OLDEST])
def test_a_gdelt_row_of_any_version(tmp_path: Path, columns: Sequence[str]) -> None:
    found = one(tmp_path, table([GDELT_ROW], columns, delimiter="\t", header=False), "20220301.export.CSV")
    assert (found.dataset, found.id, found.code) == ("gdelt", "123", "042")
    assert (found.type, found.mode, found.first) == ("CONSULT", "visit", date(2022, 3, 1))
    assert [(actor.name, actor.country, actor.sector) for actor in found.actors] == [
        ("NIGER", "NER", "GOV"),
        ("MALI", "MLI", None),
    ]
    assert found.place is not None
    assert (found.place.name, found.place.admin, found.place.country) == ("Niamey", ("Niamey",), "NER")
    assert found.credit == ("https://sahelwire.example/9" if "SOURCEURL" in columns else None)
    assert found.tolls == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", "not the columns of a data set"),
        (",".join("x" * 60) + "\n", "not the columns of a data set"),
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


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"latitude": "118.44"}, "'118.44' is no number of degrees from -90 to 90"),
        ({"longitude": "-181"}, "no number of degrees from -180 to 180"),
        ({"latitude": "inf"}, "'inf' is no number of degrees"),
        ({"latitude": "1,234,5"}, "no number of degrees"),
        ({"fatalities": "1,234"}, "'1,234' is no count of people"),
        ({"event_date": "01/02/2023"}, "may have the day or the month first: write days as YYYY-MM-DD"),
        ({"event_date": "1.2.23"}, "may have the day or the month first"),
        ({"event_date": "Feb 2023"}, "'Feb 2023' is no day"),
        ({"event_date": "16 Ma 2023"}, "'16 Ma 2023' is no day"),
        ({"fatalities": "-3"}, "'-3' is no count of people"),
        ({"fatalities": "inf"}, "'inf' is no count of people"),
        ({"fatalities": "2.5"}, "'2.5' is no count of people"),
        ({"fatalities": "1e12"}, "'1e12' is no count of people"),
        ({"event_date": "0001-01-01"}, "the year 1"),
        ({"event_date": "9999-12-31"}, "the year 9999"),
        ({"event_id_cnty": " "}, "no id"),
        ({"notes": "a\0b"}, "holds a NUL"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(tmp_path: Path, cells: dict[str, str], complaint: str) -> None:
    bad, good = both(tmp_path, table([{**ACLED_ROW, **cells}, ACLED_ROW], list(ACLED_ROW)))
    assert isinstance(bad, FormatError)
    assert complaint in str(bad)
    assert (bad.line, bad.remedy) == (2, "mend the row, or give the file as it was downloaded")
    assert isinstance(good, Outside)


def test_an_end_before_the_beginning_is_named(tmp_path: Path) -> None:
    (bad,) = both(tmp_path, table([{**UCDP_ROW, "date_end": "2022-02-01"}], list(UCDP_ROW)))
    assert "it ends on 2022-02-01, before it begins on 2022-03-01" in str(bad)


def test_a_cell_beyond_all_measure_is_named_and_the_next_row_goes_on(tmp_path: Path) -> None:
    rows = [{**ACLED_ROW, "notes": "x" * (MOST_CELL + 1)}, {**ACLED_ROW, "notes": "x" * MOST_CELL}]
    huge, large = both(tmp_path, table(rows, list(ACLED_ROW)))
    assert isinstance(huge, FormatError)
    assert "broken row: field larger than field limit" in str(huge)
    assert isinstance(large, Outside)


def test_a_formula_is_read_as_the_words_it_is(tmp_path: Path) -> None:
    found = one(tmp_path, table([{**ACLED_ROW, "actor2": '=HYPERLINK("x")'}], list(ACLED_ROW)))
    assert found.actors[1].name == '=HYPERLINK("x")'


def test_forces_have_their_state_and_nobody_identified_is_nobody(tmp_path: Path) -> None:
    row = {**ACLED_ROW, "actor1": "Police Forces of Mali (2021-) Special Unit", "inter1": "State forces"}
    row |= {"actor2": "Unidentified Armed Group (Niger)", "inter2": "Political militia"}
    first, second = one(tmp_path, table([row], list(row))).actors
    assert (first.country, first.sector) == ("MLI", "COP")
    assert second.sector == "UAF"


def test_a_file_of_another_shape_than_asked_for_is_refused_with_the_columns_to_have(tmp_path: Path) -> None:
    path = tmp_path / "held.csv"
    path.write_text(table([ACLED_ROW], list(ACLED_ROW)), encoding="utf-8")
    with pytest.raises(FormatError, match=r"not the columns of UCDP GED.*date_start, id, type_of_violence"):
        list(read(path, "ucdp-ged"))
    assert len(list(read(path, "acled"))) == 1


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (table([ACLED_ROW], list(ACLED_ROW)), "acled"),
        ("\ufeff" + table([ACLED_ROW], list(ACLED_ROW), delimiter=";"), "acled"),
        (table([UCDP_ROW], UCDP_GED, header=False), "ucdp-ged"),
        (table([GDELT_ROW], GDELT_EVENTS, delimiter="\t", header=False), "gdelt"),
        (table([ACLED_ROW], [name.upper() for name in ACLED_ROW]), "acled"),
        ("id,text,date\n1,Gunmen attacked.,2022-03-01\n", None),
        ("", None),
        ("\n\n", None),
        ('{"event_id_cnty": 1}', None),
    ],
)
def test_a_table_is_known_by_its_first_line(text: str, shape: str | None) -> None:
    assert recognised(text.encode()) == shape
    assert recognised(text.removeprefix("\ufeff").encode("utf-16")) == shape


# What files of these data sets look like when they were downloaded years ago, or have been through another program.
