"""Records without the words of reports: what stays is codes, numbers, and names of no more words than find nothing.

Four words in a row, in quotation marks, lead a search engine to the one article that has them. So no run of four words
of a text is given: phrases that name somebody keep the words around their head, all others their first words, and "…"
says that there were more. Names that come from the roster or the gazetteer are not the report's words and stay whole.
A headline is made of codes, since its words are the report's; titles stay where a report is cited and only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from gesta.exporting.redacting.blocks import ELLIPSIS
from gesta.exporting.redacting.walking import DEEPER, Kinds, parts_rebuilt, rebuilt
from gesta.lexicon.phrases import head
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Card, Evidence, Figure, Statement
from gesta.nouns.incident import Incident, Participant
from gesta.nouns.referent import Actor, Alternative, Gap, Place, Resolved
from gesta.nouns.toll import Toll

FEW_WORDS = 3  # one more is a run that leads to the article
IN_PHRASE = "in phrase"  # of the method by which an actor is found: the name is the phrase
REPORTED = "reported by "  # what begins the last part of a status line: publishers, or how many of them
WORDED: Kinds = frozenset({Evidence, Toll, Figure, Resolved, Gap, Participant, Statement})
COPIED: Kinds = frozenset({Evidence, Toll, Figure})  # the nouns that hold nothing but words of a report's text
NAMED: Kinds = frozenset({Resolved, Gap})
CARDS: Kinds = frozenset({Evidence, Figure, Participant})

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"(?<!\w)([\"'])(?:.+?)\1(?!\w)|“[^”]*”", re.DOTALL)

Runs = frozenset[tuple[str, ...]]


def wordless_report(coded: Coded) -> Coded:
    """The coded report without what is copied out of its text; the text itself and the title are not looked at."""
    found: Coded = rebuilt(coded, _Leaving(runs(coded.report.text)).visit, only=WORDED)
    return found


def without_runs(coded: Coded, heard: Runs) -> Coded:
    """The coded report with names and reasons cut where they hold a run of its text that is not to be shown."""
    found: Coded = rebuilt(coded, _Leaving(heard, bare=False).visit, only=NAMED)
    return found


def wordless_incident(incident: Incident) -> Incident:
    """The incident without what is copied out of the texts of its reports."""
    bare = replace(
        incident, headline=plain_headline(incident, _gazetteers(incident)), status_line=_counted(incident.status_line)
    )
    heard: Runs = frozenset().union(*map(runs, _copied(incident)))
    found: Incident = rebuilt(bare, _Leaving(heard).visit, only=WORDED)
    return found


def plain_headline(incident: Incident, place: str | None) -> str:
    """A headline of codes: "ASSAULT aerial, Tillabéri, 2021-07-02"."""
    start = incident.when.value.start if isinstance(incident.when, Resolved) else None
    kind = f"{incident.type} {incident.mode}" if incident.mode else incident.type
    return ", ".join(part for part in (kind, place, start.date().isoformat() if start else None) if part)


def _gazetteers(incident: Incident) -> str | None:
    """The name of the place as the gazetteer has it; None where it is known by a report's words only."""
    place = incident.where.value if isinstance(incident.where, Resolved) else None
    return place.name if place is not None and place.id is not None else None


def _counted(line: str) -> str:
    """Of a status line how many report it, or who: whose claims it tells are words."""
    _, said, reporters = line.rpartition(REPORTED)
    return said + reporters if said else ""


def _copied(incident: Incident) -> Iterator[str]:
    """Every string of the incident that is copied out of a text."""
    found: list[str] = []

    def note(value: Any, _field: str) -> Any:
        match value:
            case Evidence():
                found.append(value.text)
            case Figure():
                found.extend(said for said in (value.as_said, value.who) if said)
            case Participant():
                found.append(value.name)
        return DEEPER

    rebuilt(incident, note, only=CARDS)
    yield from found


def without_wording(coded: Coded) -> Coded:
    """The coded report without the words that are copied out of its text."""
    found: Coded = rebuilt(coded, unworded, only=COPIED)
    return found


