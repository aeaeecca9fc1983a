"""Records of other data sets on our maps: with the wanted words of their notes, and nothing that redaction hides."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gesta.exporting import Beside, Choices, export
from gesta.exporting.redacting.profile import Profile, profiles
from gesta.exporting.redacting.quoting import QUOTE_CHARACTERS
from gesta.exporting.redacting.text import TextPolicy
from tests.comparing.test_comparison import DAY, clash, theirs
from tests.exporting.invented import Shelf

NOTES = "Aïssata Maïga-Touré was killed in the market. " * 9
RECORD = replace(theirs(), notes=NOTES, credit="Sahel Wire")


def features(policy: TextPolicy, profile: Profile | None = None, rows: Sequence[Beside] = ()) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    others = rows or [Beside(RECORD, "ours"), Beside(replace(RECORD, id="T2"), None)]
    choices = Choices(policy, profile, date(2022, 3, 20))
    summary = export("geojson", Shelf((), (clash(),)), stream, choices, others)
    found: list[dict[str, Any]] = json.loads(stream.getvalue())["features"]
    assert summary.rows == len(found)
    return [each for each in found if "origin" in each["properties"]]


def test_notes_are_as_long_as_quotations_may_be() -> None:
    assert features("full")[0]["properties"]["notes"] == NOTES
    assert len(features("quotes")[0]["properties"]["notes"]) <= QUOTE_CHARACTERS + 1
    assert features("none")[0]["properties"]["notes"] is None


def test_a_profile_takes_notes_and_the_data_sets_own_publishers_out() -> None:
    for name in profiles():
        for each in features("full", profiles()[name]):
            assert each["properties"]["notes"] is None
            assert each["properties"]["credit"] is None
            assert "Maïga" not in json.dumps(each, ensure_ascii=False)


def test_coarser_places_give_neither_ids_nor_matches_as_both_lead_to_the_exact_place() -> None:
    exact, *_ = features("full", profiles()["names"])
    assert (exact["id"], exact["properties"]["match"]) == ("acled:T1", "ours")
    coarse, *_ = features("full", profiles()["public"])
    assert "id" not in coarse
    assert (coarse["properties"]["id"], coarse["properties"]["match"]) == (None, None)
    assert coarse["geometry"]["coordinates"] == [0.95, 14.05]
    region, *_ = features("full", Profile("region", places="admin1"))
    assert region["geometry"] is None
    assert region["properties"]["place"] == "Tillabéri"


def test_what_falls_under_the_embargo_is_left_out_and_counted() -> None:
    old = Beside(replace(RECORD, id="old", first=date(2022, 1, 1), last=date(2022, 1, 1)), None)
    undated = Beside(replace(RECORD, id="undated", first=None, last=None), None)
    profile = Profile("fresh", embargo_days=30)
    found = features("full", profile, [old, Beside(RECORD, "ours"), undated])
    assert [each["id"] for each in found] == ["acled:old"]
    stream = io.BytesIO()
    choices = Choices("full", profile, date(2022, 3, 20))
    summary = export("kml", Shelf((), (clash(),)), stream, choices, [old, Beside(RECORD, "ours"), undated])
    assert summary.withheld["outside records: embargo"] == 2
    assert "outside records: embargo" in summary.sidecar


def test_a_match_with_an_incident_that_is_left_out_is_not_named() -> None:
    late = Beside(replace(RECORD, first=DAY.replace(day=1), last=DAY), "ours")
    profile = Profile("from", embargo_from=date(2022, 3, 2))
    assert features("full", profile, [late])[0]["properties"]["match"] == "ours"
    earlier = Beside(replace(RECORD, first=date(2022, 2, 27), last=date(2022, 2, 27)), "ours")
    assert features("full", Profile("from", embargo_from=DAY), [earlier])[0]["properties"]["match"] is None
