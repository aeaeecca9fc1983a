"""A redaction profile: what must not leave the house, as a small value read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from gesta.errors import ExportError

Persons = Literal["keep", "private"]
Places = Literal["exact", "grid", "admin2", "admin1", "country"]

# A wider cell would be rougher than a second-order division: "admin2" says that better than a point does.
MOST_GRID_DEGREES = 0.5


@dataclass(frozen=True, slots=True)
class Profile:
    """What to take out of records before they are exported.

    `persons` "private" takes out the names of all persons whom the roster does not know: victims, relatives, witnesses.
    `places` says how exactly a place may be given. Nothing is exported that happened (or, when that is not known, was
    reported) within `embargo_days` of the day of access or from `embargo_from` on. `publishers` and `speakers` are
    protected: they, and what would lead to them, are not named.
    """

    name: str
    title: str = ""
    persons: Persons = "keep"
    places: Places = "exact"
    grid_degrees: float = 0.1
    embargo_days: int = 0
    embargo_from: date | None = None
    publishers: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    def embargo(self, accessed: date | None) -> date | None:
        """The first day of which nothing may be exported, or None. Raises ExportError when it depends on a day of
        access that was not given."""
        if self.embargo_days and accessed is None:
            raise ExportError(f"redaction {self.name}: embargo_days counts from the day of access: give that day")
        recent = accessed - timedelta(days=self.embargo_days) if accessed and self.embargo_days else None
        return min((day for day in (recent, self.embargo_from) if day), default=None)

    @property
    def told(self) -> dict[str, Any]:
        """The profile for the file beside an export: protected publishers and speakers are counted, not named."""
        embargo = self.embargo_from.isoformat() if self.embargo_from else None
        return {
            "profile": self.name,
            "title": self.title,
            "persons": self.persons,
            "places": self.places,
            "grid_degrees": self.grid_degrees if self.places == "grid" else None,
            "embargo_days": self.embargo_days,
            "embargo_from": embargo,
            "protected_publishers": len(self.publishers),
            "protected_speakers": len(self.speakers),
        }


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles that ship with Gesta, by name."""
    table = tomllib.loads(files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"))
    return {name: _profile(name, entry, "profiles.toml") for name, entry in sorted(table.items())}


def load_profile(wanted: str) -> Profile:
    """The profile of this name, or the one in this .toml file. Raises ExportError for anything else."""
    if wanted in profiles():
        return profiles()[wanted]
    path = Path(wanted)
    if path.suffix != ".toml":
        known = ", ".join(profiles())
        raise ExportError(f"{wanted!r} is no redaction profile: use {known}, or a .toml file of your own")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExportError(f"{wanted}: cannot be read: {error.strerror} – check the name of the file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExportError(f"{wanted}: is no TOML: {error}") from error
    return _profile(path.stem, table, wanted)


def _profile(name: str, entry: dict[str, Any], where: str) -> Profile:
    """The profile of a table. Raises ExportError for a key or value that would silently redact nothing."""
    known = {field.name for field in fields(Profile)} - {"name"}
    for key in entry:
        if key not in known:
            keys = ", ".join(sorted(known))
            raise ExportError(f"{where}: {key!r} is no key of a redaction profile; they are {keys}")
    lists: dict[str, Any] = {
        key: tuple(_names(entry[key], key, where)) for key in ("publishers", "speakers") if key in entry
    }
    given: dict[str, Any] = {**entry, **lists}
    profile = Profile(name, **given)
    _check(profile, where)
    return profile


def _names(value: Any, key: str, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise ExportError(f'{where}: {key} is a list of names: ["…", "…"]')
    return value


def _check(profile: Profile, where: str) -> None:
    for key, value, kind in (("persons", profile.persons, Persons), ("places", profile.places, Places)):
        if value not in get_args(kind):
            raise ExportError(f"{where}: {key} = {value!r}: use one of {', '.join(get_args(kind))}")
    if not (_is_number(profile.grid_degrees) and 0 < profile.grid_degrees <= MOST_GRID_DEGREES):
        raise ExportError(f"{where}: grid_degrees must lie between 0 and {MOST_GRID_DEGREES}; wider is places = admin2")
    if type(profile.embargo_days) is not int or profile.embargo_days < 0:
        raise ExportError(f"{where}: embargo_days is a number of days, 0 or more")
    if profile.embargo_from is not None and type(profile.embargo_from) is not date:
        raise ExportError(f"{where}: embargo_from is a day, written 2021-07-01 without quotes")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
