"""Whether the facts of the roster agree with each other: one line a fault, none when all is well.

What it looks for: ids given twice, codes that the ontology does not list, dates out of order, parents, allies and
affiliations that are not in the roster, and aliases that two actors share without a rule that chooses between them
(rules.toml). It reads nothing but the rows it is given and the lists of codes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from gesta.roster import dates
from gesta.roster.entry import Entry
from gesta.roster.files import Rows
from gesta.roster.folding import fold

_ID = re.compile(r"[a-z]+:[a-z0-9][a-z0-9-]*")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ISO = re.compile(r"[A-Z]{3}")


def faults(rows: Rows, countries: Iterable[str], sectors: Iterable[str]) -> tuple[str, ...]:
    """Every fault as "file: id: what is wrong", in the order of the files; `countries`, `sectors` are PLOVER's lists.

    A country that is not on PLOVER's list must be the code of a state of the roster.
    """
    known = {entry.id: entry for entry in rows.entries}
    codes = frozenset(countries) | {e.country for e in rows.entries if e.kind in ("state", "territory")}
    found = [*_twice(rows), *_of_affiliations(rows, known, frozenset(sectors)), *_of_forms(rows, known)]
    for entry in rows.entries:
        for fault in _of_entry(entry, known, codes, frozenset(sectors)):
            found.append(f"{rows.where[entry.id]}: {entry.id}: {fault}")
    return (*found, *_clashes(rows))


def _twice(rows: Rows) -> Iterator[str]:
    seen: set[str] = set()
    for entry in rows.entries:
        if entry.id in seen:
            yield f"{rows.where[entry.id]}: {entry.id}: the id is given twice"
        seen.add(entry.id)


def _of_entry(
    entry: Entry, known: Mapping[str, Entry], codes: frozenset[str], sectors: frozenset[str]
) -> Iterator[str]:
    if not _ID.fullmatch(entry.id):
        yield "an id is a prefix, a colon and small letters, digits and hyphens"
    if entry.kind not in _rules()["kinds"]:
        yield f"no kind {entry.kind!r}"
    if entry.country and entry.country not in codes:
        yield f"no country {entry.country!r}"
    if entry.sector and entry.sector not in sectors:
        yield f"no sector {entry.sector!r}"
    if not (dates.valid(entry.since) and dates.valid(entry.until)):
        yield f"not a date: {entry.since!r} or {entry.until!r}"
    elif not dates.in_order(entry.since, entry.until):
        yield f"ends ({entry.until}) before it begins ({entry.since})"
    yield from (f"no actor {id!r}" for id in _pointed(entry) if id not in known)  # noqa: A001
    yield from _of_details(entry)


def _of_details(entry: Entry) -> Iterator[str]:
    if entry.wikidata and not _WIKIDATA.fullmatch(entry.wikidata):
        yield f"not a Wikidata id: {entry.wikidata!r}"
    if not entry.reference:
        yield "says nothing on where the facts come from (reference)"
    if entry.parent == entry.id:
        yield "is its own parent"
    if any(not alias.strip() or alias != alias.strip() for alias in entry.names):
        yield "has an empty alias, or one with spaces around it"
    if entry.kind == "media" and entry.ownership not in _rules()["ownerships"]:
        yield f"no ownership {entry.ownership!r}"


def _pointed(entry: Entry) -> tuple[str, ...]:
    return tuple(id for id in (entry.parent, *entry.allies, *entry.member_of) if id)  # noqa: A001


def _of_affiliations(rows: Rows, known: Mapping[str, Entry], sectors: frozenset[str]) -> Iterator[str]:
    for held in rows.affiliations:
        where = f"affiliations: {held.actor}"
        for end in (held.actor, held.of):
            if end not in known:
                yield f"{where}: no actor {end!r}"
        if held.sector and held.sector not in sectors:
            yield f"{where}: no sector {held.sector!r}"
        if not (dates.valid(held.since) and dates.valid(held.until)) or not dates.in_order(held.since, held.until):
            yield f"{where}: {held.since!r} to {held.until!r} is no span of time"


def _of_forms(rows: Rows, known: Mapping[str, Entry]) -> Iterator[str]:
    for name, form in rows.forms:
        if form.state not in known:
            yield f"states: {name}: no actor {form.state!r}"


def _clashes(rows: Rows) -> Iterator[str]:
    holders: dict[str, list[Entry]] = {}
    for entry in rows.entries:
        for key in {fold(name) for name in entry.names}:
            holders.setdefault(key, []).append(entry)
    for key, held in holders.items():
        for left, right in combinations(held, 2):
            if not _told_apart(left, right):
                yield f"{rows.where[right.id]}: {right.id}: shares {key!r} with {left.id} and no rule chooses"


def _told_apart(left: Entry, right: Entry) -> bool:
    rule = _rules()["clashes"]
    kinds = {left.kind, right.kind}
    if kinds == {"person"}:
        return bool(rule["people"])
    if len(kinds) > 1 and kinds & {*rule["publishers"], *rule["communities"]}:
        return True
    if left.country != right.country:
        return bool(rule["countries"])
    return bool(rule["times"]) and _apart(left, right)


def _apart(left: Entry, right: Entry) -> bool:
    early, late = sorted((left, right), key=lambda entry: entry.since)
    return bool(early.until and late.since) and not dates.in_order(late.since, early.until)


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
