"""The dateline: the place, date and agency at the head of a wire report ("MAIDUGURI, Nigeria, March 12 (AP) -")."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from gesta.segmenting.paragraphs import paragraphs
from gesta.spans import Span

HEAD_LENGTH = 2000
"""Characters looked at: a dateline stands above or at the start of the lead."""

HEAD_PARAGRAPHS = 4
"""A headline, a second line and a byline may stand above the paragraph that opens with the dateline."""

SHORTEST_BARE_PLACE = 4
"""Letters: without date, agency or region, shorter capitals before a dash or colon are mostly acronyms ("UN -")."""

LONGEST_CALL_SIGN = 6
"""Letters: "AFP", "PNA", "WKYT"; longer words in capitals within brackets are explanations."""

_CAPITALS_SHARE = 0.6
"""Share of capitals among plain letters from which a text counts as written in capitals; names alone stay far below."""
_CAPITALS, _SMALL = re.compile(r"[A-Z]"), re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline. `span` runs to the end of its dash or colon; `place`, `date` (month and day), `agency` lie in it."""

    span: Span
    place: Span | None
    date: Span | None
    agency: Span | None


def dateline(text: str) -> Dateline | None:
    """The dateline at the head of `text`, or None; headline and byline lines above it are passed over.

    Place names count when written in capitals, or in any case when a date or agency follows. In a text all in
    capitals a date or agency must be there. Words such as "UPDATE:" (``datelines.toml``) are no places.
    """
    head = text[:HEAD_LENGTH]
    shouted = _is_shouted(head)
    for part in islice(paragraphs(head), HEAD_PARAGRAPHS):
        found = _pattern().match(head, part.start)
        if found and _is_dateline(found, shouted):
            return _dateline(found)
    return None


def _is_shouted(head: str) -> bool:
    capitals, small = (len(letters.findall(head)) for letters in (_CAPITALS, _SMALL))
    return capitals > _CAPITALS_SHARE * (capitals + small)


@cache
def _words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("datelines.toml").read_text("utf-8"))
    return table


@cache
def _pattern() -> re.Pattern[str]:
    month = "(?:" + "|".join(sorted(_words()["months"], key=len, reverse=True)) + ")"
    date = rf"(?i:{month}\.?\s\d{{1,2}}|\d{{1,2}}\s{month}\b\.?)(?:,?\s\d{{2,4}})?"
    capitals = r"(?:[^\W\d_a-z]['’.]?){1,25}+"
    shouted = rf"{capitals}(?:[ -](?:{capitals}|al|el|de|du|of|the)){{0,4}}"
    named = r"[A-Z][\w'’]{1,25}+\.?(?:[ -](?:[A-Z][\w'’]{0,25}+\.?|al|el|de|du|of|the)){0,4}"
    region = r"[A-Z][\w'’.]{0,25}+(?:[ -][\w'’.]{1,25}+){0,4}"
    agency = r"[(/](?P<agency>[A-Za-z][^()/\n]{0,60}|\s?)[)/]"
    mark = r"(?:-{1,3}|[–—_]+|:)"
    return re.compile(
        rf"""(?:(?!{date})(?P<place>(?P<shouted>{shouted})(?![^\W_])|{named}(?![^\W_]))
                (?P<region>\s\([^\W\d_][\w ]{{2,30}}\)(?=,\s?{date})|(?:,\s?(?!{date})(?:{region})){{0,2}}))?
             (?:(?(place),?\s)(?P<date>{date}))?
             (?:[\s,]*-{{0,3}}\s?{agency})?
             (?:\s?(?P<mark>{mark})(?!\d))?
             (?P<tags>(?:\s*\[[^\]a-z\n]{{2,80}}\])*)""",
        re.VERBOSE,
    )


def _is_dateline(found: re.Match[str], shouted: bool) -> bool:
    """True when what matched has enough of a dateline's parts to be no ordinary opening of a sentence."""
    dated, signed, mark = found["date"], found["agency"] is not None, found["mark"]
    if found["place"] is None:
        return bool(dated) and (_is_signed(found) or bool(signed and mark))
    if not mark:
        return _is_signed(found) and bool(found["shouted"] or dated) and not shouted
    if dated or signed:
        return mark != ":" or not shouted
    if shouted or not found["shouted"] or found["shouted"] in _words()["labels"]:
        return False
    return bool(found["region"]) or sum(map(str.isalpha, found["shouted"])) >= SHORTEST_BARE_PLACE


def _is_signed(found: re.Match[str]) -> bool:
    """True when, without a dash, what stands in brackets is an agency, and a sentence follows: "(AP) Four …"."""
    agency = found["agency"] or ""
    known = agency in _words()["agencies"] or (agency.isupper() and len(agency) <= LONGEST_CALL_SIGN)
    return known and re.match(r"\s+[\"'“‘]?[^\W_a-z]", found.string[found.end() :]) is not None


def _dateline(found: re.Match[str]) -> Dateline:
    place = Span(found.start("place"), found.end("region")) if found["place"] else None
    agency = _group(found, "agency") if (found["agency"] or "").strip() else None
    return Dateline(Span(*found.span()), place, _group(found, "date"), agency)


def _group(found: re.Match[str], name: str) -> Span | None:
    return Span(*found.span(name)) if found[name] else None
