"""Reading time expressions: the rules of dates_grammar.toml applied to the words of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gesta.lexicon import table
from gesta.resolving.dates_expressions import Expression, merged
from gesta.resolving.dates_words import Word, categories

_FILLERS = frozenset({"on", "of", "comma", "at", "in", "the", "lpar", "dot_clock"})
"""What may stand between the parts of one expression: "at 8 p.m., on Friday"."""

LONGEST_FILLING = 3
"""Words of filling at most: ", on the"."""

DOZEN, HUNDRED, HALF = 12, 100, 0.5
NOON = 12


def read_expressions(words: Sequence[Word]) -> list[Expression]:
    """The time expressions among these words, in order, neighbours that say one time as one."""
    kinds = "".join(_letters()[word.category] for word in words)
    pattern, rules = _pattern()
    found: list[tuple[int, int, Expression]] = []
    for match in pattern.finditer(kinds):
        built = _built(match, rules[str(match.lastgroup)], words)
        if built is not None:
            _add(found, (match.start(), match.end(), built), words)
    return [expression for _, _, expression in found if expression.kind != "age"]


def _add(found: list[tuple[int, int, Expression]], new: tuple[int, int, Expression], words: Sequence[Word]) -> None:
    """Adds an expression, joined with the last one where the two say one time."""
    if found:
        start, end, last = found[-1]
        between = words[end : new[0]]
        joined = merged(last, new[2]) if _is_filling(between) else None
        if joined is not None:
            found[-1] = (start, new[1], joined)
            return
    found.append(new)


def _is_filling(between: Sequence[Word]) -> bool:
    return len(between) <= LONGEST_FILLING and all(word.category in _FILLERS for word in between)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of the grammar: the name of its rule and the fields it fills, with the name of each one's group."""

    name: str
    groups: tuple[tuple[str, str], ...]


@cache
def _letters() -> dict[str, str]:
    """A letter for each category, so that patterns over categories can be regular expressions."""
    return {name: chr(0x100 + n) for n, name in enumerate(categories())}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, _Rule]]:
    """All rules as one pattern, and the rule behind each of its outer groups."""
    grammar = table("gesta.resolving", "dates_grammar")
    rules: dict[str, _Rule] = {}
    parts = []
    numbered = ((rule["name"], pattern) for rule in grammar["rule"] for pattern in rule["patterns"])
    for n, (name, written) in enumerate(numbered):
        pattern = _expanded(written, grammar["macro"])
        groups = tuple((group, f"{group}_{n}") for group in re.findall(r"\(\?P<(\w+)>", pattern))
        rules[f"r{n}"] = _Rule(name, groups)
        parts.append(f"(?P<r{n}>{_compiled(pattern, n)})")
    plain = "".join(_letters()[name] for name in grammar["never_first"].split())
    return re.compile(f"(?=[^{plain}])(?:{'|'.join(parts)})"), rules


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda found: macros[found[1]], pattern)
    return pattern


def _compiled(pattern: str, n: int) -> str:
    """The pattern with letters for categories, without spaces, its groups numbered."""
    letters = _letters()
    marked = re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P<{found[1]}\0{n}>", pattern)
    lettered = re.sub(r"(?<!<)\b[a-z]\w*\b(?!\0)", lambda found: letters[found[0]], marked.replace("?P<", "?\1<"))
    return lettered.replace("?\1<", "?P<").replace("\0", "_").replace(" ", "")


def _built(match: re.Match[str], rule: _Rule, words: Sequence[Word]) -> Expression | None:
    """The expression that a match says, or None when its figures cannot be ("35 o'clock")."""
    groups = {name: words[slice(*match.span(group))] for name, group in rule.groups if match[group]}
    fields = _KINDS.get(rule.name, _calendar)(groups)
    if fields is None:
        return None
    last = match.end() - 1
    if words[last].category == "dot" and _is_full_month(words[last - 1]):
        last -= 1
    return Expression(words[match.start()].start, words[last].end, **fields)


def _is_full_month(word: Word) -> bool:
    """True when the dot after a month ends the sentence, since its name is written out."""
    return word.category not in ("month_short", "weekday_short")


Groups = Mapping[str, Sequence[Word]]
Fields = dict[str, Any] | None


def _calendar(groups: Groups) -> Fields:
    fields: dict[str, Any] = {"kind": "calendar"}
    for name, words in groups.items():
        if name in _READERS:
            fields |= _READERS[name](words)
    if "clock" in groups:
        clock = _clock(groups)
        if clock is None:
            return None
        fields |= clock
    if not _possible(fields):
        return None
    return fields


