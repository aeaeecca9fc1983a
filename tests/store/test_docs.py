"""docs/store.md is true: its examples give what it shows, and it names every table and column there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.store import Store
from gesta.store.schema import METADATA
from tests.exporting import invented

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text("utf-8")
EXAMPLE = re.compile(r"```sql\n(?P<asked>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing("gesta", "test") as writer:
        for coded in invented.reports():
            writer.add_report(coded, Provenance(path="invented.toml"), Linkable())
        writer.replace_incidents([], invented.incidents(), {})
    return store


def line(row: Any) -> str:
    """A row as the page shows it; the databases write truth in different ways."""
    words = {True: "yes", False: "no"}
    return " | ".join(words[v] if isinstance(v, bool) else str(v) for v in row)


def asked(store: Store, question: str) -> str:
    with store.home.reading() as connection:
        rows = connection.execute(text(question))
        named = [[_truth(name, value) for name, value in row._mapping.items()] for row in rows]
    return "".join(line(row) + "\n" for row in named)


def _truth(name: str, value: Any) -> Any:
    plain = value if not isinstance(value, list) else str(value).replace("'", '"')
    return bool(plain) if name.startswith("is_") else plain


def test_the_examples_give_what_the_page_shows(filled: Store) -> None:
    examples = list(EXAMPLE.finditer(PAGE))
    assert len(examples) == PAGE.count("```sql")
    for example in examples:
        assert asked(filled, example["asked"]) == example["shown"]


def test_each_table_and_column_is_named() -> None:
    missing = [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if f"`{table.name}`" not in PAGE or not re.search(rf"[`.]{column.name}`", PAGE)
    ]
    assert [name for name in missing if not re.search(r"_(low|best|high)$", name)] == []
