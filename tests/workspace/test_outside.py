"""Tables of other data sets come in whole, whatever they are packed in, and are linked with incidents when asked."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from backports.zstd import compress

from gesta.comparing import compare
from gesta.errors import FormatError, StoreError, WorkspaceError
from gesta.nouns.filter import Filter
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside
from gesta.nouns.referent import Gap
from gesta.store import OutsideView, Store, open_store
from gesta.workspace import Author, Workspace
from gesta.workspace.listing import FAILURES_LISTED
from gesta.workspace.outside import (
    BATCH_KEPT,
    TakenOutside,
    held,
    hold,
    last_word,
    outside_taken_in,
    take_back,
    taken_out,
)
from gesta.workspace.outside_links import also_in, beside, origin_named, two_tables, with_matches
from gesta.workspace.outside_tables import Table, is_table, records, tables_among, tables_named
from tests.comparing.tables import ACLED_ROW, GDELT_ROW, table
from tests.comparing.test_comparison import DAY, clash, theirs
from tests.exporting.staged import on

COLUMNS = list(ACLED_ROW)
TEXT = table([ACLED_ROW, {**ACLED_ROW, "event_id_cnty": "NER2"}], COLUMNS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "desk", create=True)


def written(folder: Path, name: str, content: str | bytes = TEXT) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def taken(store: Store, rows: Sequence[Outside | FormatError], by: str = "person:ada") -> TakenOutside:
    return sum(outside_taken_in(store, rows, by), TakenOutside())


# ------------------------------------------------------------------------------------------------------ tables


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("held.csv", TEXT.encode()),
        ("held.CSV.gz", gzip.compress(TEXT.encode())),
        ("held.csv.zst", compress(TEXT.encode())),
        ("held.zip", zipped(held_csv=TEXT, readme_pdf="not a table")),
        ("held", TEXT.encode()),
    ],
)
def test_a_table_is_read_whatever_it_is_packed_in(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, name, content)
    seen: list[int] = []
    assert is_table(path)
    found = list(records(Table(path), seen.append))
    assert [one.id for one in found if isinstance(one, Outside)] == ["NER1", "NER2"]
    assert [one.row for one in found if isinstance(one, Outside)] == [f"{path}:2", f"{path}:3"]
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= len(content)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (zipped(a_csv=TEXT, b_csv=TEXT), "the archive holds 2 tables, not one"),
        (zipped(a_pdf=""), "the archive holds 0 tables"),
        (b"PK\x03\x04 torn", "the archive cannot be unpacked"),
        (None, "grows more than 250 times"),
    ],
)
def test_an_archive_that_is_no_table_is_told(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    packed = content if content is not None else zipped(bomb_csv="0" * (80 * 2**20))
    (error,) = records(Table(written(tmp_path, "held.zip", packed)))
    assert isinstance(error, FormatError)
    assert complaint in str(error)
    assert error.remedy


def test_a_bomb_of_gzip_is_stopped(tmp_path: Path) -> None:
    begun = TEXT.encode() + (b"0" * 900_000 + b"\n") * 90
    *_, last = records(Table(written(tmp_path, "held.csv.gz", gzip.compress(begun))))
    assert isinstance(last, FormatError)
    assert "grows more than 250 times" in str(last)


def test_a_missing_file_and_a_wrong_encoding_are_told_with_the_remedy(tmp_path: Path) -> None:
    (missing,) = records(Table(str(tmp_path / "none.csv")))
    assert "no such file" in str(missing)
    *_, wrong = records(Table(written(tmp_path, "old.csv", TEXT.replace("Kurbo", "Kurbé").encode("cp1252"))))
    assert "not UTF-8" in str(wrong)
    assert "iconv -f WINDOWS-1252" in str(wrong)


def test_an_id_that_comes_again_is_told_unless_it_says_the_same(tmp_path: Path) -> None:
    rows = [ACLED_ROW, ACLED_ROW, {**ACLED_ROW, "fatalities": "9"}]
    one, same, other = records(Table(written(tmp_path, "held.csv", table(rows, COLUMNS))))
    assert isinstance(one, Outside)
    assert isinstance(same, Outside)
    assert isinstance(other, FormatError)
    assert other.line == 4
    assert f"the id 'NER1' was used at {tmp_path / 'held.csv'}:2" in str(other)


def test_tables_are_told_apart_from_reports(tmp_path: Path) -> None:
    acled = written(tmp_path, "acled.csv")
    gdelt = written(tmp_path, "1.export.CSV", table([GDELT_ROW], list(GDELT_ROW), delimiter="\t"))
    reports = written(tmp_path, "reports.csv", "id,text,published\n1,Gunmen attacked Kurbo.,2022-03-02\n")
    text = written(tmp_path, "report.txt", "Gunmen attacked Kurbo.")
    tables, others = tables_among([str(tmp_path), "-", "https://sahelwire.example/feed", str(tmp_path / "none.csv")])
    assert {one.path for one in tables} == {acled, gdelt}
    assert set(others) == {reports, text, "-", "https://sahelwire.example/feed", str(tmp_path / "none.csv")}
    (tmp_path / "only").mkdir()
    assert tables_among([str(tmp_path / "only")]) == ([], [str(tmp_path / "only")])
    assert [one.shape for one in tables_named([reports], "acled") if isinstance(one, Table)] == ["acled"]


# ----------------------------------------------------------------------------------------------------- taking in


def test_taking_in_again_changes_nothing_and_faults_are_failures(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "held.csv", TEXT + table([{**ACLED_ROW, "latitude": "914"}], COLUMNS, header=False))
    assert taken(store, list(records(Table(path)))) == TakenOutside(new=2, failed=1)
    assert taken(store, list(records(Table(path)))) == TakenOutside(known=2, failed=1)
    (failure,) = store.view.failures()
    assert (failure.target, failure.stage, failure.tries) == (f"{path}:4", "formats", 2)
    assert "mend the row" in failure.message


def test_a_file_that_is_all_broken_fills_no_list(store: Store) -> None:
    """The first failures of a file are listed, one line stands for the others, and all are counted."""
    rows = [FormatError("the day is missing", path="held.csv", line=n) for n in range(2 * FAILURES_LISTED)]
    for _ in range(2):
        assert taken(store, [*rows, FormatError("no columns", path="other.csv")]).failed == 2 * FAILURES_LISTED + 1
        listed = list(store.view.failures())
        assert len(listed) == FAILURES_LISTED + 2
        assert sum(failure.target == "held.csv" for failure in listed) == 1


def test_what_was_stored_stays_when_a_run_breaks_off(store: Store) -> None:
    def torn() -> Any:
        for number in range(BATCH_KEPT + 5):
            yield theirs(f"T{number}")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(outside_taken_in(store, torn(), "gesta"))
    assert OutsideView.of(store.view).origins() == {"acled": BATCH_KEPT}
    whole = taken(store, [theirs(f"T{number}") for number in range(BATCH_KEPT + 5)])
    assert whole == TakenOutside(new=5, known=BATCH_KEPT)


# ------------------------------------------------------------------------------------------------------- linking


def filled(store: Store, ours: Sequence[Incident], others: Sequence[Outside]) -> None:
    with store.writing("gesta", "test") as writer:
        writer.replace_incidents([], ours, {})
    taken(store, others)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def crowd() -> tuple[list[Incident], list[Outside]]:
    """A fortnight in one town, in which every event has several neighbours."""
    ours = [replace(clash(f"o{n}", when=on(day(n // 2))), episodes=(f"{n:032x}:0-5",)) for n in range(20)]
    ours += [clash("planned", when=on(day(0)), status="future"), clash("undated", when=Gap("no date"))]
    others = [theirs(f"t{n}", first=day(n // 3), last=day(n // 3)) for n in range(25)]
    others += [theirs(f"u{n}", dataset="ucdp-ged", first=day(n), last=day(n + 2)) for n in range(5)]
    return ours, others


def test_what_stands_by_an_incident_is_what_comparing_all_finds(store: Store) -> None:
    ours, others = crowd()
    filled(store, ours, others)
    for dataset in ("acled", "ucdp-ged"):
        everything = compare(ours, [one for one in others if one.dataset == dataset])
        matched = {one.ours.key: one.theirs.key for one in everything.matched}
        assert matched
        found = {
            incident.id: match.theirs.key
            for incident in ours
            for match in also_in(store.view, incident)
            if match.theirs.dataset == dataset
        }
        assert found == matched
        assert {record.key: one for record, one in with_matches(store.view, dataset) if one} == {
            theirs: ours for ours, theirs in matched.items()
        }


def test_an_incident_may_be_in_several_data_sets(store: Store) -> None:
    filled(store, [clash()], [theirs(), theirs("U", dataset="ucdp-ged"), theirs("V", dataset="ucdp-ged")])
    assert [one.theirs.key for one in also_in(store.view, clash())] == ["acled:T1", "ucdp-ged:U"]


def test_nothing_stands_by_an_incident_of_a_workspace_without_tables(store: Store) -> None:
    filled(store, [clash()], [])
    assert also_in(store.view, clash()) == []


AUTHOR = Author("ada", datetime(2022, 5, 1, tzinfo=UTC), "checked")


def test_a_persons_word_holds_until_it_is_taken_back(store: Store) -> None:
    far = theirs("far", first=day(90), last=day(90))
    filled(store, [clash()], [theirs(), far])
    hold(store, "acled:far", "ours", "same", AUTHOR)
    assert [one.theirs.key for one in also_in(store.view, clash())] == ["acled:far"]
    assert [one.theirs.key for one in beside(store.view, ()).matched] == []
    hold(store, "acled:far", "ours", "unsure", AUTHOR)
    assert [one.theirs.key for one in also_in(store.view, clash())] == ["acled:T1"]
    hold(store, "acled:T1", "ours", "not", AUTHOR)
    assert also_in(store.view, clash()) == []
    assert held(store.view) == {("ours", "acled:far"): "unsure", ("ours", "acled:T1"): "not"}


def test_a_word_stays_with_the_words_of_the_report_when_an_incident_gets_another_id(store: Store) -> None:
    filled(store, [clash()], [theirs()])
    hold(store, "acled:T1", "ours", "not", AUTHOR)
    with store.writing("gesta", "test") as writer:
        writer.replace_incidents(["ours"], [clash("heir")], {"ours": "heir"})
    assert held(store.view) == {("heir", "acled:T1"): "not"}


def test_a_later_same_takes_the_place_of_an_earlier(store: Store) -> None:
    other = replace(clash("other"), episodes=("f" * 32 + ":0-5",))
    filled(store, [clash(), other], [theirs(), theirs("T2"), theirs("U", dataset="ucdp-ged")])
    for record, incident in (("acled:T1", "ours"), ("ucdp-ged:U", "ours"), ("acled:T2", "ours"), ("acled:T2", "other")):
        hold(store, record, incident, "same", AUTHOR)
    assert held(store.view) == {("ours", "ucdp-ged:U"): "same", ("other", "acled:T2"): "same"}
    assert [one.theirs.key for one in also_in(store.view, clash())] == ["acled:T1", "ucdp-ged:U"]


def test_a_word_on_what_there_is_not_is_refused(store: Store) -> None:
    filled(store, [clash()], [theirs()])
    with pytest.raises(StoreError, match="no outside record"):
        hold(store, "acled:none", "ours", "same", AUTHOR)
    with pytest.raises(StoreError, match="no incident"):
        hold(store, "acled:T1", "none", "same", AUTHOR)


def said_at(minute: int, name: str = "ada") -> Author:
    return Author(name, AUTHOR.made + timedelta(minutes=minute))


def test_a_word_that_is_taken_back_was_never_said(store: Store) -> None:
    """What it had put aside holds again, be it the rule, an earlier word, or another author's."""
    filled(store, [clash()], [theirs(), theirs("far", first=day(90), last=day(90))])
    hold(store, "acled:T1", "ours", "same", said_at(1))
    hold(store, "acled:far", "ours", "same", said_at(2))
    assert held(store.view) == {("ours", "acled:far"): "same"}
    last = last_word(store.view, "person:ada")
    assert last is not None
    take_back(store, last, said_at(3))
    assert held(store.view) == {("ours", "acled:T1"): "same"}
    assert last_word(store.view, "person:grace") is None


