"""Agreement as a table: a line a field."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table

from gesta.reviewing.measures import Measure

UNDEFINED = "–"


def measures_table(measures: Iterable[Measure]) -> RenderableType:
    """Field, level of measurement, how many two or more coded, per cent, Cohen's kappa, Krippendorff's alpha."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("field", "level"):
        table.add_column(name)
    for name in ("n", "percent", "kappa", "alpha", "coders"):
        table.add_column(name, justify="left" if name == "coders" else "right")
    for each in measures:
        figures = (_told(each.percent, 1), _told(each.kappa, 3), _told(each.alpha, 3))
        table.add_row(each.field, each.level, str(each.units), *figures, ", ".join(each.coders))
    return table


def _told(figure: float | None, digits: int) -> str:
    return UNDEFINED if figure is None else f"{figure:.{digits}f}"
