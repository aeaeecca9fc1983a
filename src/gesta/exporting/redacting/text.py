"""How much of a publisher's text an export may hold: none, short quotes, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from gesta.exporting.exporter import Records
from gesta.exporting.redacting.blocks import unquoted
from gesta.exporting.redacting.walking import DEEPER, Kinds, rebuilt
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Evidence, Figure
from gesta.nouns.incident import Incident
from gesta.nouns.toll import Toll
from gesta.spans import Span

TextPolicy = Literal["none", "quotes", "full"]
POLICIES: tuple[TextPolicy, ...] = ("none", "quotes", "full")
DEFAULT_POLICY: TextPolicy = "quotes"

# The longest quotation: about one line and a half of a newspaper's web page, well under what the press agencies of
# Europe ask to be paid for ("very short extracts" of Directive (EU) 2019/790, article 15).
QUOTE_CHARACTERS = 160
ELLIPSIS = "…"
WORDED: Kinds = frozenset({Evidence, Toll, Figure})  # the nouns that hold words of a report's text


@dataclass(frozen=True, slots=True)
class Worded:
    """Records with the wanted amount of text.

    "full": as they are. "quotes": of a report's text only the words that values rest on (triggers, roles, speakers,
    figures, names), each at most QUOTE_CHARACTERS long; all other characters but white space are "░", so that offsets
    hold. Quotations in incidents are cut to the same length. "none": no words of the text at all; names, codes and
    numbers only. Titles stay in every case: without them nobody can look a report up.
    """

    records: Records
    policy: TextPolicy

    def reports(self) -> Iterator[Coded]:
        """The coded reports, with the text that may be given."""
        return (_of_report(coded, self.policy) for coded in self.records.reports())

    def incidents(self) -> Iterator[Incident]:
        """The incidents, with the quotations that may be given."""
        return (_of_incident(incident, self.policy) for incident in self.records.incidents())

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """Tombstones: they hold no text."""
        return self.records.deleted()

    @property
    def versions(self) -> Mapping[str, str]:
        """What made the records."""
        return self.records.versions


def _of_report(coded: Coded, policy: TextPolicy) -> Coded:
    if policy == "full":
        return coded
    if policy == "none":
        return replace(without_wording(coded), report=replace(coded.report, text=unquoted(coded.report.text)))
    return replace(coded, report=replace(coded.report, text=_quoted(coded)))


def _of_incident(incident: Incident, policy: TextPolicy) -> Incident:
    if policy == "full":
        return incident
    if policy == "none":
        return _rebuilt_incident(incident, _without, WORDED)
    return _rebuilt_incident(incident, _shortened, frozenset({Evidence}))


def without_wording(coded: Coded) -> Coded:
    """The coded report without the words that are copied out of its text."""
    found: Coded = rebuilt(coded, _without, only=WORDED)
    return found


def _rebuilt_incident(incident: Incident, visit: Any, only: Kinds) -> Incident:
    found: Incident = rebuilt(incident, visit, only=only)
    return found


def _without(value: Any, _field: str) -> Any:
    """Nothing where the report's own words stand."""
    match value:
        case Evidence():
            return replace(value, text="")
        case Toll():
            return replace(value, as_said="")
        case Figure():
            return replace(value, as_said="", who=None)
    return DEEPER


def _shortened(value: Any, _field: str) -> Any:
    """Quotations of the length they may have; the words of names and answers are none and stay."""
    if not isinstance(value, Evidence):
        return DEEPER
    return value if len(value.text) <= QUOTE_CHARACTERS else replace(value, text=short(value.text))


def short(text: str) -> str:
    """The text, cut at a word's end when it is longer than a quotation may be."""
    if len(text) <= QUOTE_CHARACTERS:
        return text
    head = text[:QUOTE_CHARACTERS]
    return (head.rpartition(" ")[0] or head).rstrip() + ELLIPSIS


def _quoted(coded: Coded) -> str:
    """The report's text with only the cited words left in it."""
    text = coded.report.text
    letters = list(unquoted(text))
    for span in cited(coded):
        end = min(span.end, span.start + QUOTE_CHARACTERS)
        letters[span.start : end] = text[span.start : end]
    return "".join(letters)


def cited(coded: Coded) -> Iterator[Span]:
    """The spans of all words that the coded report shows a value of."""
    yield from (mention.span for mention in coded.entities)
    for event in coded.events:
        yield event.trigger
        yield from event.ordered_by
        yield from (span for toll in event.toll for span in toll.evidence)
        for filler in (filler for fillers in event.roles.values() for filler in fillers):
            yield filler.span
            yield from _given(filler.referent)
    for claim in coded.claims:
        yield from _said(claim)
    yield from (span for found in coded.resolution.when.values() for span in _dated(found))
    yield from _given(coded.report.dateline)


def _said(claim: Claim) -> Iterator[Span]:
    speaker = claim.speaker
    yield speaker.span
    for span in (speaker.referent, speaker.role, speaker.nationality, claim.cue, claim.venue):
        yield from _given(span)


def _dated(found: Any) -> Iterator[Span]:
    yield from getattr(found, "evidence", ())
    yield from getattr(getattr(found, "value", None), "evidence", ())


def _given(span: Span | None) -> Iterator[Span]:
    if span is not None:
        yield span
