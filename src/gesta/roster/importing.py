"""Actors from files that users bring: FollowTheMoney or OpenSanctions entities, and dumps of Wikidata.

Each reader goes through a stream line by line and yields entries of the roster's shape; what it cannot map is left
out, never guessed. Country codes are mapped by importing.toml; neither format tells a sector.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gesta.roster.entry import Entry, RosterError

_LABELS = ("en", "mul")  # languages of Wikidata whose labels are names in English texts


def from_ftm(lines: Iterable[str], label: str) -> Iterator[Entry]:
    """The people, organisations and bodies of a FollowTheMoney export, one JSON entity a line.

    `label` names the file in errors. Raises RosterError at a line that is not JSON. Companies stay companies; schemas
    that name no actor (payments, addresses) are left out.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            entity = _parsed(line, f"{label}:{number}")
            if entry := _of_ftm(entity):
                yield entry


def from_wikidata(lines: Iterable[str], label: str) -> Iterator[Entry]:
    """The actors of a Wikidata JSON dump, one entity a line, as Wikimedia writes it (an array, a comma a line).

    An item is taken when it is an instance (P31) of a class in importing.toml and has an English label. Country is P17
    or P27, start and end are P571 and P576.
    """
    for number, line in enumerate(lines, 1):
        text = line.strip().rstrip(",")
        if text not in ("", "[", "]"):
            item = _parsed(text, f"{label}:{number}")
            if entry := _of_wikidata(item):
                yield entry


def _parsed(line: str, where: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise RosterError(f"{where}: not JSON: {error} – the file must have one entity a line") from error
    if not isinstance(value, dict):
        raise RosterError(f"{where}: not a JSON object – the file must have one entity a line")
    return value


def _of_ftm(entity: Mapping[str, Any]) -> Entry | None:
    kind = _table()["ftm"].get(entity.get("schema"))
    properties: Mapping[str, list[str]] = entity.get("properties") or {}
    names = _distinct([entity.get("caption"), *properties.get("name", ()), *properties.get("alias", ())])
    if kind is None or not names or not entity.get("id"):
        return None
    countries = _distinct([*properties.get("country", ()), *properties.get("nationality", ())])
    since, until = _first(properties, "incorporationDate"), _first(properties, "dissolutionDate")
    return Entry(
        id=f"import:{_slug(str(entity['id']))}",
        name=names[0],
        kind=kind,
        aliases=tuple(name.replace("|", " ") for name in names[1:]),
        country=_iso3(countries[0]) if len(countries) == 1 else "",
        since=since[:10],
        until=until[:10],
        wikidata=_first(properties, "wikidataId"),
        reference=f"FollowTheMoney entity {entity['id']}",
    )


def _of_wikidata(item: Mapping[str, Any]) -> Entry | None:
    label = next((item["labels"][lang]["value"] for lang in _LABELS if lang in item.get("labels", {})), None)
    kinds = [_table()["wikidata"]["classes"].get(value) for value in _items(item, "P31")]
    kind = next((kind for kind in kinds if kind), None)
    if label is None or kind is None:
        return None
    aliases = _distinct(alias["value"] for lang in _LABELS for alias in item.get("aliases", {}).get(lang, ()))
    places = [_table()["wikidata"]["countries"].get(v) for v in (*_items(item, "P17"), *_items(item, "P27"))]
    known = _distinct(places)
    return Entry(
        id=f"import:{item['id'].lower()}",
        name=label.strip(),
        kind=kind,
        aliases=tuple(alias.replace("|", " ") for alias in aliases if alias != label),
        country=known[0] if len(known) == 1 else "",
        since=_year(item, "P571"),
        until=_year(item, "P576"),
        wikidata=item["id"],
        reference=f"Wikidata item {item['id']}",
    )


def _items(item: Mapping[str, Any], claim: str) -> Iterator[str]:
    for value in _values(item, claim):
        if isinstance(value, dict) and "id" in value:
            yield value["id"]


def _year(item: Mapping[str, Any], claim: str) -> str:
    """The year of the first value of a date claim; "" when there is none or it lies before the year 1000."""
    times = [value["time"] for value in _values(item, claim) if isinstance(value, dict) and "time" in value]
    return times[0][1:5] if times and times[0][:1] == "+" and times[0][1:5].isdigit() else ""


def _values(item: Mapping[str, Any], claim: str) -> Iterator[Any]:
    for statement in item.get("claims", {}).get(claim, ()):
        yield statement.get("mainsnak", {}).get("datavalue", {}).get("value")


def _first(properties: Mapping[str, list[str]], name: str) -> str:
    return next(iter(properties.get(name, ())), "")


def _distinct(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name and name.strip()))


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split())


def _iso3(code: str) -> str:
    return str(_table()["iso"].get(code.lower(), ""))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("importing.toml").read_text(encoding="utf-8"))
