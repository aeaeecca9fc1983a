"""The index over the roster: names to actors, exactly, by transliteration and by likeness; words to states.

Built once for a process from the files (`load`), in about a tenth of a second; nothing in it changes afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz import process as ranking

from gesta.roster import dates
from gesta.roster.entry import Affiliation, Entry, Form
from gesta.roster.files import Rows, read
from gesta.roster.folding import common_words, fold, skeleton

VERSION_DIGITS = 12  # of the digest: enough to tell any two rosters apart, short enough to read
# One skeleton and this much likeness of spelling (0–100): below it lie other names with the same consonants.
# Set beforehand; the variants in tests/roster/cases/variants.toml hold at these values.
LIKE_ENOUGH = 58.0
LIKE_ENOUGH_SHORT, FEW_BONES = 72.0, 3  # names of up to three consonants: "Nehru" is no "Nuer"
FUZZY_ENOUGH = 90.0  # likeness of two folded names of different skeletons: a slip of the pen, not another name
OUT_OF_OFFICE = "ELI"  # PLOVER's sector for prominent people without office
SHORT_NAME = 5  # letters of names that must be written exactly in running text
FUZZY_LETTERS = 7  # shorter names differ from other names by one letter too often
# Kinds whose names are transliterated in many ways; state bodies and media are written in English or one way.
_SPELT_FREELY = frozenset({"armed group", "criminal group", "person", "party", "movement", "army"})


class Match(NamedTuple):
    """An actor that a name may mean, how it was found (alias, transliteration, fuzzy) and how alike they are, 0–1."""

    entry: Entry
    method: str
    score: float


class Roster:
    """All actors, found by id or by name. `version` names the content: it changes when any file changes."""

    def __init__(self, rows: Rows) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType({entry.id: entry for entry in rows.entries})
        self.version = rows.digest[:VERSION_DIGITS]
        self.by_name: Mapping[str, tuple[str, ...]] = MappingProxyType(_by_name(rows.entries))
        self.states: Mapping[str, tuple[Form, ...]] = MappingProxyType(_by_word(rows))
        self._words_as_written = tuple(name for name, _ in rows.forms)
        self.affiliations: Mapping[str, tuple[Affiliation, ...]] = MappingProxyType(_by_actor(rows.affiliations))

    def get(self, id: str) -> Entry | None:  # noqa: A002 - "id" is the word of the files
        """The actor of that id, or None."""
        return self.entries.get(id)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Every actor that has this name or alias, in the order of the files."""
        return tuple(self.entries[i] for i in self.by_name.get(fold(name), ()))

    def find(self, name: str) -> tuple[Match, ...]:
        """The actors a name may mean, best first: of that very name, else spelt alike, else almost alike."""
        folded = fold(name)
        if exact := self.by_name.get(folded):
            return tuple(Match(self.entries[i], "alias", 1.0) for i in exact)
        return self.transliterated(folded) or self.fuzzy(folded)

    def transliterated(self, folded: str) -> tuple[Match, ...]:
        """The actors one of whose names has the same skeleton and a like spelling."""
        scores: dict[str, float] = {}
        bones = skeleton(folded)
        for alias in self._skeletons.get(bones, ()):
            likeness = fuzz.ratio(folded, alias)
            if likeness >= (LIKE_ENOUGH if len(bones) > FEW_BONES else LIKE_ENOUGH_SHORT):
                for i in self._free(alias):
                    scores[i] = max(scores.get(i, 0.0), likeness)
        return self._matches(scores, "transliteration")

    def fuzzy(self, folded: str) -> tuple[Match, ...]:
        """The actors with a name that differs by a letter or so, of the same first sound."""
        if len(folded) < FUZZY_LETTERS:
            return ()
        near = self._initials.get(skeleton(folded)[:1], ())
        found = ranking.extract(folded, near, scorer=fuzz.ratio, score_cutoff=FUZZY_ENOUGH, limit=3)
        scores: dict[str, float] = {}
        for alias, likeness, _ in found:
            for i in self._free(alias):
                scores[i] = max(scores.get(i, 0.0), likeness)
        return self._matches(scores, "fuzzy")

    def sectors(self, entry: Entry, day: date | None) -> tuple[str, ...]:
        """The sectors the actor had on that day, from its dated affiliations; of all its time when no day is known.

        A person without office on the day, one of whose offices ended in an earlier year, is ELI. Without an
        affiliation on that day it is the sector of the row; () when nothing is known.
        """
        held = self.affiliations.get(entry.id, ())
        if day is not None:
            left = entry.kind == "person" and any(dates.years_after(a.until, day) for a in held)
            held = tuple(a for a in held if dates.covers(a.since, a.until, day))
            if left and not held:
                return (OUT_OF_OFFICE,)
        found = tuple(dict.fromkeys(a.sector for a in held if a.sector))
        return found or ((entry.sector,) if entry.sector else ())

    def _free(self, alias: str) -> tuple[str, ...]:
        return tuple(i for i in self.by_name[alias] if self.entries[i].kind in _SPELT_FREELY)

    def _matches(self, scores: Mapping[str, float], method: str) -> tuple[Match, ...]:
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Match(self.entries[i], method, score / 100) for i, score in ranked)

    @cached_property
    def reach(self) -> Mapping[str, int]:
        """How many words the longest name has that begins with a word; a scan of running text stops there."""
        found: dict[str, int] = {}
        for name in (*self.by_name, *self.states):
            first, length = name.split(" ", 1)[0], name.count(" ") + 1
            found[first] = max(found.get(first, 0), length)
        return found

    @cached_property
    def spelt(self) -> frozenset[str]:
        """Short names of one word as the files write them: in running text nothing else than these is such a name."""
        names = [name for entry in self.entries.values() for name in entry.names]
        return frozenset(n for n in (*names, *self._words_as_written) if len(n.replace(".", "")) <= SHORT_NAME)

    @cached_property
    def common(self) -> frozenset[str]:
        """Short names that are also English words ("us", "who"): in a text without capitals they are no names."""
        return common_words()

    @cached_property
    def _skeletons(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for alias in self.by_name:
            if len(alias) > 3 and self._free(alias):
                found[skeleton(alias)].append(alias)
        return {key: tuple(aliases) for key, aliases in found.items()}

    @cached_property
    def _initials(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, aliases in self._skeletons.items():
            found[key[:1]] += aliases
        return {key: tuple(aliases) for key, aliases in found.items()}


def load(extra: Iterable[Path] = ()) -> Roster:
    """The roster of the package, then the user's files, read once. Raises RosterError when one is not readable."""
    return _load(tuple(extra))


@cache
def _load(extra: tuple[Path, ...]) -> Roster:
    return Roster(read(extra))


def _by_name(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        own = (entry.id,)
        for name in entry.names:
            for key in _keys(name):
                held = found.get(key)
                if held is None:
                    found[key] = own
                elif entry.id not in held:
                    found[key] = held + own
    return found


def _keys(name: str) -> tuple[str, ...]:
    """The folded name; of one with a genitive also as papers write it without the sign: "Peoples Protection Units"."""
    if "'s " not in name and "’s " not in name:
        return (fold(name),)
    return fold(name), fold(name.replace("'s ", "s ").replace("’s ", "s "))


def _by_word(rows: Rows) -> dict[str, tuple[Form, ...]]:
    """Words that name states: all their names, adjectives, demonyms, capitals and the regions listed with them."""
    found: dict[str, tuple[Form, ...]] = {}
    named = [(n, Form(e.id, "name")) for e in rows.entries if e.id.startswith("state:") for n in e.names]
    for name, form in [*named, *rows.forms]:
        key = fold(name)
        if form not in found.get(key, ()):
            found[key] = (*found.get(key, ()), form)
    return found


def _by_actor(affiliations: Iterable[Affiliation]) -> dict[str, tuple[Affiliation, ...]]:
    found: defaultdict[str, list[Affiliation]] = defaultdict(list)
    for affiliation in affiliations:
        found[affiliation.actor].append(affiliation)
    return {actor: tuple(sorted(held, key=lambda a: (a.since, a.until))) for actor, held in found.items()}
