"""A workspace: a store and what fills it. All that commands, pages and notebooks do passes through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gesta.errors import WorkspaceError
from gesta.linking.matcher import Matcher
from gesta.nouns.contract import Object
from gesta.nouns.episode import Anchor
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.review import CorrectedField, Correction
from gesta.store import Store, View, open_store
from gesta.telling.accounts import Surroundings
from gesta.weighing.tolls import toll_rule, tolls
from gesta.workspace import correcting, deciding, outside
from gesta.workspace.boundary import Codes
from gesta.workspace.deciding import Author
from gesta.workspace.ingesting import BY, Arrival, Taken, taken_in
from gesta.workspace.linkables import linkable
from gesta.workspace.linker import Linker, Watch, unwatched
from gesta.workspace.looking import report_rows, surroundings
from gesta.workspace.recoding import Recoded, recoded
from gesta.workspace.settings import Matches, Settings

# Reports taken in between two rounds of linking: incidents appear while a long ingest runs.
LINKED_EVERY = 1_000


class Workspace:
    """A store, its incidents, and people's judgements on them. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store, matcher: Matches | None = None) -> None:
        self.store = store
        self._matcher = matcher

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Workspace:
        """The workspace in a folder, or in a database by its URL. Raises StoreError when there is none, naming what
        to do; `create` makes it."""
        return cls(open_store(where, create=create))

    def close(self) -> None:
        """Gives the store back."""
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def view(self) -> View:
        """What the store holds, to be read."""
        return self.store.view

    @cached_property
    def linker(self) -> Linker:
        """What brings incidents up to date; the matcher is loaded at the first use."""
        return Linker(self.store, Settings(self._matcher or Matcher.load()))

    def use(self, matcher: Matches) -> None:
        """Another matcher from now on; `link` then links anew what the one before linked."""
        self.linker = Linker(self.store, Settings(matcher))

    # ------------------------------------------------------------------------------------------------ taking in

    def ingest(self, arrivals: Iterable[Arrival], coder: Codes, *, linking: bool = True) -> Iterator[Taken]:
        """What became of each batch of arrivals, as it is coded and stored; linked now and then, and in the end."""
        waiting = 0
        for taken in taken_in(self.store, coder, arrivals):
            yield taken
            waiting += taken.new
            if linking and waiting >= LINKED_EVERY:
                self.link()
                waiting = 0
        if linking:
            self.link()

    def link(self, watch: Watch = unwatched) -> int:
        """How many reports were not linked yet by this version, and now are."""
        return self.linker.catch_up(watch)

    def recode(self, coder: Codes) -> Iterator[Recoded]:
        """What the coder's version changes in each report that another version coded; link afterwards."""
        return recoded(self.store, coder)

    def forget_failures(self, ids: Iterable[str]) -> None:
        """Takes failures off the list, as when a later try went well."""
        with self.store.writing(BY, "retry") as writer:
            for key in ids:
                writer.clear_failure(key)

    # ------------------------------------------------------------------------------------------------ looking

    def incident(self, id_: str, rule: str | None = None) -> Incident:
        """One incident by its id, or the one that took its place, with its figures by a toll rule. Raises StoreError
        for an id that there never was, GestaError for a rule that there is not."""
        return by_rule(self.view.incident(id_), rule)

    def around(self, incident: Incident) -> Surroundings:
        """What stands around an incident, for whoever shows it."""
        return surroundings(self.view, incident)

    def report_rows(self, wanted: Filter = EVERYTHING) -> Iterator[Object]:
        """The contract's list of reports, each with what it copies."""
        return report_rows(self.view, wanted)

    # ------------------------------------------------------------------------------------------------ deciding

    def judge(self, judgements: Sequence[Judgement], why: str) -> None:
        """Stores people's judgements; the incidents that they touch follow at once."""
        if judgements:
            self.linker.regroup(judgements, judgements[0].by, why)

    def merge(self, one: str, other: str, author: Author) -> Incident:
        """The incident that two are held to be. Raises WorkspaceError when they are one already or stay apart."""
        first, second = self.view.incident(one), self.view.incident(other)
        self.judge(deciding.merged(first, second, author), author.comment or "merge")
        found = self.view.incident_of([first.episodes[0], second.episodes[0]])
        if len(set(found.values())) != 1:
            raise WorkspaceError(f"{one} and {other} stay apart: a person's judgement says that they are not the same")
        return self.view.incident(found[first.episodes[0]])

    def split(self, id_: str, away: Sequence[str], author: Author) -> list[Incident]:
        """The incidents that one becomes when the reports or episodes `away` tell of another."""
        incident = self.view.incident(id_)
        self.judge(deciding.split(incident, away, author), author.comment or "split")
        return [self.view.incident(key) for key in sorted(set(self.view.incident_of(incident.episodes).values()))]

    def correct(self, *answer: Correction) -> None:
        """Stores the corrections of one answer on one event, all or none; its report's episodes and incidents follow
        at once. Raises WorkspaceError for a value that the field cannot hold."""
        first = answer[0]
        key = Anchor.parse(first.anchor).report
        brought = linkable(self.view.report(key), [*self.view.corrections([key]), *answer])
        with self.store.writing(f"person:{first.by}", first.comment or "correction") as writer:
            for correction in answer:
                writer.add_correction(correction)
            writer.replace_linkable(key, brought)
        self.link()

    def said(self, anchor: str, field: CorrectedField) -> Any:
        """What the machine says in a field of the event at an anchor: what a correction keeps as `before`."""
        coded = self.view.report(Anchor.parse(anchor).report)
        event = correcting.event_at(coded, anchor)
        if event is None:
            raise WorkspaceError(f"no event stands at {anchor}")
        return correcting.said(coded, event, field)

    def undo(self, author: Author) -> str:
        """What was taken back, in words: the author's last merge, split, correction or word on an outside record that
        still stands. Raises WorkspaceError when there is none."""
        words = deciding.last_words(self.view.judgements_by(author.by), author.by)
        mine = [one for one in correcting.standing(self.view.corrections()) if one.by == author.name]
        told = outside.last_word(self.view, author.by)
        judged, corrected, related = (one[-1].made if one else None for one in (words, mine, [told] if told else []))
        last = max((made for made in (judged, corrected, related) if made), default=None)
        if last is None:
            raise WorkspaceError(f"{author.name} has decided nothing that could be taken back")
        if told and last == related:
            outside.take_back(self.store, told, author)
            return f"the word on {told.record} ({told.verdict})"
        if last == corrected:
            self.correct(deciding.undoing(mine[-1], author))
            return f"the correction of {mine[-1].field} at {mine[-1].anchor}"
        self.judge(deciding.withdrawn(words, author), "undo")
        return f"{len(words)} judgement{'s' if len(words) > 1 else ''} ({words[0].verdict})"


def by_rule(incident: Incident, rule: str | None) -> Incident:
    """The incident with its tolls by a named rule; as it is when none is named."""
    if rule is None or rule == incident.versions.get("tolls"):
        return incident
    ranges = tolls(incident.statements, frozenset(incident.originals), toll_rule(rule))
    return replace(incident, tolls=ranges, versions={**incident.versions, "tolls": rule})
