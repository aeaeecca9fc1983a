"""How much of a publisher's text an export may hold: none, short quotes, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from gesta.exporting.exporter import Records
from gesta.exporting.redacting.blocks import ELLIPSIS, UNQUOTED, unquoted
from gesta.exporting.redacting.quoting import QUOTE_CHARACTERS, Quotations, clipped, quoted
from gesta.exporting.redacting.walking import DEEPER, Kinds, parts_rebuilt, rebuilt
from gesta.exporting.redacting.wordless import runs, without_runs, wordless_incident, wordless_report
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Evidence, Figure, Statement
from gesta.nouns.incident import Incident
from gesta.nouns.toll import Toll
from gesta.spans import Span

TextPolicy = Literal["none", "quotes", "full"]
POLICIES: tuple[TextPolicy, ...] = ("none", "quotes", "full")
DEFAULT_POLICY: TextPolicy = "quotes"

QUOTING: Kinds = frozenset({Evidence, Statement})


@dataclass(slots=True)
class Worded:
    """Records with the wanted amount of text.

    "full": as they are. "quotes": of a report's text only the words that values rest on, as many as ALLOWANCE lets
    (quoting.py says which); all other characters but white space are "░", so that offsets hold. What incidents quote of
    a report are the same words: which they are is noted as the reports pass, or in a pass over them beforehand where
    the incidents are asked for first. Without `quotations` (shapes that write no quotations) each is merely cut to
    QUOTE_CHARACTERS. "none": no words of the text at all; names, codes and numbers only (wordless.py). Titles stay in
    every case: without them nobody can look a report up.
    """

    records: Records
    policy: TextPolicy
    quotations: Quotations | None = None
    noted: bool = False

    def reports(self) -> Iterator[Coded]:
        """The coded reports, with the text that may be given."""
        for coded in self.records.reports():
            yield self._of_report(coded)
        self.noted = True

    def incidents(self) -> Iterator[Incident]:
        """The incidents, with the quotations that may be given."""
        if self.policy == "quotes" and self.quotations is not None and not self.noted:
            for coded in self.records.reports():
                self.quotations.note(coded.report.key, quoted(coded))
            self.noted = True
        return map(self._of_incident, self.records.incidents())

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """Tombstones: they hold no text."""
        return self.records.deleted()

    @property
    def versions(self) -> Mapping[str, str]:
        """What made the records."""
        return self.records.versions

    def _of_report(self, coded: Coded) -> Coded:
        if self.policy == "full":
            return coded
        if self.policy == "none":
            return replace(wordless_report(coded), report=replace(coded.report, text=unquoted(coded.report.text)))
        shown = quoted(coded)
        if self.quotations is not None:
            self.quotations.note(coded.report.key, shown)
        return _with_quotations(coded, shown)

    def _of_incident(self, incident: Incident) -> Incident:
        if self.policy == "full":
            return incident
        if self.policy == "none":
            return wordless_incident(incident)
        visit = _shortened if self.quotations is None else _Clipping(self.quotations).visit
        found: Incident = rebuilt(incident, visit, only=QUOTING)
        return found


@contextmanager
def worded(records: Records, policy: TextPolicy, *, quotes: bool) -> Iterator[Worded]:
    """The records with the wanted amount of text, for a shape that `quotes` of incidents or that does not."""
    if not quotes or policy != "quotes":
        yield Worded(records, policy)
        return
    quotations = Quotations()
    try:
        yield Worded(records, policy, quotations)
    finally:
        quotations.close()


def _with_quotations(coded: Coded, shown: tuple[Span, ...]) -> Coded:
    """The coded report with nothing but these spans left in its text.

    Names that are phrases of the text, longer than three words and not among them are cut; so are figures as said.
    """
    text = coded.report.text
    letters = list(unquoted(text))
    for span in shown:
        letters[span.start : span.end] = text[span.start : span.end]
    given = "".join(letters)
    heard = runs(text).difference(*map(runs, given.split(UNQUOTED)))

    def visit(value: Any, _field: str) -> Any:
        if not isinstance(value, Toll):
            return DEEPER
        whole = all(any(span.holds(words) for span in shown) for words in value.evidence)
        return value if whole else replace(value, as_said=ELLIPSIS)

    found: Coded = rebuilt(without_runs(coded, heard), visit, only=frozenset({Toll}))
    return replace(found, report=replace(coded.report, text=given))


@dataclass(slots=True)
class _Clipping:
    """What incidents quote of reports, with no more than may be shown of each; names and answers stay."""

    quotations: Quotations

    def visit(self, value: Any, _field: str) -> Any:
        match value:
            case Evidence():
                text = clipped(value, self.quotations.of(value.anchor.report))
                return value if text == value.text else replace(value, text=text)
            case Statement(figure=Figure(as_said=said) as figure) if said:
                parts: Statement = parts_rebuilt(value, self.visit, QUOTING)
                whole = all(one.text == other.text for one, other in zip(parts.evidence, value.evidence, strict=True))
                return parts if whole else replace(parts, figure=replace(figure, as_said=ELLIPSIS))
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
