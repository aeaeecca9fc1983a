from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.tables import PageError, fill, page_table, text_table


def test_columns_are_aligned() -> None:
    table = text_table(("measure", "score"), [("trigger", "1"), ("type+mode", "0.85")])
    assert table == "measure    score\ntrigger        1\ntype+mode   0.85"


def test_a_page_has_a_markdown_table() -> None:
    assert page_table(("a", "b"), [("x", "1")]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


def test_only_the_named_part_of_a_page_is_filled(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- a --><!-- /a --> and <!-- b -->old<!-- /b -->", "utf-8")
    fill(page, "b", "new")
    assert page.read_text("utf-8") == "<!-- a --><!-- /a --> and <!-- b -->\nnew\n<!-- /b -->"


@pytest.mark.parametrize("written", ["nothing here", "<!-- a --> never closed"])
def test_a_page_without_the_part_is_left_as_it_is(tmp_path: Path, written: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(written, "utf-8")
    with pytest.raises(PageError, match="to fill"):
        fill(page, "a", "new")
    assert page.read_text("utf-8") == written
