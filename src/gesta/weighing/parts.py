"""Which figures are for the whole of an incident, and which are a part of a figure that is given as well.

A report tells "38 people were killed" and, further down, "three aid workers died". Nobody says that the three are among
the 38, but to hear them as a rival figure would be wrong. Five rules, each on what stands beside a figure:

1. One person who is named or described without a number is one of more: "a boy" where its publisher gives more, "the
   mayor" where anybody does, in figures or in words ("hundreds").
2. In one report, a smaller figure is a part of a larger one that the same voice gives, or one given in the report's own
   voice for a kind of people ("three aid workers"), or by anybody for "one of its staff", beside one of any voice.
3. A nought for some ("no soldier was killed") is a part; so is one in the own voice of a publisher that gives a figure
   as well, or of somebody who does.
4. "One more passenger" is an addition to a figure that anybody gives.
5. "Sixty militants were killed and nine soldiers fell": a voice that counts each side for itself gives no figure for
   the whole, where another report does; nor does "two of our men".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import head
from gesta.nouns.episode import Statement, Voice

_HERE = "gesta.weighing"
_SIDES = ("state", "rebels", "others")


@dataclass(frozen=True, slots=True)
class Heeded:
    """A statement that a rule hears, and the figures it stands for by the rule."""

    statement: Statement
    low: int
    high: int


def wholes(said: Sequence[Heeded], unheard: Sequence[Statement] = ()) -> list[Heeded]:
    """The figures that stand for the whole incident, in their order. `unheard` are statements on the same outcome whose
    words have no figure by the rule: "hundreds", beside which a person who is named is one of them."""
    many = [s for s in unheard if s.figure and pattern(_HERE, "parts", "many").search(s.figure.as_said)]
    counted = [h for h in said if not _is_one_of_more(h, said, many)]
    counted = [h for h in counted if not _is_addition(h, counted) and not _is_one_side(h, counted)]
    return [h for h in counted if not _is_smaller_part(h, counted) and not _is_partial_nought(h, counted)]


def publisher_of(statement: Statement) -> str:
    """The publisher; a report that names none has one of its own."""
    return (statement.card.publisher or statement.card.key).casefold()


def _is_one_of_more(heeded: Heeded, said: Sequence[Heeded], many: Sequence[Statement]) -> bool:
    if heeded.high != 1 or heeded.low != 1 or _counts_one(heeded):
        return False
    own, known = (
        publisher_of(heeded.statement),
        not pattern(_HERE, "parts", "someone", r"^\W*(?:{})\b").match(_said(heeded)),
    )
    others = [other.statement for other in said if other.high > 1]
    return any(known or publisher_of(other) == own for other in (*others, *many))


def _counts_one(heeded: Heeded) -> bool:
    """True for a number: "one soldier", "the only victim", not "a soldier, 23"."""
    said = _said(heeded)
    return figure(said) is not None or pattern(_HERE, "parts", "ones").search(said) is not None


def _is_addition(heeded: Heeded, said: Sequence[Heeded]) -> bool:
    added = pattern(_HERE, "parts", "added", r"^\W*(?:(?:at least\s+)?\S+\s+(?:{})|an?\s+further|another)\b")
    figured = heeded.statement.figure
    if figured is None or figured.outcome != "killed":  # "two were killed and three more hurt" adds to the dead
        return False
    return added.search(_said(heeded)) is not None and any(other.high > heeded.high for other in said)


def _is_one_side(heeded: Heeded, said: Sequence[Heeded]) -> bool:
    side, key = _side(heeded), heeded.statement.card.key
    if all(other.statement.card.key == key or other.high == 0 for other in said):
        return False
    if pattern(_HERE, "parts", "ours", r"\b(?:{})\b").search(_said(heeded)):
        return True
    if side is None:
        return False
    told = [other for other in said if other.statement.card.key == key and _same_voice(heeded, other)]
    return any(_side(other) not in (None, side) for other in told)


def _side(heeded: Heeded) -> str | None:
    """Whose dead they are, by the nouns for them; None for people at large, and where one figure counts two sides."""
    figured = heeded.statement.figure
    said = set(f"{(figured.who if figured else None) or ''} {_said(heeded)}".casefold().replace(";", " ").split())
    found = [side for side in _SIDES if not said.isdisjoint(words(_HERE, "parts", f"sides.{side}"))]
    return found[0] if len(found) == 1 else None


def _is_smaller_part(heeded: Heeded, said: Sequence[Heeded]) -> bool:
    larger = [h for h in said if h.high > heeded.high > 0 and h.statement.card.key == heeded.statement.card.key]
    if any(_same_voice(heeded, other) for other in larger):
        return True
    if larger and pattern(_HERE, "parts", "own", r"^\W*\S+\s+(?:{})\b").match(_said(heeded)):
        return True
    return bool(larger) and heeded.statement.voice is None and _names_some(heeded)


def _is_partial_nought(heeded: Heeded, said: Sequence[Heeded]) -> bool:
    if heeded.high > 0:
        return False
    own = publisher_of(heeded.statement)
    whole = pattern(_HERE, "parts", "nobody", r"^\W*(?:{})\b").match(_said(heeded)) is not None
    rivals = [other for other in said if other.high > 0 and publisher_of(other.statement) == own]
    return not whole or any(heeded.statement.voice is None or _same_voice(heeded, other) for other in rivals)


def _said(heeded: Heeded) -> str:
    return heeded.statement.figure.as_said if heeded.statement.figure else ""


def _same_voice(one: Heeded, other: Heeded) -> bool:
    """True when two figures of a report are in one mouth: "the health ministry" and "a ministry spokesman"."""
    if one.statement.voice is None or other.statement.voice is None:
        return one.statement.voice is other.statement.voice
    words_of_one, words_of_other = _telling(one.statement.voice), _telling(other.statement.voice)
    return words_of_one == words_of_other or not words_of_one.isdisjoint(words_of_other)


def _telling(voice: Voice) -> frozenset[str]:
    """The words of a voice that tell it from others; all of them when none does."""
    said = frozenset(voice.words.text.casefold().split())
    return said - words(_HERE, "parts", "untelling") or said


def _names_some(heeded: Heeded) -> bool:
    """True when a figure is for a kind of people, "three aid workers", not for people or the dead at large."""
    who = heeded.statement.figure.who if heeded.statement.figure else None
    counted = figure(who) if who else None
    if who is None or (counted and counted.end >= len(who)):
        return False
    return head(who) not in words(_HERE, "parts", "anybody")
