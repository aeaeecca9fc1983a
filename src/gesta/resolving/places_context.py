"""What the words around a name say of it: where it lies, what kind of place it is, what countries are talked of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gesta import lexicon
from gesta.nouns.report import Report
from gesta.places.entry import ADMIN1, ADMIN2, COUNTRY, Entry, Hit, NameKind
from gesta.places.gazetteer import Gazetteer
from gesta.places.knowledge import tables
from gesta.resolving.places_pieces import Named, type_word
from gesta.spans import Span

REACH = 48
"""Characters looked at before and after a name: containers stand next to it or not at all."""

_WORD = r"[^\W\d_a-z][\w’'.-]*"
_NAME = rf"{_WORD}(?:[ -](?:{_WORD}|al-\w+|el-\w+|ez-\w+|of|and|de|du|del)){{0,4}}"
_AFTER = re.compile(
    rf"(?:(?P<kind>\s+[a-z-]+)?\s*(?:,\s*(?:in\s+)?|\s\(|\s+in\s+)(?:the\s+)?(?:[a-z-]+(?:ern|al|ast|est)\s+)?"
    rf"(?:(?:province|state|district|region|county|town|city)\s+of\s+)?(?P<name>{_NAME}))"
)
_BEFORE = re.compile(
    rf"(?P<name>{_NAME}?)(?:(?:['’]s?)?\s+(?:[a-z-]+\s+){{0,2}}?(?P<kind>[a-z-]+)\s+(?:of\s+)?(?:the\s+)?"
    rf"|['’]s?\s+(?:[a-z-]+ern\s+)?)$"
)
_KIND_AFTER = re.compile(r"\s+([a-z][a-z-]+)")
_KIND_BEFORE = re.compile(r"([a-z][a-z-]+)\s+(?:of\s+)?(?:the\s+)?$")
_TOKENS = re.compile(r"[A-Z][A-Za-z.]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a name is said to lie: in one of these countries (alpha-3) or divisions (GeoNames codes)."""

    countries: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.countries or self.codes)

    def holds(self, entry: Entry) -> bool:
        """True for an entry that lies within one of them."""
        if self.codes.intersection((entry.admin1, entry.admin2)):
            return True
        return entry.feature != COUNTRY and bool(self.countries.intersection(entry.countries))


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a report beside its names: countries it names (by share), dateline, publisher's country."""

    named: Mapping[str, float]
    dateline: Named | None
    home: str | None


def setting(report: Report, home: str | None) -> Setting:
    """The setting of a report; `home` is the publisher's country when known, else its web address may tell it."""
    return Setting(_countries_named(report), _dateline(report), home or _home(report))


def in_context(text: str, name: Named) -> Named:
    """`name` with the containers and kind of place that stand beside it outside its own phrase."""
    before = text[max(0, name.span.start - REACH) : name.span.start]
    after = text[name.span.end : name.span.end + REACH]
    within = [*name.within, *_said_after(after), *_said_before(before)]
    return replace(name, wanted=name.wanted or _kind(before, after), within=tuple(dict.fromkeys(within)))


def bounds(names: Iterable[str], gazetteer: Gazetteer) -> Bounds:
    """The countries and divisions that container words name ("Texas", "Deir ez-Zor province", "Syrian")."""
    countries: set[str] = set()
    codes: set[str] = set()
    for name in names:
        for hit in _containers(name, gazetteer):
            if hit.entry.feature == COUNTRY:
                countries.update(hit.entry.countries)
            else:
                codes.add(hit.entry.code)
    return Bounds(frozenset(countries), frozenset(codes))


def _countries_named(report: Report) -> Mapping[str, float]:
    """The share of each country (alpha-3) among the countries and peoples that a report names anywhere."""
    people, counts = _peoples(), Counter[str]()
    text = _region().sub(" ", report.text)
    tokens = [token.replace(".", "") for token in _TOKENS.findall(text)]
    for first, second in pairwise([*tokens, ""]):
        if found := people.get(f"{first} {second}") or people.get(first):
            counts.update(found)
    total = sum(counts.values())
    return {country: count / total for country, count in counts.items()}


@cache
def _region() -> re.Pattern[str]:
    """Names that hold a word for a country and are of a part of the world: "Latin American"."""
    return lexicon.pattern("gesta.lexicon", "regions", "names")


def _home(report: Report) -> str | None:
    """The country in whose part of the Web a report was published (".com.pk"); None for ".com" and without address."""
    host = re.match(r"\w+://([^/:]+)", report.url or "")
    return _countries_by_domain().get(host[1].rsplit(".", 1)[-1].lower()) if host else None


def _said_after(after: str) -> list[str]:
    """ "Texas" of ", Texas", "Deir ez-Zor" of " in the eastern province of Deir ez-Zor"."""
    found = _AFTER.match(after)
    if not found or (found["kind"] and not type_word(found["kind"].strip())):
        return []
    return [found["name"]]


def _said_before(before: str) -> list[str]:
    """ "Syrian" of "the Syrian town of ", "Mali" of "Mali's northern "; not of "Syrian jets over "."""
    found = _BEFORE.search(before)
    if not found or (found["kind"] and not type_word(found["kind"])):
        return []
    return [found["name"]]


def _kind(before: str, after: str) -> frozenset[str]:
    if (found := _KIND_AFTER.match(after)) and (wanted := type_word(found[1])):
        return wanted
    return type_word(found[1]) if (found := _KIND_BEFORE.search(before)) else frozenset()


def _containers(name: str, gazetteer: Gazetteer) -> list[Hit]:
    """The divisions and countries a container name means: the longest of its beginnings (or, before a name, endings)
    that names one. Short forms count as written only: "Ore." is Oregon, "or" is not.
    """
    words = name.split()
    tries = [words[:n] for n in range(len(words), 0, -1)] + [words[n:] for n in range(1, len(words))]
    for part in tries:
        said = " ".join(part)
        hits = [hit for hit in gazetteer.named(said) if _contains(hit, said)]
        if hits:
            return hits
    return []


def _contains(hit: Hit, said: str) -> bool:
    if hit.kind is NameKind.ABBREVIATION and not is_short_form(said):
        return False
    return hit.entry.feature in (COUNTRY, ADMIN1) or (hit.entry.feature == ADMIN2 and hit.kind is NameKind.MAIN)


def is_short_form(said: str) -> bool:
    """True for words written as a short form is: capitals, or with a stop ("NY", "N.Y.", "Calif.", "Calif")."""
    return said.isupper() or said.endswith(".") or (said[:1].isupper() and len(said) > 3)


@cache
def _peoples() -> Mapping[str, tuple[str, ...]]:
    """Country names and demonyms, without stops, with the countries they mean."""
    found: dict[str, tuple[str, ...]] = {}
    for row in tables.countries().values():
        for name in (row.name, *row.demonyms, *row.aliases):
            key = name.replace(".", "")
            found[key] = (*found.get(key, ()), row.iso3)
    return found


@cache
def _countries_by_domain() -> Mapping[str, str]:
    found = {row.domain: row.iso3 for row in tables.countries().values() if row.domain}
    return {**found, "uk": "GBR"}


def _dateline(report: Report) -> Named | None:
    """The place of the report's dateline, up to its first comma or bracket; None without a dateline."""
    if report.dateline is None:
        return None
    words = re.match(r"[^,(–—\d]+?(?=\s*(?:[,(–—\d]|-\s|$))", report.dateline.of(report.text))
    if not words:
        return None
    span = Span(report.dateline.start, report.dateline.start + words.end())
    return in_context(report.text, Named(span))
