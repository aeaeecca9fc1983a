"""Measures: how far coded reports agree with gold annotation, counted over all reports together.

Every measure is a precision, a recall and their harmonic mean with the counts behind them. `python -m
evaluation.measures GOLD.jsonl CODED.jsonl` prints them for two files.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.matching import Match, alike, happenings, match, paired
from evaluation.sheets import ROLES, Range, Sheet, SheetError, read_sheets
from evaluation.tables import text_table

LINKS = ("part", "response", "about")
# Figures are written to four digits: a single event in a thousand shows, noise beyond that does not.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits among `gold` and among `coded` things. The two differ for B³ only, where a mention counts in parts."""

    found: float = 0
    right: float = 0
    gold: int = 0
    coded: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found, self.right + other.right, self.gold + other.gold, self.coded + other.coded
        )

    @property
    def precision(self) -> float:
        """The part of what was coded that is right; 0 when nothing was coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found; 0 when there is none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def score(self) -> float:
        """The harmonic mean of precision and recall (F1), to four digits; for an accuracy, the accuracy."""
        both = self.precision + self.recall
        return round(2 * self.precision * self.recall / both, DIGITS) if both else 0.0


Tallies = dict[str, Tally]
Named = Iterable[tuple[str, Tally]]


def measure(gold: Mapping[str, Sheet], coded: Mapping[str, Sheet]) -> Tallies:
    """The tally of every measure by name, over all gold reports; a report that was not coded counts as empty.

    `trigger`: events whose triggers overlap. `type`, `type+mode`: of these, the ones with the same code. `roles` and
    each `role …`: fillers of events of the same type, by phrase. `attribution`: pairs of event and speaker. `speaker`:
    speakers alone. `status`, `stance`: accuracy on what was matched. `same`: B³ over matched mentions. `part`, `about`,
    `response`: links, counted between happenings. `entities`: exact spans and labels, in reports that give entities.
    """
    total: Tallies = dict.fromkeys(NAMES, Tally())
    for report, sheet in gold.items():
        matched = match(sheet, coded.get(report, Sheet()))
        for count in COUNTS:
            _add(total, count(matched))
    return total


def measure_types(gold: Mapping[str, Sheet], coded: Mapping[str, Sheet]) -> Tallies:
    """The tally of every event type that occurs: events whose triggers overlap and whose types are the same."""
    total: Tallies = {}
    for report, sheet in gold.items():
        matched = match(sheet, coded.get(report, Sheet()))
        hits = Counter(matched.gold.deeds[i].type for i, _ in matched.typed)
        in_gold = Counter(deed.type for deed in matched.gold.deeds)
        in_coded = Counter(deed.type for deed in matched.coded.deeds)
        _add(total, ((type_, _tally(hits[type_], in_gold[type_], in_coded[type_])) for type_ in in_gold | in_coded))
    return dict(sorted(total.items()))


def table(tallies: Mapping[str, Tally]) -> str:
    """The tallies as a table for the terminal."""
    rows = [
        (name, f"{t.score:.4f}", f"{t.precision:.3f}", f"{t.recall:.3f}", str(t.gold), str(t.coded))
        for name, t in tallies.items()
    ]
    return text_table(("measure", "score", "precision", "recall", "gold", "coded"), rows)


def _triggers(matched: Match) -> Named:
    gold, coded = matched.gold.deeds, matched.coded.deeds
    modes = sum(gold[i].mode == coded[j].mode for i, j in matched.typed)
    hits = {"trigger": len(matched.pairs), "type": len(matched.typed), "type+mode": modes}
    return [(name, _tally(hit, len(gold), len(coded))) for name, hit in hits.items()]


def _roles(matched: Match) -> Named:
    for role in ROLES:
        tally = _role(matched, role)
        yield from (("roles", tally), (f"role {role}", tally))


def _role(matched: Match, role: str) -> Tally:
    gold = [deed.roles.get(role, ()) for deed in matched.gold.deeds]
    coded = [deed.roles.get(role, ()) for deed in matched.coded.deeds]
    hits = sum(len(paired(gold[i], coded[j], alike)) for i, j in matched.typed)
    return _tally(hits, sum(map(len, gold)), sum(map(len, coded)))


def _status(matched: Match) -> Named:
    gold, coded = matched.gold.deeds, matched.coded.deeds
    yield "status", _accuracy([gold[i].status == coded[j].status for i, j in matched.typed])


def _attributions(matched: Match) -> Named:
    answer = dict(matched.pairs)
    gold, coded = _said(matched.gold), _said(matched.coded)
    taken: set[int] = set()
    stances: list[bool] = []
    for event, speaker, stance in gold:
        for number, (other_event, other_speaker, other_stance) in enumerate(coded):
            if number not in taken and answer.get(event) == other_event and alike(speaker, other_speaker):
                taken.add(number)
                stances.append(stance == other_stance)
                break
    yield from (("attribution", _tally(len(taken), len(gold), len(coded))), ("stance", _accuracy(stances)))


def _said(sheet: Sheet) -> list[tuple[int, Range, str | None]]:
    """Each event said by somebody: its index, the speaker, the stance."""
    index = {deed.id: number for number, deed in enumerate(sheet.deeds)}
    return [(index[event], s.speaker, s.stance) for s in sheet.speeches for event in s.events if event in index]


def _speakers(matched: Match) -> Named:
    gold = [speech.speaker for speech in matched.gold.speeches]
    coded = [speech.speaker for speech in matched.coded.speeches]
    yield "speaker", _tally(len(paired(gold, coded, alike)), len(gold), len(coded))


def _identity(matched: Match) -> Named:
    """B³: for each matched mention, how far its happening holds the same matched mentions in gold and in coded."""
    gold, coded = matched.gold.deeds, matched.coded.deeds
    names = {coded[j].id: gold[i].id for i, j in matched.pairs}
    gold_with, coded_with = happenings(gold), happenings(coded)
    known = {gold[i].id for i, _ in matched.pairs}
    for i, j in matched.pairs:
        ours = gold_with[gold[i].id] & known
        theirs = {names[other] for other in coded_with[coded[j].id] if other in names}
        common = len(ours & theirs)
        yield "same", Tally(common / len(ours), common / len(theirs), 1, 1)


def _links(matched: Match) -> Named:
    """Links between happenings: each end stands for all gold mentions of its happening; an unmatched end is wrong."""
    gold, coded = matched.gold.deeds, matched.coded.deeds
    names = {deed.id: f"?{deed.id}" for deed in coded} | {coded[j].id: gold[i].id for i, j in matched.pairs}
    heads = {mention: min(mentions) for mention, mentions in happenings(gold).items()}
    ours, theirs = _joined(matched.gold, {}, heads), _joined(matched.coded, names, heads)
    for kind in LINKS:
        yield kind, _sets({link for link in ours if link[0] == kind}, {link for link in theirs if link[0] == kind})


def _joined(sheet: Sheet, names: Mapping[str, str], heads: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """All links of a sheet, `part` included, by the gold ids of the first mentions."""
    parts = [("part", deed.id, deed.part) for deed in sheet.deeds if deed.part]
    renamed = [(kind, names.get(a, a), names.get(b, b)) for kind, a, b in [*sheet.links, *parts]]
    return {(kind, heads.get(a, a), heads.get(b, b)) for kind, a, b in renamed}


def _entities(matched: Match) -> Named:
    if matched.gold.entities and matched.coded.entities is not None:
        yield "entities", _sets(matched.gold.entities, matched.coded.entities)


def _sets(gold: Iterable[object], coded: Iterable[object]) -> Tally:
    ours, theirs = set(gold), set(coded)
    return _tally(len(ours & theirs), len(ours), len(theirs))


def _accuracy(right: Sequence[bool]) -> Tally:
    return _tally(sum(right), len(right), len(right))


def _tally(hits: int, gold: int, coded: int) -> Tally:
    return Tally(hits, hits, gold, coded)


def _add(total: Tallies, more: Named) -> None:
    for name, tally in more:
        total[name] = total.get(name, Tally()) + tally


COUNTS: tuple[Callable[[Match], Named], ...] = (
    _triggers,
    _roles,
    _attributions,
    _speakers,
    _status,
    _identity,
    _links,
    _entities,
)
NAMES = (
    *("trigger", "type", "type+mode", "roles", *(f"role {role}" for role in ROLES)),
    *("attribution", "speaker", "stance", "status", "same", *LINKS, "entities"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when both files could be read, else 1."""
    parser = argparse.ArgumentParser(prog="evaluation.measures", description="Agreement of coded reports with gold.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--by-type", action="store_true", help="add a table of the event types")
    given = parser.parse_args(arguments)
    try:
        gold, coded = read_sheets(given.gold), read_sheets(given.coded)
    except SheetError as error:
        print(f"measures: {error}", file=sys.stderr)
        return 1
    print(f"{len(gold)} reports, {len(gold.keys() - coded.keys())} of them not coded\n\n{table(measure(gold, coded))}")
    if given.by_type:
        print(f"\n{table(measure_types(gold, coded))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
