"""A workspace in use: taking in twice, failing, deciding, taking back, correcting, coding anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gesta.errors import FormatError, StoreError, WorkspaceError
from gesta.nouns.coded import Coded
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report, digest
from gesta.workspace import Author, Taken, Workspace, by_rule
from gesta.workspace.deciding import correction
from tests.workspace.replaying import Replay, arrivals, held, incidents, reports

MADE = datetime(2023, 5, 1, tzinfo=UTC)


def author(name: str = "ada", *, later: int = 0) -> Author:
    return Author(name, MADE + timedelta(minutes=later), "seen both texts")


def test_taking_in_twice_changes_nothing(workspace: Workspace, replay: Replay) -> None:
    before, history = held(workspace), len(list(workspace.view.history()))
    again = list(workspace.ingest(arrivals(reports()), replay))
    assert again == [Taken(0, len(reports()), 0)]
    assert held(workspace) == before
    assert len(list(workspace.view.history())) == history
    assert workspace.link() == 0


def test_reports_without_links_are_caught_up(tmp_path: Path, replay: Replay, workspace: Workspace) -> None:
    with Workspace.open(tmp_path / "later", create=True) as later:
        assert sum(taken.new for taken in later.ingest(arrivals(reports()), replay, linking=False)) == len(reports())
        assert incidents(later) == []
        assert later.link() == len(reports())
        assert incidents(later) == incidents(workspace)


def test_a_report_that_fails_stops_no_other(tmp_path: Path, replay: Replay) -> None:
    broken = replace(replay, broken=frozenset({"b-001-r2"}))
    unread = FormatError("the text is empty", path="empty.txt", remedy="give a text")
    with Workspace.open(tmp_path / "own", create=True) as workspace:
        [taken] = workspace.ingest([(unread, Provenance(path="empty.txt")), *arrivals(reports())], broken)
        assert taken == Taken(len(reports()) - 1, 0, 2)
        told = {failure.target: failure for failure in workspace.view.failures()}
        assert set(told) == {"empty.txt", "reports.jsonl: b-001-r2"}
        assert "ZeroDivisionError: a bug that nobody foresaw" in told["reports.jsonl: b-001-r2"].message
        [taken] = workspace.ingest(arrivals(reports()), broken)
        assert (taken.new, taken.failed) == (0, 1)
        assert {failure.target: failure.tries for failure in workspace.view.failures()}["reports.jsonl: b-001-r2"] == 2


def test_a_text_that_no_database_can_hold_fails_alone(tmp_path: Path) -> None:
    class Plain:
        versions = {"gesta": "0"}  # noqa: RUF012 - read only

        def attempt_many(self, wanted):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            return iter([Coded(report, (), (), (), (), (), {"gesta": "0"}) for report in wanted])

    bad, good = "a \0 in it", "Nothing happened in Tamsa."
    found = [Report(text, text, digest(text)) for text in (bad, good)]
    with Workspace.open(tmp_path / "own", create=True) as workspace:
        [taken] = workspace.ingest(arrivals(found), Plain())
        assert taken == Taken(1, 0, 1)
        assert [card.id for card in workspace.view.cards()] == [good]


def test_no_workspace_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no workspace there"):
        Workspace.open(tmp_path)


# ---------------------------------------------------------------------------------------------------- people's word


def two_apart(workspace: Workspace) -> tuple[str, str]:
    """Two incidents of one report each."""
    alone = [incident.id for incident in workspace.view.incidents() if incident.reports == 1]
    return alone[0], alone[-1]


def test_a_merge_holds_and_is_taken_back(workspace: Workspace) -> None:
    before = incidents(workspace)
    one, other = two_apart(workspace)
    merged = workspace.merge(one, other, author())
    assert merged.reviewed == "ada"
    assert workspace.incident(one).id == workspace.incident(other).id == merged.id
    with pytest.raises(WorkspaceError, match="one incident already"):
        workspace.merge(one, other, author(later=1))
    assert workspace.undo(author(later=2)) == "1 judgement (same)"
    assert incidents(workspace) == before
    with pytest.raises(WorkspaceError, match="nothing that could be taken back"):
        workspace.undo(author(later=3))


def test_a_split_holds_and_is_taken_back(workspace: Workspace) -> None:
    before = incidents(workspace)
    largest = max(workspace.view.incidents(), key=lambda incident: incident.reports)
    away = largest.cards[-1]
    parts = workspace.split(largest.id, [away.id], author())
    assert len(parts) >= 2
    out = {episode for episode in largest.episodes if episode.startswith(away.key)}
    left = set(largest.episodes) - out
    assert out
    assert left
    assert not any(out & set(part.episodes) and left & set(part.episodes) for part in parts)
    workspace.undo(author(later=1))
    assert incidents(workspace) == before


def test_a_split_takes_out_some_and_not_all(workspace: Workspace) -> None:
    largest = max(workspace.view.incidents(), key=lambda incident: incident.reports)
    with pytest.raises(WorkspaceError, match="not all"):
        workspace.split(largest.id, [card.id for card in largest.cards], author())
    with pytest.raises(WorkspaceError, match="has no report or episode 'b-999'"):
        workspace.split(largest.id, ["b-999"], author())


def test_undo_takes_back_ones_own_word_only(workspace: Workspace) -> None:
    workspace.merge(*two_apart(workspace), author("ada"))
    with pytest.raises(WorkspaceError, match="grace has decided nothing"):
        workspace.undo(author("grace"))


def test_peoples_word_outlives_a_new_coding(workspace: Workspace, replay: Replay) -> None:
    one, other = two_apart(workspace)
    workspace.merge(one, other, author())
    changed = list(workspace.recode(replace(replay, versions={"gesta": "newer"})))
    assert len(changed) == len(reports())
    assert not any(result.changed or result.error for result in changed)
    workspace.link()
    assert workspace.incident(one).id == workspace.incident(other).id


def test_a_wrong_event_leaves_its_incident(workspace: Workspace) -> None:
    alone = next(i for i in workspace.view.incidents() if len(i.tellings) == 1)
    anchor = str(alone.tellings[0].telling.trigger.anchor)
    before = incidents(workspace)
    workspace.correct(correction(anchor, "event", "wrong", workspace.said(anchor, "event"), author()))
    assert alone.id not in {incident["id"] for incident in incidents(workspace)}
    assert workspace.undo(author(later=1)).startswith("the correction of event at")
    assert incidents(workspace) == before


def test_a_correction_survives_and_a_conflict_is_shown(workspace: Workspace, replay: Replay) -> None:
    incident = next(i for i in workspace.view.incidents() if i.type == "ASSAULT" and len(i.tellings) == 1)
    anchor = str(incident.tellings[0].telling.trigger.anchor)
    said = workspace.said(anchor, "type")
    workspace.correct(correction(anchor, "type", "COERCE", said, author()))
    assert workspace.incident(incident.id).type == "COERCE"
    assert workspace.incident(incident.id).reviewed == "ada"
    shifted = replace(replay, versions={"gesta": "newer"})
    assert not any(result.conflicts for result in workspace.recode(shifted))
    workspace.link()
    assert workspace.incident(incident.id).type == "COERCE"


def test_tolls_follow_the_rule_that_is_named(workspace: Workspace) -> None:
    incident = next(i for i in workspace.view.incidents() if i.tolls)
    assert by_rule(incident, None) is incident
    assert {toll.rule for toll in by_rule(incident, "ucdp-1").tolls.values()} == {"ucdp-1"}
    assert by_rule(incident, "ucdp-1").versions["tolls"] == "ucdp-1"
