"""Actors: the words of a report into actors of the roster, into composed ones – or an honest gap.

The way of a phrase: it is taken apart (actors_phrase); a pronoun goes to the fuller phrase it stands for; a name is
looked up whole, inside the phrase and by its spelling (actors_naming) and chosen among namesakes by day and
surroundings (actors_choosing); a short form goes to the fuller words of the same report (actors_coreference); what is
left is composed from its parts (actors_composing). Everything is asked of one scene (actors_scene, actors_context).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Place, Resolved
from gesta.nouns.report import Report
from gesta.resolving import actors_coreference as coreference
from gesta.resolving.actors_belonging import belongs, named_body, owns, possessor, whole
from gesta.resolving.actors_choosing import pick
from gesta.resolving.actors_composing import composed, fuller_country, of_state
from gesta.resolving.actors_context import Context
from gesta.resolving.actors_lexicon import is_listed
from gesta.resolving.actors_naming import by_name, by_spelling, resolved_entry, role_of
from gesta.resolving.actors_phrase import Phrase, is_pronoun, own_states, parsed
from gesta.resolving.actors_scene import GENITIVE, Named, Scene
from gesta.resolving.actors_sectors import codes
from gesta.roster import Roster, load
from gesta.spans import Span

__all__ = ["resolve_actors"]

Answer = Resolved[Actor] | Gap
NOBODY: Mapping[Span, Span] = MappingProxyType({})
NOWHERE: Mapping[Span, Resolved[Place] | Gap] = MappingProxyType({})
STEPS = 2  # a short form may lead to another, which leads to a name; a third step was always wrong
CARRIED_OVER = 0.9  # of the score of the fuller words, for the short form
STATE_SCORE = 0.95
GROUP_SCORE = 0.8  # "the rebels" for the one group that the report names
PRIVATE = "CVL"  # people of whom age or home is told, and no office: PLOVER's civilians
NO_OFFICE = 0.45  # score of such an answer: an office may be told elsewhere
NAMED_BY_MORE = 3  # words of a name whose last word says what it is: "Peoples Protection Units"
NEARBY = 3  # sentences up to which "the group" may stand for one that is at home in several countries
_AT_HOME_NOWHERE = frozenset({"IMG", "ISM", "NGO", "IGO", "UNO", "EUR"})
_PEOPLE = frozenset({"PER", "PERSON"})
_BODIES = frozenset({"ORG", "ORGANIZATION"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def resolve_actors(
    report: Report,
    spans: Iterable[Span],
    entities: Iterable[Mention],
    referents: Mapping[Span, Span] = NOBODY,
    roster: Roster | None = None,
    places: Mapping[Span, Resolved[Place] | Gap] = NOWHERE,
) -> dict[Span, Resolved[Actor] | Gap]:
    """The actor of each span, or why there is none; the same report, spans, names and roster give the same answers.

    `entities` are the names the network read, `referents` the fuller phrase of each pronoun where one is known,
    `places` what `resolve_places` answered: their countries count among the words for states. What the surroundings
    told and the words did not is marked in `method` ("country from context").
    """
    scene = Scene(report, roster or load(), tuple(entities), places)
    resolver = _Resolver(scene, Context(scene), referents)
    return {span: resolver.answer(span, STEPS) for span in sorted(set(spans))}


class _Resolver:
    """One report being resolved: the scene, its context and the referents of its pronouns."""

    def __init__(self, scene: Scene, context: Context, referents: Mapping[Span, Span]) -> None:
        self.scene = scene
        self.context = context
        self.referents = referents

    def answer(self, span: Span, steps: int) -> Answer:
        phrase = parsed(self.scene, span)
        if phrase is None:
            return Gap("no words in the span")
        if is_pronoun(phrase):
            return self._of_pronoun(phrase, steps)
        owned = self._owned(phrase, steps)
        if owned is not None:
            return owned
        namesake = self._is_namesake(phrase)
        named = None if namesake else by_name(phrase, self.scene, self.context) or self._state(phrase)
        if named is not None:
            return named
        return self._short_form(phrase, steps) or self._spelt(phrase) or self._composed(phrase, steps)

    def _of_pronoun(self, phrase: Phrase, steps: int) -> Answer:
        fuller = self._referent(phrase.span) or coreference.only_one(phrase, self.scene)
        if fuller is None or not steps:
            return Gap(f"{phrase.span.of(self.scene.text)!r} stands for somebody whom the text does not make plain")
        return self._carried(self.answer(fuller, steps - 1), phrase.span, fuller, "pronoun")

    def _referent(self, pronoun: Span) -> Span | None:
        """The fuller phrase of a pronoun, through others that it stands for: "we" for "he", "he" for "the mayor"."""
        fuller = self.referents.get(pronoun)
        for _ in self.referents:  # no longer chain is possible, and a ring ends
            further = self.referents.get(fuller) if fuller else None
            if further is None:
                break
            fuller = further
        return fuller

    def _is_namesake(self, phrase: Phrase) -> bool:
        """True for a bare surname when the report's own full name is of somebody the roster does not mean by it."""
        if len(phrase.core) > 1 or phrase.rest or not self._is_person(phrase):
            return False
        fuller = coreference.fuller_name(phrase, self.scene)
        if fuller is None:
            return False
        meant = {entry.id for entry in self.scene.roster.named(phrase.core[0].written)}
        return not meant & {entry.id for entry in self.scene.roster.named(fuller.of(self.scene.text))}

    def _state(self, phrase: Phrase) -> Answer | None:
        found = None if self._is_person(phrase) else of_state(phrase, self.scene)
        if found is None:
            return None
        id, sector = found  # noqa: A001 - "id" is the word of the files
        entry = self.scene.roster.entries[id]
        if sector == entry.sector:
            return resolved_entry(entry, phrase.span, self.scene, "word for a state", STATE_SCORE)
        actor = Actor(None, phrase.span.of(self.scene.text), "composed", entry.country, sector or None, anonymous=True)
        return Resolved(actor, STATE_SCORE, "word for a state", (phrase.span,))

    def _short_form(self, phrase: Phrase, steps: int) -> Answer | None:
        """The answer for the fuller words of the report that the phrase is short for, or None."""
        if not steps:
            return None
        holder = coreference.office_holder(phrase, self.scene)
        if holder is not None:
            return self._settled(holder.span, phrase, steps, "office named before")
        named = coreference.titled(phrase, self.scene)
        answer = self._settled(named, phrase, steps, "title of one named before") if named else None
        if isinstance(answer, Resolved) and "from context" not in answer.method:
            return answer
        group = coreference.antecedent(phrase, self.scene)
        if group is None and fuller_country(phrase, self.scene) is None:
            group = coreference.only_rebels(phrase, self.scene)
        if group is not None:
            return self._of_group(group, phrase)
        body = coreference.spelt_out(phrase, self.scene) or coreference.same_body(phrase, self.scene)
        if body is not None:
            return self._settled(body, phrase, steps, "short form")
        foreign_to_roster = named_body(phrase, self.scene)
        if foreign_to_roster is not None:
            return self._settled(foreign_to_roster, phrase, steps, "of a body")
        if self._is_person(phrase):
            fuller = coreference.fuller_name(phrase, self.scene)
            return self._settled(fuller, phrase, steps, "short name") if fuller else None
        return None

    def _of_group(self, group: Named, phrase: Phrase) -> Answer | None:
        chosen = pick(group.entries, group.span, self.scene, self.context)
        if chosen.entry is None or not self._same_scene(group, phrase, chosen.entry.country):
            return None
        answer = resolved_entry(chosen.entry, group.span, self.scene, chosen.method, GROUP_SCORE)
        role = role_of(chosen.entry, codes(phrase).sector, self.scene) or None
        answer = replace(answer, value=replace(answer.value, sector=role))
        return self._carried(answer, phrase.span, group.span, "named before")

    def _same_scene(self, group: Named, phrase: Phrase, home: str) -> bool:
        """False when another country than the group's leads around the phrase: a digest has gone on to other news."""
        between = self.context.sentences_between(group.span, phrase.span)
        if between == 0 or (between <= NEARBY and home in _AT_HOME_NOWHERE):
            return True
        ground = self.context.country(phrase.span)
        return ground is None or ground.country in (home, self._ground_of(group))

    def _ground_of(self, group: Named) -> str | None:
        ground = self.context.country(group.span)
        return ground.country if ground else None

    def _settled(self, fuller: Span, phrase: Phrase, steps: int, why: str) -> Answer | None:
        answer = self.answer(fuller, steps - 1)
        if isinstance(answer, Gap) or (answer.value.id is None and not answer.value.sector):
            return None
        return self._carried(answer, phrase.span, fuller, why)

    def _spelt(self, phrase: Phrase) -> Answer | None:
        head = codes(phrase).head
        if head is not None and len(phrase.core) + len(phrase.rest) < NAMED_BY_MORE and not self._is_person(phrase):
            return None
        if any(m.label in _PLACES and m.span.overlaps(phrase.core_span) for m in self.scene.entities):
            return None  # "Kefraya" is a village, not the movement Kefaya
        return by_spelling(phrase, self.scene, self.context)

    def _composed(self, phrase: Phrase, steps: int) -> Answer:
        """The composed actor; a person without a title in the phrase is looked for in the rest of the report."""
        served = self._served(phrase, steps)
        if served is not None:
            return served
        if not codes(phrase).sector and self._is_person(phrase) and steps:
            spot = coreference.portrait(phrase, self.scene)
            if spot is not None:
                answer = self.answer(spot, steps - 1)
                if isinstance(answer, Resolved) and answer.value.sector:
                    return self._as_person(answer, phrase, spot)
        if not codes(phrase).sector and self._is_person(phrase):
            return self._unknown_person(phrase)
        answer = composed(phrase, self.scene, self.context)
        return self._unknown_body(phrase) or answer if isinstance(answer, Gap) else answer

    def _unknown_body(self, phrase: Phrase) -> Resolved[Actor] | None:
        """A body that the roster does not know and the words do not describe: only its country, from the context."""
        end = phrase.core_span.end
        bodies = [m for m in self.scene.entities if m.label in _BODIES and m.span.start < end <= m.span.end + GENITIVE]
        ground = self.context.country(phrase.span) if bodies else None
        if ground is None:
            return None
        actor = Actor(None, phrase.span.of(self.scene.text), "body", ground.country, None)
        evidence = (phrase.span, ground.evidence)
        return Resolved(actor, ground.share * NO_OFFICE, "body not in the roster; country from context", evidence)

    def _as_person(self, answer: Resolved[Actor], phrase: Phrase, spot: Span) -> Answer:
        """The person with the codes of the words that describe him; an office's own id is not his."""
        name = phrase.span.of(self.scene.text)
        actor = replace(answer.value, id=None, name=name, kind="person", anonymous=False)
        score = round(answer.score * CARRIED_OVER, 3)
        return Resolved(actor, score, f"described elsewhere: {answer.method}", (phrase.span, spot), answer.considered)

    def _served(self, phrase: Phrase, steps: int) -> Answer | None:
        """The codes of the person whom somebody serves: "the mayor's adviser" by the mayor; None for another phrase."""
        head = codes(phrase).head
        if head is None or not steps or not is_listed("servants", head.word):
            return None
        masters = [person for person in self.scene.people if phrase.core_span.holds(person)]
        masters = [person for person in masters if person.end < phrase.core_span.end - len(head.word)]
        answer = self.answer(masters[-1], steps - 1) if masters else None
        if not isinstance(answer, Resolved) or not answer.value.sector or answer.value.sector == "CVL":
            return None
        name = phrase.span.of(self.scene.text)
        actor = Actor(None, name, "composed", answer.value.country, answer.value.sector, anonymous=True)
        return Resolved(
            actor, round(answer.score * CARRIED_OVER, 3), f"serves: {answer.method}", (phrase.span, masters[-1])
        )

    def _owned(self, phrase: Phrase, steps: int) -> Answer | None:
        """The codes of the whole for its part, of a person for what is theirs ("Adan's home"); else None."""
        if not steps:
            return None
        spot = whole(phrase) or possessor(phrase, self.scene) or coreference.master(phrase, self.scene)
        if spot is None and belongs(phrase):
            people = [person for person in self.scene.people if phrase.span.holds(person)]
            spot = next((person for person in people if person.end < phrase.core[-1].start), None)
        answer = self.answer(spot, steps - 1) if spot is not None and spot != phrase.span else None
        if spot is None or not isinstance(answer, Resolved) or not owns(answer.value, phrase):
            return None
        actor = replace(answer.value, id=None, name=phrase.span.of(self.scene.text), kind="composed", anonymous=True)
        score = round(answer.score * CARRIED_OVER, 3)
        return Resolved(actor, score, f"belongs to: {answer.method}", (phrase.span, spot), answer.considered)

    def _unknown_person(self, phrase: Phrase) -> Answer:
        """A person to whom neither roster nor report give an office: a civilian where the report tells age or home."""
        spot = coreference.portrait(phrase, self.scene)
        told = own_states(phrase, self.scene) or (self.scene.states_in(spot) if spot else ())
        own = {self.scene.roster.entries[form.state].country for word in told for form in word.forms}
        ground = self.context.country(phrase.span) if len(own) != 1 else None
        private = coreference.is_private(phrase, self.scene)
        group = coreference.joined(phrase, self.scene)
        if group or not private:
            ground = None  # the land around a bare name, or a volunteer's, was right in half of the cases: a guess
        if ground is None and len(own) != 1 and not private:
            return Gap("a person about whom the report and the roster say nothing")
        country = ground.country if ground else own.pop() if own else None
        sector = group.entries[0].sector if group else PRIVATE if private else None
        actor = Actor(None, phrase.span.of(self.scene.text), "person", country, sector)
        method = "joined a group" if group else "private person" if private else "person"
        if ground is None:
            return Resolved(actor, NO_OFFICE, method, (phrase.span,))
        return Resolved(
            actor, ground.share * NO_OFFICE, f"{method}; country from context", (phrase.span, ground.evidence)
        )

    def _is_person(self, phrase: Phrase) -> bool:
        """True when the core ends in somebody's name: "Judge Ortega", and not "Ortega's house"."""
        core = phrase.core_span
        people = [m.span for m in self.scene.entities if m.label in _PEOPLE and m.span.overlaps(core)]
        head = codes(phrase).head
        ends = phrase.core[head.stop - 1].stop if head and head.stop <= len(phrase.core) else core.start
        return any(person.end >= ends for person in people)

    def _carried(self, answer: Answer, span: Span, fuller: Span, why: str) -> Answer:
        if isinstance(answer, Gap):
            return answer
        method = f"{why}: {answer.method}"
        return Resolved(answer.value, round(answer.score * CARRIED_OVER, 3), method, (span, fuller), answer.considered)
