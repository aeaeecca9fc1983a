"""How many people a phrase names: "two soldiers and a policeman" is three, "a family of five" is five.

Rules, in order; the first that fits a part decides, and the parts of a coordination are added up:

1. nobody ("no one", "no civilians", not "no one else") is 0;
2. a number at the head, or behind a holder ("the bodies of four men"), is that number; units that are not persons
   ("312 families") give no figure;
3. a named person, a singular person pronoun, "a"/"another" before a singular noun, and "the"/"her" before a noun for
   one person ("the soldier", "her son") are 1, and so is bare kin ("a mother and daughter" are two);
4. anything else for people ("civilians", "the crowd") has no figure.

What follows "including", "among them" or "of whom" is a part of the count and is not added. A number covers bare
plurals joined to it ("12 women and children"). Ages are never counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import Figure, figure
from gesta.lexicon.phrases import head, is_collective, is_person, is_plural, pronoun_kind
from gesta.spans import Span

_HERE = "gesta.coding"
_NUMBER = (
    r"(?:\d{1,3}|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_AGE = re.compile(
    rf",?\s+aged\s+{_NUMBER}(?:(?:\s*,\s*|\s+and\s+){_NUMBER}\b(?!\s+\w))*|"
    r",?\s+aged\s+[\w-]+|(?<=[\w.]),\s+\d{1,3}\s*(?=,|\band\b|$)|\s*\(\d{1,3}\)|\b\w+-(?:year|month)s?-old\b(?=\s+\w)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^[\s\w.-]*?\w['’]s?\s", re.UNICODE)
_OF_THEM = re.compile(r"[,;:(–—-]?\s+(?:at\s+least\s+)?[\w-]+\s+of\s+(?:them|whom|these)\b", re.IGNORECASE)
_DENIED = re.compile(r",?\s+(?:and\s+)?not\s+(?=[\w-]+\s*$)", re.IGNORECASE)
_NO_FIGURE = Figure(None, None)
_ONE = Figure(1, 1)
_TWO = Figure(2, 2)
_NOUGHT = Figure(0, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    words: str
    comma: bool  # set off from the part before by a bare comma: may be an apposition
    named: bool


def headcount(phrase: str, names: Sequence[Span] = ()) -> Figure | None:
    """How many people the phrase names; None when it names none. `names` are person names, offsets into `phrase`."""
    shown = _without_ages(_without_part(phrase))
    spoken = [name.of(phrase) for name in names]
    counted = [count for part in _parts(shown, spoken) if (count := _count(part)) is not None]
    return counted[0] if _is_spelled_out(shown, counted) else total(counted)


def is_nobody(phrase: str) -> bool:
    """True when the phrase says that nobody was harmed: "no one", "none of the passengers"."""
    part = _Part(phrase, comma=False, named=False)
    return not _beyond(part) and _nobody(part) is not None


def total(counts: Sequence[Figure]) -> Figure | None:
    """The sum of several counts; with one that has no figure the sum is open upwards. None for no counts."""
    if not counts:
        return None
    known = [count for count in counts if not count.vague]
    if not known:
        return _NO_FIGURE
    open_ended = len(known) < len(counts) or any(count.high is None for count in known)
    low = sum(count.low or 0 for count in known)
    high = None if open_ended else sum(count.high or 0 for count in known)
    return Figure(low, high, any(count.approximate for count in known))


def is_part(between: str) -> bool:
    """True when the words between two phrases make the second a part of the first: ", including", "among them"."""
    return pattern(_HERE, "people", "part").search(between) is not None


def is_of_them(phrase: str) -> bool:
    """True for "three of them children", "two of whom": some of those told before."""
    return _OF_THEM.match(f" {phrase}") is not None


def is_joined(between: str) -> bool:
    """True when the words between two phrases add the second to the first: "and", "as well as", a lone comma.

    "Two men and not one" adds nothing.
    """
    if pattern(_HERE, "people", "denials").search(between):
        return False
    return between.strip() in (",", ";", "") or pattern(_HERE, "people", "joins").search(between) is not None


def _is_spelled_out(phrase: str, counts: Sequence[Figure]) -> bool:
    """True when what follows the first count tells who they are: "three of our cooks, Ali and his sons", "one man, a
    driver", "two people, a teacher and her son"."""
    joins = list(_joins().finditer(phrase))
    if len(counts) < 2 or not joins or joins[0][0].strip() != "," or counts[0].low != counts[0].high:
        return False
    first = phrase[: joins[0].start()]
    rest, told = sum(count.low or 0 for count in counts[1:]), counts[0].low
    if told == 1:
        return len(joins) == 1 and rest == 1
    if figure(first) is None or told is None:
        return False
    if rest > told:
        return False
    if pattern(_HERE, "people", "selected", r"^(?:the\s+\w+|\S+\s+(?:(?:{})\s+)?of)\b").match(first):
        return True
    return rest == told and head(first) in words(_HERE, "people", "anybody")


def _without_part(phrase: str) -> str:
    part = pattern(_HERE, "people", "part", r"(?<![\w-])(?:{})\b")  # "forty-two of them" are all of 42
    hits = [found.search(phrase) for found in (part, _OF_THEM, _DENIED)]
    end = min((hit.start() for hit in hits if hit), default=0)
    return phrase[:end].rstrip(" ,;:–—-(") if end > 0 else phrase


def _without_ages(phrase: str) -> str:
    return _AGE.sub(lambda age: "" if age.start() else age[0], phrase)