def _possible(fields: Mapping[str, Any]) -> bool:
    return 1 <= (fields.get("month") or 1) <= 12 and 1 <= (fields.get("day") or 1) <= 31 and fields.get("year", 1) > 0


def _clock(groups: Groups) -> dict[str, Any] | None:
    word = groups["clock"][0]
    figures = re.findall(r"\d+", str(word.meaning))
    if word.category in ("clock4", "year_clock"):
        figures = [figures[0][:2], figures[0][2:]]
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if "ampm" in groups:
        evening = str(groups["ampm"][0].meaning).lower().startswith("p")
        hour = hour % NOON + (NOON if evening else 0) if hour <= NOON else hour
    if hour > 24 or minute > 59:
        return None
    return {"hour": hour % 24, "minute": minute if len(figures) > 1 else None}


def _count(groups: Groups) -> Fields:
    turn: Mapping[str, Any] = groups["turn"][0].meaning if "turn" in groups else {"sign": 1, "anchor": "now"}
    anchor = turn.get("anchor", "story")
    sign = turn.get("sign", turn.get("shift"))
    if "tie" in groups:
        tie = groups["tie"][0]
        anchor, sign = "tied", -1 if tie.category in ("before", "prior") else 1
    weekday = _weekday(groups["weekday"]) if "weekday" in groups else {}
    unit = "anniversary" if "exact" in groups and _unit(groups) == "year" else _unit(groups)
    bound = {"bound": _BOUNDS[groups["bound"][0].category]} if "bound" in groups else {}
    counted = {"kind": "count", "number": _number(groups), "unit": unit, "sign": sign, "anchor": anchor}
    return counted | weekday | bound


_BOUNDS: Mapping[str, str] = {"over": "more", "more": "more", "less": "less", "nearly": "less"}


def _window(groups: Groups) -> Fields:
    rolling = groups.get("roll") or groups["vague_roll"]
    meaning = rolling[0].meaning
    shift = meaning.get("shift", -1) if isinstance(meaning, dict) else -1
    anchor = meaning.get("anchor", "now") if isinstance(meaning, dict) else "now"
    number = None if "vague_roll" in groups else _number(groups) if "number" in groups else 1
    direction = "recent" if rolling[0].category == "recent" else None
    counted = {"number": number, "unit": _unit(groups), "sign": shift, "anchor": anchor}
    return {"kind": "window", "direction": direction} | counted


def _duration(groups: Groups) -> Fields:
    return {"kind": "duration", "number": _number(groups), "unit": _unit(groups)}


def _anniversary(groups: Groups) -> Fields:
    number = groups["ordinal"][0].meaning if "ordinal" in groups else None
    return {"kind": "count", "number": number, "unit": "anniversary", "sign": 1, "anchor": "tied"}


def _repeated(groups: Groups) -> Fields:
    fields: dict[str, Any] = {"kind": "repeated"}
    if "unit" in groups or "often" in groups:
        fields["unit"] = _unit(groups) if "unit" in groups else groups["often"][0].meaning
        fields["number"] = _number(groups) if "number" in groups else 1
    for name in ("weekday", "part"):
        if name in groups:
            fields |= _READERS[name](groups[name])
    return fields


def _vague(groups: Groups) -> Fields:
    meaning = groups["vague"][0].meaning
    direction = "past" if groups["vague"][0].category == "past" else meaning
    return {"kind": "vague", "direction": direction if isinstance(direction, str) else "present"}


def _age(groups: Groups) -> Fields:
    return {"kind": "age"} if "age" in groups else None


_KINDS: Mapping[str, Callable[[Groups], Fields]] = {
    "ago": _count,
    "earlier or later": _count,
    "anniversary": _anniversary,
    "window": _window,
    "duration": _duration,
    "repeated": _repeated,
    "repeated weekday": _repeated,
    "vague": _vague,
    "age": _age,
}


def _unit(groups: Groups) -> str:
    return str(groups["unit"][0].meaning)


def _number(groups: Groups) -> float | None:
    """The number said; None for "several" or bare plurals ("hours later"). "a", "the" and bare singulars are one."""
    words = groups.get("number")
    if not words and groups["unit"][0].category in ("unit", "century"):
        return 1
    if not words or any(word.category == "some_of" for word in words):
        return None
    halves = HALF if {"half_more", "half_after"} & groups.keys() else 0
    return count_of(words) + halves


