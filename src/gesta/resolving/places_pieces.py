"""The names in a place phrase: what its words say of each, of what kind it is and what it lies in.

A phrase falls into pieces at commas, brackets and prepositions; each piece names a place or only describes one. The
grammar of whole phrases, distances and borders stands in places_phrases.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any

from gesta import lexicon
from gesta.places.entry import SETTLEMENTS
from gesta.places.knowledge.tables import countries, kinds
from gesta.spans import Span

LONGEST_SHORT_FORM = 5
"""Letters before the stop of the longest short forms in abbreviations.csv ("Calif.")."""

LONGEST_PIECE = 300
"""Characters beyond which a piece is not taken apart: no phrase of a report is so long, but a hostile one may be."""

CAPITAL = r"capital(?:\s+city)?"
"""A word for a town that says which town it is: "the Malian capital"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a phrase: its words, the kinds of place they say it is, and the names around it.

    `whose` are those of `within` that stand before it ("Syrian"); `inside` tells where the names stand of which the
    phrase says that it lies in them, the innermost first.
    """

    span: Span
    wanted: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    inside: tuple[Span, ...] = ()


_HERE = "gesta.resolving"
_BREAK = re.compile(
    r"\s*[,(]\s*(?:(?:in|at|near)\s+)?|\s+(?:in|at|inside|near|outside|around|on|along|from|to)\s+|\)\s*"
)
# Breaks behind which stands what a name lies in, not what it is near or beside.
_HOLDING = re.compile(r"\s*[,(]\s*(?:(?:in|at)\s+)?|\s+(?:in|at|inside)\s+")
# Words of a piece that is beside what came first, not around it: ", a town north of Fallujah".
_BESIDE = re.compile(r"\b(?:(?:north|south|east|west)[a-z-]*\s+of|kilomet\w+|km|miles?|bordering)\b")
# "Nigeria's" of "Nigeria's Borno state".
_WHOSE = re.compile(r"^(?:the\s+)?(?P<whose>[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*['’]s?)\s+(?=.*[A-Z])")
_CAPITAL = re.compile(r"[^\W\d_a-zªº]")
_RUN = re.compile(r"[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a phrase between breaks, and whether the break before it says that what came first lies in it."""

    start: int
    end: int
    holds: bool


def named(text: str, start: int, end: int) -> Named | None:
    """The first name between `start` and `end`, and the names that follow it as what it lies in.

    Of "the Yemeni port city, Aden" the name is the second: the first piece says what and whose it is.
    """
    pieces = list(_pieces(text, start, end))
    for place, piece in enumerate(pieces):
        apposed = _apposition(text, pieces[place : place + 2])
        if name := apposed or bare(text, piece.start, piece.end):
            behind = pieces[place + (2 if apposed else 1) :]
            holding = takewhile(lambda piece: piece.holds, behind)
            within = (*name.within, *(o.span.of(text) for p in behind if (o := bare(text, p.start, p.end))))
            inside = (*name.inside, *(o.span for p in holding if (o := bare(text, p.start, p.end))))
            return replace(name, within=within, inside=inside)
    return None


def bare(text: str, start: int, end: int) -> Named | None:
    """The name in a piece without comma: small words around it off, what they say about its kind kept.

    A word for its kind that follows stays ("Baghdad airport" may be a place of its own).
    """
    if end - start > LONGEST_PIECE:
        return _stripped(text, start, end, (), ())
    piece = opened(text[start:end])
    for found in (_of().search(piece), _apposed().search(piece), _described().search(piece)):
        if found:
            return _told_of(bare(text, start + found.end(), end), found)
    if found := _area_of().search(piece):
        outer = bare(text, start + found.end(), end)
        if outer is None or _only_describes(found["before"]):
            return _told_of(outer, found)
        end, inside = start + found.start("kind"), (outer.span,)  # "the Croxteth area of Liverpool"
        return _stripped(text, start, end, (outer.span.of(text),), inside)
    if (found := _WHOSE.match(piece)) and (plain(found["whose"]) in state_words() or type_word(piece.split()[-1])):
        name = bare(text, start + found.end(), end)
        owner = Span(start + found.start("whose"), start + found.start("whose") + len(plain(found["whose"])))
        whose = (owner.of(text),)
        return name and replace(
            name, within=(*whose, *name.within), whose=(*whose, *name.whose), inside=(*name.inside, owner)
        )
    return _stripped(text, start, end, (), ())


