"""Numbers as news writes them: "at least seven", "between 10 and 15", "three dozen", "half a million", "hundreds".

The words live in numbers.toml; here is the small grammar that reads them. What each form means:

    four                     [4, 4]          at least four            [4, –)
    more than 40             [41, –)         no more than / up to 30  [0, 30]
    fewer than 20            [0, 19]         between 10 and 15        [10, 15]
    about 50                 [50, 50], approximate
    at least 50 and possibly 100                         [50, 100]
    twelve (12)              [12, 12]
    dozens, several          no figure (low and high None): the words are kept as said

Ages ("12-year-old"), ordinals ("the 12th"), shares ("60 %"), dates, measures and clock times are not counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from gesta.lexicon import pattern, table, words

LONGEST = 15  # characters of a written number; a longer one is no count of anything

_HERE = "gesta.lexicon"
_ALSO = re.compile(r"\s*\(0*(\d{1,6})\)")  # "twelve (12)": the number once more, in digits
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[^\W\d_]+|\S")
_HEDGES = ("least", "more", "most", "fewer", "about", "none")
_AFTER = ("least", "most", "about")
_DASHES = ("-", "–", "—", "‑")
_YEARS = range(1900, 2100)  # a bare four-digit number here is more often a year than a count


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as said: low and high None for words without a figure. `end` is where its words end in the phrase."""

    low: int | None
    high: int | None
    approximate: bool = False
    end: int = 0

    @property
    def vague(self) -> bool:
        """True when there is no figure at all."""
        return self.low is None and self.high is None


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Cardinal(NamedTuple):
    value: int
    scale: int
    stop: int  # index of the first token behind the number


def figure(phrase: str) -> Figure | None:
    """The quantity that a phrase begins with, hedges included; None when it does not begin with one."""
    kinds, at = _hedges_before(phrase)
    tokens = _tokens(phrase, at)
    if tokens and tokens[0].text == "between":
        return _between(tokens)
    found = _quantity(phrase, tokens, kinds)
    return found or _fixed(phrase, at) or _vague(phrase, at)


def hedge_start(before: str) -> int | None:
    """Where a hedge that ends `before` begins ("killed at least" → 7), or None: the words in front of a phrase."""
    starts = (pattern(_HERE, "numbers", f"hedges.{kind}", r"\b(?:{})\s*$").search(before) for kind in _HEDGES[:5])
    return min((found.start() for found in starts if found), default=None)


def is_year(found: Figure, phrase: str) -> bool:
    """True when a figure could be a year: four digits, no comma, 1900–2099."""
    return found.low in _YEARS and phrase[: found.end].strip().isdigit()


def _quantity(phrase: str, tokens: list[_Token], kinds: list[str]) -> Figure | None:
    first = _cardinal(tokens, 0)
    if first is None:
        return None
    doubtful = _doubtful_end(phrase, tokens, first)
    second = doubtful or _range_end(tokens, first)
    last = second or first
    if _counts_something_else(tokens, last.stop):
        return None
    low = first.value * (last.scale if second and first.scale == 1 and first.value < 1000 else 1)
    base = Figure(low, last.value, end=_repeated(phrase, last.value, tokens[last.stop - 1].end))
    kind, end = _hedge_after(phrase, base.end)
    for each in [*kinds, kind] if doubtful is None else ["about"] * ("about" in kinds):
        base = _hedged(base, each)
    return replace(base, end=end)


def _repeated(phrase: str, value: int, end: int) -> int:
    """Where a number ends that is written once more behind itself."""
    again = _ALSO.match(phrase, end)
    return again.end() if again and int(again[1]) == value else end


def _hedges_before(phrase: str) -> tuple[list[str], int]:
    kinds: list[str] = []
    at = len(phrase) - len(phrase.lstrip(" \t\n\"'“‘(~"))
    if phrase[:at].endswith("~"):
        kinds.append("about")
    while found := _hedge_at(phrase, at):
        kinds.append(found[0])
        at = found[1]
    return kinds, at


def _hedge_at(phrase: str, at: int) -> tuple[str, int] | None:
    hits = ((kind, pattern(_HERE, "numbers", f"hedges.{kind}", r"(?:{})\s+").match(phrase, at)) for kind in _HEDGES)
    ends = [(hit.end(), kind) for kind, hit in hits if hit]
    return (max(ends)[1], max(ends)[0]) if ends else None


