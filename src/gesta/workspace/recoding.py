"""Codes stored reports anew with the version at hand, keeps people's corrections, and tells what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gesta.errors import CodingError
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Card
from gesta.nouns.event import Event
from gesta.nouns.filter import EVERYTHING
from gesta.nouns.linkable import Linkable
from gesta.nouns.review import Correction
from gesta.store import Store
from gesta.workspace.batching import batches
from gesta.workspace.boundary import Codes, coded_each, shielded
from gesta.workspace.correcting import Conflict, conflicts, plainly
from gesta.workspace.ingesting import BATCH_STORED, BY
from gesta.workspace.linkables import linkable
from gesta.workspace.listing import failure


@dataclass(frozen=True, slots=True)
class Recoded:
    """What a new coding of one report changed: events gained, lost and told otherwise, by the words of their triggers;
    the corrections whose ground has shifted; and the error, when it could not be coded and stays as it was."""

    card: Card
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    error: CodingError | None = None

    @property
    def changed(self) -> bool:
        """True when any event is new, gone or told otherwise."""
        return bool(self.gained or self.lost or self.altered)


def recoded(store: Store, coder: Codes) -> Iterator[Recoded]:
    """What changed in each report, batch by batch, in order of publication; those of this version are passed over.

    Corrections stay as they are and are laid over the new coding. Reports that changed version are to be linked anew.
    """
    cards = list(store.view.cards(EVERYTHING))
    for batch in batches(cards, BATCH_STORED):
        old = [(card, store.view.report(card.key)) for card in batch]
        yield from _batch(store, coder, [(card, was) for card, was in old if was.versions != coder.versions])


def _batch(store: Store, coder: Codes, old: Sequence[tuple[Card, Coded]]) -> list[Recoded]:
    """One batch in one transaction."""
    if not old:
        return []
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for correction in store.view.corrections([card.key for card, _ in old]):
        corrections[correction.anchor.rpartition(":")[0]].append(correction)
    results = coded_each(coder, [was.report for _, was in old])
    found: list[Recoded] = []
    with store.writing(BY, "recode") as writer:
        for (card, was), result in zip(old, results, strict=True):
            made = _made(result, corrections[card.key])
            if isinstance(made, CodingError):
                writer.add_failure(failure(made, store.view.provenance(card.key)))
                found.append(Recoded(card, error=made))
            else:
                writer.replace_report(*made)
                found.append(compared(card, was, made[0], corrections[card.key]))
    return found


def _made(result: Coded | CodingError, corrections: Sequence[Correction]) -> tuple[Coded, Linkable] | CodingError:
    if isinstance(result, CodingError):
        return result
    brought = shielded(lambda: linkable(result, corrections), result.report)
    return brought if isinstance(brought, CodingError) else (result, brought)


def compared(card: Card, old: Coded, new: Coded, corrections: Sequence[Correction]) -> Recoded:
    """What the new coding says otherwise than the old, events matched by where their triggers stand."""
    before, after = _events(old), _events(new)
    text = new.report.text
    return Recoded(
        card,
        gained=tuple(span.trigger.of(text) for key, span in after.items() if key not in before),
        lost=tuple(span.trigger.of(text) for key, span in before.items() if key not in after),
        altered=tuple(
            event.trigger.of(text)
            for key, event in after.items()
            if key in before and plainly(new, event) != plainly(old, before[key])
        ),
        conflicts=tuple(conflicts(new, corrections)),
    )


def _events(coded: Coded) -> dict[tuple[int, int], Event]:
    return {(event.trigger.start, event.trigger.end): event for event in coded.events}
