"""A sentence of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gesta.spans import Span

Section = Literal["headline", "lead", "body"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands and in which section. `paragraph` counts from 0, for quotations that run on."""

    span: Span
    section: Section
    paragraph: int