def _hedge_after(phrase: str, end: int) -> tuple[str, int]:
    if phrase[end : end + 1] == "+":
        return "least", end + 1
    for kind in _AFTER:
        hit = pattern(_HERE, "numbers", f"after.{kind}", r",?[\s-]+(?:{})\b").match(phrase, end)
        if hit:
            return kind, hit.end()
    return "none", end


def _hedged(base: Figure, kind: str) -> Figure:
    low, high = base.low or 0, base.high or 0
    if kind in ("least", "more"):
        return replace(base, low=low + (kind == "more"), high=None)
    if kind in ("most", "fewer"):
        return replace(base, low=0, high=max(0, high - (kind == "fewer")))
    return replace(base, approximate=base.approximate or kind == "about")


def _between(tokens: list[_Token]) -> Figure | None:
    first = _cardinal(tokens, 1)
    if first is None or first.stop >= len(tokens) or tokens[first.stop].text not in ("and", *_DASHES):
        return None
    second = _cardinal(tokens, first.stop + 1)
    if second is None or _counts_something_else(tokens, second.stop):
        return None
    low = first.value * (second.scale if first.scale == 1 and first.value < 1000 else 1)
    return Figure(low, second.value, end=tokens[second.stop - 1].end)


def _range_end(tokens: list[_Token], first: _Cardinal) -> _Cardinal | None:
    if first.stop + 1 >= len(tokens) or tokens[first.stop].text not in ("to", "or", *_DASHES):
        return None
    second = _cardinal(tokens, first.stop + 1)
    return second if second and second.value > first.value else None


def _doubtful_end(phrase: str, tokens: list[_Token], first: _Cardinal) -> _Cardinal | None:
    """The greater number that stands behind a first as possible: no second count, but the end of a range."""
    end = tokens[first.stop - 1].end
    joint = pattern(_HERE, "numbers", "ranges.doubtful", r",?\s+(?:(?:and|or)\s+)?(?:{})\s+").match(phrase, end)
    if joint is None:
        return None
    behind = next((at for at in range(first.stop, len(tokens)) if tokens[at].start >= joint.end()), len(tokens))
    second = _cardinal(tokens, behind) if behind < len(tokens) else None
    return second if second and second.value > first.value else None


def _counts_something_else(tokens: list[_Token], stop: int) -> bool:
    if stop >= len(tokens):
        return False
    last, following = tokens[stop - 1], tokens[stop]
    touching = following.start == last.end
    if following.text in words(_HERE, "numbers", "not_counts.words"):
        return True
    if following.text == "per" and stop + 1 < len(tokens) and tokens[stop + 1].text == "cent":
        return True
    ordinal = touching and following.text in ("th", "st", "nd", "rd", ":", "/", "mm", "km", "s")
    return ordinal or (touching and following.text in _DASHES and _joined(tokens, stop))


def _joined(tokens: list[_Token], stop: int) -> bool:
    """True when a dash ties the number to a word: "12-year-old", "ten-member"; "two dozen-odd" is not one."""
    if stop + 1 >= len(tokens):
        return False
    following = tokens[stop + 1]
    return following.start == tokens[stop].end and following.text.isalpha() and following.text not in ("odd", "plus")


def _fixed(phrase: str, at: int) -> Figure | None:
    for words_, value in table(_HERE, "numbers")["fixed"].items():
        for begin in (0, at):
            if re.match(rf"{words_}\b", phrase[begin:], re.IGNORECASE) and not _measures(phrase[begin + len(words_) :]):
                colloquial = bool(re.match(rf"{words_}\s+of\b", phrase[begin:], re.IGNORECASE)) and "couple" in words_
                return Figure(value, value, approximate=colloquial, end=begin + len(words_))
    return None


def _measures(rest: str) -> bool:
    """True behind "both" in "both sides"."""
    following = rest.split()[:1]
    return bool(following) and following[0].strip(".,;:").lower() in words(_HERE, "numbers", "not_counts.words")


def _vague(phrase: str, at: int) -> Figure | None:
    finder = pattern(_HERE, "numbers", "vague.words", r"\W*(?:{})\b(?!['’-])")
    hit = finder.match(phrase) or finder.match(phrase, at)
    return Figure(None, None, end=hit.end()) if hit else None


