"""Events as one report tells them, for the shapes that code stories: each happening with its words and referents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from gesta.coding.happenings import happenings
from gesta.exporting.exporter import Records, Write, Written
from gesta.exporting.shaping.choosing import Chosen, LeftOut, plover_label
from gesta.exporting.shaping.sides import MUTUAL
from gesta.exporting.writing.json_lines import write_lines
from gesta.nouns.coded import Coded
from gesta.nouns.event import Filler, Role
from gesta.nouns.happening import Happening
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Outcome

SUMMED = "sums several events up"

Object = Mapping[str, Any]
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Story:
    """One happening of one report, with its type and mode as PLOVER has them."""

    coded: Coded
    happening: Happening
    type: str
    mode: str | None

    @property
    def id(self) -> str:
        """An id that no other event of any report has: the key of the report and where the trigger stands."""
        trigger = self.happening.mentions[0].trigger
        return f"{self.coded.report.key}:{trigger.start}-{trigger.end}"

    @property
    def mutual(self) -> bool:
        """True for a fight between sides of which neither is said to have attacked."""
        return self.happening.mode in MUTUAL

    @property
    def when(self) -> When | None:
        """When it happened: the first of its mentions that is dated decides."""
        return self._first(self.coded.resolution.when)

    @property
    def where(self) -> Place | None:
        """Where it happened: the first of its mentions that is placed decides."""
        return self._first(self.coded.resolution.where)

    def _first(self, found: Mapping[str, Resolved[V] | Gap]) -> V | None:
        answers = (found.get(mention.id) for mention in self.happening.mentions)
        return next((answer.value for answer in answers if isinstance(answer, Resolved)), None)

    def fillers(self, *roles: Role) -> Iterator[tuple[Filler, str, Actor | None]]:
        """Each filler of the roles with its words and whom they denote, None where that is not known."""
        for filler in (filler for role in roles for filler in self.happening.roles.get(role, ())):
            answer = self.coded.resolution.actors.get(filler.span)
            yield filler, filler.span.of(self.coded.report.text), answer.value if isinstance(answer, Resolved) else None

    @property
    def sentence(self) -> tuple[int, Sentence] | None:
        """The sentence of the first trigger and its number; None where no sentence holds it."""
        trigger = self.happening.mentions[0].trigger
        return next(((n, s) for n, s in enumerate(self.coded.sentences) if s.span.holds(trigger)), None)

    def exact(self, outcome: Outcome) -> int | None:
        """How many suffered by it, when one exact figure is told; None for "at least", for none and for several.

        The figures of the harm that is part of the happening count as its own.
        """
        own = [e for e in self.coded.events if self.happening.id in (e.id, e.same, e.part)]
        said = {(toll.low, toll.high) for event in own for toll in event.toll if toll.outcome == outcome}
        low, high = said.pop() if len(said) == 1 else (None, None)
        return low if low == high else None


def story(told: tuple[Coded, Happening]) -> Story:
    """The happening as PLOVER codes it. Raises LeftOut for what it has no type for, and for what did not happen."""
    coded, happening = told
    if happening.aggregate:
        raise LeftOut(SUMMED)
    type_, mode = plover_label(happening.type, happening.mode, happening.status)
    return Story(coded, happening, type_, mode)


def lines_writer(lines_of: Callable[[Coded, Iterable[Story]], Iterable[Object]]) -> Write:
    """A function that writes JSON lines made of each report's happenings and counts what PLOVER has no place for."""

    def write(records: Records, stream: IO[bytes]) -> Written:
        chosen: Chosen[tuple[Coded, Happening], Story] = Chosen(lambda told: (story(told),))

        def objects() -> Iterator[Object]:
            for coded in records.reports():
                told = ((coded, happening) for happening in happenings(coded.report, coded.events))
                yield from lines_of(coded, chosen.rows(told))

        return Written(write_lines(stream, objects()), chosen.reasons())

    return write
