"""Takes tables of event data in: stores each row as a record of its own origin, apart from all that is reported.

Running it again changes nothing; a newer file changes the rows that say something else now. Killed at any moment, the
batches that were stored are whole, and the next run goes on behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from gesta.errors import FormatError, WorkspaceError
from gesta.nouns.episode import Anchor
from gesta.nouns.outside import Held, Outside, Word
from gesta.nouns.provenance import Provenance
from gesta.store import OutsideView, Store, View
from gesta.store.outside import add_word, keep, keep_only
from gesta.workspace.batching import batches
from gesta.workspace.deciding import Author
from gesta.workspace.listing import Listed, failure

# Records stored in one transaction: a second's work, so that little is lost when the run is killed.
BATCH_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class TakenOutside:
    """What became of some rows: how many were new, were changed, were known just so, or failed."""

    new: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0

    def __add__(self, other: TakenOutside) -> TakenOutside:
        return TakenOutside(
            self.new + other.new, self.changed + other.changed, self.known + other.known, self.failed + other.failed
        )


def outside_taken_in(store: Store, rows: Iterable[Outside | FormatError], by: str) -> Iterator[TakenOutside]:
    """What became of each batch of rows, as it was stored; `by` is who takes them in ("person:<name>", "gesta")."""
    listed = Listed()
    for batch in batches(rows, BATCH_KEPT):
        records = [row for row in batch if isinstance(row, Outside)]
        faults = [row for row in batch if isinstance(row, FormatError)]
        with store.writing(by, "ingest") as writer:
            kept = keep(writer, records)
            for failed in listed.of(failure(fault, Provenance(path=_place(fault))) for fault in faults):
                writer.add_failure(failed)
        yield TakenOutside(kept.new, kept.changed, len(records) - kept.new - kept.changed, len(faults))


def taken_out(store: Store, dataset: str, keys: Set[str], by: str) -> int:
    """How many records of a data set were taken out, because they are not among `keys`; the history keeps them."""
    with store.writing(by, "ingest: no more in the table") as writer:
        return keep_only(writer, dataset, keys)


def hold(store: Store, record: str, incident: str, verdict: Held, author: Author) -> Word:
    """Stores a person's word on a record (by its key) and an incident. Raises StoreError when there is no such record
    or incident, WorkspaceError for an incident that no report tells of."""
    known = OutsideView.of(store.view).record(record)
    told = store.view.incident(incident)
    if not told.episodes:
        raise WorkspaceError(f"{incident}: no report tells of it")
    word = Word(known.key, told.episodes[0], verdict, author.by, author.made, author.comment)
    with store.writing(author.by, author.comment or f"link {verdict}") as writer:
        add_word(writer, word)
    return word


def last_word(view: View, by: str) -> Word | None:
    """What a person said last of a record and an incident and has not taken back; None when there is nothing."""
    return next((word for word in reversed(_standing(OutsideView.of(view).words())) if word.by == by), None)


def take_back(store: Store, word: Word, author: Author) -> None:
    """Stores that a word is taken back: what stood before it holds again."""
    undone = Word(word.record, word.anchor, "undone", author.by, author.made, author.comment)
    with store.writing(author.by, author.comment or "undo") as writer:
        add_word(writer, undone)


def held(view: View) -> Mapping[tuple[str, str], Held]:
    """The latest word of people on each incident and record, by their ids; words on what is no more are left out.

    A record is one incident, and an incident one record of a data set: a later "same" takes the place of an earlier.
    """
    outside = OutsideView.of(view)
    words = _standing(outside.words())
    there = outside.known({word.record for word in words})
    words = [word for word in words if word.record in there]
    incidents = _incidents_at(view, {word.anchor for word in words}) if words else {}
    found: dict[tuple[str, str], Held] = {}
    for word in words:
        if word.anchor in incidents and word.verdict != "undone":
            pair = (incidents[word.anchor], word.record)
            if word.verdict == "same":
                found = {other: said for other, said in found.items() if said != "same" or not _collide(other, pair)}
            found[pair] = word.verdict
    return found


def _standing(words: Iterable[Word]) -> list[Word]:
    """The words that nobody took back, the oldest first."""
    left: list[Word] = []
    for word in words:
        if word.verdict != "undone":
            left.append(word)
            continue
        said = (word.record, word.anchor, word.by)
        last = next((at for at in reversed(range(len(left))) if _said_of(left[at]) == said), None)
        if last is not None:
            del left[last]
    return left


def _said_of(word: Word) -> tuple[str, str, str]:
    return word.record, word.anchor, word.by


def _collide(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """True for two pairs of which only one can be: of one record, or of one incident and one data set."""
    datasets = (one[1].partition(":")[0], other[1].partition(":")[0])
    return one[1] == other[1] or (one[0] == other[0] and datasets[0] == datasets[1])


def _incidents_at(view: View, anchors: Iterable[str]) -> Mapping[str, str]:
    """The incident told at each anchor: by the episode of that name, else by one whose first words it overlaps."""
    wanted = sorted(set(anchors))
    found = dict(view.incident_of(wanted))
    missing = [Anchor.parse(anchor) for anchor in wanted if anchor not in found]
    if missing:
        near = view.grouped_in({anchor.report for anchor in missing})
        for anchor in missing:
            told = (episode for episode in sorted(near) if _overlap(anchor, Anchor.parse(episode)))
            episode = next(told, None)
            if episode is not None:
                found[str(anchor)] = near[episode]
    return found


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.report == other.report and one.span.overlaps(other.span)


def _place(fault: FormatError) -> str:
    return fault.path if fault.line is None else f"{fault.path}:{fault.line}"
