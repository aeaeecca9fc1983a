"""Incidents for a terminal: a list of many, and the page of one, readable with and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gesta.nouns.incident import Incident
from gesta.telling.account import readable
from gesta.telling.accounts import Answer, Bond, IncidentAccount, Section, Telling, TollTable, toll_words
from gesta.telling.vocabulary import words

_GRADE_STYLES: Mapping[str, str] = {
    "Confirmed": "bold green",
    "Fair": "green",
    "Weak": "yellow",
    "Contested": "bold red",
    "Discounted": "magenta",
}
_BOUNDS = ("lowest", "best", "highest")


def incidents_list(incidents: Iterable[Incident]) -> RenderableType:
    """Two lines an incident: its headline, and under it grade, reports, killed by the rule and id.

    A table would give the headline, which says most, what width the other columns leave: in a usual window, nothing.
    """
    return Group(*(line for incident in incidents for line in (Text(readable(incident.headline)), _beneath(incident))))


def incident_page(account: IncidentAccount) -> RenderableType:
    """The page of one incident: who says what, side by side, and what follows from it by which rule."""
    parts: list[RenderableType] = [_head(account), Text(), _facts(account), Text()]
    parts += [part for section in account.sections for part in (_section(section), Text())]
    if account.tolls:
        parts += [_tolls(account.tolls), Text()]
    if account.relations:
        parts += [_relations(account), Text()]
    return Group(*parts, _bonds(account.bonds))


def _beneath(incident: Incident) -> RenderableType:
    toll = incident.tolls.get("killed")
    killed = f"killed {toll_words(toll.low, toll.best, toll.high)}" if toll else ""
    rest = " · ".join(part for part in (_reports(incident), killed, incident.id) if part)
    return _indented(Text.assemble((incident.grade, _GRADE_STYLES.get(incident.grade, "")), (f" · {rest}", "dim")))


def _reports(incident: Incident) -> str:
    """ "1 report", "4 reports, 3 independent": copies and follow-ups of one publisher are no second origin."""
    count = f"{incident.reports} report{'' if incident.reports == 1 else 's'}"
    return count if incident.reports == 1 else f"{count}, {incident.origins} independent"


def _head(account: IncidentAccount) -> Text:
    head = Text.assemble((account.headline, "bold underline"), "\n")
    head.append(account.grade, _GRADE_STYLES.get(account.grade, "bold")).append(f" – {account.status_line}")
    return head.append(f"\n{account.id}", "dim")


def _facts(account: IncidentAccount) -> RenderableType:
    grid = _grid()
    for label, told in account.facts:
        grid.add_row(label, told)
    return grid


def _section(section: Section) -> RenderableType:
    """A question, whether the answers agree, and each answer with those who give it and those who deny it."""
    title = Text.assemble((words("questions")[section.question], "bold"), "  ")
    title.append(section.standing, "green" if section.agreed else "bold red")
    return Group(title, *(_indented(_answer(answer)) for answer in section.answers))


def _answer(answer: Answer) -> RenderableType:
    told = Text.assemble(("• ", "bold"), (answer.value, "bold cyan"))
    if answer.copies:
        told.append(f"  repeated by {answer.copies} {'copy' if answer.copies == 1 else 'copies'}", "dim")
    voices = Table.grid(padding=(0, 1))
    voices.add_column(width=2)
    voices.add_column(overflow="fold")
    for telling in answer.given:
        voices.add_row("", _telling(telling))
    for telling in answer.denied:
        voices.add_row(Text("✗", "bold red"), Text("DENIED ", "bold red").append(_telling(telling)))
    return Group(told, voices)


def _telling(telling: Telling) -> Text:
    line = Text.assemble(telling.speaker, (f" – {telling.stance}", "italic"))
    line.append(f"  {telling.publisher}, {telling.published}", "dim")
    return line.append(f"  {' … '.join(f'“{quoted}”' for quoted in telling.quoted)}", "dim italic")


def _tolls(tolls: TollTable) -> RenderableType:
    """The figures of each voice in the order of time, and under them what the rule makes of them."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("published", "publisher", "who says so", *tolls.outcomes):
        table.add_column(name, overflow="fold")
    for row in tolls.rows:
        shown = [row.figures.get(outcome, "") for outcome in tolls.outcomes]
        publisher = f"{row.publisher} (copy)" if row.copy else row.publisher
        table.add_row(row.published, publisher, row.speaker, *shown, style="dim" if row.copy else "")
    for at, bound in enumerate(_BOUNDS):
        shown = [tolls.ranges[outcome][at] if outcome in tolls.ranges else "" for outcome in tolls.outcomes]
        table.add_row("", "", f"{bound}, by {tolls.rule}", *shown, style="bold")
    return Group(Text(words("questions")["how many"], "bold"), _indented(table))


def _relations(account: IncidentAccount) -> RenderableType:
    lines = [Text.assemble(told, (f"  {quoted}", "dim italic")) for told, quoted in account.relations]
    return Group(Text("Related", "bold"), *(_indented(line) for line in lines))


def _bonds(bonds: Iterable[Bond]) -> RenderableType:
    """Why the reports are held to be of one incident."""
    lines = [line for bond in bonds for line in _bond(bond)]
    why = lines or [Text("one report tells of it, or one report tells of it several times", "dim")]
    return Group(Text("Why these reports are held to be one incident", "bold"), *(_indented(line) for line in why))


def _bond(bond: Bond) -> Iterator[Text]:
    yield Text.assemble(bond.reports, (f"  {bond.verdict}", "cyan"))
    if bond.comment:
        yield Text(f"  “{readable(bond.comment)}”", "italic")
    if bond.reasons:
        yield Text("  " + "; ".join(bond.reasons), "dim")


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", width=12)
    grid.add_column(overflow="fold")
    return grid
