"""The grammar of place phrases: what "15 km south of Mosul" or "the Chad–Sudan border" says about the names in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from gesta.places.entry import SETTLEMENTS
from gesta.places.knowledge.tables import countries, kinds
from gesta.spans import Span

LONGEST_SHORT_FORM = 5
"""Letters before the stop of the longest short forms in abbreviations.csv ("Calif.")."""

CAPITAL = r"capital(?:\s+city)?"
"""A word for a town that says which town it is: "the Malian capital"."""

Relation = Literal["at", "part", "near", "offset", "direction", "between", "border", "coast", "several", "capital"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a phrase: its words, the kinds of place they say it is, and the names around it."""

    span: Span
    wanted: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase: how the place stands to the names in it. `km` and `bearing` only where said."""

    relation: Relation
    names: tuple[Named, ...]
    km: float | None = None
    bearing: float | None = None


def parsed(text: str, span: Span) -> Phrase | None:
    """The phrase that stands at `span` of `text`; None when no name is in it."""
    words = span.of(text)
    for relation, pattern in _patterns():
        if (found := pattern.search(words)) and not (relation == "part" and _describes(found)):
            names = [_named(text, span.start + found.start(g), span.start + found.end(g)) for g in _name_groups(found)]
            if names and all(names):
                kept = tuple(_measured(name, relation) for name in names if name)
                return Phrase(relation, kept, _km(found), _bearing(found))
    name = _named(text, span.start, span.end)
    return Phrase("at", (name,)) if name else None


def listed(text: str, span: Span) -> Phrase | None:
    """The phrase at `span` read as a list of names ("Homs, Hama and Idlib"); None when it is none.

    For phrases of which the whole is no name: "Bosnia and Herzegovina" is one place.
    """
    words = span.of(text)
    if not _AND.search(words):
        return None
    cuts = [0, *(at for found in _LIST.finditer(words) for at in found.span()), len(words)]
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    names = [_bare(text, span.start + left, span.start + right) for left, right in pieces if left < right]
    if len(names) < 2 or not all(names):
        return None
    kind = names[-1].wanted if names[-1] else frozenset()
    return Phrase("several", tuple(replace(name, wanted=name.wanted or kind) for name in names if name))


def type_word(word: str) -> frozenset[str]:
    """The kinds of place that a word such as "province" names; none for other words."""
    return frozenset(kinds()["type_words"].get(word.casefold(), ()))


@cache
def words() -> Mapping[str, Any]:
    """places_words.toml."""
    return tomllib.loads(files(__package__).joinpath("places_words.toml").read_text("utf-8"))


def _describes(found: re.Match[str]) -> bool:
    """True when the direction only describes: "the northern Iraqi city of Mosul" is the city, no part of it."""
    whole, first = found["a"], found["a"].split(",")[0]
    said = _kind_of_country().fullmatch(first) if first != whole else None
    country = said is not None and _plain(said["whose"]) in _state_words()
    described = country or _of().search(whole) or _apposed().search(whole)
    return not found[0][: found.start("a") - found.start()].rstrip().endswith("of") and bool(described)


def _measured(name: Named, relation: Relation) -> Named:
    """The name, meant as a settlement where a distance is measured from it: nobody measures from a whole province."""
    if relation in ("offset", "direction", "between", "near") and not name.wanted:
        return replace(name, wanted=SETTLEMENTS)
    return name


@cache
def _patterns() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    say = {key: value.replace("\n", "") for key, value in words()["words"].items()}
    about = "(?:(?:" + "|".join(say["about"].split()) + r")\s+)*"
    unit = "(?P<unit>" + "|".join(sorted(words()["units"], key=len, reverse=True)) + r")\b"
    bearing = r"(?P<bearing>(?:north|south|east|west)(?:[- ]?(?:east|west))?)"
    to = r"(?:near|along|on|at|across|to|from|close to|of|in|inside|towards?)\s+"
    frontier = rf"(?:border|frontier)\b(?!\s+(?:{say['border_things']}))"
    table: tuple[tuple[Relation, str], ...] = (
        ("border", rf"{frontier}[\w\s-]*?\b(?:between|of|separating)\s+(?P<a>.+?)\s+(?:and|from)\s+(?P<b>.+)"),
        ("border", rf"(?:^|\b(?:the|{to})\s*)(?P<a>[A-Z][\w’' ]+?)\s?[-–—/]\s?(?P<b>[A-Z][\w’' ]+?)\s+{frontier}"),
        ("border", rf"{frontier}\s+with\s+(?P<a>.+)"),
        ("border", rf"(?:^|\b(?:the|{to})\s*)(?P<a>[A-Z][\w ]+?)(?:['’]s)?\s+(?:\w+\s+)?{frontier}\b"),
        (
            "offset",
            rf"^{about}(?P<km>\d+(?:[.,]\d+)?)[\s-]*{unit}(?:\s*\([^)]*\))?\s+"
            rf"(?:(?:to\s+the\s+)?{bearing}\s+(?:of|from)|(?:away\s+)?from|outside(?:\s+of)?|off)\s+(?P<a>.+)",
        ),
        ("between", r"\bbetween\s+(?P<a>.+?)\s+and\s+(?P<b>.+)"),
        ("coast", r"\boff\s+(?:(?:the|its)\s+)?(?:[\w-]+\s+)?(?:coasts?|shores?)\s+of\s+(?P<a>.+)"),
        ("coast", r"\boff\s+(?:the\s+)?(?P<a>[A-Z].*?)(?:['’]s)?(?:\s+(?:[\w-]+\s+)?(?:coast|shores?))?$"),
        (
            "coast",
            r"^(?:the\s+)?(?:[\w-]+\s+)?coasts?\s+of\s+(?P<a>.+)|^(?:the\s+)?(?P<b>[A-Z]\S*)['’]s\s+(?:\S+\s)?coast$",
        ),
        ("near", rf"\b(?:{say['outskirts']})\s+of\s+(?P<a>.+)"),
        ("near", rf"^(?:the\s+)?(?P<a>[A-Z].*?)['’]s\s+(?:\w+\s+)?(?:{say['outskirts']})$"),
        ("near", rf"^(?:the\s+)?(?P<a>[A-Z].*?)\s+(?:{say['outskirts']})$"),
        ("near", rf"^(?:(?:in|at|from|the|an?|[a-z]+)\s+)*?(?:{say['near']})\s+(?P<a>.*[^\W\d_a-z].*)"),
        ("part", rf"^(?:in\s+)?the\s+(?:{say['parts']})\s+(?:parts?\s+)?of\s+(?P<a>.+)"),
        ("direction", rf"^(?:(?:to|the|just|far|in|area|areas)\s+)*{bearing}\s+of\s+(?P<a>.+)"),
        ("capital", rf"^(?:in\s+)?(?:the\s+)?(?P<a>[A-Z]\S*(?:\s+[A-Z]\S*)*?)(?:['’]s?)?\s+{CAPITAL}$"),
        ("capital", rf"^(?:in\s+)?(?:the\s+)?{CAPITAL}\s+of\s+(?P<a>(?:the\s+)?[A-Z][^,]*)$"),
        ("part", rf"^(?:in\s+)?(?:the\s+)?(?:{say['parts']})(?:\s+(?:parts?\s+)?of)?\s+(?P<a>.*[^\W\d_a-z].*)"),
    )
    return tuple((relation, re.compile(pattern)) for relation, pattern in table)


def _name_groups(found: re.Match[str]) -> list[str]:
    return [group for group in ("a", "b") if group in found.re.groupindex and found[group]]


def _km(found: re.Match[str]) -> float | None:
    groups = found.groupdict()
    if not groups.get("km"):
        return None
    return float(groups["km"].replace(",", ".")) * float(words()["units"][groups["unit"]])


def _bearing(found: re.Match[str]) -> float | None:
    said = found.groupdict().get("bearing")
    return float(words()["bearings"][re.sub("[- ]", "", said)]) if said else None


_BREAK = re.compile(
    r"\s*[,(]\s*(?:(?:in|at|near)\s+)?|\s+(?:in|at|inside|near|outside|around|on|along|from|to)\s+|\)\s*"
)
_AND = re.compile(r"\s(?:and|&)\s")
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
# "Nigeria's" of "Nigeria's Borno state".
_WHOSE = re.compile(r"^(?:the\s+)?(?P<whose>[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*['’]s?)\s+(?=.*[A-Z])")
_CAPITAL = re.compile(r"[^\W\d_a-zªº]")


def _named(text: str, start: int, end: int) -> Named | None:
    """The first name between `start` and `end`, and the names that follow it as what it lies in.

    Of "the Yemeni port city, Aden" the name is the second: the first piece says what and whose it is.
    """
    pieces = _pieces(text, start, end)
    for place, piece in enumerate(pieces):
        apposed = _apposition(text, pieces[place : place + 2])
        if name := apposed or _bare(text, *piece):
            behind = pieces[place + (2 if apposed else 1) :]
            outer = tuple(o.span.of(text) for o in (_bare(text, *p) for p in behind) if o)
            return Named(name.span, name.wanted, (*name.within, *outer))
    return None


def _apposition(text: str, pieces: Sequence[tuple[int, int]]) -> Named | None:
    """The name of a second piece of which the first says of what kind it is and of which country; None otherwise."""
    said = _kind_of_country().fullmatch(text, *pieces[0]) or _capital_of().fullmatch(text, *pieces[0])
    name = _bare(text, *pieces[1]) if said and len(pieces) > 1 else None
    if said is None or name is None or _is_state(name, text):
        return None
    whose, kind = _plain(said["whose"]), said["kind"]
    if not (kind.startswith("capital") or whose in _state_words()):
        return None  # "Helmand province, Sangin district" names two
    return replace(name, wanted=_kind(kind), within=(whose,))


def _is_state(name: Named, text: str) -> bool:
    return name.span.of(text) in _state_words()


def _plain(said: str) -> str:
    return re.sub(r"['’]s?$", "", said)


def _kind(word: str) -> frozenset[str]:
    """The kinds of place that a word names, one or many; a capital is a town."""
    return SETTLEMENTS if word.startswith("capital") else type_word(word) or type_word(_plurals().get(word, ""))


@cache
def _kind_of_country() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[a-z][\w-]*\s+)*(?P<whose>[A-Z]\S*(?:\s+[A-Z]\S*)*)\s+(?:[a-z][\w-]*\s+)*(?P<kind>{_kinds()})\s*"
    )


@cache
def _capital_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[a-z][\w-]*\s+)*(?P<kind>{CAPITAL})\s+of\s+(?:the\s+)?(?P<whose>[A-Z]\S*(?:\s+[A-Z]\S*)*)\s*"
    )


@cache
def _kinds() -> str:
    return "|".join([CAPITAL, *sorted(kinds()["type_words"], key=len, reverse=True)])


@cache
def _apposed() -> re.Pattern[str]:
    """ "Mali's capital Bamako", "the Somali capital of Mogadishu"."""
    return re.compile(
        rf"^(?P<before>(?:\S+\s+)*?[A-Z]\S*)\s+(?:[a-z][\w-]*\s+)*?(?P<kind>{_kinds()})\s+(?:of\s+)?(?=[A-Z])"
    )


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, left = [], start
    for found in _BREAK.finditer(text, start, end):
        pieces.append((left, found.start()))
        left = found.end()
    return [piece for piece in [*pieces, (left, end)] if piece[0] < piece[1]]


@cache
def _of() -> re.Pattern[str]:
    said = "|".join(sorted([*kinds()["type_words"], *_plurals()], key=len, reverse=True))
    return re.compile(rf"^(?P<before>.*?)\b(?P<kind>{said})\s+of\s+(?:the\s+)?(?=\S)")


@cache
def _plurals() -> Mapping[str, str]:
    """The kind of each plural: "cities". They say what a name is only before "of": "Georgia cities" are in Georgia."""
    known = kinds()["type_words"]
    return {f"{one[:-1]}ies" if one.endswith("y") and one != "valley" else f"{one}s": one for one in known}


@cache
def _lead() -> re.Pattern[str]:
    particles = "|".join(words()["words"]["particles"].split())
    return re.compile(rf"(?:(?!(?:{particles})[-’' ])[^\W\dA-Z_][^\s\dA-Z]*\s+|\d\S*\s+)+(?=\S)")


def _bare(text: str, start: int, end: int) -> Named | None:
    """The name in a piece without comma: small words around it off, what they say about its kind kept.

    A word for its kind that follows stays ("Baghdad airport" may be a place of its own).
    """
    piece = text[start:end]
    wanted: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    if of := _of().search(piece) or _apposed().search(piece):
        wanted, within = _kind(of["kind"]), tuple(re.findall(r"[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*", of["before"]))
        start, piece = start + of.end(), piece[of.end() :]
    elif (whose := _WHOSE.match(piece)) and _plain(whose["whose"]) in _state_words():
        within, start, piece = (_plain(whose["whose"]),), start + whose.end(), piece[whose.end() :]
    if lead := _lead().match(piece):
        start, piece = start + lead.end(), piece[lead.end() :]
    named = _without_tail(piece)
    if not _CAPITAL.search(named) or _says_whose(named, piece):
        return None
    piece = named
    trimmed = Span(start, start + len(piece)).trimmed(text)
    return Named(_closed(trimmed, text, end), wanted or _said_last(piece), within) if trimmed else None


def _says_whose(name: str, piece: str) -> bool:
    """True for "the U.S. consulate", "a French base": the state's word says whose it is, and it may stand anywhere."""
    behind = piece[len(name) :].split()
    return bool(behind) and behind[-1] in words()["words"]["abroad"].split() and name in _state_words()


@cache
def _state_words() -> frozenset[str]:
    return frozenset(word for row in countries().values() for word in (row.name, *row.aliases, *row.demonyms))


def _closed(name: Span, text: str, end: int) -> Span:
    """The name with the stop that closes a short form ("Kan."): without it, it is another word."""
    last = name.of(text).split()[-1]
    stopped = name.end < end and text[name.end] == "." and len(last) <= LONGEST_SHORT_FORM
    return Span(name.start, name.end + 1) if stopped else name


def _without_tail(piece: str) -> str:
    """ "Baghdad" of "Baghdad neighbours", but all of "Helmand province"."""
    piece = re.sub(r"['’]s?$", "", piece.rstrip())
    while (parts := piece.rsplit(maxsplit=1)) and len(parts) == 2 and parts[1].islower() and not type_word(parts[1]):
        piece = parts[0]
    return piece


def _said_last(piece: str) -> frozenset[str]:
    parts = piece.split()
    return type_word(parts[-1]) if len(parts) > 1 and parts[-1].islower() else frozenset()