def test_undo_covers_what_was_said_of_records(store: Store) -> None:
    filled(store, [clash()], [theirs()])
    workspace = Workspace(store)
    hold(store, "acled:T1", "ours", "not", said_at(1))
    hold(store, "acled:T1", "ours", "same", said_at(2, "grace"))
    assert workspace.undo(said_at(3, "grace")) == "the word on acled:T1 (same)"
    assert held(store.view) == {("ours", "acled:T1"): "not"}
    with pytest.raises(WorkspaceError, match="grace has decided nothing"):
        workspace.undo(said_at(4, "grace"))
    workspace.undo(said_at(5))
    assert held(store.view) == {}


def test_what_a_whole_table_lacks_is_taken_out_and_comes_back_with_its_words(store: Store) -> None:
    filled(store, [clash()], [theirs(), theirs("T2"), theirs("U", dataset="ucdp-ged")])
    hold(store, "acled:T2", "ours", "same", said_at(1))
    assert taken_out(store, "acled", {"acled:T1"}, "person:ada") == 1
    assert OutsideView.of(store.view).origins() == {"acled": 1, "ucdp-ged": 1}
    assert [one.theirs.key for one in also_in(store.view, clash())] == ["acled:T1", "ucdp-ged:U"]
    assert [change.after for change in store.view.history(key="acled:T2")][-1] == {"what": "taken out"}
    taken(store, [theirs("T2")])
    assert held(store.view) == {("ours", "acled:T2"): "same"}


