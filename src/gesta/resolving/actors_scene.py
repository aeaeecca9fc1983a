"""The scene of a report: its words, the roster's names in it, the words for states, its people – gathered once.

All that is asked about a phrase afterwards is asked of the scene: it is never changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from gesta.lexicon import words
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Gap, Place, Resolved
from gesta.nouns.report import Report
from gesta.resolving.actors_lexicon import LONGEST, heads, is_listed
from gesta.resolving.actors_places import countries_of_places
from gesta.resolving.actors_words import Word, within, words_of
from gesta.roster import Entry, Roster
from gesta.roster.entry import Form
from gesta.roster.folding import fold
from gesta.spans import Span

SHORT = 5  # letters up to which a name must be written as the roster writes it: "IS" is a group, "is" is not
GENITIVE = 2  # letters of 's, which a name may be read with or without
CAPITALS_OF_CASED = 0.01  # share of capitals below which a text was put into lower case by its publisher
# Kinds whose names of one word are too often plain words in running text: "Time", "Apple".
_WITHOUT_SINGLE = frozenset({"media", "company", "organisation"})
_STATES_OWN = frozenset({"body", "party"})
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_YEAR = re.compile(r"\b(?:19[6-9]\d|20[0-3]\d)\b")
_PEOPLE = frozenset({"PER", "PERSON"})
_POLICE = frozenset("police sheriff policeman policemen deputies constable constabulary detective detectives".split())
_ARMY = frozenset("army military soldier soldiers troops marines battalion guerrillas".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the roster in the text, with every actor that has it."""

    span: Span
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word that names one or more states: "Syrian", "Damascus", "Georgia"."""

    span: Span
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Scene:
    """A report as the resolver of actors sees it."""

    report: Report
    roster: Roster
    entities: tuple[Mention, ...]
    places: Mapping[Span, Resolved[Place] | Gap] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the report."""
        return self.report.text

    @cached_property
    def day(self) -> date | None:
        """The day of publication, without its time; None when nobody said."""
        published = self.report.published
        return published.date() if isinstance(published, datetime) else published

    @cached_property
    def year(self) -> int | None:
        """The year the report is most likely about, by the people it names and the years it gives; None without any.

        It serves to choose among the roles an actor had, when nobody said when the report was published.
        """
        votes: Counter[int] = Counter()
        for named in self.named:
            if len(named.entries) == 1 and named.entries[0].kind == "person" and " " in named.span.of(self.text):
                votes.update(_years_in_office(self.roster, named.entries[0]))
        for match in _YEAR.finditer(self.text):
            votes.update({int(match[0]): 2, int(match[0]) + 1: 1})
        most = max(votes.values(), default=0)
        likely = sorted(year for year, count in votes.items() if count == most)
        return likely[len(likely) // 2] if likely else None  # the middle of a term, not its last year

    @cached_property
    def tells_of_rebels(self) -> bool:
        """True when any word of the report calls somebody a rebel, guerrilla, insurgent or the like."""
        return any(is_listed("rebels", word.folded) for word in self.words)

    @cached_property
    def policed(self) -> bool:
        """True when the report speaks of police and of no army: its sergeants and lieutenants are policemen."""
        folded = {word.folded for word in self.words}
        return bool(folded & _POLICE) and not folded & _ARMY

    @property
    def about(self) -> date | None:
        """The day of publication, else the middle of the likely year."""
        return self.day or (date(self.year, 7, 1) if self.year else None)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the text."""
        return words_of(self.text)

    @cached_property
    def caseless(self) -> bool:
        """True when the text has hardly any capitals inside sentences, so that they tell nothing."""
        letters = [word.written for word in self.words if not word.parted]
        return sum(written[:1].isupper() for written in letters) < CAPITALS_OF_CASED * max(1, len(letters)) * 5

    @cached_property
    def people(self) -> tuple[Span, ...]:
        """The names of people, as the network read them."""
        return tuple(mention.span for mention in self.entities if mention.label in _PEOPLE)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every name of the roster in the text, longest first where two overlap, in order."""
        return tuple(Named(span, entries) for span, entries in self._scanned())

    @cached_property
    def state_words(self) -> tuple[StateWord, ...]:
        """Every word for a state in the text, in order; also those inside longer names ("Syrian army").

        A name that was resolved to a place of another country ("Lebanon, Ohio") is a word for that one.
        """
        placed = tuple(self._placed())
        told = [word for word in self._listed if not any(word.span.overlaps(other.span) for other in placed)]
        return tuple(sorted((*told, *placed), key=lambda word: word.span))

    @cached_property
    def _listed(self) -> tuple[StateWord, ...]:
        """Every word for a state that the roster lists."""
        found = []
        position = 0
        while position < len(self.words):
            if beyond := self._region(position):
                position += beyond
                continue
            length = self._longest(position, self.roster.states)
            if length and not self._of_person(self.words[position : position + length]):
                run = self.words[position : position + length]
                found.append(StateWord(_over(run), self.roster.states[_known(run, self.roster.states)]))
            position += length or 1
        return tuple(found)

    def _region(self, position: int) -> int:
        """How many words from here name a region or sea that is no state, though a word in it does; 0 when none do."""
        runs = (self.words[position : position + length] for length in (3, 2))
        return next((len(run) for run in runs if _key(run) in words("gesta.lexicon", "regions", "names")), 0)

    def _placed(self) -> Iterable[StateWord]:
        """The names of places that the roster does not list as words for their country, each as a region of it."""
        listed = {word.span: {form.state for form in word.forms} for word in self._listed}
        for span, country in countries_of_places(self.places, self.words):
            state = f"state:{country.lower()}"
            known = [states for other, states in listed.items() if other.overlaps(span)]
            named = any(person.overlaps(span) for person in self.people)
            if state in self.roster.entries and not named and not any(state in states for states in known):
                yield StateWord(span, (Form(state, "region"),))

    def inside(self, span: Span) -> tuple[Word, ...]:
        """The words of the span."""
        return within(self.words, span)

    def names_in(self, span: Span) -> tuple[Named, ...]:
        """The roster's names that lie in the span."""
        return tuple(named for named in self.named if span.holds(named.span))

    def states_in(self, span: Span) -> tuple[StateWord, ...]:
        """The words for states that lie in the span."""
        return tuple(word for word in self.state_words if span.holds(word.span))

    def _scanned(self) -> Iterable[tuple[Span, tuple[Entry, ...]]]:
        position = 0
        while position < len(self.words):
            length = self._longest(position, self.roster.by_name)
            run = self.words[position : position + length]
            entries = self._trusted(run) if length and not self._in_head(position, length) else ()
            if entries:
                yield _over(run), entries
            position += length if entries else 1

    def _longest(self, position: int, names: Mapping[str, object]) -> int:
        """How many words from here make a name, written as a name is; 0 when none do."""
        first = self.words[position]
        most = self.roster.reach.get(first.folded.split(" ")[0], 0)
        stop = position + 1
        while stop < len(self.words) and stop - position < most and not self.words[stop].parted:
            stop += 1
        for end in range(stop, position, -1) if most else ():
            run = self.words[position:end]
            if (_key(run) in names or _key(run) + "s" in names) and self._written_as_name(run):
                return end - position
        return 0

    def is_written_as_name(self, run: Sequence[Word]) -> bool:
        """True when the words are written as names are: with capitals, short ones as the roster has them."""
        return self._written_as_name(run)

    def are_of_here(self, run: Sequence[Word], entries: Sequence[Entry]) -> bool:
        """False for a body or party that the words give to another state: "the Democratic Party of Russia". Also for a
        name that bodies of many states have ("National Guard", "Congress") and the roster gives to one, where the
        report names that state not at all, or less than half as often as another."""
        if all(entry.kind in _STATES_OWN for entry in entries) and self._of_another(run, entries):
            return False
        if not is_listed("shared", _key(run).removeprefix("the ").replace(" ", "_")):
            return True
        most = max(self._spoken_of.values(), default=0)
        return any(0 < most <= 2 * self._spoken_of[entry.country] for entry in entries)

    def _of_another(self, run: Sequence[Word], entries: Sequence[Entry]) -> bool:
        """True when " of " and a word for another state than theirs stand right behind."""
        joint = _OF.match(self.text, run[-1].stop)
        behind = [word for word in self.state_words if joint and word.span.start == joint.end()]
        told = {self.roster.entries[form.state].country for word in behind for form in word.forms}
        return bool(told) and not told & {entry.country for entry in entries}

    @cached_property
    def _spoken_of(self) -> Counter[str]:
        """How often the words for states name each country."""
        told = ({self.roster.entries[form.state].country for form in word.forms} for word in self.state_words)
        return Counter(country for countries in told for country in countries)

    def _in_head(self, position: int, length: int) -> bool:
        """True for the "Republican" of a Republican Guard: the words from here on say of what kind somebody is."""
        longer = range(position + length + 1, min(position + LONGEST, len(self.words)) + 1)
        return any(_key(self.words[position:end]) in heads() for end in longer)

    def _written_as_name(self, run: Sequence[Word]) -> bool:
        written = run[0].written
        if len(run) > 1:
            return self.caseless or any(word.written[:1].isupper() or word.written[:1].isdigit() for word in run)
        bare = written.removesuffix("'s").removesuffix("’s")
        if len(bare.replace(".", "")) <= SHORT:
            return self._spelt(bare)
        return self.caseless or written[:1].isupper()

    def _of_person(self, run: Sequence[Word]) -> bool:
        spot = _over(run)
        return any(person.overlaps(spot) for person in self.people)

    def _other_person(self, spot: Span, entries: Sequence[Entry]) -> bool:
        """True for the surname of a full name that is none of these people's: "Nadia Qureshi" is no minister."""
        names = [person for person in self.people if person.end >= spot.end > spot.start > person.start]
        known = {fold(name) for entry in entries for name in entry.names}
        return any(fold(name.of(self.text)) not in known for name in names)

    def _spelt(self, written: str) -> bool:
        spelt = self.roster.spelt
        if written.istitle() and len(written) > 3 and written.upper() in spelt:  # "Nato", "Isis", as some papers write
            return written.lower() not in self.roster.common
        if self.caseless and (written in spelt or written.upper() in spelt or written.title() in spelt):
            return written not in self.roster.common
        return written in spelt or (written.isupper() and written.title() in spelt)

    def _trusted(self, run: Sequence[Word]) -> tuple[Entry, ...]:
        """The actors of a name in running text; a single word is no publisher, and a person only where one was read."""
        entries = tuple(self.roster.entries[i] for i in self.roster.by_name[_known(run, self.roster.by_name)])
        if not self.are_of_here(run, entries):
            return ()
        if len(run) > 1:
            return entries
        spot = _over(run)
        person = any(span.overlaps(spot) and abs(span.end - spot.end) <= GENITIVE for span in self.people)
        if not person and any(span.overlaps(spot) for span in self.people):
            return ()  # "Ali" of "Ali Janga"
        if (person and self._other_person(spot, entries)) or self.text[: spot.start].endswith((" alias ", " aka ")):
            return ()
        kept = tuple(e for e in entries if e.kind not in _WITHOUT_SINGLE or e.country == "NGO")
        person = person or (len(run[0].written) > SHORT and not any(e.kind != "person" for e in kept))
        if not any(e.kind == "person" for e in kept):
            return () if person and not any(e.kind != "state" for e in kept) else kept
        return tuple(e for e in kept if (e.kind == "person") == person)


def _key(run: Sequence[Word]) -> str:
    return " ".join(word.folded for word in run)


def _known(run: Sequence[Word], names: Mapping[str, object]) -> str:
    """The key of a run as the names have it: a single one of a people or movement may be listed in the plural."""
    key = _key(run)
    return key if key in names else key + "s"


def _years_in_office(roster: Roster, entry: Entry) -> set[int]:
    spans = [(a.since[:4], a.until[:4]) for a in roster.affiliations.get(entry.id, ()) if a.since and a.until]
    return {year for since, until in spans for year in range(int(since), int(until) + 1)}


def _over(run: Sequence[Word]) -> Span:
    return Span(run[0].start, run[-1].stop)
