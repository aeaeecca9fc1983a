"""What of a workspace is exported."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date

import pytest

from gesta.exporting import Choices, export, exporters
from gesta.nouns.filter import Filter
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.store import View, open_store
from gesta.workspace.exported import selected
from tests.exporting import invented

NOTHING = Linkable()


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    store = open_store(tmp_path_factory.mktemp("workspace"), create=True)
    with store.writing("gesta", "test") as writer:
        for coded in invented.reports():
            writer.add_report(coded, Provenance(), NOTHING)
        writer.replace_incidents((), invented.incidents(), {})
    yield store.view
    store.close()


def ids(view: View, wanted: Filter = Filter()) -> tuple[set[str], list[str]]:  # noqa: B008
    with selected(view, wanted) as records:
        return {i.id for i in records.incidents()}, [coded.report.id for coded in records.reports()]


def test_without_a_filter_everything_is_exported(view: View) -> None:
    found, reports = ids(view)
    assert found == {incident.id for incident in invented.incidents()}
    assert set(reports) == {coded.report.id for coded in invented.reports()}


def test_a_filter_brings_the_reports_that_tell_of_its_incidents(view: View) -> None:
    found, reports = ids(view, Filter(types=("ASSAULT",), since=date(2021, 6, 29), until=date(2021, 6, 29)))
    assert found == {"inc-kurbo"}
    assert set(reports) == {"kurbo-1", "kurbo-3", "=kurbo+2"}
    assert reports[-1] == "=kurbo+2"  # the latest


def test_a_filter_that_nothing_fits_exports_nothing(view: View) -> None:
    assert ids(view, Filter(countries=("ISL",))) == (set(), [])


def test_records_begin_anew_each_time(view: View) -> None:
    with selected(view, Filter(countries=("GHA",))) as records:
        assert [c.report.id for c in records.reports()] == [c.report.id for c in records.reports()] == ["accra-1"]


def test_versions_are_told(view: View) -> None:
    with selected(view) as records:
        assert records.versions["roster"] == "by-hand"


@pytest.mark.parametrize("name", list(exporters()))
def test_every_shape_is_written_from_a_store_as_from_memory(name: str, view: View) -> None:
    if name in ("xlsx", "parquet"):
        pytest.skip("archives of binary files: read back in tests/exporting")
    with selected(view) as records:
        stream = io.BytesIO()
        summary = export(name, records, stream, Choices(text="full"))
    memory = export(name, invented.records(), io.BytesIO(), Choices(text="full"))
    told, known = json.loads(summary.sidecar), json.loads(memory.sidecar)
    assert told["left_out"] == known["left_out"]
    assert stream.getvalue()