def _told_of(name: Named | None, found: re.Match[str]) -> Named | None:
    """The name with what the words before it say: of what kind it is, and whose."""
    if name is None:
        return None
    whose = tuple(_RUN.findall(found["before"]))
    wanted = (name.wanted if name.whose else frozenset()) or _kind(found["kind"]) or name.wanted
    return replace(name, wanted=wanted, within=(*whose, *name.within), whose=(*whose, *name.whose))


def _stripped(text: str, start: int, end: int, within: tuple[str, ...], inside: tuple[Span, ...]) -> Named | None:
    """The name without the small words around it and the words for peoples before it; None when nothing is left."""
    piece = opened(text[start:end])
    whose: tuple[str, ...] = ()
    if lead := _lead().match(piece):
        start, piece = start + lead.end(), piece[lead.end() :]
    if told := _peoples().match(piece):
        whose = tuple(one for one in told[0].replace("-", " ").split() if one in state_words())
        start, piece = start + told.end(), piece[told.end() :]
    name = _without_tail(piece)
    if not _CAPITAL.search(name) or _says_whose(piece):
        return None
    trimmed = Span(start, start + len(name)).trimmed(text)
    if trimmed is None:
        return None
    return Named(_closed(trimmed, text, end), _said_last(name), (*whose, *within), whose, inside)


def describes(words: str) -> bool:
    """True when the words say of what kind the place is that they name: "Iraqi city of Mosul", "Malian town, Gao"."""
    first = words.split(",")[0]
    said = _kind_of_country().fullmatch(first) if first != words else None
    country = said is not None and plain(said["whose"]) in state_words()
    return country or bool(_of().search(words) or _apposed().search(words))


def opened(piece: str) -> str:
    """The piece with a small word that opens a sentence in lower case: "Near Palmyra", "South of Baghdad"."""
    first, _, rest = piece.partition(" ")
    small = first.lower()
    opens = small in _listed("openers") or (small in words()["bearings"] and rest.startswith("of "))
    return small + piece[len(first) :] if opens else piece


def type_word(word: str) -> frozenset[str]:
    """The kinds of place that a word such as "province" names; none for other words."""
    return frozenset(kinds()["type_words"].get(word.casefold(), ()))


def plain(said: str) -> str:
    """A name without the ending of its genitive."""
    return re.sub(r"['’]s?$", "", said)


def words() -> Mapping[str, Any]:
    """places_words.toml."""
    return lexicon.table(_HERE, "places_words")


def _listed(key: str) -> frozenset[str]:
    return lexicon.words(_HERE, "places_words", f"words.{key}")


@cache
def state_words() -> frozenset[str]:
    """The names of countries and their peoples."""
    return frozenset(word for row in countries().values() for word in (row.name, *row.aliases, *row.demonyms))


@cache
def peoples() -> str:
    """A pattern for words for peoples, faiths and alliances, alone or in a compound: "Kurdish", "Shi'ite-majority"."""
    said = "|".join(sorted(words()["words"]["peoples"].split(), key=len, reverse=True))
    return rf"(?:(?:{said})(?:-[a-z]+)?|[A-Z][\w.]*-(?:{words()['words']['compounds']}))"


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    left, holds = start, False
    for found in _BREAK.finditer(text, start, end):
        if left < found.start():
            yield _Piece(left, found.start(), holds and not _BESIDE.search(text, left, found.start()))
        left, holds = found.end(), _HOLDING.fullmatch(found[0]) is not None
    if left < end:
        yield _Piece(left, end, holds and not _BESIDE.search(text, left, end))


