"""The account and the marked text for a terminal, readable with and without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gesta.nouns.coded import Coded
from gesta.nouns.report import Report
from gesta.telling.account import Account, Card, Entry, Quote, Row, heading
from gesta.telling.cards import account
from gesta.telling.explaining import Explanation, Reason
from gesta.telling.marking import KINDS, Piece, lines, marks
from gesta.telling.vocabulary import words

_LABEL_WIDTH = 14  # of the longest label, "how many times"
_UNASKED = "not resolved"  # the reason of a gap that nobody tried to fill
_SPEAKERS = "says who"  # the label of the row that the list below a marked text leaves out

_STANDING_STYLES: Mapping[str, str] = {
    "actual": "bold green",
    "told": "green",
    "future": "bold cyan",
    "possible": "bold yellow",
    "negated": "bold magenta",
    "untold": "bold magenta",
    "alleged": "bold yellow",
    "denied": "bold red",
    "aggregate": "bold blue",
}
_KIND_STYLES: Mapping[str, str] = {
    "trigger": "bold reverse",
    "victim": "bold red",
    "target": "magenta",
    "actor": "bold blue",
    "speaker": "italic underline",
    "weapon": "yellow",
    "place": "green",
    "count": "yellow",
    "time": "cyan",
}


def told(coded: Coded) -> RenderableType:
    """The account of a report as compact cards, ending with a line of counts."""
    view = account(coded)
    cards = [_card(card) for card in view.cards] or [Text("No events found.\n")]
    return Group(_heading(view.coded.report), Text(), *cards, *_silence(view.declined), Text(view.closing, "dim"))


def shown(coded: Coded) -> RenderableType:
    """The report's text with its events, roles and speakers marked, line numbers in front and a legend below."""
    view = account(coded)
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, line in enumerate(lines(view.coded, marks(view)), 1):
        table.add_row(str(number), Text.assemble(*(part for piece in line for part in _marked(piece))))
    return Group(_heading(view.coded.report), Text(), table, Text(), _legend(), _list(view), Text(view.closing, "dim"))


def reasons(report: Report, found: Iterable[Explanation]) -> RenderableType:
    """Why the referents of some events of a report were chosen, one block an event."""
    return Group(_heading(report), Text(), *(_explanation(explanation) for explanation in found))


def _heading(report: Report) -> Text:
    """Title or id, publisher and date; what is not known is said to be so."""
    published = report.published.isoformat() if report.published else "not said"
    publisher = report.publisher or "not said"
    title = Text(heading(report), "bold underline")
    return title.append(Text(f"\nPublisher: {publisher} · published: {published}", "not bold not underline dim"))


def _card(card: Card) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", width=_LABEL_WIDTH)
    grid.add_column(overflow="fold")
    for row in card.rows:
        grid.add_row(row.label, _entries(row))
    if card.silent:
        grid.add_row("not said", Text(", ".join(card.silent), "dim italic"))
    again = Counter(_cited(quote) for quote in card.mentions[1:])
    below: list[RenderableType] = [_again(again)] if again else []
    return Padding(Group(_title(card), *map(_inset, [*below, grid])), (0, 0, 1, 4 if card.whole else 0))


def _title(card: Card) -> Text:
    """Id, kind, standing and the words that name the event: "e3 air attack – happened · “bombed” line 3"."""
    title = Text.assemble((f"{'└ ' if card.whole else ''}{card.id} {card.kind}", "bold"), " – ")
    title.append(Text(" · ").join(Text(words("status")[key], _STANDING_STYLES[key]) for key in card.standing))
    return title.append(f" · {_cited(card.mentions[0])}").append(f"  {card.code}", "dim")


def _again(cited: Counter[str]) -> Text:
    """The further words that name the event; the same word of one line once, with how often it stands there."""
    told = (words_ if times == 1 else f"{words_} ({times} times)" for words_, times in cited.items())
    return Text(f"again: {', '.join(told)}", "dim")


def _inset(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))


def _cited(quote: Quote) -> str:
    return f"“{quote.words}” {quote.place}"


def _entries(row: Row) -> Text:
    return Text("\n").join(_entry(entry) for entry in row.entries)


def _entry(entry: Entry) -> Text:
    numbers = sorted({quote.line for quote in entry.quotes})
    where = f"  {entry.quotes[0].unit} {', '.join(map(str, numbers))}" if numbers else ""
    remark = f"  {entry.remark}" if entry.remark else ""
    return Text.assemble(entry.words, (_meant(entry), "cyan"), entry.behind, (where, "dim"), (remark, "dim italic"))


def _meant(entry: Entry) -> str:
    """What the words denote, behind an arrow."""
    return f" → {entry.meant}" if entry.meant else ""


def _silence(declined: Iterable[Entry]) -> list[Text]:
    return [Text.assemble(("Silent  ", "bold"), _entry(entry), "\n") for entry in declined]


def _marked(piece: Piece) -> list[Text]:
    """A piece in its colour; behind the end of a trigger stands the id of its event."""
    style = _KIND_STYLES[piece.kind] if piece.kind else ""
    return [Text(piece.text, style), *(Text(f"[{card}]", "bold") for card in piece.ends)]


def _legend() -> Text:
    """What each colour means."""
    names = (Text(words("legend")[kind], _KIND_STYLES[kind]) for kind in KINDS)
    return Text.assemble("Legend: ", Text(" · ").join(names), "\n")


def _list(view: Account) -> Text:
    """The events by id, one on a line, parts set in under their whole."""
    if not view.cards:
        return Text("No events found.\n")
    width = max(len(card.id) for card in view.cards)
    told = Text()
    for card in view.cards:
        told.append(f"{card.id:<{width}}  {'└ ' if card.whole else ''}{card.kind} – {_standing(card)}\n")
        told.append("".join(f"{'':<{width}}    {line}\n" for line in _denoted(card)), "dim")
    return told


def _denoted(card: Card) -> list[str]:
    """Who, where and when, as far as resolved: one line a question."""
    rows = ((row.label, [f"{entry.words}{_meant(entry)}" for entry in row.entries if entry.meant]) for row in card.rows)
    return [f"{label}: {'; '.join(entries)}" for label, entries in rows if entries and label != _SPEAKERS]


def _standing(card: Card) -> str:
    return " · ".join(words("status")[key] for key in card.standing)


def _explanation(explanation: Explanation) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", width=_LABEL_WIDTH)
    grid.add_column(overflow="fold")
    for reason in explanation.reasons:
        grid.add_row(reason.label, Text("\n").join(_reason(reason)))
    title = Text.assemble((f"{explanation.id} {explanation.kind}", "bold"), f" · {_cited(explanation.trigger)}")
    title.append(f"  {explanation.code}", "dim")
    return Padding(Group(title, Padding(grid, (0, 0, 0, 2))), (0, 0, 1, 0))


def _reason(reason: Reason) -> Iterator[Text]:
    """The choice or the gap, then what it rests on and what else was considered, a line each."""
    said = f"{_cited(reason.words)} " if reason.words else ""
    if reason.chosen is None:
        yield Text.assemble(said, (f"– not resolved: {reason.why}" if reason.why != _UNASKED else _UNASKED, "italic"))
    else:
        yield Text.assemble(said, (f"→ {reason.chosen}", "cyan"))
        yield Text(f"  by: {reason.why} · score {reason.score:.2f}")
    if reason.evidence:
        yield Text(f"  rests on: {', '.join(_cited(quote) for quote in reason.evidence)}")
    for other in reason.considered:
        yield Text(f"  also considered: {other.name} (score {other.score:.2f}): {other.reason}", "dim")