# ----------------------------------------------------------------------------------------------------- comparing


def test_a_filter_tells_less_but_matches_the_same(store: Store) -> None:
    ours, others = crowd()
    acled = [one for one in others if one.dataset == "acled"]
    filled(store, ours, acled)
    sides = list(acled)
    everything = compare(ours, sides)
    asked = beside(store.view, _sides(sides), Filter(since=day(3), until=day(4)))
    wanted = {
        one.ours.key: one.theirs.key
        for one in everything.matched
        if one.ours.days and one.ours.days.first in (day(3), day(4))
    }
    assert {one.ours.key: one.theirs.key for one in asked.matched} == wanted
    assert all(side.days and day(3) <= side.days.first <= day(4) for side in asked.only_theirs)


def test_records_are_not_missing_from_what_only_incidents_know(store: Store) -> None:
    filled(store, [clash()], [])
    asked = beside(store.view, _sides([theirs(), theirs("T2")]), Filter(grades=("Weak",)))
    assert [one.theirs.key for one in asked.matched] == ["acled:T1"]
    assert asked.only_theirs == ()
    assert [one.theirs.key for one in beside(store.view, _sides([theirs()]), Filter(grades=("Fair",))).matched] == []


def test_two_tables_are_filtered_on_both_sides() -> None:
    ours, others = [theirs("a"), theirs("b", place=None)], [theirs("c", dataset="gdelt")]
    found = two_tables(_sides(ours), _sides(others), Filter(countries=("NER",)))
    assert [(one.ours.key, one.theirs.key) for one in found.matched] == [("acled:a", "gdelt:c")]
    assert found.only_ours == ()


def test_a_map_gets_the_records_that_fit_or_whose_incident_does(store: Store) -> None:
    abroad = replace(theirs("T9").place or clash().where.value, country="MLI")  # type: ignore[union-attr]
    filled(store, [clash()], [theirs(), theirs("T9", place=abroad)])
    found = list(with_matches(store.view, "acled", Filter(countries=("NER",))))
    assert [(record.id, match) for record, match in found] == [("T1", "ours")]
    assert [record.id for record, _ in with_matches(store.view, "acled", Filter(grades=("Weak",)))] == ["T1"]
    assert [record.id for record, _ in with_matches(store.view, "acled")] == ["T1", "T9"]


def test_an_origin_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="gesta ingest TABLE"):
        origin_named(store.view, "acled")
    taken(store, [theirs()])
    with pytest.raises(StoreError, match="it holds acled"):
        origin_named(store.view, "gdelt")


def _sides(events: Sequence[Outside]) -> Any:
    from gesta.comparing import side_of

    return map(side_of, events)
