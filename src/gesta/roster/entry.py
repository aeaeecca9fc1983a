"""What one row of the roster holds: an actor, or what an actor was in a span of time."""

from __future__ import annotations

from typing import NamedTuple

from gesta.errors import GestaError


class RosterError(GestaError):
    """Raised when a roster file cannot be read or breaks its own rules; names the file, the line and the remedy."""

    stage = "roster"


class Entry(NamedTuple):
    """One actor. Empty fields are "", lists are tuples; `since` and `until` are whole or partial ISO dates ("2014-06").

    `country` and `sector` are PLOVER codes, `parent`, `allies` and `member_of` ids of the roster. `reference` says in
    words where the fact comes from. A named tuple because thousands are made at once, at every start.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    parent: str = ""
    allies: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    wikidata: str = ""
    reference: str = ""
    ownership: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


class Affiliation(NamedTuple):
    """What `actor` was to `of` (ids) from `since` to `until`, both included; "" = not known, or still so."""

    actor: str
    of: str
    role: str
    sector: str = ""
    since: str = ""
    until: str = ""
    reference: str = ""


class Form(NamedTuple):
    """A word that names a state: `form` is name, adjective, demonym, capital or region."""

    state: str
    form: str
