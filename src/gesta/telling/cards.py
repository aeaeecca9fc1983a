"""Builds the account of a coded report: merges the mentions of each happening into one card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gesta.coding import happenings
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.event import ROLES, Event, Filler, Role
from gesta.nouns.happening import Happening
from gesta.nouns.toll import Toll
from gesta.telling.account import Account, Card, Entry, Quoter, Row, coded_as, name, nested, readable
from gesta.telling.meaning import Meaning, meaning, speaker_words, undated
from gesta.telling.vocabulary import kind, words

# What an account of any event should answer; a killing or injury is asked for its victims instead of a target.
_ASKED: tuple[Role, ...] = ("actor", "target", "place", "time")
_ASKED_OF_HARM: tuple[Role, ...] = ("actor", "victim", "place", "time")
# Two-sided events name all their parties as actors, so nobody need be "to whom".
_TWO_SIDED = frozenset({"AGREE", "CONSULT", "COOPERATE", "PROTEST"})

_ROUND = 100  # large figures of which more is said are mostly multiples of it
# The status words for what is told in somebody's mouth only.
_ONLY_SAID: Mapping[str, str] = {"actual": "told", "negated": "untold"}


@dataclass(frozen=True, slots=True)
class _Telling:
    """What every row needs: the coded report, its quoter, its happenings by id and the happening of each event."""

    coded: Coded
    quote: Quoter
    by_id: Mapping[str, Happening]
    head: Mapping[str, str]


def account(coded: Coded) -> Account:
    """The account of a coded report, the same for every way of showing it."""
    coded = readable_coded(coded)
    merged = happenings(coded.report, coded.events)
    head = {event.id: happening.id for happening in merged for event in happening.mentions}
    found = [replace(happening, part=head.get(happening.part or "")) for happening in merged]
    telling = _Telling(coded, Quoter(coded), {h.id: h for h in found}, head)
    cards = tuple(_card(happening, whole, telling) for happening, whole in nested(found))
    return Account(coded, cards, head, _declined(telling))


def readable_coded(coded: Coded) -> Coded:
    """The same with control characters replaced one for one, so that spans hold and no terminal obeys a report."""
    report = coded.report
    title, publisher = (text and readable(text) for text in (report.title, report.publisher))
    return replace(coded, report=replace(report, text=readable(report.text), title=title, publisher=publisher))


def _card(happening: Happening, whole: str | None, telling: _Telling) -> Card:
    claims = _claims(happening, telling.coded.claims)
    rows = [*_role_rows(happening, telling), *_other_rows(happening, claims, telling)]
    if happening.part != whole:
        rows.append(Row("part of", _ties([happening.part], telling)))
    return Card(
        id=happening.id,
        kind=kind(happening.type, happening.mode),
        code=coded_as(happening),
        standing=tuple(_standing(happening, claims, telling)),
        mentions=tuple(telling.quote(event.trigger) for event in happening.mentions),
        rows=tuple(row for row in rows if row.entries),
        silent=_silent(happening, whole, telling.coded),
        whole=whole,
    )


def _claims(happening: Happening, claims: Iterable[Claim]) -> list[Claim]:
    """The claims about this happening.

    Left out is the claim whose cue is the event itself: in "France condemned the raid", nobody else says that France
    condemned it.
    """
    mentions = happening.mentions
    return [claim for claim in claims if any(e.id in claim.events and not _voiced(claim, e) for e in mentions)]


def _voiced(claim: Claim, event: Event) -> bool:
    return claim.cue is not None and claim.cue.overlaps(event.trigger)


def _standing(happening: Happening, claims: list[Claim], telling: _Telling) -> Iterable[str]:
    """Whether it took place, as keys of the status words: what is only said is never told as having happened.

    The first mention decides whether it is only said: later ones ("the raid") take up what was said before.
    """
    stances = {claim.stance for claim in claims}
    asserted = not stances <= {"denies", "declines"}
    first = happening.mentions[0].id
    said = any(first in claim.events and claim.stance != "declines" for claim in claims)
    alleged = happening.status == "actual" and not asserted and _alleged(happening, telling)
    if alleged:
        yield "alleged"
    elif asserted or not (said and "denies" in stances):
        yield _ONLY_SAID.get(happening.status, happening.status) if said else happening.status
    if "denies" in stances:
        yield "denied"
    if happening.aggregate:
        yield "aggregate"


def _alleged(happening: Happening, telling: _Telling) -> bool:
    """True when it first comes up as what somebody is accused of: "accused them of shelling the village"."""
    first = happening.mentions[0].trigger
    accusers = (telling.by_id[other] for other in _linked(happening, "about", False, telling) if other)
    return any((a.type, a.mode) == ("ACCUSE", "allege") and a.mentions[0].trigger < first for a in accusers)


def _role_rows(happening: Happening, telling: _Telling) -> list[Row]:
    known = meaning(happening, telling.coded)
    return [Row(words("roles")[role], _role_entries(role, happening, known, telling.quote)) for role in ROLES]


def _role_entries(role: Role, happening: Happening, known: Meaning, quote: Quoter) -> tuple[Entry, ...]:
    """The fillers of a role with what they denote; the same place or date is told once, what stays open in the end."""
    entries = _fillers(role, happening.roles.get(role, ()), known, quote)
    if role not in ("place", "time") or not entries:
        return entries
    told = tuple(dict.fromkeys(meant for (of, _), meant in known.meant.items() if of == role))
    entries = _each_once(entries)
    if told and not any(entry.meant for entry in entries):
        return (*entries[:-1], replace(entries[-1], meant=told[0]))
    return (*entries[:-1], replace(entries[-1], remark=known.unsettled.get(role)))


def _fillers(role: Role, fillers: Iterable[Filler], known: Meaning, quote: Quoter) -> tuple[Entry, ...]:
    """An entry for each filler, with the words it stands for when it is a pronoun."""
    return _distinct(
        Entry(
            _with_referent(quote(filler.span).words, quote(filler.referent).words if filler.referent else None),
            quote.each([filler.span, *([filler.referent] if filler.referent else [])]),
            meant=known.meant.get((role, filler.span)),
        )
        for filler in fillers
    )


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with each referent beside the first words for it only."""
    seen: set[str | None] = set()
    found: list[Entry] = []
    for entry in entries:
        found.append(replace(entry, meant=None) if entry.meant in seen else entry)
        seen.add(entry.meant)
    return tuple(found)


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, each told once; what is told again only adds its quotes, and its referent when none was known."""
    found: list[Entry] = []
    for entry in entries:
        at = next((i for i, known in enumerate(found) if _repeats(entry, known)), len(found))
        known = found[at] if at < len(found) else replace(entry, quotes=())
        quotes = tuple(dict.fromkeys((*known.quotes, *entry.quotes)))
        found[at:] = [replace(known, quotes=quotes, meant=known.meant or entry.meant), *found[at + 1 :]]
    return tuple(found)


def _repeats(entry: Entry, known: Entry) -> bool:
    """True for the same words, unless they are known to denote somebody else."""
    alike = entry.meant is None or known.meant is None or entry.meant == known.meant
    return alike and entry.told.casefold() == known.told.casefold()


def _with_referent(said: str, meant: str | None) -> str:
    return f"{said} (= {meant})" if meant else said


def _other_rows(happening: Happening, claims: list[Claim], telling: _Telling) -> list[Row]:
    ordered = telling.quote.each(happening.ordered_by)
    return [
        Row("how many", tuple(_toll(toll, telling.quote) for toll in happening.toll)),
        Row("ordered by", tuple(Entry(quote.words, (quote,)) for quote in ordered)),
        Row("says who", _distinct(_saying(claim, telling) for claim in claims)),
        *_link_rows(happening, telling),
    ]


def _toll(toll: Toll, quote: Quoter) -> Entry:
    about = "about " if toll.approximate else ""
    told = f"{toll.outcome}: {about}{interval(toll.low, toll.high)} (as said: “{readable(toll.as_said)}”)"
    return Entry(told, quote.each(toll.evidence))


def interval(low: int | None, high: int | None) -> str:
    """An interval in plain words: "7", "at least 7", "more than 500" (of 501), "at most 7", "7 to 9", or that no figure
    was said."""
    if low is None and high is None:
        return "no figure"
    if low is None or high is None:
        return _from(low) if low is not None else f"at most {high}"
    if low == high:
        return str(low) if low else "none"
    return f"{low} to {high}"


def _from(low: int) -> str:
    """Words for so many or more; nobody counts at least 501, but "more than 500" is said."""
    return f"more than {low - 1}" if low > 1 and (low - 1) % _ROUND == 0 else f"at least {low}"


def _saying(claim: Claim, telling: _Telling) -> Entry:
    """Who says it, in which stance, with the cue's own words."""
    speaker, quote = claim.speaker, telling.quote
    said = quote(speaker.span).words
    notes = [_with_referent(said, quote(speaker.referent).words if speaker.referent else None)]
    notes += ["anonymous"] if speaker.anonymous else []
    cue = f" (“{quote(claim.cue).words}”)" if claim.cue else ""
    spans = [span for span in (speaker.span, claim.cue, claim.venue) if span]
    venue = f", via {quote(claim.venue).words}" if claim.venue else ""
    return Entry(
        ", ".join(notes),
        quote.each(spans),
        meant=speaker_words(speaker.span, speaker.referent, telling.coded),
        behind=f" – {words('stances')[claim.stance]}{cue}{venue}",
    )


