"""Codes of states and sectors in other people's data: ISO numeric, FIPS, Gleditsch & Ward, COW, CAMEO, ACLED, UCDP.

All codes are strings: a number would lose its leading zeros. An empty string is "no such code, or not certain".
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

KOSOVO, KOSOVO_OF_OTHERS = "KOS", "XKX"  # PLOVER's code, and the one that ISO leaves free and many use


@dataclass(frozen=True, slots=True)
class StateCodes:
    """One state or territory: the columns of states.csv, in their order."""

    iso3: str
    name: str
    iso_numeric: str
    fips: str
    cameo: str
    gw: str
    cow: str
    acled_region: str
    acled_name: str
    ucdp_region: str
    ucdp_name: str


@dataclass(frozen=True, slots=True)
class SectorCodes:
    """One PLOVER sector: the columns of sectors.csv. `armed` is true for those who bear arms by trade."""

    sector: str
    acled_inter: str
    cameo: str
    armed: bool


NO_STATE = StateCodes("", "", "", "", "", "", "", "", "", "", "")
NO_SECTOR = SectorCodes("", "", "", False)


def state(iso3: str | None) -> StateCodes:
    """The codes of a state; all empty for None and for codes of no state (IGO, NGO)."""
    return states().get(KOSOVO if iso3 == KOSOVO_OF_OTHERS else iso3 or "", NO_STATE)


def sector(code: str | None) -> SectorCodes:
    """The codes of a sector; all empty for None and for an unknown one."""
    return sectors().get(code or "", NO_SECTOR)


def state_by(column: str, code: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the one state that has this in the column; None when none or several have."""
    found = [iso3 for iso3, codes in states().items() if getattr(codes, column) == code and code]
    return found[0] if len(found) == 1 else None


@cache
def states() -> Mapping[str, StateCodes]:
    """All states and territories by ISO 3166-1 alpha-3 code (Kosovo: KOS)."""
    return MappingProxyType({row["iso3"]: StateCodes(**row) for row in _rows("states.csv")})


@cache
def sectors() -> Mapping[str, SectorCodes]:
    """All sectors by PLOVER code."""
    rows = (SectorCodes(r["sector"], r["acled_inter"], r["cameo"], r["armed"] == "yes") for r in _rows("sectors.csv"))
    return MappingProxyType({row.sector: row for row in rows})


@cache
def words(group: str) -> re.Pattern[str]:
    """A pattern that finds any word of the group of words.toml, whatever its case."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table[group]))})\b", re.IGNORECASE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside this module; lines that begin with "#" say where its codes come from."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
