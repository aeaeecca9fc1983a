from __future__ import annotations

import io

import pytest

from gesta.cli.progress import counted


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
