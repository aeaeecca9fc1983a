"""The grammar of place phrases: what "15 km south of Mosul" or "the Chad–Sudan border" says about the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from gesta.places.entry import SETTLEMENTS
from gesta.resolving.places_pieces import CAPITAL, Named, bare, describes, named, opened, peoples, words
from gesta.spans import Span

_AND = re.compile(r"\s(?:and|&)\s")
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")

Relation = Literal["at", "part", "near", "offset", "direction", "between", "border", "coast", "several", "capital"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase: how the place stands to the names in it. `km` and `bearing` only where said."""

    relation: Relation
    names: tuple[Named, ...]
    km: float | None = None
    bearing: float | None = None


def parsed(text: str, span: Span) -> Phrase | None:
    """The phrase that stands at `span` of `text`; None when no name is in it."""
    said = opened(span.of(text))
    for relation, pattern in _patterns():
        if (found := pattern.search(said)) and not (relation == "part" and _describes(found)):
            names = [named(text, span.start + found.start(g), span.start + found.end(g)) for g in _name_groups(found)]
            if names and all(names):
                kept = tuple(_measured(name, relation) for name in names if name)
                return Phrase(relation, kept, _km(found), _bearing(found))
    name = named(text, span.start, span.end)
    return Phrase("at", (name,)) if name else None


def listed(text: str, span: Span) -> Phrase | None:
    """The phrase at `span` read as a list of names ("Homs, Hama and Idlib"); None when it is none.

    For phrases of which the whole is no name: "Bosnia and Herzegovina" is one place.
    """
    said = span.of(text)
    if not _AND.search(said):
        return None
    cuts = [0, *(at for found in _LIST.finditer(said) for at in found.span()), len(said)]
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    names = [bare(text, span.start + left, span.start + right) for left, right in pieces if left < right]
    if len(names) < 2 or not all(names):
        return None
    kind = names[-1].wanted if names[-1] else frozenset()
    return Phrase("several", tuple(replace(name, wanted=name.wanted or kind) for name in names if name))


def _describes(found: re.Match[str]) -> bool:
    """True when the direction only describes: "the northern Iraqi city of Mosul" is the city, no part of it."""
    return not found[0][: found.start("a") - found.start()].rstrip().endswith("of") and describes(found["a"])


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
        ("near", rf"^(?:(?:[a-z]+|{peoples()})\s+)*?(?:{say['near']})\s+(?P<a>.*[^\W\d_a-z].*)"),
        ("part", rf"^(?:in\s+)?the\s+(?:{say['parts']})\s+(?:parts?\s+)?of\s+(?P<a>.+)"),
        ("direction", rf"^(?:(?:[a-z]+|{peoples()})\s+)*?{bearing}\s+of\s+(?P<a>.+)"),
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