def _apposition(text: str, pieces: Sequence[_Piece]) -> Named | None:
    """The name of a second piece of which the first says of what kind it is and of which country; None otherwise."""
    if len(pieces) < 2:
        return None
    first, second = pieces
    words = opened(text[first.start : first.end])
    said = _kind_of_country().fullmatch(words) or _capital_of().fullmatch(words)
    name = bare(text, second.start, second.end) if said and second.holds else None
    if said is None or name is None or name.span.of(text) in state_words():
        return None
    whose, kind = plain(said["whose"]), said["kind"]
    if not (kind.startswith("capital") or whose in state_words()):
        return None  # "Helmand province, Sangin district" names two
    return replace(name, wanted=_kind(kind), within=(whose,), whose=(whose,))


def _kind(word: str) -> frozenset[str]:
    """The kinds of place that a word names, one or many; a capital, a port or a resort is a town."""
    if word.startswith("capital") or word in _listed("towns"):
        return SETTLEMENTS
    return type_word(word) or type_word(_plurals().get(word, ""))


def _only_describes(said: str) -> bool:
    """True when the words have no name in them but those of states and peoples: "the mainly Sunni"."""
    return all(run in state_words() or re.fullmatch(peoples(), run) for run in _RUN.findall(said))


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
    towns = words()["words"]["towns"].split()
    return "|".join([CAPITAL, *sorted([*kinds()["type_words"], *towns], key=len, reverse=True)])


@cache
def _apposed() -> re.Pattern[str]:
    """ "Mali's capital Bamako", "the Somali capital of Mogadishu"."""
    return re.compile(
        rf"^(?P<before>(?:\S+\s+)*?[A-Z]\S*)\s+(?:[a-z][\w-]*\s+)*?(?P<kind>{_kinds()})\s+(?:of\s+)?(?=[A-Z])"
    )


@cache
def _of() -> re.Pattern[str]:
    said = "|".join(sorted([*kinds()["type_words"], *_plurals()], key=len, reverse=True))
    return re.compile(rf"^(?P<before>.*?)\b(?P<kind>{said})\s+of\s+(?:the\s+)?(?=\S)")


@cache
def _described() -> re.Pattern[str]:
    """ "the Turkish resort of Antalya", "the Kurdish enclave of Afrin": what stands before "of" says what it is."""
    said = "|".join(f"{words()['words'][key]}".replace(" ", "|") for key in ("towns", "described"))
    return re.compile(rf"^(?P<before>.*?)\b(?P<kind>{said})\s+of\s+(?:the\s+)?(?=[A-Z])")


@cache
def _area_of() -> re.Pattern[str]:
    """ "the Croxteth area of Liverpool" names an area; "the mainly Kurdish area of Afrin" does not."""
    said = words()["words"]["areas"].replace(" ", "|")
    return re.compile(rf"^(?P<before>.*?)\b(?P<kind>{said})\s+of\s+(?:[a-z][\w-]*\s+)*(?=[A-Z])")


@cache
def _plurals() -> Mapping[str, str]:
    """The kind of each plural: "cities". They say what a name is only before "of": "Georgia cities" are in Georgia."""
    known = kinds()["type_words"]
    return {f"{one[:-1]}ies" if one.endswith("y") and one != "valley" else f"{one}s": one for one in known}


@cache
def _lead() -> re.Pattern[str]:
    particles = "|".join(words()["words"]["particles"].split())
    return re.compile(rf"(?:(?!(?:{particles})[-’' ])[^\W\dA-Z_][^\s\dA-Z]*\s+|\d\S*\s+)+(?=\S)")


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(rf"(?:{peoples()}\s+(?:and\s+)?)+(?:[a-z][\w-]*\s+)*(?=\S)")


def _says_whose(piece: str) -> bool:
    """True for "the U.S. consulate", "a Palestinian refugee camp": the state's word says whose it is, and it may stand
    anywhere."""
    name = re.sub(r"(?:\s+[a-z][\w-]*)+\W*$", "", piece)
    return name in state_words() and piece != name and piece.split()[-1] in _listed("abroad")


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
