from __future__ import annotations

import io

import pytest

from gesta.cli.progress import BUILDING, building, counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("hidden", [True, False])
def test_counting_changes_nothing(hidden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    assert list(counted(iter("abc"), hidden=hidden)) == ["a", "b", "c"]


def test_nothing_is_counted_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert list(counted("ab", hidden=False)) == ["a", "b"]


def test_a_person_sees_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    list(counted("ab", hidden=False))
    assert "reports coded" in terminal.getvalue()


def test_building_is_told_in_one_line_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with building() as progress:
        assert stream.getvalue() == ""
        for count in (0, 20_000, 40_000):
            progress("writing places", count)
    assert stream.getvalue() == f"{BUILDING}\n"


def test_a_person_sees_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with building() as progress:
        progress("writing places", 20_000)
    assert "writing places" in terminal.getvalue()
    assert "20,000 places" in terminal.getvalue()


def test_a_gazetteer_that_is_there_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with building():
        pass
    assert terminal.getvalue() == ""
