"""`gesta archive`, `page` and `verify`: pages taken in from a web archive, with invented reports replayed."""

from __future__ import annotations

import gzip
from html import escape
from pathlib import Path

import pytest

from gesta.formats import read_with_provenance
from gesta.workspace import Workspace
from tests.cli.test_workspace import Gesta
from tests.formats.test_warc import FOUR
from tests.workspace.conftest import coded_folder, replay
from tests.workspace.replaying import Replay, arrivals, reports

__all__ = ["coded_folder", "replay"]

FIRST = reports()[0].id
HELD = 4  # of the invented reports: enough, and quick to link


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A web archive of two pages."""
    file = tmp_path / "crawl" / "news.warc.gz"
    file.parent.mkdir()
    file.write_bytes(b"".join(gzip.compress(one) for one in FOUR))
    return file


@pytest.fixture
def gesta(tmp_path: Path, replay: Replay, crawl: Path) -> Gesta:
    """A workspace of the invented reports; the first two are said to rest on the pages of the web archive."""
    pages = [provenance for _, provenance in read_with_provenance([crawl])]
    given = list(arrivals(reports()[:HELD]))
    given[:2] = [(report, page) for (report, _), page in zip(given, pages, strict=False)]
    with Workspace.open(tmp_path / "desk", create=True) as workspace:
        list(workspace.ingest(given, replay))
    return Gesta(tmp_path / "desk", replay)


def test_pages_are_packed_told_and_verified(gesta: Gesta, tmp_path: Path) -> None:
    package = tmp_path / "all.wacz"
    done = gesta("archive", "-o", package)
    assert done.exit_code == 0, done.output
    rest = HELD - 2
    assert f"left out: {rest} reports without an archived page" in done.stderr
    assert f"{package}: 2 pages, SHA-256 checked" in done.stderr
    assert gesta("verify", package).stdout == f"{package}: whole\n"
    assert gesta("verify").stdout == (
        f"2 of 2 archived pages have the SHA-256 that 2 reports name; {rest} reports rest on no archived page\n"
    )


def test_ids_and_filters_choose_the_pages(gesta: Gesta, tmp_path: Path) -> None:
    package = tmp_path / "one.wacz"
    assert "1 page, SHA-256" in gesta("archive", FIRST, "-o", package).stderr
    assert "give one of the two" in gesta("archive", FIRST, "--type", "ASSAULT", "-o", package).stderr
    with Workspace.open(gesta.folder) as workspace:
        incident = next(i for i in workspace.view.incidents() if FIRST in {card.id for card in i.cards})
    assert "SHA-256 checked" in gesta("archive", incident.id, "-o", package).stderr
    none = gesta("archive", "--country", "NZL", "-o", tmp_path / "none.wacz")
    assert none.exit_code == 1
    assert "rests on an archived page: gesta ingest --archive FOLDER keeps the pages" in none.stderr
    assert "no incident has the id" in gesta("archive", "nothing", "-o", package).stderr
    assert "ends in .wacz" in gesta("archive", "-o", tmp_path / "a.zip").stderr


def test_the_page_behind_a_report_is_given_back(gesta: Gesta, tmp_path: Path) -> None:
    body = FOUR[0].partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    assert gesta("page", FIRST).stdout_bytes == body
    assert gesta("page", FIRST, "-o", tmp_path / "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == body
    assert "was not archived" in gesta("page", reports()[HELD - 1].id).stderr
    assert "no report has the id 'nothing'" in gesta("page", "nothing").stderr


def test_what_is_missing_or_changed_is_told_with_the_remedy(gesta: Gesta, crawl: Path, tmp_path: Path) -> None:
    content = crawl.read_bytes()
    moved = tmp_path / "moved"
    moved.mkdir()
    crawl.rename(moved / crawl.name)
    missing = gesta("verify")
    assert missing.exit_code == 1
    assert f"say with --pages FOLDER where the WARC files lie (reports: {FIRST})" in missing.stdout
    assert gesta("verify", "--pages", moved).exit_code == 0
    refused = gesta("archive", "-o", tmp_path / "a.wacz")
    assert refused.exit_code == 1
    assert not (tmp_path / "a.wacz").exists()
    (moved / crawl.name).write_bytes(gzip.compress(FOUR[0].replace(b"16 soldiers", b"96 soldiers")) + content[570:])
    changed = gesta("verify", "--pages", moved)
    assert (changed.exit_code, "the report names" in changed.stdout) == (1, True)
    assert "1 of 2 archived pages" in changed.stdout
    partly = gesta("archive", "-o", tmp_path / "a.wacz", "--pages", moved, "--partly")
    assert "1 page, SHA-256 checked" in partly.stderr


def test_a_changed_package_is_told(gesta: Gesta, tmp_path: Path) -> None:
    package = tmp_path / "a.wacz"
    gesta("archive", "-o", package)
    package.write_bytes(package.read_bytes().replace(b"Archived news", b"Archived mews"))
    told = gesta("verify", package)
    assert told.exit_code == 1
    assert escape(str(package)) in told.stdout + told.stderr