def _tokens(phrase: str, at: int) -> list[_Token]:
    return [_Token(m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(phrase, at)]


@cache
def _values() -> dict[str, tuple[str, int]]:
    """Each number word with its kind and value."""
    kinds = table(_HERE, "numbers")
    listed = {w: (kind, n) for kind in ("units", "teens", "tens", "scales", "groups") for w, n in kinds[kind].items()}
    return {**listed, "hundred": ("hundred", 100)}


def _cardinal(tokens: list[_Token], at: int) -> _Cardinal | None:
    """The number that starts at a token: digits with an optional scale word, or words ("two hundred and six")."""
    if at >= len(tokens):
        return None
    text = tokens[at].text
    if text[0] in "0123456789":
        return None if len(text) > LONGEST else _scaled(float(text.replace(",", "")), tokens, at + 1)
    if text == "half" and _next_is(tokens, at + 1, ("a", "an")):
        return _scaled(0.5, tokens, at + 2, needed=True)
    if text in ("a", "an"):
        return _scaled(1, tokens, at + 1, needed=True)
    spoken = _spoken(tokens, at)
    return spoken and (_and_a_half(tokens, spoken) or spoken)


def _next_is(tokens: list[_Token], at: int, choices: tuple[str, ...]) -> bool:
    return at < len(tokens) and tokens[at].text in choices


def _and_a_half(tokens: list[_Token], spoken: _Cardinal) -> _Cardinal | None:
    """ "two and a half million"."""
    said = [token.text for token in tokens[spoken.stop : spoken.stop + 3]]
    return _scaled(spoken.value + 0.5, tokens, spoken.stop + 3, needed=True) if said == ["and", "a", "half"] else None


def _scaled(value: float, tokens: list[_Token], at: int, *, needed: bool = False) -> _Cardinal | None:
    """A number times the scale word behind it; None without one where one is needed ("a" alone is no number)."""
    scale, stop = 1, at
    while stop < len(tokens) and (found := _scale_word(tokens, stop)):
        scale, stop = scale * found, stop + 1
    product = round(value * scale, 3)
    if (needed and stop == at) or product != int(product):
        return None
    return _Cardinal(int(product), scale, stop)


def _scale_word(tokens: list[_Token], at: int) -> int | None:
    kind, value = _values().get(tokens[at].text, ("", 0))
    return value if kind in ("scales", "groups", "hundred") else None


def _spoken(tokens: list[_Token], at: int) -> _Cardinal | None:
    total, current, scale, stop = 0, None, 1, at
    while step := _step(tokens, stop, current, total):
        kind, value, stop = step
        if kind == "scales":
            total, current, scale = total + (current or 1) * value, 0, value
        elif kind in ("hundred", "groups"):
            current, scale = (current or 1) * value, value
        else:
            current, scale = (current or 0) + value, 1
    return None if current is None else _Cardinal(total + current, scale, stop)


def _step(tokens: list[_Token], at: int, current: int | None, total: int) -> tuple[str, int, int] | None:
    """The next number word that may follow what was read so far, skipping "and" and hyphens between words."""
    if current is not None and at + 1 < len(tokens) and _tie(tokens, at, current, total):
        at += 1
    kind, value = _values().get(tokens[at].text, ("", 0)) if at < len(tokens) else ("", 0)
    return (kind, value, at + 1) if kind and _may_follow(kind, value, current, total) else None


def _tie(tokens: list[_Token], at: int, current: int, total: int) -> bool:
    text, following = tokens[at].text, _values().get(tokens[at + 1].text, ("", 0))[0]
    if text == "and":
        return following in ("units", "teens", "tens") and (current % 100 == 0) and (current > 0 or total > 0)
    return text == "-" and following != ""


def _may_follow(kind: str, value: int, current: int | None, total: int) -> bool:
    if kind == "scales":
        return bool(current) and (total == 0 or total % (value * 1000) == 0)
    if kind == "hundred":
        return bool(current) and (current or 0) < 100
    if kind == "groups":
        return bool(current) and total == 0
    if current is None or current == 0:
        return current is None or (total > 0 and value > 0)
    open_for = 100 if kind in ("teens", "tens") else 10
    ones_after_tens = kind == "units" and current % 100 >= 20
    return value > 0 and current % open_for == 0 and (current % 100 == 0 or ones_after_tens)
