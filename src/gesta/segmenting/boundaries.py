"""Where sentences end: full stops, question and exclamation marks, weighed against abbreviations and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gesta.segmenting.abbreviations import abbreviations
from gesta.spans import Span

_STOP = re.compile(
    r"""(?<![.?!…])(?P<mark>[.?!…]++)
        (?P<close>["'”’»)\]]*+)
        (?P<gap>\s++)
        (?=(?P<open>["'“‘«(\[`]*+)
           (?P<next>(?:[Aa][ldnrstz]h?|[Ee]l)[-’'](?=[A-Z])|[^\W_]{1,40}|\S))""",
    re.VERBOSE,
)
_GLUED = re.compile(r"(?<=[a-z]{3})[.?!][\"”’]?(?=(?P<next>[A-Z][a-z]*)\s)")
_WORD = re.compile(r"[^\W_]")
_INITIALS = re.compile(r"(?:\w\.)*\w")
_LONGEST_WORD = 40
"""Characters before a stop that are looked at: no abbreviation is longer."""

_OPENING_MARKS = "\"'“‘«([–—-_*"


def split(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph in order; together they hold all of it but the spaces between them."""
    start = paragraph.start
    for end, following in _ends(text, paragraph):
        if start < end and _WORD.search(text, following, paragraph.end):
            yield Span(start, end)
            start = following
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Pairs of (end of a sentence, start of the next), in order."""
    found = [
        (stop.end("close"), stop.end("gap"))
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end)
        if _is_end(text, stop, paragraph)
    ]
    glued = [
        (stop.end(), stop.end())
        for stop in _GLUED.finditer(text, paragraph.start, paragraph.end)
        if stop["next"].lower() in abbreviations().openers
    ]
    yield from sorted(found + glued) if glued else found


def _is_end(text: str, stop: re.Match[str], paragraph: Span) -> bool:
    if not _may_start(stop):
        return False
    if stop["mark"] != ".":
        return _is_end_of_call(text, stop, paragraph)
    if stop["close"] and not stop["close"].startswith(")"):
        return True
    return _is_end_of_word(_word_before(text, stop, paragraph), stop, paragraph)


def _word_before(text: str, stop: re.Match[str], paragraph: Span) -> str:
    """The word before the stop with its inner stops ("Gen", "U.S", "3.5"), without marks that open it."""
    start = max(paragraph.start, stop.start() - _LONGEST_WORD)
    words = text[start : stop.start()].split()
    glued = words and not text[stop.start() - 1].isspace()
    return words[-1].lstrip("\"'“‘«([–—-") if glued else ""


def _may_start(stop: re.Match[str]) -> bool:
    """True when what follows can open a sentence: a capital, a figure, "al-" and a capital, an opening mark."""
    following = stop["next"]
    if stop["open"] or (following[-1] in "-’'" and len(following) > 1):
        return True
    return following[0] in _OPENING_MARKS or (following[0].isalnum() and not following[0].islower())


def _is_end_of_call(text: str, stop: re.Match[str], paragraph: Span) -> bool:
    """For ``?``, ``!`` and ``…``: no end inside ``"Why?" Bako asked`` nor after a name such as Yahoo!."""
    if "?" not in stop["mark"] and "!" not in stop["mark"]:
        return True
    if _word_before(text, stop, paragraph).lower() in abbreviations().exclaiming:
        return False
    return not (_closes_quote(stop["close"]) and _says().match(text, stop.end("gap")))


def _closes_quote(close: str) -> bool:
    return any(mark in close for mark in "\"'”’»")


@cache
def _says() -> re.Pattern[str]:
    """A name of one to three words and a verb of speech."""
    verbs = "|".join(sorted(abbreviations().speech))
    return re.compile(rf"(?:[A-Z][\w.’'-]*\s+){{1,3}}(?:{verbs})\b")


def _is_end_of_word(word: str, stop: re.Match[str], paragraph: Span) -> bool:
    """For a full stop: weighs the word before it against the word after it."""
    known = abbreviations()
    low = word.lower()
    if low in known.always_followed or _is_list_number(stop, word, paragraph):
        return False
    following = stop["next"].lower()
    if low in known.before_figure:
        return not following[0].isdigit()
    if low in known.clock:
        return following not in known.after_clock
    if low in known.may_end or word in known.cased or _is_initials(word):
        return _opens_sentence(word, stop, following)
    return True


def _is_list_number(stop: re.Match[str], word: str, paragraph: Span) -> bool:
    return stop.start() - len(word) == paragraph.start and word.isdigit() and len(word) <= 2


def _is_initials(word: str) -> bool:
    """True for "J", "U.S", "C.I.A" – but not for the pronoun-like "I" or a figure."""
    return _INITIALS.fullmatch(word) is not None and word[0].isalpha() and not word.islower()


def _opens_sentence(word: str, stop: re.Match[str], following: str) -> bool:
    """True for an opening mark before it (but `L. "Buzz" Bako` is a name), and for words that open sentences."""
    if stop["open"] and len(word) > 1:
        return stop["open"][0] in "\"“‘'`"
    return following in abbreviations().openers
