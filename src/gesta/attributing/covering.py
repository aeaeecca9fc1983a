"""Which events a cue covers, from the network's scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gesta.nouns.event import Event
from gesta.nouns.mention import ReadCue, Reading, ReadTrigger

# Best attribution F1 on the development reports: an event in the same sentence as a cue is covered more often than not.
COVER_FLOOR = 0.4


def covered(cue: ReadCue, ids: Mapping[int, str]) -> tuple[str, ...]:
    """The ids of the events that the network puts under `cue`, in order; triggers that coding dropped are left out."""
    return tuple(ids[i] for i in sorted(cue.covers) if cue.covers[i] >= COVER_FLOOR and i in ids)


def event_ids(reading: Reading, events: Sequence[Event]) -> dict[int, str]:
    """The id of the event that coding made of each trigger, by index into `Reading.triggers`.

    Matched by span; an event whose trigger coding widened or narrowed goes to the first trigger it overlaps.
    """
    exact = {event.trigger: event.id for event in events}
    found = {i: exact[t.span] for i, t in enumerate(reading.triggers) if t.span in exact}
    taken = set(found.values())
    for event in events:
        index = None if event.id in taken else _overlapping(event, reading.triggers, found)
        if index is not None:
            found[index] = event.id
    return found


def _overlapping(event: Event, triggers: Sequence[ReadTrigger], found: Mapping[int, str]) -> int | None:
    matches = (i for i, t in enumerate(triggers) if i not in found and t.span.overlaps(event.trigger))
    return next(matches, None)
