"""A row of each shape, and tables of such rows read through a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from gesta.comparing import read
from gesta.errors import FormatError
from gesta.nouns.outside import Outside

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