def unworded(value: Any, _field: str) -> Any:
    """Nothing where the report's own words stand."""
    match value:
        case Evidence():
            return replace(value, text="")
        case Toll():
            return replace(value, as_said="")
        case Figure():
            return replace(value, as_said="", who=None)
    return DEEPER


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What is left out of one report or incident: the runs of its texts that were `heard` and must not be, and when
    `bare` all words that are quoted."""

    heard: Runs
    bare: bool = True

    def visit(self, value: Any, _field: str) -> Any:
        match value:
            case Evidence() | Toll() | Figure():
                return unworded(value, _field)
            case Card():
                return value
            case Resolved():
                considered = tuple(map(self._considered, value.considered))
                return replace(value, value=self._denoted(value), considered=considered)
            case Gap():
                return Gap(self._reason(value.reason))
            case Participant():
                name = value.name if _is_known(value.name, value.actor) else few(value.name)
                return parts_rebuilt(replace(value, name=name), self.visit, WORDED)
            case Statement():
                return parts_rebuilt(replace(value, value=self._answered(value)), self.visit, WORDED)
        return DEEPER

    def _denoted(self, found: Resolved[Any]) -> Any:
        """What words denote: a name made of these words is cut, one of the roster or the gazetteer stays whole."""
        match found.value:
            case Actor() as actor if not _is_rosters(found) and cut(actor.name, self.heard) != actor.name:
                return replace(actor, name=few(actor.name))
            case Place(id=None) as place:
                return replace(place, name=cut(place.name, self.heard))
        return found.value

    def _considered(self, other: Alternative) -> Alternative:
        return replace(other, name=cut(other.name, self.heard), reason=self._reason(other.reason))

    def _reason(self, reason: str) -> str:
        """A reason without what it quotes of the text: nothing of it when `bare`, else what may not be shown."""

        def left(said: re.Match[str]) -> str:
            return ELLIPSIS if self.bare or cut(said[0], self.heard) != said[0] else said[0]

        return _QUOTED.sub(left, reason)

    def _answered(self, answer: Statement) -> str:
        """An answer without the words that it quotes; a name of the roster stays whole."""
        if _is_known(answer.value, answer.actor):
            return answer.value
        return cut(_QUOTED.sub(ELLIPSIS, answer.value), self.heard)


def _is_rosters(found: Resolved[Actor]) -> bool:
    """True for an actor called as the roster calls them, not by a phrase of the text in which they are named."""
    return found.value.id is not None and IN_PHRASE not in found.method


def _is_known(name: str, actor: Resolved[Actor] | Gap | None) -> bool:
    """True for the very name by which the roster knows somebody."""
    return isinstance(actor, Resolved) and _is_rosters(actor) and actor.value.name == name


def runs(text: str) -> Runs:
    """Every run of one word more than FEW_WORDS in a text, without regard to capitals."""
    said = [match[0].casefold() for match in _WORD.finditer(text)]
    return frozenset(tuple(said[at : at + FEW_WORDS + 1]) for at in range(len(said) - FEW_WORDS))


def cut(text: str, heard: Runs) -> str:
    """The text with "…" for what goes on behind the first three words of a run that was heard."""
    words = list(_WORD.finditer(text))
    said = [match[0].casefold() for match in words]
    ends = [at for at in range(FEW_WORDS, len(said)) if tuple(said[at - FEW_WORDS : at + 1]) in heard]
    for at in reversed(ends):
        text = text[: words[at - 1].end()] + ELLIPSIS + text[words[at].end() :].removeprefix(ELLIPSIS)
    return text


@lru_cache(maxsize=4096)
def few(name: str) -> str:
    """At most three words of a name, those that end in its head: "…dozen masked gunmen…"."""
    words = list(_WORD.finditer(name))
    if len(words) <= FEW_WORDS:
        return name
    core = [match[0] for match in _WORD.finditer(head(name))][-1:]
    last = next((at for at, match in enumerate(words) if [match[0].lower()] == core), FEW_WORDS - 1)
    first = max(0, last + 1 - FEW_WORDS)
    before, behind = ELLIPSIS if first else "", ELLIPSIS if last + 1 < len(words) else ""
    return before + name[words[first].start() : words[last].end()] + behind