def _link_rows(happening: Happening, telling: _Telling) -> list[Row]:
    """The four ways an event speaks of another: answers, concerns, and each seen from the other end."""
    named = {("response", True): "answers", ("about", True): "concerns"}
    named |= {("response", False): "answered by", ("about", False): "spoken of in"}
    return [
        Row(label, _ties(_linked(happening, link, forth, telling), telling)) for (link, forth), label in named.items()
    ]


def _linked(happening: Happening, link_type: str, forth: bool, telling: _Telling) -> list[str | None]:
    """The ids of the happenings at the other end of links of one type and direction."""
    links = [link for link in telling.coded.links if link.type == link_type]
    pairs = [(link.origin, link.goal) if forth else (link.goal, link.origin) for link in links]
    return [telling.head.get(there) for here, there in pairs if telling.head.get(here) == happening.id]


def _ties(ids: Iterable[str | None], telling: _Telling) -> tuple[Entry, ...]:
    """An entry for each happening named by id, none twice."""
    others = [telling.by_id[other] for other in dict.fromkeys(ids) if other is not None]
    return tuple(Entry(name(h), telling.quote.each([h.mentions[0].trigger]), h.id) for h in others)


def _silent(happening: Happening, whole: str | None, coded: Coded) -> tuple[str, ...]:
    """The questions left open, with the bound that is known of a date; what a part leaves open, its whole answers."""
    asked = _ASKED_OF_HARM if happening.type == "HARM" else _ASKED
    answered_above = {"actor", "place", "time"} if whole else set()
    answered_above |= {"target"} if happening.type in _TWO_SIDED else set()
    missing = [role for role in asked if role not in answered_above and not happening.roles.get(role)]
    bound = undated(happening, coded) if "time" in missing else None
    asked_for = [words("roles")[role] for role in missing]
    return (*asked_for[:-1], f"{asked_for[-1]} ({bound})") if bound else tuple(asked_for)


def _declined(telling: _Telling) -> tuple[Entry, ...]:
    """Those who would not comment and whose silence is tied to no event."""
    silent = [claim for claim in telling.coded.claims if claim.stance == "declines" and not claim.events]
    return _distinct(_saying(claim, telling) for claim in silent)