def _parts(phrase: str, names: Sequence[str]) -> list[_Part]:
    """The coordinated parts; appositions ("a leader, Ali Musa") and plurals under one number are folded in."""
    parts: list[_Part] = []
    naming = False  # inside the names of people already counted: "two teachers, Ali Musa and Omar Bako"
    for comma, found in _split(phrase):
        part = _Part(found, comma, _is_named(found, names))
        naming = part.named and (naming or bool(parts and part.comma and figure(parts[-1].words)))
        if naming or (parts and _folds(parts[-1], part)):
            continue
        if parts and part.named and _is_title(parts[-1]):
            parts.pop()
        parts.append(part)
    return parts


def _split(phrase: str) -> list[tuple[bool, str]]:
    """The phrase cut at its joins, each piece with whether a bare comma cut it off; a leading number is never cut."""
    leading = figure(phrase)
    pieces: list[tuple[bool, str]] = []
    at, comma = 0, False
    for join in _joins().finditer(phrase, leading.end if leading else 0):
        pieces.append((comma, phrase[at : join.start()]))
        at, comma = join.end(), join[0].strip() == ","
    pieces.append((comma, phrase[at:]))
    return [(comma, piece.strip()) for comma, piece in pieces if piece.strip()]


@cache
def _joins() -> re.Pattern[str]:
    return pattern(_HERE, "people", "joins", r"\s*,?\s+(?:{})\s+|\s*[,;]\s+")


def _folds(before: _Part, part: _Part) -> bool:
    lone = figure(part.words) is None and head(part.words)
    starts_bare = not _starts(part.words, "one") and not _starts(part.words, "definite")
    if lone and starts_bare and not part.named and (is_plural(head(part.words)) or part.comma):
        return figure(before.words) is not None or part.comma
    if not part.comma:
        return False
    return part.named != before.named and figure(part.words) is None and figure(before.words) is None


def _is_title(part: _Part) -> bool:
    """True for a bare noun for one person, a second title of who follows: "senator and candidate Ali Musa"."""
    bare = not _starts(part.words, "one") and not _starts(part.words, "definite")
    return bare and not part.named and figure(part.words) is None and is_person(head(part.words))


def _is_named(part: str, names: Sequence[str]) -> bool:
    """True when a person's name is the head of the part, not its owner ("Bako's driver") nor behind "of"."""
    places = [(part.find(name), len(name)) for name in names]
    return any(
        at >= 0 and not re.match(r"['’]s?\b", part[at + long :]) and not re.search(r"\b(?:of|by|to|with)\b", part[:at])
        for at, long in places
    )


def _starts(part: str, key: str) -> bool:
    return pattern(_HERE, "people", key, r"(?:{})\s+(?=\S)").match(part) is not None


def _count(part: _Part) -> Figure | None:
    if _beyond(part) or _is_thing(part):
        return None
    for rule in (_nobody, _numbered, _held, _single):
        found = rule(part)
        if found is not None:
            return found
    noun = head(part.words)
    plain = bool(noun) and (is_plural(noun) or is_collective(noun) or is_person(noun) or noun == "dead")
    return _NO_FIGURE if plain or pronoun_kind(part.words) in ("they", "other", "relative") else None


def _beyond(part: _Part) -> bool:
    """ "No one else", "no other soldier": says nothing about those already harmed."""
    hit = _nobody_at(part)
    return hit is not None and pattern(_HERE, "people", "beyond").search(part.words, hit.end()) is not None


def _counting(said: str) -> str:
    """The words from their number on: "two sons" of "the mayor's two sons"; all when no owner stands before it."""
    owner = None if figure(said) else re.match(r"[^\d,;]*?\w['’]s?\s+(?=\w)", said)
    return said[owner.end() :] if owner and figure(said[owner.end() :]) else said


def _is_thing(part: _Part) -> bool:
    """True for "a street", "dozens of homes"."""
    found = figure(part.words)
    noun = head(re.sub(r"^\s*of\s+(?:the\s+)?", "", part.words[found.end :] if found else part.words))
    return noun in words(_HERE, "people", "things") and (found is not None or _starts(part.words, "one"))


def _nobody(part: _Part) -> Figure | None:
    return _NOUGHT if _nobody_at(part) and figure(part.words) is None else None


def _nobody_at(part: _Part) -> re.Match[str] | None:
    return pattern(_HERE, "people", "nobody", r"(?:{})\b").match(part.words)


def _numbered(part: _Part) -> Figure | None:
    said = _counting(part.words)
    found = figure(said)
    if found is None or found.vague:
        return found and (_held(part) or found)
    counted = head(said[found.end :])
    if counted in words("gesta.lexicon", "numbers", "not_counts.words"):
        return None
    return _NO_FIGURE if counted in words("gesta.lexicon", "people", "groups") else found


def _held(part: _Part) -> Figure | None:
    """ "the bodies of four men", "a family of five"; "a group of rebels" has no figure."""
    hit = re.match(r"[\w\s'’-]*?\b([\w-]+)\s+of\s+", part.words)
    if hit is None or hit[1].lower() not in words("gesta.lexicon", "people", "holders"):
        return None
    return headcount(part.words[hit.end() :]) or _NO_FIGURE


def _single(part: _Part) -> Figure | None:
    noun = head(part.words)
    if part.named or part.words.lower() == "another" or pronoun_kind(part.words) in ("he", "she"):
        return _ONE
    if not noun or is_plural(noun) or is_collective(noun):
        return None
    if noun == "couple" and (_starts(part.words, "one") or _starts(part.words, "definite")):
        return _TWO
    if _starts(part.words, "one") or part.words.lower() in words(_HERE, "people", "kin"):
        return _ONE
    owned = _starts(part.words, "definite") or _OWNER.match(part.words) is not None
    return _ONE if owned and _person_head(noun) else None


def _person_head(noun: str) -> bool:
    return is_person(noun) or noun in ("year-old", "month-old")
