"""GDELT 2.0's table of mentions: 16 columns with tabs between and no header, one telling of an incident a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesta.exporting.exporter import Exporter
from gesta.exporting.gdelt_events import added, event_number
from gesta.exporting.shaping.accounts import published_text
from gesta.exporting.shaping.choosing import Scene, scene, table_writer
from gesta.exporting.shaping.days import compact_time
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.nouns.episode import Card
from gesta.nouns.incident import Incident, Participant, Told

COLUMNS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()
TABLE = Table(tuple(COLUMNS), delimiter="\t", header=False, quoted=False)
WEB, CITED = "1", "2"  # MentionType: a page with an address, or something that can only be cited
AS_WRITTEN = "1"  # InRawText: found in the text as it stands


def rows(incident: Incident) -> Iterator[Sequence[Cell]]:
    """A row for each telling. Raises LeftOut for what did not happen and what CAMEO has no code for."""
    known = scene(incident, "cameo")
    return (_row(known, told) for told in incident.tellings)


def _row(known: Scene, told: Told) -> tuple[Cell, ...]:
    card, telling = told.card, told.telling
    return (
        event_number(known.incident),
        added(known.incident),
        compact_time(card.published),
        WEB if card.url else CITED,
        card.publisher or "",
        card.url or cited(card),
        "",
        *(_offset(side, card.key) for side in (known.sides.first, known.sides.second)),
        str(telling.trigger.anchor.span.start),
        AS_WRITTEN,
        str(round(telling.score * 100)),
        *("", "", "", ""),
    )


def cited(card: Card) -> str:
    """A report without an address as it would be cited, by its id where it has no title."""
    return joined((card.publisher, published_text(card), card.title or card.id), ", ")


def _offset(side: Sequence[Participant], report: str) -> str:
    """Where the words for the first participant of a side stand in the report; nothing when they do not."""
    found = (e.anchor.span.start for p in side[:1] for e in p.evidence if e.anchor.report == report)
    return next(map(str, found), "")


EXPORTER = Exporter(
    name="gdelt-mentions",
    title="GDELT 2.0 mentions, 16 columns without a header",
    row="mention",
    reads="incidents",
    suffix=".mentions.CSV",
    loss=(
        "The same incidents as gdelt-events; each telling in a report is a row.",
        "MentionTimeDate is when the report appeared, EventTimeDate when the first report of the incident did.",
        "Sentence numbers, lengths and tones of documents and notes on translation are empty.",
        "Offsets count characters of the text as Gesta holds it; Confidence is the reader's score in percent.",
    ),
    write=table_writer(TABLE, rows),
)
