"""How well the human cost is read of single reports: figures, the incident they are for, the range of each incident.

    python -m evaluation.tolls CORPUS/train.jsonl [--half measuring] [--wrong]
    python -m evaluation.tolls                             invented passages alone

The labels (labels/tolls.csv) were made on the text of 122 annotated reports, drawn at random over all origins, before
anything read was seen: each figure with its words, its incident (a letter, with the offsets of the triggers that tell
it), its bounds as said ("more than 40" is 41 to open) and its kind. `whole` is for the whole incident, `part` for some
of the harmed; `sum` sums several incidents up; `vague` has no figure; `denied` is one somebody denies; `total` is what
the figures of an incident make together; "?" stands for bounds that may be read either way. Errors are to be read in
the tuning half alone.

*Figures*: outcome and both bounds as labelled, at the words labelled; a figure read again elsewhere is not wrong.
*Right incident*: of the figures found, those in an episode that holds a trigger of their incident. *Ranges*: low and
high of each incident and outcome with a figure for the whole, weighed by the default rule from the episode that tells
most of the incident; and the same where events are grouped as labelled. The *invented* passages
(labels/tolls_invented.toml) tell of one incident each.
"""

from __future__ import annotations

import argparse
import csv
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gesta.lexicon import pattern
from gesta.linking.episodes import assembled, episodes
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode, Figure, Statement
from gesta.nouns.report import Report, digest
from gesta.pipeline import Coder
from gesta.spans import Span
from gesta.weighing.incidents import weigh

LABELS = Path(__file__).parent / "labels" / "tolls.csv"
INVENTED = Path(__file__).parent / "labels" / "tolls_invented.toml"
COUNTED = ("killed", "injured")
HALVES = ("tuning", "measuring")

