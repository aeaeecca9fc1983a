"""What of a workspace is exported: the incidents that a filter wants and the reports that tell of them, as streams."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.review import Correction
from gesta.store import View
from gesta.workspace.correcting import corrected, standing
from gesta.workspace.workspace import by_rule

UNDATED = "9999"  # reports without a date come last


@dataclass(frozen=True, slots=True)
class Selected:
    """The records of an export. Without a filter all reports belong to it, else those that tell of its incidents.

    Reports are given as they stand after review. To what was `reviewed` also belongs a report whose every event was
    held to be wrong, so that it tells of no incident any more: training needs it.
    """

    view: View
    wanted: Filter
    rule: str | None
    keys: sqlite3.Connection

    def reports(self) -> Iterator[Coded]:
        """The coded reports, by day of publication and key."""
        if _is_open(self.wanted):
            yield from self._corrected(self.view.reports())
            return
        self._choose()
        with closing(self.keys.execute("SELECT key FROM chosen ORDER BY published, key")) as chosen:
            yield from self._corrected(self.view.reports_of(key for (key,) in chosen))

    def cards(self) -> Iterator[Card]:
        """The particulars of the same reports, in the same order."""
        if _is_open(self.wanted):
            yield from self.view.cards()
            return
        self._choose()
        with closing(self.keys.execute("SELECT key FROM chosen ORDER BY published, key")) as chosen:
            for (key,) in chosen:
                yield from self.view.cards_of([key])

    def _choose(self) -> None:
        """Notes once which reports tell of the incidents wanted: shapes of incidents need not know."""
        if self.keys.execute("SELECT name FROM sqlite_master WHERE name = 'chosen'").fetchone():
            return
        self.keys.execute("CREATE TABLE chosen (published TEXT, key TEXT, PRIMARY KEY (published, key)) WITHOUT ROWID")
        found = self.view.incidents(self.wanted)
        rows = ((_day(card), card.key) for incident in found for card in incident.cards)
        every = chain(rows, _only_reviewed(self.view, self.wanted))
        self.keys.executemany("INSERT OR IGNORE INTO chosen VALUES (?, ?)", every)

    def held(self) -> Mapping[str, int]:
        """How many reports and incidents there are, known beforehand where no filter chooses among them."""
        return self.view.counts() if _is_open(self.wanted) else {}

    def _corrected(self, reports: Iterable[Coded]) -> Iterator[Coded]:
        """The reports with people's corrections laid over them."""
        held: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.view.corrections():
            held[Anchor.parse(correction.anchor).report].append(correction)
        for coded in reports:
            yield corrected(coded, held[coded.report.key]) if coded.report.key in held else coded

    def incidents(self) -> Iterator[Incident]:
        """The incidents, by date and id, with their figures by the toll rule asked for."""
        for incident in self.view.incidents(self.wanted):
            yield by_rule(incident, self.rule)

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """Tombstones, when the filter asks for them."""
        return self.view.deleted(self.wanted) if self.wanted.with_deletions else iter(())

    @property
    def versions(self) -> Mapping[str, str]:
        """What made the records; several versions of one part are told together."""
        made = self.view.versions()
        names = sorted({name for one in made for name in one})
        return {name: "; ".join(dict.fromkeys(one[name] for one in made if one.get(name))) for name in names}


@contextmanager
def selected(view: View, wanted: Filter = EVERYTHING, rule: str | None = None) -> Iterator[Selected]:
    """The records that a filter wants. Which reports they are is kept in a temporary file, not in memory."""
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as keys:
        keys.execute("BEGIN")
        yield Selected(view, wanted, rule, keys)


def _only_reviewed(view: View, wanted: Filter) -> Iterator[tuple[str, str]]:
    """Reports with a correction that stands, when nothing but what was reviewed is wanted."""
    if replace(wanted, with_deletions=False) == replace(EVERYTHING, reviewed=True):
        keys = {Anchor.parse(each.anchor).report for each in standing(view.corrections())}
        yield from ((_day(card), card.key) for card in view.cards_of(sorted(keys)))


def _is_open(wanted: Filter) -> bool:
    """True for a filter that asks nothing of incidents."""
    return replace(wanted, with_deletions=False) == EVERYTHING


def _day(card: Card) -> str:
    return card.published.isoformat() if card.published else UNDATED
