"""Records from which a profile has taken out what must not be published: what every exporter reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from gesta.exporting.exporter import Records
from gesta.exporting.redacting.gathering import gather, hide_protected, protects
from gesta.exporting.redacting.phrases import Book
from gesta.exporting.redacting.profile import Profile
from gesta.exporting.redacting.taking_out import safe_incident, safe_report
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Card
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Resolved

EMBARGO = "embargo"


@dataclass(frozen=True, slots=True)
class Redacted:
    """Records as the profile shows them. `withheld` counts what is left out as a whole, by kind and reason."""

    records: Records
    book: Book
    profile: Profile
    embargo: date | None
    withheld: Mapping[str, int]

    def reports(self) -> Iterator[Coded]:
        """The coded reports that may be seen, as they may be seen."""
        for coded in self.records.reports():
            if not _is_recent(_day(coded.report.published), self.embargo):
                yield safe_report(coded, self.book, self.profile)

    def incidents(self) -> Iterator[Incident]:
        """The incidents that may be seen, as they may be seen."""
        for incident in self.records.incidents():
            if not self.book.leaves_out(incident.id):
                yield safe_incident(incident, self.book, self.profile)

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """Tombstones: ids and days only."""
        return self.records.deleted()

    @property
    def versions(self) -> Mapping[str, str]:
        """What made the records."""
        return self.records.versions


@contextmanager
def redacted(records: Records, profile: Profile, accessed: date | None) -> Iterator[Redacted]:
    """The records without what the profile hides.

    All reports and incidents are looked through once before the first is given, so that a name learnt in the last
    report is missing in the first as well; what is learnt lies in a temporary file. Raises ExportError for an embargo
    that needs a day of access.
    """
    embargo, book = profile.embargo(accessed), Book()
    try:
        hide_protected(profile, book)
        reports = _gather_reports(records, profile, embargo, book)
        incidents = _gather_incidents(records, profile, embargo, book)
        counts = {f"reports: {EMBARGO}": reports, f"incidents: {EMBARGO}": incidents}
        yield Redacted(records, book, profile, embargo, {name: count for name, count in counts.items() if count})
    finally:
        book.close()


def _gather_reports(records: Records, profile: Profile, embargo: date | None, book: Book) -> int:
    """Learns what to hide from every report; returns how many fall under the embargo."""
    recent = 0
    for coded in records.reports():
        gather(coded, profile, book)
        _give_alias(coded.report.key, coded.report.publisher, profile, book)
        recent += _is_recent(_day(coded.report.published), embargo)
    return recent


def _gather_incidents(records: Records, profile: Profile, embargo: date | None, book: Book) -> int:
    """Learns which incidents fall under the embargo; returns how many."""
    recent = 0
    for incident in records.incidents():
        for card in incident.cards:
            _give_alias(card.key, card.publisher, profile, book)
        if _is_recent(_last_day(incident), embargo):
            book.leave_out(incident.id)
            recent += 1
    return recent


def _give_alias(key: str, publisher: str | None, profile: Profile, book: Book) -> None:
    """A protected report gets a number in place of its key, which could be checked against published articles."""
    if protects(publisher, profile) and book.alias(key) is None:
        book.rename(key, f"withheld-{book.protected + 1}")


def _is_recent(day: date | None, embargo: date | None) -> bool:
    """True for what falls under the embargo; what has no day does, as nobody can tell."""
    return embargo is not None and (day is None or day >= embargo)


def _last_day(incident: Incident) -> date | None:
    """The last day on which it may have happened; when that is not known, the last on which it was reported."""
    if isinstance(incident.when, Resolved) and incident.when.value.end is not None:
        return incident.when.value.end.date()
    days = [_reported(card) for card in incident.cards]
    return max((day for day in days if day), default=None) if all(days) else None


def _reported(card: Card) -> date | None:
    return _day(card.published)


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
