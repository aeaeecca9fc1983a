"""The pages on exports: their tables are those of the registry, their examples run.

GESTA_GOLDEN=1 in the environment writes the tables anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from gesta.exporting import Choices, export, exporters
from gesta.exporting.redacting.profile import profiles
from gesta.exporting.redacting.quoting import ALLOWANCE, QUOTE_CHARACTERS
from gesta.exporting.redacting.text import POLICIES
from gesta.exporting.shaping.native import tables
from tests.exporting import invented

DOCS = Path(__file__).parents[2] / "docs"
EXPORTS, REDACTION = DOCS / "exports.md", DOCS / "redaction.md"
EXAMPLE = re.compile(r"^```py\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def of_shapes() -> Iterator[str]:
    yield "| name | what it is | a row is | file | what is lost |\n|---|---|---|---|---|"
    for one in exporters().values():
        yield f"| `{one.name}` | {one.title} | {one.row} | `{one.suffix}` | {' '.join(one.loss)} |"


def of_tables() -> Iterator[str]:
    yield "| table | a row is | key | columns |\n|---|---|---|---|"
    for table in tables():
        key, columns = (" ".join(f"`{name}`" for name in names) for names in (table.key, table.columns))
        yield f"| `{table.name}` | {table.title} | {key} | {columns} |"


def of_profiles() -> Iterator[str]:
    yield "| profile | what it does |\n|---|---|"
    yield from (f"| `{profile.name}` | {profile.title} |" for profile in profiles().values())


@pytest.mark.parametrize(
    ("page", "name", "lines"),
    [(EXPORTS, "table", of_shapes), (EXPORTS, "native", of_tables), (REDACTION, "profiles", of_profiles)],
)
def test_tables_are_those_of_the_registry(page: Path, name: str, lines: object) -> None:
    text = page.read_text("utf-8")
    table = "\n".join(lines())  # type: ignore[operator]
    before, _, rest = text.partition(f"<!-- {name} -->\n")
    fresh = f"{before}<!-- {name} -->\n{table}\n<!-- end -->{rest.partition('<!-- end -->')[2]}"
    if os.environ.get("GESTA_GOLDEN"):
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text("utf-8") == fresh


@pytest.mark.parametrize("example", EXAMPLE.findall(EXPORTS.read_text("utf-8")))
def test_examples_run(example: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("csv", "parquet"):
        export(name, invented.records(), tmp_path / name, Choices(text="none"))
    with chdir(tmp_path):
        exec(compile(example, "<page>", "exec"), {})
    assert "inc-kurbo" in capsys.readouterr().out or "duckdb" in example


def test_the_amounts_of_text_are_told() -> None:
    said = REDACTION.read_text("utf-8")
    assert all(f"| `{policy}` |" in said for policy in POLICIES)
    assert f"at most {QUOTE_CHARACTERS} characters" in said
    assert f"{ALLOWANCE.share:.0%}".replace("%", " %") in said
    assert f"{ALLOWANCE.characters:,} characters in all" in said
