"""Outlines, as rows of `outlines` and back."""

from __future__ import annotations

from typing import Any

from gesta.nouns.outline import Outline
from gesta.store.rows.plain import from_plain, to_plain


def outline_row(outline: Outline) -> dict[str, Any]:
    """The outline's row, without the number of its episode."""
    return {"noun": to_plain(outline)}


def outline_of(row: Any) -> Outline:
    """The outline of a row."""
    return from_plain(row.noun, Outline)
