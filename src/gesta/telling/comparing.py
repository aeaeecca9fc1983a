"""Comparisons for a terminal: how many are on both sides, where the matched differ, and each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gesta.comparing import VERSION, Comparison, Match, Side
from gesta.comparing.comparison import reasons_aside
from gesta.comparing.differences import cast, figures, kind, spot
from gesta.comparing.reading import shapes
from gesta.comparing.summary import FieldSummary, killed_in_all, summarised
from gesta.telling.account import readable


@dataclass(frozen=True, slots=True)
class Shown:
    """How a comparison is shown: what the two sides are called, how many events of a list, and whether events that
    only they have could be asked for."""

    ours: str
    theirs: str
    most: int
    only_theirs: bool = True


def comparison(found: Comparison, shown: Shown) -> RenderableType:
    """The whole comparison: counts, differences, and each event."""
    parts: list[RenderableType] = [_counts(found, shown), Text()]
    if found.matched:
        parts += [_summary(found.matched), Text(), _matched(found.matched, shown), Text()]
    for title, sides in (("Only ours", found.only_ours), ("Only theirs", found.only_theirs)):
        if sides:
            parts += [_sides(title, sides, shown), Text()]
    return Group(*parts[:-1])


def also_in(match: Match) -> str:
    """A line for the page of an incident: the record it is matched with, why, and what differs."""
    dataset = match.theirs.dataset
    name = shapes()[dataset].title if dataset in shapes() else dataset
    id_ = match.theirs.key.removeprefix(f"{dataset}:")
    why = "; ".join(match.reasons)
    differs = "; ".join(_differing(match)) or "nothing"
    return readable(f"Also in: {name} {id_} (matched: {why}; differs: {differs})")


def _counts(found: Comparison, shown: Shown) -> RenderableType:
    grid = _table("", "", "")
    grid.show_header = False
    grid.add_row("matched", str(len(found.matched)), f"by the rule {VERSION}{_by_people(found.matched)}")
    grid.add_row("only ours", str(len(found.only_ours)), "")
    theirs = str(len(found.only_theirs)) if shown.only_theirs else "–"
    grid.add_row("only theirs", theirs, "" if shown.only_theirs else "not told: records have no such filter")
    for label, sides in (("ours", found.aside_ours), ("theirs", found.aside_theirs)):
        why = "; ".join(f"{count}: {reason}" for reason, count in reasons_aside(sides).items())
        grid.add_row(f"set aside, {label}", str(len(sides)), why)
    title = Text.assemble((shown.ours, "bold"), " beside ", (shown.theirs, "bold"))
    return Group(title, _indented(grid))


def _by_people(matches: Iterable[Match]) -> str:
    certain: dict[str, int] = {}
    for one in matches:
        if one.certain:
            certain[one.certain] = certain.get(one.certain, 0) + 1
    return "".join(f"; {count}: {why}" for why, count in sorted(certain.items()))


def _summary(matches: Sequence[Match]) -> RenderableType:
    table = _table("field", "differ", "how")
    for one in summarised(matches):
        table.add_row(one.field, f"{one.differ} of {one.matched}", _ways(one))
    both, ours, theirs = killed_in_all(matches)
    told = f"Where both give a best figure of the dead ({both}): ours {ours} in all, theirs {theirs}"
    return Group(Text("Where the matched differ", "bold"), _indented(table), _indented(Text(told if both else "")))


def _ways(one: FieldSummary) -> str:
    return ", ".join(f"{way} {count}" for way, count in one.ways.items())


def _matched(matches: Sequence[Match], shown: Shown) -> RenderableType:
    lines = [part for match in matches[: shown.most] for part in _match(match)]
    return Group(_title("Matched", matches, shown), *(_indented(line) for line in lines))


def _match(match: Match) -> Iterator[RenderableType]:
    """Two lines: the pair, and why and what differs."""
    head = Text.assemble((readable(match.ours.key), "cyan"), " = ", (readable(match.theirs.key), "cyan"))
    yield head.append(f"  {readable(match.ours.told)}").append(f"  {match.likeness.score:.2f}", "dim")
    differs = "; ".join(_differing(match)) or "nothing"
    yield _indented(Text.assemble((readable("; ".join(match.reasons)), "dim"), "; differs: ", readable(differs)))


def _differing(match: Match) -> Iterator[str]:
    for one in match.differences:
        yield f"{one.field} {one.ours} vs {one.theirs}"


def _sides(title: str, sides: Sequence[Side], shown: Shown) -> RenderableType:
    table = _table("id", "when", "what", "where", "who", "killed")
    for side in sides[: shown.most]:
        cells = (side.key, str(side.days or "–"), kind(side), spot(side.place), cast(side), figures(side.killed))
        table.add_row(*(readable("–" if cell == "not said" else cell) for cell in cells))
    return Group(_title(title, sides, shown), _indented(table))


def _title(title: str, rows: Sequence[object], shown: Shown) -> Text:
    more = f" (the first {shown.most} of {len(rows)}: say how many with --limit)" if len(rows) > shown.most else ""
    return Text.assemble((title, "bold"), more)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "when", "differ", "field"))
    return table


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2))