Range = tuple[int, int]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled figure; `span` None for a total that no words say, `either` for bounds that may be read two ways."""

    incident: str
    outcome: str
    low: int | None
    high: int | None
    kind: str
    span: Span | None
    triggers: frozenset[int]
    either: bool = False

    def fits(self, figure: Figure) -> bool:
        """True for the figure as labelled."""
        return figure.outcome == self.outcome and (self.either or (figure.low, figure.high) == (self.low, self.high))


@dataclass(frozen=True, slots=True)
class Page:
    """A report with its labels and what was read of it."""

    coded: Coded
    labels: tuple[Label, ...]
    told: tuple[Episode, ...]

    @property
    def read(self) -> list[tuple[Statement, Figure, Episode]]:
        """Each figure read, with the episode it is in."""
        return [(s, s.figure, e) for e in self.told for s in e.statements if s.figure is not None]


@dataclass(slots=True)
class Count:
    """What was found of what was there, and the wrong ones, in words."""

    right: int = 0
    gold: int = 0
    given: int = 0
    wrong: list[str] | None = None

    @property
    def row(self) -> str:
        """Precision, recall and their mean."""
        p, r = self.right / max(self.given, 1), self.right / max(self.gold, 1)
        return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}  ({self.right} of {self.gold})"

    def note(self, words: str) -> None:
        """Keeps one that is wrong."""
        self.wrong = [*(self.wrong or ()), words]


def read_labels(path: Path, half: str) -> dict[str, tuple[Label, ...]]:
    """The labels of a half, by report; reports without any figure have none."""
    found: dict[str, list[Label]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] == half:
                listed = found.setdefault(row["report"], [])
                if row["incident"]:
                    listed.append(_label(row))
    return {report: tuple(labels) for report, labels in found.items()}


def pages(corpus: Path, labels: Mapping[str, tuple[Label, ...]]) -> Iterator[Page]:
    """The labelled reports, coded."""
    reports = []
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in labels:
            reports.append(Report(row["id"], row["text"], digest(row["text"])))
    for coded in Coder.load().code_many(reports):
        yield Page(coded, labels[coded.report.id], episodes(coded))


def figures(read: Iterable[Page]) -> tuple[Count, Count]:
    """The figures, and of those found the ones in the right incident."""
    counts, homes = Count(), Count()
    for page in read:
        for label in (each for each in page.labels if each.span is not None):
            hits = [e for s, f, e in page.read if label.fits(f) and _stands_at(s, label)]
            counts.gold += 1
            if not hits:
                counts.note(f"missed    {_shown(page, label)}")
                continue
            counts.right += 1
            homes.gold, homes.given = homes.gold + 1, homes.given + 1
            if any(_tells(episode, label) for episode in hits):
                homes.right += 1
            else:
                homes.note(f"elsewhere {_shown(page, label)}")
        amiss = [s for s, f, _ in page.read if not any(_accounts(label, s, f) for label in page.labels)]
        for statement in amiss:
            counts.note(f"false     {page.coded.report.id}: {statement.value} {_words(statement)}")
            counts.given += 1
    counts.given += counts.right
    return counts, homes


def ranges(read: Iterable[Page], *, as_labelled: bool) -> Count:
    """The ranges of incidents, by the episodes as read or by groups as labelled."""
    found = Count()
    for page in read:
        told = _grouped(page) if as_labelled else page.told
        gold, doubtful = _gold(page)
        made = _made(page, told)
        found.gold += len(gold)
        found.given += sum(key in gold or key not in doubtful for key in made)
        for key in sorted({*gold, *made}):
            if key in gold and made.get(key) == gold[key]:
                found.right += 1
            elif key in gold or key not in doubtful:
                found.note(f"range     {page.coded.report.id} {'/'.join(key)}: {gold.get(key)}, read {made.get(key)}")
    return found


def invented(path: Path) -> Count:
    """The ranges of the invented passages, all events of a passage taken for one incident."""
    passages = tomllib.loads(path.read_text(encoding="utf-8"))["passages"]
    reports = [Report(f"passage {n}", each["text"], digest(each["text"])) for n, each in enumerate(passages, 1)]
    found = Count()
    for gold, coded in zip(passages, Coder.load().code_many(reports), strict=True):
        events = [event.id for event in coded.events]
        read = weighed(assembled(coded, [events])[0]) if events else {}
        for outcome in COUNTED:
            said, made = tuple(gold.get(outcome, ())), read.get(outcome, ())
            found.gold, found.given = found.gold + bool(said), found.given + bool(made)
            if said and said == made:
                found.right += 1
            elif said or made:
                found.note(f"{outcome} {said}, read {made}: {gold['text']}")
    return found


def weighed(episode: Episode) -> dict[str, Range]:
    """The lowest and the highest figure of each outcome that one episode gives."""
    return {outcome: (toll.low or 0, toll.high or 0) for outcome, toll in weigh([episode]).tolls.items()}


def _label(row: Mapping[str, str]) -> Label:
    either = row["low"] == "?"
    low, high = (None if either or not row[side] else int(row[side]) for side in ("low", "high"))
    span = Span(int(row["start"]), int(row["end"])) if row["start"] else None
    triggers = frozenset(map(int, row["triggers"].split()))
    return Label(row["incident"], row["outcome"], low, high, row["kind"], span, triggers, either)


def _stands_at(statement: Statement, label: Label) -> bool:
    return label.span is not None and any(label.span.overlaps(each.anchor.span) for each in statement.evidence)


def _tells(episode: Episode, label: Label) -> bool:
    return _shared(episode, label.triggers) > 0


def _shared(episode: Episode, triggers: Iterable[int]) -> int:
    spans = [telling.trigger.anchor.span for telling in episode.tellings]
    return sum(any(span.start <= at < span.end for span in spans) for at in triggers)


def _accounts(label: Label, statement: Statement, figure: Figure) -> bool:
    """True for a figure as labelled, wherever it stands, and for one that is said within the words of a larger one."""
    if label.fits(figure):
        return True
    within = figure.outcome == label.outcome and _stands_at(statement, label) and (label.high or label.low or 0) > 0
    return within and 0 < (figure.high or figure.low or 0) < (label.high or label.low or 0)


def _gold(page: Page) -> tuple[dict[Key, Range], frozenset[Key]]:
    """The range of each incident and outcome, and those that have labels but none for the whole."""
    said: dict[Key, list[Label]] = defaultdict(list)
    for label in page.labels:
        said[label.incident, label.outcome].append(label)
    found = {}
    for key, labels in said.items():
        totals = [label for label in labels if label.kind == "total"]
        wholes = totals or [label for label in labels if label.kind == "whole"]
        if wholes:
            bounds = [_bounds(page, label) for label in wholes]
            found[key] = (min(low for low, _ in bounds), max(high for _, high in bounds))
    return found, frozenset(said) - frozenset(found)


def _bounds(page: Page, label: Label) -> Range:
    """What was said counts, as in the toll rules: "more than 40" as 40, "at least seven" as 7."""
    low = label.low or 0
    if label.high is not None:
        return low or label.high, label.high
    words = label.span.of(page.coded.report.text) if label.span else ""
    said = low - 1 if pattern("gesta.weighing", "toll_rules", "said.more").search(words) else low
    return said, said


def _made(page: Page, told: Sequence[Episode]) -> dict[Key, Range]:
    """The ranges read of each labelled incident, by the episode that tells most of it."""
    found: dict[Key, Range] = {}
    for incident in sorted({label.incident for label in page.labels}):
        triggers = {at for label in page.labels if label.incident == incident for at in label.triggers}
        best = max(told, key=lambda episode: _shared(episode, triggers), default=None)
        if best is not None and _shared(best, triggers):
            found |= {(incident, outcome): bounds for outcome, bounds in weighed(best).items()}
    return found


def _grouped(page: Page) -> tuple[Episode, ...]:
    """The episodes if events were grouped as labelled, those of no incident each alone."""
    groups: dict[str, list[str]] = defaultdict(list)
    for event in page.coded.events:
        homes = (
            label.incident
            for label in page.labels
            for at in label.triggers
            if event.trigger.start <= at < event.trigger.end
        )
        groups[next(homes, event.id)].append(event.id)
    return assembled(page.coded, list(groups.values()))


def _shown(page: Page, label: Label) -> str:
    words = label.span.of(page.coded.report.text) if label.span else ""
    return f"{page.coded.report.id}: {label.outcome} {label.low}..{label.high} ({label.kind}) {words!r}"


def _words(statement: Statement) -> list[str]:
    return [each.text for each in statement.evidence]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--half", choices=HALVES, help="one half of the labels; both, one after the other, by default")
    parser.add_argument("--wrong", action="store_true", help="also what is wrong in the tuning half")
    given = parser.parse_args()
    count = invented(INVENTED)
    print(f"invented passages              {count.row}")
    if given.wrong:
        print("\n".join(count.wrong or ()))
    if given.corpus:
        _measure(given)


def _measure(given: argparse.Namespace) -> None:
    for half in [given.half] if given.half else HALVES:
        read = list(pages(given.corpus, read_labels(given.labels, half)))
        counts, homes = figures(read)
        rows = {
            "figures": counts,
            "right incident": homes,
            "ranges": ranges(read, as_labelled=False),
            "ranges, grouped as labelled": ranges(read, as_labelled=True),
        }
        print(f"{half}: {len(read)} reports")
        for name, count in rows.items():
            print(f"  {name:28s} {count.row}")
        if given.wrong and half == "tuning":
            print("\n".join(line for name, count in rows.items() for line in [f"-- {name}", *(count.wrong or ())]))


if __name__ == "__main__":
    main()
