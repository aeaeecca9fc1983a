"""One self-contained page of HTML: the marked text beside the cards, without any script.

Hovering or focusing a card lights up its words in the text, by style rules alone. Every word that comes from outside
passes through `escape`; ids in the page are numbers of cards, never words of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from gesta.nouns.coded import Coded
from gesta.nouns.report import Report
from gesta.telling.account import Account, Card, Entry, Quote, Row, heading
from gesta.telling.cards import account
from gesta.telling.marking import KINDS, Mark, Piece, lines, marks
from gesta.telling.vocabulary import words

Numbers = dict[str, int]


def page(coded: Coded) -> str:
    """The page for one coded report."""
    view = account(coded)
    numbers = {card.id: number for number, card in enumerate(view.cards)}
    report = view.coded.report
    return Template(_file("page.html")).substitute(
        language=escape(report.language),
        title=escape(heading(report)),
        style=_file("page.css") + _lights(len(numbers)),
        facts=_facts(report),
        legend="".join(f'<li class="{kind}">{escape(words("legend")[kind])}</li>' for kind in KINDS),
        text=_text(view, numbers),
        cards="\n".join([*(_card(card, numbers) for card in view.cards), _silence(view.declined, numbers)]).strip()
        or _NOTHING,
        closing=escape(view.closing),
        versions=escape(" · ".join(f"{part} {version}" for part, version in coded.versions.items())),
    )


_NOTHING = '<p class="unsaid">No events found.</p>'


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").rstrip()


def _lights(cards: int) -> str:
    """The rules that light up a card's words, and the card of a word, in the colour of their kind."""
    return "\n" + "\n".join(rule for number in range(cards) for rule in _card_lights(number))


def _card_lights(n: int) -> Iterator[str]:
    lit = f"body:has(:is(#c-{n}, .t-{n}):is(:hover, :focus, :focus-within, :target))"
    for kind in KINDS:
        edge = "ink" if kind == "trigger" else kind
        yield f"{lit} .h-{n}-{kind} {{ background: var(--{kind}); outline: 2px solid var(--{edge}); }}"
    yield f"body:has(.t-{n}:is(:hover, :focus)) #c-{n} {{ outline: 3px solid var(--tone); }}"


def _facts(report: Report) -> str:
    """Publisher, date, dateline and address; what is not known is said to be so."""
    published = report.published.isoformat() if report.published else "not said"
    told = {"publisher": report.publisher or "not said", "published": published}
    told |= {"dateline": report.dateline.of(report.text)} if report.dateline else {}
    told |= {"address": report.url} if report.url else {}
    return " · ".join(f"{name}: {escape(value)}" for name, value in told.items())


def _text(view: Account, numbers: Numbers) -> str:
    """The report's lines as paragraphs with their numbers; empty lines are left out but counted."""
    shown = []
    for number, line in enumerate(lines(view.coded, marks(view)), 1):
        if any(piece.text.strip() for piece in line):
            body = "".join(_piece(piece, numbers) for piece in line)
            shown.append(f'<p id="l-{number}"><span class="number">{number}</span>{body}</p>')
    return "\n".join(shown)


def _piece(piece: Piece, numbers: Numbers) -> str:
    """A marked piece: a link to its card where it is an event's trigger, else a span; a tooltip says what it is."""
    if piece.kind is None:
        return escape(piece.text)
    lit = sorted({f"h-{numbers[card]}-{mark.kind}" for mark in piece.marks for card in mark.cards})
    title = escape("; ".join(_meaning(mark) for mark in piece.marks))
    card = next((mark.cards[0] for mark in piece.marks if mark.kind == "trigger"), None)
    classes = " ".join(["m", piece.kind, *lit, *([f"t-{numbers[card]}"] if card else [])])
    ends = "".join(f"<sup>{escape(end)}</sup>" for end in piece.ends)
    opening = f'a href="#c-{numbers[card]}"' if card else "span"
    return f'<{opening} class="{classes}" title="{title}">{escape(piece.text)}{ends}</{opening.split()[0]}>'


def _meaning(mark: Mark) -> str:
    return f"{words('legend')[mark.kind]} – {', '.join(mark.cards)}" if mark.cards else words("legend")[mark.kind]


def _card(card: Card, numbers: Numbers) -> str:
    """A card: heading, the words that name the event, and a list of questions and answers."""
    number = numbers[card.id]
    rows = "".join(_row(row, numbers) for row in card.rows)
    silent = f'<dt>not said</dt><dd class="unsaid">{escape(", ".join(card.silent))}</dd>' if card.silent else ""
    return (
        f'<article class="card{" part" if card.whole else ""} {card.standing[-1]}" id="c-{number}">'
        f'<span class="code">{escape(card.code)}</span>'
        f'<h3><a href="#c-{number}"><span class="id">{escape(card.id)}</span> {escape(card.kind)}</a></h3>'
        f'<ul class="standing" aria-label="Standing">{_standing(card)}</ul>'
        f'<p class="words">{", ".join(_quote(quote) for quote in card.mentions)}</p>'
        f"<dl>{rows}{silent}</dl></article>"
    )


def _standing(card: Card) -> str:
    return "".join(f'<li class="{key}">{escape(words("status")[key])}</li>' for key in card.standing)


def _quote(quote: Quote) -> str:
    return f"“{escape(quote.words)}”{_at([quote])}"


def _row(row: Row, numbers: Numbers) -> str:
    entries = "".join(f"<li>{_entry(entry, numbers)}</li>" for entry in row.entries)
    return f'<dt>{escape(row.label)}</dt><dd><ul class="entries">{entries}</ul></dd>'


def _entry(entry: Entry, numbers: Numbers) -> str:
    told = escape(entry.words)
    if entry.event is not None:
        told = f'<a href="#c-{numbers[entry.event]}">{told}</a>'
    meant = f' <span class="meant">→ {escape(entry.meant)}</span>' if entry.meant else ""
    remark = f' <span class="unsaid">{escape(entry.remark)}</span>' if entry.remark else ""
    return told + meant + escape(entry.behind) + _at(entry.quotes) + remark


def _at(quotes: Iterable[Quote]) -> str:
    """Links to the lines, or sentences, that the words stand in."""
    places = sorted({(quote.line, quote.place) for quote in quotes})
    return "".join(f' <a class="at" href="#l-{number}">{place}</a>' for number, place in places)


def _silence(declined: Iterable[Entry], numbers: Numbers) -> str:
    """Those who would not comment on anything in particular."""
    entries = "".join(f"<li>{_entry(entry, numbers)}</li>" for entry in declined)
    return (
        f'<section class="card untold"><h3>Silent</h3><ul class="entries">{entries}</ul></section>' if entries else ""
    )