def count_of(words: Sequence[Word]) -> float:
    """The value of number words and figures: "twenty-four", "a hundred", "two dozen", "the" (one)."""
    total = 0.0
    for word in words:
        value = 1 if word.category == "the" else word.meaning
        if word.category in ("hundred", "dozen"):
            total = max(total, 1) * value
        elif isinstance(value, int):
            total = value if word.category != "ones" or total < 20 else total + value
    return total


def _plain(name: str) -> Callable[[Sequence[Word]], dict[str, Any]]:
    return lambda words: {name: words[0].meaning}


def _year(words: Sequence[Word], name: str = "year") -> dict[str, Any]:
    """A year; of two figures it is of the 20th century from 40 on, else of the 21st: reports are not older."""
    value = int(words[0].meaning)
    if value < 100:
        value += 1900 if value >= 40 else 2000
    return {name: value}


def _year_to(words: Sequence[Word]) -> dict[str, Any]:
    return _year(words, "year_to")


def _spelled(words: Sequence[Word]) -> dict[str, Any]:
    """ "nineteen ninety-seven", "two thousand one"."""
    values = [word.meaning for word in words if isinstance(word.meaning, int)]
    if values[1] in (HUNDRED, 1000):
        return {"year": values[0] * values[1] + sum(values[2:])}
    return {"year": values[0] * HUNDRED + sum(values[1:])}


def _iso(words: Sequence[Word]) -> dict[str, Any]:
    year, month, day = map(int, words[0].meaning.split("-"))
    return {"year": year, "month": month, "day": day}


def _slashed(words: Sequence[Word]) -> dict[str, Any]:
    """Month/day/year as in America, unless the first can be no month."""
    first, second, year = map(int, words[0].meaning.split("/"))
    month, day = (first, second) if first <= 12 else (second, first)
    year += 0 if year >= 100 else 1900 if year >= 40 else 2000
    return {"month": month, "day": day, "year": year}


def _direction(words: Sequence[Word]) -> dict[str, Any]:
    meaning: dict[str, Any] = words[0].meaning
    return {"anchor": "now"} | meaning


def _today(words: Sequence[Word]) -> dict[str, Any]:
    meaning: dict[str, Any] = words[0].meaning
    return {"unit": "day", "anchor": "now"} | meaning


def _weekday(words: Sequence[Word]) -> dict[str, Any]:
    return {"weekday": words[0].meaning}


def _piece(words: Sequence[Word]) -> dict[str, Any]:
    return {"piece": words[0].meaning}


def _ordinal(words: Sequence[Word]) -> dict[str, Any]:
    return {"ordinal": -1 if words[0].category == "last" else words[0].meaning}


def _decade(words: Sequence[Word]) -> dict[str, Any]:
    value = words[0].meaning
    return {"decade": value if value >= 100 else value + 1900 if value >= 20 else value + 2000}


def _small_hours(words: Sequence[Word]) -> dict[str, Any]:
    return {"part": "small hours" if words[0].meaning in ("start", "dawn") else "night"}


def _when(words: Sequence[Word]) -> dict[str, Any]:
    return {"when": "earlier" if words[0].category == "earlier" else "later"}


_READERS: Mapping[str, Callable[[Sequence[Word]], dict[str, Any]]] = {
    "iso": _iso,
    "slashed": _slashed,
    "year": _year,
    "year_to": _year_to,
    "spelled": _spelled,
    "month": _plain("month"),
    "day": _plain("day"),
    "day_to": _plain("day_to"),
    "weekday": _weekday,
    "season": _plain("season"),
    "piece": _piece,
    "ordinal": _ordinal,
    "decade": _decade,
    "century": _plain("century"),
    "feast": lambda words: {"feast": words[0].meaning},
    "eve": lambda _: {"eve": True},
    "fiscal": lambda words: {"fiscal": True} | (_year(words) if words[0].category != "unit" else {"unit": "year"}),
    "part": _plain("part"),
    "overnight": _plain("part"),
    "small_hours": _small_hours,
    "edge": _plain("edge"),
    "edge_after": _plain("edge"),
    "when": _when,
    "zone": _plain("zone"),
    "unit": _plain("unit"),
    "dir": _direction,
    "today": _today,
}


def read_alone(words: Sequence[Word]) -> list[Expression]:
    """A word that says a time only as a whole time phrase: "0200", "May", "evening"."""
    told = [word for word in words if word.category not in ("at", "on", "in", "the", "possessive")]
    name = _ALONE.get(told[0].category) if len(told) == 1 else None
    fields = _calendar({name: told}) if name else None
    return [Expression(told[0].start, told[0].end, **fields)] if fields else []


_ALONE: Mapping[str, str] = {"clock4": "clock", "may": "month", "may_lower": "month", "month_short": "month"}
